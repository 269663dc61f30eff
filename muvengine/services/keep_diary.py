"""A helper types a week of somebody's paper diary in: each tick is a trip on their word.

Each tick is kept in a transaction and under an attempt of its own; the same tick never pays
twice, whichever form it comes with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final

from muvengine.core.errors import Duplicate, MuvError, NotAllowed, NotPossible
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.modes.verdict import EvidenceClass, Outcome
from muvengine.core.people.actor import Actor, Role
from muvengine.core.rules.sheet import Sheet
from muvengine.core.trips.diary import A_DAY_MAX, DISTANCE_M, DURATION_S, ROWS, Tick
from muvengine.core.trips.facts import LegFacts, TripFacts
from muvengine.core.trips.trip import Trip
from muvengine.services.attempt import once
from muvengine.services.attesting import require_other_hand
from muvengine.services.lead_outing import require_mediator
from muvengine.services.scoring import Hand, post_score, score_facts
from muvengine.services.shelf import OpenUow, Shelf
from muvengine.services.yardstick import DAYS_BACK_MAX_HELPED, Yardstick
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "keep_diary"
MIDDAY: Final = time(12)


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one tick.

    Attributes:
        tick: see there.
        points: it brings; 0 where the most of a day or week is reached.
        refusal: why it was not kept; None where it was.
    """

    tick: Tick
    points: int = 0
    refusal: MuvError | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Page:
    """What all ticks of one form share."""

    person_id: int
    yardstick: Yardstick
    hand: Hand


def keep_diary(  # noqa: PLR0913  a form, its hand, its time and what it is judged with
    open_uow: OpenUow,
    shelf: Shelf,
    ticks: Iterable[Tick],
    *,
    actor: Actor,
    key: str,
    now: datetime,
    new_token: Callable[[], str],
) -> tuple[Kept, ...]:
    """Keep each tick as a trip on the person's word, and tell what became of it.

    Args:
        open_uow: starts a writing transaction.
        shelf: of this process.
        ticks: of one form.
        actor: the mediator, acting for whose diary it is.
        key: of the form.
        now: aware.
        new_token: gives the trips' public ids.

    Returns:
        An answer per tick, by day and in the order of the form.  A refusal is Duplicate (it
        was entered before), NoRulebook, or NotPossible: ``state`` is future, old (more than
        30 days), full (two a day are kept) or recorded (a recording of this day and mode).

    Raises:
        NotAllowed: this is for mediators who help somebody.
    """
    require_mediator(actor)
    if actor.on_behalf_of is None or actor.on_behalf_of == actor.id:
        raise NotAllowed(audience=Role.MEDIATOR.value)
    yardstick = shelf.yardstick(now=now, days_back_max=DAYS_BACK_MAX_HELPED)
    page = _Page(actor.on_behalf_of, yardstick, Hand(actor, now))
    in_order = sorted(set(ticks), key=lambda one: (one.day, ROWS.index(one.mode), one.number))
    return tuple(_tick(open_uow, page, one, key, new_token()) for one in in_order)


def _tick(open_uow: OpenUow, page: _Page, tick: Tick, key: str, token: str) -> Kept:
    about = (page.person_id, tick.square)
    attempt = Attempt.of(page.hand.actor, f"{key[:40]}:{tick.square}", ENDPOINT, about)

    def work(uow: UnitOfWork) -> dict[str, Any]:
        return {"points": _keep(uow, page, tick, token)}

    try:
        return Kept(tick, once(open_uow, attempt, work).value["points"])
    except MuvError as refusal:
        return Kept(tick, refusal=refusal)


def _keep(uow: UnitOfWork, page: _Page, tick: Tick, token: str) -> int:
    owner = uow.trips.lock_owner(page.person_id)
    require_other_hand(uow, page.hand.actor, page.person_id, page.hand.now)
    trip = _trip(page, tick, token)
    _check(uow, page, tick, trip)
    in_force = page.yardstick.in_force_on(tick.day)
    facts = TripFacts(
        start=trip.start_at.astimezone(page.yardstick.programme.zone),
        duration_s=DURATION_S,
        legs=(LegFacts(tick.mode, DISTANCE_M),),
        evidence_class=EvidenceClass.DECLARED.value,
        weather=uow.trips.meet(trip).weather,
        segments=owner.segments,
        assisted=True,
        helper_id=page.hand.actor.id,
    )
    score, counters = score_facts(uow, page.person_id, facts, in_force)
    trip = replace(trip, points=score.points)
    trip = replace(trip, id=uow.trips.add(trip))
    sheet = Sheet(1, in_force.version_id, facts, counters, score, page.hand.now)
    paid = post_score(uow, trip, sheet, page.hand).trip
    meta = {"day": tick.day.isoformat(), "mode": tick.mode}
    at = page.hand.now
    uow.audit.append(page.hand.actor, "trip.declare", "trip", paid.public_id, meta, at=at)
    return paid.points


def _trip(page: _Page, tick: Tick, token: str) -> Trip:
    noon = datetime.combine(tick.day, MIDDAY, page.yardstick.programme.zone).astimezone(UTC)
    told = tick.print_of(page.person_id)
    return Trip(
        public_id=token,
        person_id=page.person_id,
        submitted_by=page.hand.actor.id,
        channel="desk",
        mode=tick.mode,
        # No hours are told: it begins and ends at noon, and is in no recording's way.
        start_at=noon,
        end_at=noon,
        local_day=tick.day,
        distance_m=DISTANCE_M,
        duration_s=DURATION_S,
        outcome=str(Outcome.CONFIRMED),
        reasons=(),
        evidence_class=str(EvidenceClass.DECLARED),
        fixes_sha256=told,
        shape_sha256=told,
        created_at=page.hand.now,
    )


def _check(uow: UnitOfWork, page: _Page, tick: Tick, trip: Trip) -> None:
    today = page.hand.now.astimezone(page.yardstick.programme.zone).date()
    if tick.day > today:
        raise NotPossible(state="future")
    if tick.day < today - timedelta(days=DAYS_BACK_MAX_HELPED):
        raise NotPossible(state="old")
    if uow.trips.has_fixes(trip.fixes_sha256):
        raise Duplicate
    told = uow.diaries.told(page.person_id, tick.day, tick.day)
    if sum(told.values()) >= A_DAY_MAX:
        raise NotPossible(state="full")
    if uow.diaries.recorded(page.person_id, tick.day, tick.mode):
        raise NotPossible(state="recorded")
