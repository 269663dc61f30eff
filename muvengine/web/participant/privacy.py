"""What is kept of me and why, and what I agreed to, each with a switch of its own."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput
from muvengine.core.spots.report import WORDS_KEPT
from muvengine.reads.privacy import privacy as read_privacy
from muvengine.reads.take_away import Spoken, take_away
from muvengine.services.hand_out import hand_out
from muvengine.services.join_board import leave_board
from muvengine.services.keep_no_trace import NoTrace, keep_no_trace
from muvengine.services.shelf import SKETCH_DAYS
from muvengine.services.want_letter import Wish, want_letter
from muvengine.web import here
from muvengine.web.page_words import tell
from muvengine.web.participant.pages import pages

CHANGED_AT: Final = {
    "person": "participant.settings",
    "mandates": "participant.mandates",
    "mail": "participant.mail",
    "trips": "participant.trips",
    "points": "participant.wallet",
    "vouchers": "participant.vouchers",
    "game": "participant.week",
    "board": "participant.board",
    "team": "participant.team",
    "apps": "participant.auto",
    "reports": "participant.reports",
    "letter": "participant.week",
}
"""The page on which each subject is looked at and changed; the others have none."""


@pages.get("/privacy")
def privacy() -> str:
    """Show what is kept and what I decided."""
    days = {
        "traces": here.wiring().settings.trace_days,
        "sketches": SKETCH_DAYS,
        "reports": WORDS_KEPT.days,
    }
    return render_template(
        "participant/privacy.html",
        mine=read_privacy(here.wiring().open_reading, here.subject()),
        days=days,
        changed_at=CHANGED_AT,
    )


@pages.post("/privacy")
def decide() -> Response:
    """Switch one consent on or off; a board is joined on its own page, for it takes a name.

    Raises:
        BadInput: the form names no consent.
    """
    which, on = request.form.get("which", ""), request.form.get("wanted") == "yes"
    person_id, actor, now = here.subject().id, here.actor(), here.now()
    open_uow, key = here.wiring().open_uow, request.form.get("attempt", "")
    if which == "letter":
        wish = Wish(person_id, on)
        want_letter(open_uow, wish, attempt=wish.attempt(actor, key), now=now)
        tell("week.told_letter" if on else "week.told_letter_off")
    elif which == "no_trace":
        choice = NoTrace(person_id, on)
        gone = keep_no_trace(open_uow, choice, attempt=choice.attempt(actor, key), now=now)
        if on:
            tell("privacy.told_no_trace", n=gone)
        else:
            tell("privacy.told_trace")
    elif which == "board" and not on:
        leave_board(open_uow, person_id, actor=actor, now=now)
        tell("board.told_left")
    else:
        raise BadInput(fields={"which": "unknown"})
    return redirect(url_for(".privacy"), HTTPStatus.SEE_OTHER)


@pages.post("/privacy/everything.zip")
def take_everything() -> Response:
    """Hand out everything, in the language of the person whose it is.

    Raises:
        TooManyAttempts: it was handed out too often today.
    """
    person, wiring = here.subject(), here.wiring()
    hand_out(wiring.open_uow, person.id, actor=here.actor(), now=wiring.now())
    spoken = Spoken(person.locale, here.programme().zone, wiring.now())
    file = take_away(wiring.open_reading, wiring.shelf.seal, person, spoken)
    return send_file(file, "application/zip", as_attachment=True, download_name="muv.zip")
