"""The programme, and what was noted of its days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from muvengine.core.trips.programme import DayNote, Programme
from muvengine.store.unit_of_work import UnitOfWork


def programme(open_reading: Callable[[], UnitOfWork]) -> Programme:
    """Give the programme.

    Raises:
        NotFound: nobody has set this town up yet.
    """
    with open_reading() as uow:
        return uow.programme.get()


def day_notes(
    open_reading: Callable[[], UnitOfWork], first_day: date, last_day: date
) -> tuple[DayNote, ...]:
    """List the organiser's notes of these days, in order."""
    with open_reading() as uow:
        return tuple(uow.programme.day_notes(first_day, last_day))
