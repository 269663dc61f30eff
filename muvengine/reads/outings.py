"""Group outings as their helpers see them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from muvengine.core.errors import NotFound
from muvengine.core.trips.outing import Member, Outing, OutingState
from muvengine.core.trips.trip import Trip
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]

__all__ = ["Member", "Outing", "OutingState", "OutingView", "outing", "outings_of"]


@dataclass(frozen=True, slots=True)
class OutingView:
    """An outing with everybody in it.

    Attributes:
        outing: see there.
        helper: name of who leads it.
        members: in the order in which they came, each with what became of their way; without
            a name see ``outing``.
    """

    outing: Outing
    helper: str
    members: tuple[tuple[Member, Trip | None], ...]

    @property
    def arrived(self) -> int:
        """How many were seen at both ends."""
        return sum(member.whole for member, _ in self.members)

    @property
    def half_way(self) -> bool:
        """Some have their trip, and the rest waits for the same recording."""
        begun = any(trip for _, trip in self.members)
        return begun and self.outing.state is OutingState.OPEN


def outing(open_reading: OpenReading, public_id: str, helper_id: int) -> OutingView:
    """Give an outing to whoever leads it, or to a helper of the same centre.

    Whose card was read and who is of another centre has a name until the outing is over.

    Raises:
        NotFound: no such outing, or led by a helper of other centres.
    """
    with open_reading() as uow:
        found = uow.outings.get(public_id)
        if found.helper_id != helper_id and not uow.centres.knows(helper_id, found.helper_id):
            raise NotFound(kind="outing")
        members = tuple(
            (member, uow.trips.numbered(member.trip_id) if member.trip_id else None)
            for member in _named(uow, found, helper_id)
        )
        return OutingView(found, uow.people.get(found.helper_id).name, members)


def _named(uow: UnitOfWork, found: Outing, helper_id: int) -> tuple[Member, ...]:
    members = uow.outings.members(found.id)
    known = uow.centres.known(helper_id, {one.person_id for one in members})
    named = found.state is OutingState.OPEN
    return tuple(
        one if named or one.person_id in known else replace(one, name="") for one in members
    )


def outings_of(open_reading: OpenReading, helper_id: int) -> tuple[Outing, ...]:
    """List a helper's outings, the latest first."""
    with open_reading() as uow:
        return tuple(uow.outings.latest(helper_id))
