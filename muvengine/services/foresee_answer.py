"""What each answer to a question about a trip would do, before anybody gives it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from muvengine.core.people.actor import Actor
from muvengine.core.trips.trip import Trip
from muvengine.services.proving import legs_of
from muvengine.services.review_trip import TripAnswer, settle
from muvengine.services.scoring import Hand
from muvengine.services.shelf import OpenUow, Shelf
from muvengine.store.unit_of_work import UnitOfWork

REASON: Final = "looked at what an answer would do"


@dataclass(frozen=True, slots=True)
class Foresight:
    """The points of a trip after each answer.

    Attributes:
        now: as it stands.
        accepted: as its owner said it.
        refused: after a refusal.
        accepted_as: by mode, for a trip of one leg; empty for several.
    """

    now: int
    accepted: int
    refused: int
    accepted_as: Mapping[str, int] = field(default_factory=dict)


def foresee_answers(
    open_uow: OpenUow, shelf: Shelf, public_id: str, *, actor: Actor, now: datetime
) -> Foresight:
    """Give every answer, read what the ledger would hold, and undo it: nothing is kept.

    What was spent, what the season has left and what the maximums of the day allow are in the
    figures, because they are those of the answer itself.

    Args:
        open_uow: starts a writing transaction; it is never committed.
        shelf: of this process.
        public_id: the trip's.
        actor: who would answer.
        now: aware.

    Raises:
        NotFound: no such trip.
    """
    hand = Hand(actor, now)
    with open_uow() as uow:
        trip = uow.trips.locked(public_id)
        sheet = uow.scores.get(trip.id, trip.score_no)
        modes = shelf.in_force(uow, sheet.version_id).limits
        alone = len(legs_of(trip, sheet.facts)) == 1
        return Foresight(
            now=trip.points,
            accepted=_after(uow, shelf, trip, TripAnswer(public_id, True, REASON), hand),  # noqa: FBT003  accept
            refused=_after(uow, shelf, trip, TripAnswer(public_id, False, REASON), hand),  # noqa: FBT003  refuse
            accepted_as={
                mode: _after(uow, shelf, trip, TripAnswer(public_id, True, REASON, (mode,)), hand)  # noqa: FBT003  accept
                for mode in (modes if alone else ())
            },
        )


class _Undone(Exception):
    """Leaves a savepoint without keeping what was done in it."""


def _after(uow: UnitOfWork, shelf: Shelf, trip: Trip, answer: TripAnswer, hand: Hand) -> int:
    points = trip.points
    with suppress(_Undone), uow.savepoint():
        settle(uow, shelf, trip, answer, hand)
        points = uow.trips.get(trip.public_id).points
        raise _Undone
    return points
