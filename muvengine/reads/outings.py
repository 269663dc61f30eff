"""Group outings as their helpers see them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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
        members: in the order in which they came, each with what became of their way.
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


def outing(open_reading: OpenReading, public_id: str) -> OutingView:
    """Give an outing.

    Raises:
        NotFound: no such outing.
    """
    with open_reading() as uow:
        found = uow.outings.get(public_id)
        members = tuple(
            (member, uow.trips.numbered(member.trip_id) if member.trip_id else None)
            for member in uow.outings.members(found.id)
        )
        return OutingView(found, uow.people.get(found.helper_id).name, members)


def outings_of(open_reading: OpenReading, helper_id: int) -> tuple[Outing, ...]:
    """List a helper's outings, the latest first."""
    with open_reading() as uow:
        return tuple(uow.outings.latest(helper_id))
