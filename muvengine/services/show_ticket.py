"""A mediator has seen the ticket of somebody they help: the leg counts in full."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, Final

from muvengine.core.errors import LimitReached, NotAllowed, NotFound, NotPossible
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.modes.verdict import Outcome
from muvengine.core.people.actor import Actor, Role
from muvengine.core.trips.proof import Proof, ProofKind
from muvengine.core.trips.review import ReviewState
from muvengine.core.trips.sight import may_act
from muvengine.core.trips.ticket import A_DAY_MAX, SHOWN_WITHIN, ticket_legs
from muvengine.core.trips.trip import Trip
from muvengine.services.attempt import once
from muvengine.services.attesting import require_other_hand
from muvengine.services.proving import legs_of, prove_trip
from muvengine.services.scoring import Hand
from muvengine.services.shelf import OpenUow, Shelf
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "show_ticket"
ACT: Final = "trip.ticket"
REASON: Final = "a mediator has seen the ticket"


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket that was shown for one leg.

    Attributes:
        public_id: the trip's.
        leg_no: place of the leg among the trip's, from 0.
    """

    public_id: str
    leg_no: int

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which it is confirmed, once."""
        return Attempt.of(actor, key, ENDPOINT, self)


def show_ticket(
    open_uow: OpenUow, shelf: Shelf, ticket: Ticket, *, attempt: Attempt, now: datetime
) -> None:
    """Confirm that a ticket was seen; the trip is scored anew, as one correction.

    Args:
        open_uow: starts a writing transaction.
        shelf: of this process.
        ticket: for which leg.
        attempt: ``ticket.attempt(actor, key)``; its actor is a mediator helping the owner.
        now: aware.

    Raises:
        NotAllowed: not a mediator, or it is their own trip.
        NotFound: no such trip, or not of somebody they help now.
        NotPossible: it was taken back, a person is asked about it, it was refused, it is older
            than a fortnight, the leg needs no ticket, or it would earn less with one.
        LimitReached: this mediator has seen as many as one may in a day.
    """
    actor = attempt.actor

    def work(uow: UnitOfWork) -> dict[str, Any]:
        if actor.kind != Role.MEDIATOR or actor.id in {None, actor.on_behalf_of}:
            raise NotAllowed(audience=Role.MEDIATOR.value)
        trip = uow.trips.locked(ticket.public_id)
        if not may_act(trip, actor):
            raise NotFound(kind="trip")
        require_other_hand(uow, actor, trip.person_id, now)
        _check(uow, shelf, trip, ticket, now)
        _count(uow, actor, now)
        proof = Proof(ProofKind.TICKET, ticket.leg_no)
        after = prove_trip(uow, shelf, trip, (proof,), Hand(actor, now), REASON)
        # A short ride may earn less by its kilometres than the amount on somebody's word.
        if after.points < trip.points:
            raise NotPossible(state="less")
        meta = {"leg": ticket.leg_no}
        uow.audit.append(actor, ACT, "trip", trip.public_id, meta, at=now)
        return {}

    once(open_uow, attempt, work)


def _check(uow: UnitOfWork, shelf: Shelf, trip: Trip, ticket: Ticket, now: datetime) -> None:
    if trip.withdrawn_at is not None:
        raise NotPossible(state="withdrawn")
    if any(review.state is ReviewState.OPEN for review in uow.reviews.of_trip(trip.id)):
        raise NotPossible(state="waiting")
    # What a person has refused, no paper brings back; the owner may say that it is wrong.
    if trip.outcome == Outcome.REFUSED:
        raise NotPossible(state="refused")
    if now - trip.end_at > SHOWN_WITHIN:
        raise NotPossible(state="old")
    sheet = uow.scores.get(trip.id, trip.score_no)
    limits = shelf.in_force(uow, sheet.version_id).limits
    if ticket.leg_no not in ticket_legs(legs_of(trip, sheet.facts), limits):
        raise NotPossible(state="proven")


def _count(uow: UnitOfWork, actor: Actor, now: datetime) -> None:
    """Hold this mediator's tickets still, and stop at the ceiling of the local day."""
    assert actor.id is not None, "a mediator is a person"
    uow.trips.lock_owner(actor.id)
    zone = uow.programme.get().zone
    morning = datetime.combine(now.astimezone(zone).date(), time(), zone).astimezone(UTC)
    if uow.audit.count(actor, ACT, since=morning) >= A_DAY_MAX:
        raise LimitReached
