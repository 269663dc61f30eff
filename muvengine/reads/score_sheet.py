"""One trip with its sheet: what it earned, why, and what may still be done with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from muvengine.core.errors import NotFound
from muvengine.core.people.actor import Actor
from muvengine.core.rules.paid_trip import PaidTrip
from muvengine.core.rules.rulebook import Rulebook
from muvengine.core.rules.sheet import Sheet
from muvengine.core.trips.review import Review, ReviewState
from muvengine.core.trips.sight import may_act, may_look
from muvengine.core.trips.trip import Trip
from muvengine.store.awards import AwardState
from muvengine.store.unit_of_work import UnitOfWork

LoadRulebook = Callable[[UnitOfWork, int], Rulebook]


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """A trip as its owner, their mediator or an organiser reads it; no coordinates.

    Attributes:
        trip: the trip.
        sheet: the one that holds.
        rulebook: that made it, for labels.
        earlier: sheets that were corrected since, the latest first.
        reviews: the latest first.
        trace_kept: the raw trace is still there.
        spendable_at: when the points can be spent at the earliest; None when they can be,
            or when there are none.
        held: the points wait for a person.
        mine: the reader may contest, correct or take it back.
    """

    trip: Trip
    sheet: Sheet
    rulebook: Rulebook
    earlier: tuple[Sheet, ...]
    reviews: tuple[Review, ...]
    trace_kept: bool
    spendable_at: datetime | None
    held: bool
    mine: bool

    @property
    def waiting(self) -> bool:
        """A person is asked to look."""
        return any(review.state is ReviewState.OPEN for review in self.reviews)

    @property
    def trace_open(self) -> bool:
        """The reviewer may see where it went."""
        return any(review.trace_open for review in self.reviews)


def paid_trip(open_reading: Callable[[], UnitOfWork], public_id: str, actor: Actor) -> PaidTrip:
    """Give a trip and what it earned, and nothing that only a page shows.

    Raises:
        NotFound: no such trip, or not theirs to see.
    """
    with open_reading() as uow:
        trip = uow.trips.get(public_id)
        if not may_look(trip, actor):
            raise NotFound(kind="trip")
        sheet = uow.scores.get(trip.id, trip.score_no)
        award = uow.awards.of_sheet(trip.id, trip.score_no)
    return PaidTrip(trip, sheet, award.spendable_at if award else None)


def score_sheet(
    open_reading: Callable[[], UnitOfWork], load: LoadRulebook, public_id: str, actor: Actor
) -> ScoreSheet:
    """Give a trip with its sheet.

    Args:
        open_reading: starts a reading transaction.
        load: ``Shelf.rulebook``.
        public_id: the trip's.
        actor: who reads: its owner, a mediator helping them, or an organiser.

    Raises:
        NotFound: no such trip, or not theirs to see.
    """
    with open_reading() as uow:
        trip = uow.trips.get(public_id)
        if not may_look(trip, actor):
            raise NotFound(kind="trip")
        sheet, *earlier = uow.scores.all_of(trip.id)
        award = uow.awards.of_sheet(trip.id, trip.score_no)
        held = award is not None and award.state is AwardState.HELD
        return ScoreSheet(
            trip=trip,
            sheet=sheet,
            rulebook=load(uow, sheet.version_id),
            earlier=tuple(earlier),
            reviews=tuple(uow.reviews.of_trip(trip.id)),
            trace_kept=uow.traces.sealed(trip.id) is not None,
            spendable_at=award.spendable_at if award else None,
            held=held,
            mine=may_act(trip, actor),
        )
