"""Score a trip and post what it earned.

Called inside another service's transaction, after ``TripStore.lock_owner``: the counters
hold still while they are read, used and added to.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from muvengine.core.errors import Unfunded
from muvengine.core.people.actor import Actor
from muvengine.core.rules.anew import FIRST, Earlier, counters_without
from muvengine.core.rules.counters import owner_of
from muvengine.core.rules.evaluate import counter_keys, evaluate
from muvengine.core.rules.paid_trip import PaidTrip
from muvengine.core.rules.rulebook import Kind, Owner
from muvengine.core.rules.score import CLOSED, ENVELOPE, Line, LineStatus, Score
from muvengine.core.rules.sheet import Sheet
from muvengine.core.trips.facts import TripFacts
from muvengine.core.trips.trip import Trip
from muvengine.services.note_boards import note_groups
from muvengine.services.note_sheet import note_sheet
from muvengine.services.posting import award, season_points_left
from muvengine.services.yardstick import InForce
from muvengine.store.awards import Award
from muvengine.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose hand makes a score, and when."""

    actor: Actor
    now: datetime


def score_facts(
    uow: UnitOfWork,
    person_id: int,
    facts: TripFacts,
    in_force: InForce,
    *,
    earlier: Earlier = FIRST,
) -> tuple[Score, dict[str, int]]:
    """Score facts against the person's counters.

    Args:
        uow: writing, with the owner locked.
        person_id: whose trip.
        facts: complete.
        in_force: the rulebook of the trip's day.
        earlier: the sheet of the same trip that this one is made in place of.

    Returns:
        The score, and the counters it was made from.
    """
    keys = counter_keys(in_force.rulebook, facts)
    if facts.helper_id is not None and any(owner_of(key) is Owner.HELPER for key in keys):
        uow.trips.lock_owner(facts.helper_id)
    counters = uow.scores.counters(person_id, keys, facts.helper_id)
    if earlier is not FIRST:
        counters = counters_without(counters, earlier, keys)
    return evaluate(in_force.rulebook, facts, counters), counters


def post_score(uow: UnitOfWork, trip: Trip, sheet: Sheet, hand: Hand) -> PaidTrip:
    """Keep a sheet, add its counts, post its award and let the game know.

    Where the season's points are used up, or it is closed and none follows, the award is what
    is left of them, and a line of the sheet says so: a trip is never refused for want of points.

    Args:
        uow: writing, with the owner locked.
        trip: kept, with its number.
        sheet: its ``score_no`` is new for this trip.
        hand: by whom and when.

    Returns:
        The trip as it now stands, saved, and what it was paid.
    """
    # Before the season's row is held, for which every other upload waits.
    shared = note_sheet(uow, trip, sheet)
    score, posted = _post_award(uow, trip, sheet.score_no, sheet.score, hand)
    if score is not sheet.score:
        sheet = replace(sheet, score=score)
    uow.scores.add(trip.id, sheet)
    uow.scores.count(trip.person_id, score.counts, sheet.facts.helper_id)
    scored = trip
    if (trip.score_no, trip.points) != (sheet.score_no, score.points):
        scored = replace(trip, score_no=sheet.score_no, points=score.points)
        uow.trips.save(trip, scored)
    # After it: who posts two trips at once must not hold a team's row and wait for the season's.
    note_groups(uow, shared)
    return PaidTrip(scored, sheet, posted.spendable_at)


class _Posted(NamedTuple):
    score: Score
    award: Award


def _post_award(uow: UnitOfWork, trip: Trip, score_no: int, score: Score, hand: Hand) -> _Posted:
    """Post an award, cut down to what the season has left; give the score that was paid."""
    try:
        with uow.savepoint():
            return _Posted(score, _award(uow, trip, score_no, score, hand))
    except Unfunded:
        left = season_points_left(uow, trip.local_day, score.points)
        if left < score.points:
            score = _within(score, left, _why_less(uow, trip, score.points))
        return _Posted(score, _award(uow, trip, score_no, score, hand))


def _award(uow: UnitOfWork, trip: Trip, score_no: int, score: Score, hand: Hand) -> Award:
    return award(
        uow,
        trip_id=trip.id,
        score_no=score_no,
        person_id=trip.person_id,
        points=score.points,
        settlement=score.settlement,
        occurred_at=trip.end_at,
        now=hand.now,
        actor=hand.actor,
    )


def _why_less(uow: UnitOfWork, trip: Trip, points: int) -> str:
    season = uow.seasons.paying_day(trip.local_day, points)
    return CLOSED if season is not None and season.closed_at is not None else ENVELOPE


def _within(score: Score, left: int, name: str) -> Score:
    over = score.points - left
    why = {"limit": left, "used": 0, "per": "season"}
    line = Line(name, Kind.CAP, -over, LineStatus.CAP, why)
    return replace(score, lines=(*score.lines, line))
