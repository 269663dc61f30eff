"""Work that waits in a row of the database: files that were sent together."""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial
from typing import Final

from muvengine.bootstrap import Wiring
from muvengine.core.errors import StorageRefused

log = logging.getLogger(__name__)

# The next look begins where this one ends; jobs of the minute are not kept waiting by it.
TURN: Final = timedelta(seconds=20)


def drain(wiring: Wiring) -> int:
    """Judge files that wait, for a turn; give how many.

    Any number of workers may do so at the same time: each file is claimed by one of them.
    """
    # A quiet town need not load what judges.
    from muvengine.services.work_upload import work_upload, work_uploads  # noqa: PLC0415

    try:
        with wiring.open_reading() as uow:
            if not uow.uploads.any_waiting():
                return 0
        step = partial(
            work_upload, wiring.open_uow, wiring.shelf, now=wiring.now, new_token=wiring.new_token
        )
        return work_uploads(step, now=wiring.now, until=wiring.now() + TURN)
    except StorageRefused as refusal:
        # Nothing is lost: the files wait, and the next turn comes in a second.
        log.warning("files wait: %s", refusal.code)
        return 0
