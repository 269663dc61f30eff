"""Past trips that an act of two organisers scores anew, a turn at a time."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Final

from muvengine.bootstrap import Wiring
from muvengine.core.errors import StorageRefused

log = logging.getLogger(__name__)

# The next look begins where this one ends; whoever stops the act is heard after each trip.
TURN: Final = timedelta(seconds=20)


def rescore(wiring: Wiring) -> int:
    """Go on with the act that runs, for a turn; give how many pieces were done.

    Any number of workers may do so at the same time: each trip is taken up once.
    """
    try:
        with wiring.open_reading() as uow:
            if uow.rescorings.running() is None:
                return 0
        return work(wiring, turn=TURN)
    except StorageRefused as refusal:
        # Nothing is lost: the trips wait, and the next turn comes soon.
        log.warning("trips to score anew wait: %s", refusal.code)
        return 0


def work(wiring: Wiring, turn: timedelta | None = None) -> int:
    """Go on with the act that runs, to the end where no turn is given.

    Raises:
        StorageRefused: the database is away or full; everything waits on.
    """
    # A quiet town need not load what scores.
    from muvengine.services.work_rescoring import work_rescoring  # noqa: PLC0415

    return work_rescoring(
        wiring.open_uow,
        wiring.open_reading,
        wiring.shelf,
        now=wiring.now,
        until=wiring.now() + turn if turn else None,
    )
