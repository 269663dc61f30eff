"""A helper types a stamp card in: two stamps on a route are a proven trip without a trace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from muvengine.core.errors import Duplicate, NotAllowed, NotPossible, Overlap
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.modes.limits import ModeLimits
from muvengine.core.modes.verdict import EvidenceClass, Outcome
from muvengine.core.people.actor import Actor, Role
from muvengine.core.rules.sheet import Sheet
from muvengine.core.trips.facts import LegFacts, RouteFacts, TripFacts
from muvengine.core.trips.stamp_card import StampCard, Stretch, fault_of, stretch_between
from muvengine.core.trips.trip import RouteShare, Trip
from muvengine.services.attempt import once
from muvengine.services.attesting import require_other_hand
from muvengine.services.lead_outing import require_mediator
from muvengine.services.release_points import release_proven
from muvengine.services.scoring import Hand, post_score, score_facts
from muvengine.services.shelf import OpenUow, Shelf
from muvengine.services.yardstick import DAYS_BACK_MAX_HELPED, InForce
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "keep_stamp_card"
STAMPS: Final = 2
PERMILLE: Final = 1000


@dataclass(frozen=True, slots=True, eq=False)
class _Card:
    """What is known before the database is locked."""

    person_id: int
    card: StampCard
    in_force: InForce
    hand: Hand
    token: str

    @property
    def start(self) -> datetime:
        return self.card.first.at

    @property
    def limits(self) -> ModeLimits:
        limits = self.in_force.limits.get(self.card.mode)
        if limits is None:
            raise NotPossible(state="mode")
        return limits


def keep_stamp_card(
    open_uow: OpenUow,
    shelf: Shelf,
    card: StampCard,
    *,
    attempt: Attempt,
    now: datetime,
    new_token: Callable[[], str],
) -> tuple[str, int]:
    """Keep the trip two stamps prove; its points can be spent at once.

    Args:
        open_uow: starts a writing transaction.
        shelf: of this process.
        card: see ``StampCard``; its times in the town's zone.
        attempt: claims the write; its actor is a mediator beside whose card it is.
        now: aware.
        new_token: gives the trip's public id.

    Returns:
        The trip's public id, and its points.

    Raises:
        NotAllowed: this is for mediators who help somebody.
        NotPossible: ``state`` is future, old (more than 30 days), mode, order (the second is not
            later), route (no route has both), short, fast or slow.
        NoRulebook: none holds on the day.
        Duplicate: this card was typed in before.
        Overlap: another trip of the person has these hours.
    """
    actor = attempt.actor
    require_mediator(actor)
    if actor.on_behalf_of is None or actor.on_behalf_of == actor.id:
        raise NotAllowed(audience=Role.MEDIATOR.value)
    yardstick = shelf.yardstick(now=now, days_back_max=DAYS_BACK_MAX_HELPED)
    _check_day(card, now)
    in_force = yardstick.in_force_on(card.first.at.date())
    known = _Card(actor.on_behalf_of, card, in_force, Hand(actor, now), new_token())
    value = once(open_uow, attempt, lambda uow: _said(_keep(uow, known))).value
    return value["trip"], value["points"]


def _said(trip: Trip) -> dict[str, Any]:
    return {"trip": trip.public_id, "points": trip.points}


def attempt_of(card: StampCard, actor: Actor, key: str) -> Attempt:
    """Give the attempt under which a card is typed in, once."""
    return Attempt.of(actor, key, ENDPOINT, (actor.on_behalf_of, card))


def _check_day(card: StampCard, now: datetime) -> None:
    if max(card.first.at, card.last.at) > now:
        raise NotPossible(state="future")
    if card.first.at < now - timedelta(days=DAYS_BACK_MAX_HELPED):
        raise NotPossible(state="old")


def _keep(uow: UnitOfWork, known: _Card) -> Trip:
    owner = uow.trips.lock_owner(known.person_id)
    require_other_hand(uow, known.hand.actor, known.person_id, known.hand.now)
    stretch = _stretch(uow, known)
    trip = _trip(known, stretch)
    met = uow.trips.meet(trip)
    if met.duplicate is not None:
        raise Duplicate
    if met.overlap is not None:
        raise Overlap
    route = RouteFacts(stretch.route, round(stretch.share * PERMILLE), stretch.forward)
    facts = TripFacts(
        start=known.start,
        duration_s=known.card.duration_s,
        legs=(LegFacts(known.card.mode, stretch.distance_m),),
        evidence_class=EvidenceClass.PROVEN.value,
        routes=(route,),
        weather=met.weather,
        stamps=STAMPS,
        assisted=True,
        helper_id=known.hand.actor.id,
        segments=owner.segments,
    )
    score, counters = score_facts(uow, known.person_id, facts, known.in_force)
    trip = replace(trip, points=score.points)
    trip = replace(trip, id=uow.trips.add(trip))
    sheet = Sheet(1, known.in_force.version_id, facts, counters, score, known.hand.now)
    trip = post_score(uow, trip, sheet, known.hand).trip
    release_proven(uow, trip, known.hand.now)
    meta = {"route": stretch.route, "mode": known.card.mode}
    uow.audit.append(
        known.hand.actor, "trip.stamps", "trip", trip.public_id, meta, at=known.hand.now
    )
    return trip


def _stretch(uow: UnitOfWork, known: _Card) -> Stretch:
    card = known.card
    places = uow.stops.places((card.first.stop, card.last.stop))
    first, last = places.get(card.first.stop), places.get(card.last.stop)
    routes = [one for one in uow.routes.live() if one.holds_on(known.start.date())]
    stretch = stretch_between(routes, first, last) if first and last else None
    fault = fault_of(card, stretch, known.limits)
    if fault or stretch is None:
        raise NotPossible(state=fault)
    return stretch


def _trip(known: _Card, stretch: Stretch) -> Trip:
    card, told = known.card, known.card.print_of(known.person_id)
    return Trip(
        public_id=known.token,
        person_id=known.person_id,
        submitted_by=known.hand.actor.id,
        channel="desk",
        mode=card.mode,
        start_at=card.first.at.astimezone(UTC),
        end_at=card.last.at.astimezone(UTC),
        local_day=known.start.date(),
        distance_m=stretch.distance_m,
        duration_s=card.duration_s,
        outcome=str(Outcome.CONFIRMED),
        reasons=(),
        evidence_class=str(EvidenceClass.PROVEN),
        routes=(RouteShare(stretch.route, stretch.share, stretch.forward),),
        fixes_sha256=told,
        shape_sha256=told,
        created_at=known.hand.now,
    )
