"""The centres of a town, as organisers see them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from muvengine.core.people.actor import Role
from muvengine.core.people.centre import Centre
from muvengine.core.people.identity import Person
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]


@dataclass(frozen=True, slots=True)
class CentreSeen:
    """One centre.

    Attributes:
        centre: see there.
        helpers: who works there, by name.
        others: mediators who do not.
        people: how many participants it knows.
    """

    centre: Centre
    helpers: tuple[Person, ...]
    others: tuple[Person, ...]
    people: int


def centres(open_reading: OpenReading) -> tuple[Centre, ...]:
    """List the centres of the town, the first one first."""
    with open_reading() as uow:
        return uow.centres.listed()


def centres_seen(open_reading: OpenReading) -> tuple[CentreSeen, ...]:
    """List them with who works there and how many people each knows."""
    with open_reading() as uow:
        staff = [one for one in uow.people.staff() if one.role is Role.MEDIATOR]
        return tuple(_seen(uow, one, staff) for one in uow.centres.listed())


def _seen(uow: UnitOfWork, centre: Centre, staff: list[Person]) -> CentreSeen:
    helpers = uow.centres.helpers(centre.id)
    here = {one.id for one in helpers}
    others = tuple(one for one in staff if one.id not in here)
    return CentreSeen(centre, helpers, others, uow.centres.people_count(centre.id))
