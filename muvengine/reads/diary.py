"""What of somebody's paper diary is entered already."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from muvengine.core.trips.diary import ROWS, TICKS, Tick, week_of
from muvengine.store.unit_of_work import UnitOfWork


def entered(open_reading: Callable[[], UnitOfWork], person_id: int, monday: date) -> set[str]:
    """Name the squares of a week that are trips by now; see ``Tick.square``."""
    days = week_of(monday)
    with open_reading() as uow:
        told = uow.diaries.told(person_id, days[0], days[-1])
    return {
        Tick(day, mode, number).square
        for day in days
        for mode in ROWS
        for number in TICKS
        if number <= told.get((day, mode), 0)
    }
