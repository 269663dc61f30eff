"""Score a trip anew when it is corrected, and even out what its day is paid by the kilometre.

Called inside another service's transaction, after ``TripStore.lock_owner``: the counters
hold still while they are read, used and added to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from muvengine.core.rules.anew import Earlier, past_of, same_day_keys
from muvengine.core.rules.evaluate import counter_keys
from muvengine.core.rules.rulebook import Kind
from muvengine.core.rules.score import KEPT, Line, LineStatus, Score
from muvengine.core.rules.sheet import Sheet
from muvengine.core.trips.facts import TripFacts
from muvengine.core.trips.trip import Trip
from muvengine.services.posting import can_pay, hold, reverse_award
from muvengine.services.release_points import release_proven
from muvengine.services.scoring import Hand, post_score, score_facts
from muvengine.services.yardstick import InForce
from muvengine.store.awards import AwardState
from muvengine.store.unit_of_work import UnitOfWork

REASON: Final = "another trip of the day was changed"


def rescore(
    uow: UnitOfWork, trip: Trip, facts: TripFacts, in_force: InForce, *, hand: Hand, reason: str
) -> Trip:
    """Take a trip's award back and post anew, on the next sheet.

    What was spent of an earlier award cannot be taken back: the new one is less by it.
    Without this, whoever spends before a correction would be paid twice for one trip.

    Kilometres that the trip no longer has, or has more of, are made good on the day's other
    trips where it cannot do so itself: the day is paid what it would be, had the trip been
    sent so.

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
    sheet = _anew(uow, trip, old, facts, in_force, hand)
    done = replace_sheet(uow, trip, old, sheet, hand, reason)
    moved = same_day_keys(old.score.counts) | same_day_keys(sheet.score.counts)
    if moved:
        _even_out(uow, done, moved, in_force, hand)
    return done


def by_other_rules(
    uow: UnitOfWork,
    trip: Trip,
    old: Sheet,
    rules: tuple[InForce, InForce],
    *,
    aside: Mapping[str, int],
    hand: Hand,
) -> Sheet:
    """Score the facts of a sheet by another version; nothing is kept or posted.

    What the trip was told of the time before it stays, as far as its own rules had asked.

    Args:
        uow: writing, with the owner locked.
        trip: kept.
        old: the sheet that stands.
        rules: those that made it, and those that score it anew.
        aside: what is left out of the counters beside its own counts.
        hand: by whom and when.
    """
    before, after = rules
    past = past_of(counter_keys(before.rulebook, old.facts), old.counters)
    counts = dict(aside)
    for key, value in old.score.counts.items():
        counts[key] = counts.get(key, 0) + value
    earlier = Earlier(counts, past)
    made = score_facts(uow, trip.person_id, old.facts, after, earlier=earlier)
    return _next_sheet(old, old.facts, after, made, hand)


def _anew(
    uow: UnitOfWork, trip: Trip, old: Sheet, facts: TripFacts, in_force: InForce, hand: Hand
) -> Sheet:
    past = {}
    if old.version_id == in_force.version_id:
        past = past_of(counter_keys(in_force.rulebook, old.facts), old.counters)
    earlier = Earlier(old.score.counts, past)
    made = score_facts(uow, trip.person_id, facts, in_force, earlier=earlier)
    return _next_sheet(old, facts, in_force, made, hand)


def _next_sheet(
    old: Sheet,
    facts: TripFacts,
    in_force: InForce,
    made: tuple[Score, dict[str, int]],
    hand: Hand,
) -> Sheet:
    score, counters = made
    return Sheet(
        score_no=old.score_no + 1,
        version_id=in_force.version_id,
        facts=facts,
        counters=counters,
        score=score,
        created_at=hand.now,
    )


def replace_sheet(
    uow: UnitOfWork, trip: Trip, old: Sheet, sheet: Sheet, hand: Hand, reason: str
) -> Trip:
    """Take the award of a sheet back and post the next one's, less what was spent of it.

    Args:
        uow: writing, with the owner locked.
        trip: kept.
        old: the sheet that stands.
        sheet: the next one.
        hand: by whom and when.
        reason: why, at least five characters, kept in the ledger.

    Returns:
        The trip as it now stands, saved.
    """
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
    kept = _less_kept(sheet.score, uow.ledger.written_off(trip.id))
    return post_score(uow, trip, replace(sheet, score=kept), hand).trip


def _even_out(
    uow: UnitOfWork, changed: Trip, moved: frozenset[str], in_force: InForce, hand: Hand
) -> None:
    """Score the day's other trips anew where their kilometres are now worth more or less."""
    for trip in uow.trips.beside(changed):
        old = uow.scores.get(trip.id, trip.score_no)
        if old.version_id != in_force.version_id or moved.isdisjoint(old.score.counts):
            continue
        sheet = _anew(uow, trip, old, old.facts, in_force, hand)
        if _by_km(sheet.score, moved) == _by_km(old.score, moved):
            continue
        if not can_pay(uow, trip.local_day, sheet.score.points - trip.points):
            continue
        award = uow.awards.of_sheet(trip.id, trip.score_no)
        scored = replace_sheet(uow, trip, old, sheet, hand, REASON)
        if award is not None and award.state is AwardState.HELD:
            hold(uow, trip_id=scored.id, score_no=scored.score_no)
        release_proven(uow, scored, hand.now)


def _by_km(score: Score, moved: frozenset[str]) -> dict[str, int]:
    return {key: points for key, points in score.counts.items() if key in moved}


def _less_kept(score: Score, kept: int) -> Score:
    taken = min(kept, score.points)
    if not taken:
        return score
    why = {"limit": score.points, "used": kept, "per": "trip"}
    line = Line(KEPT, Kind.CAP, -taken, LineStatus.CAP, why)
    return replace(score, lines=(*score.lines, line))
