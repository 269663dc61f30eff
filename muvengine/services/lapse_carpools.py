"""End shared rides of which a second trip never came."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.trips.carpool import WAIT_MAX
from muvengine.services.shelf import OpenUow


def lapse_carpools(open_uow: OpenUow, *, now: datetime) -> int:
    """End what waited too long and forget old codes; give how many seats; safe to run twice."""
    with open_uow() as uow:
        ended = uow.carpools.lapse(now - WAIT_MAX, now)
        uow.commit()
    return ended
