"""Whom somebody lets act for them, and for whom they may act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from muvengine.core.people.mandate import Mandate
from muvengine.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class MyMandates:
    """What is not over, the oldest first: given to others, and held for others."""

    given: tuple[Mandate, ...]
    held: tuple[Mandate, ...]


def mandates_of(open_reading: Callable[[], UnitOfWork], person_id: int, today: date) -> MyMandates:
    """Read somebody's mandates on a day of the town's calendar."""
    with open_reading() as uow:
        return MyMandates(uow.mandates.given(person_id, today), uow.mandates.held(person_id, today))
