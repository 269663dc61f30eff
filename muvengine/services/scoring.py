"""Score a trip and post what it earned; score it anew when it is corrected.

Called inside another service's transaction, after ``TripStore.lock_owner``: the counters
hold still while they are read, used and added to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from muvengine.core.errors import Unfunded
from muvengine.core.people.actor import Actor
from muvengine.core.rules.counters import owner_of
from muvengine.core.rules.evaluate import counter_keys, evaluate
from muvengine.core.rules.rulebook import Kind, Owner
from muvengine.core.rules.score import Line, LineStatus, Score
from muvengine.core.rules.sheet import Sheet
from muvengine.core.trips.facts import TripFacts
from muvengine.core.trips.trip import Trip
from muvengine.services.judge_trace import InForce
from muvengine.services.posting import award, reverse_award, season_points_left
from muvengine.store.unit_of_work import UnitOfWork

ENVELOPE: Final = "envelope"
"""Name of the line that says that the season's points are used up."""
CLOSED: Final = "closed"
"""Name of the line that says that the trip's season is closed and no other follows."""
KEPT: Final = "kept"
"""Name of the line for points of an earlier sheet that were spent, and so are kept."""

_NOTHING: Final[Mapping[str, int]] = MappingProxyType({})


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
    without: Mapping[str, int] = _NOTHING,
) -> tuple[Score, dict[str, int]]:
    """Score facts against the person's counters.

    Args:
        uow: writing, with the owner locked.
        person_id: whose trip.
        facts: complete.
        in_force: the rulebook of the trip's day.
        without: counts of an earlier sheet of the same trip, taken out first.

    Returns:
        The score, and the counters it was made from.
    """
    keys = counter_keys(in_force.rulebook, facts)
    if facts.helper_id is not None and any(owner_of(key) is Owner.HELPER for key in keys):
        uow.trips.lock_owner(facts.helper_id)
    counters = uow.scores.counters(person_id, keys, facts.helper_id)
    for key, value in without.items():
        if key in keys:
            counters[key] = counters.get(key, 0) - value
    return evaluate(in_force.rulebook, facts, counters), counters


def post_score(uow: UnitOfWork, trip: Trip, sheet: Sheet, hand: Hand) -> Trip:
    """Keep a sheet, add its counts and post its award.

    Where the season's points are used up, or it is closed and none follows, the award is what
    is left of them, and a line of the sheet says so: a trip is never refused for want of points.

    Args:
        uow: writing, with the owner locked.
        trip: kept, with its number.
        sheet: its ``score_no`` is new for this trip.
        hand: by whom and when.

    Returns:
        The trip as it now stands, saved.
    """
    paid = _post_award(uow, trip, sheet.score_no, sheet.score, hand)
    uow.scores.add(trip.id, replace(sheet, score=paid))
    uow.scores.count(trip.person_id, paid.counts, sheet.facts.helper_id)
    scored = replace(trip, score_no=sheet.score_no, points=paid.points)
    uow.trips.save(trip, scored)
    return scored


def rescore(
    uow: UnitOfWork, trip: Trip, facts: TripFacts, in_force: InForce, *, hand: Hand, reason: str
) -> Trip:
    """Take a trip's award back and post anew, on the next sheet.

    What was spent of an earlier award cannot be taken back: the new one is less by it.
    Without this, whoever spends before a correction would be paid twice for one trip.

    Args:
        uow: writing, with the owner locked.
        trip: as it should be from now on, its sheet and points still the old ones.
        facts: what the rules look at now.
        in_force: the rulebook of the trip's day.
        hand: by whom and when.
        reason: why, at least five characters, kept in the ledger.

    Raises:
        ReasonMissing: see ``reverse_award``.
    """
    old = uow.scores.get(trip.id, trip.score_no)
    score, counters = score_facts(uow, trip.person_id, facts, in_force, without=old.score.counts)
    reverse_award(
        uow,
        trip_id=trip.id,
        score_no=old.score_no,
        reason=reason,
        now=hand.now,
        actor=hand.actor,
    )
    taken_out = {key: -value for key, value in old.score.counts.items()}
    uow.scores.count(trip.person_id, taken_out, old.facts.helper_id)
    sheet = Sheet(
        score_no=old.score_no + 1,
        version_id=in_force.version_id,
        facts=facts,
        counters=counters,
        score=_less_kept(score, uow.ledger.written_off(trip.id)),
        created_at=hand.now,
    )
    return post_score(uow, trip, sheet, hand)


def _post_award(uow: UnitOfWork, trip: Trip, score_no: int, score: Score, hand: Hand) -> Score:
    """Post an award, cut down to what the season has left; give the score that was paid."""
    try:
        with uow.savepoint():
            _award(uow, trip, score_no, score, hand)
    except Unfunded:
        left = season_points_left(uow, trip.local_day, score.points)
        if left < score.points:
            score = _within(score, left, _why_less(uow, trip, score.points))
        _award(uow, trip, score_no, score, hand)
    return score


def _award(uow: UnitOfWork, trip: Trip, score_no: int, score: Score, hand: Hand) -> None:
    award(
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


def _less_kept(score: Score, kept: int) -> Score:
    taken = min(kept, score.points)
    if not taken:
        return score
    why = {"limit": score.points, "used": kept, "per": "trip"}
    line = Line(KEPT, Kind.CAP, -taken, LineStatus.CAP, why)
    return replace(score, lines=(*score.lines, line))
