"""Mails that wait in rows of the database, sent beside everything else."""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial
from typing import Final

from muvengine.bootstrap import Wiring
from muvengine.core.errors import StorageRefused
from muvengine.core.people.mail import MailProblem, MailState
from muvengine.services.ask_link import answer_ask
from muvengine.services.post_box import PostBox

log = logging.getLogger(__name__)

# The next look begins where this one ends.
TURN: Final = timedelta(seconds=30)


def send_mails(wiring: Wiring) -> int:
    """Send what is due, for a turn; give how many mails were sent.

    Any number of workers may do so at the same time: each mail is claimed by one of them.
    """
    box = wiring.post_box
    if box is None:
        return 0
    try:
        _answer_asks(wiring, box)
        with wiring.open_glance() as uow:
            if not uow.mails.any_due(wiring.now()):
                return 0
        # A town without mails need not load what speaks to servers.
        from muvengine.jobs.postman import postman  # noqa: PLC0415
        from muvengine.services.send_mail import send_mail  # noqa: PLC0415

        with postman(wiring.settings, wiring.now) as carrier:
            step = partial(send_mail, wiring.open_uow, box.seal, carrier.deliver, wiring.now)
            sent, until = 0, wiring.now() + TURN
            while wiring.now() <= until and (mail := step()) is not None:
                sent += mail.state is MailState.SENT
                if mail.problem in {MailProblem.AWAY, MailProblem.LOGIN}:
                    # The others would hear the same now.
                    log.warning("mails wait: %s", mail.problem)
                    break
            return sent
    except StorageRefused as refusal:
        # Nothing is lost: the mails wait, and the next turn comes soon.
        log.warning("mails wait: %s", refusal.code)
        return 0


def _answer_asks(wiring: Wiring, box: PostBox) -> None:
    with wiring.open_glance() as uow:
        if not uow.mail_addresses.any_ask():
            return
    while answer_ask(wiring.open_uow, box, now=wiring.now(), new_token=wiring.new_token):
        pass
