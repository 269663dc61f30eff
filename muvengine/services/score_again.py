"""Score one past trip by another version, inside an act of two organisers.

Called inside a transaction with the trip's owner locked.  Where nobody may lose, what later
trips of the act have earned is left to them: ceilings count as they stand, and only kilometres
of later trips of the day are left out, so that each is paid in its turn.  Where trips may lose,
everything that waits for its turn is left out, and the ceilings are filled again in order.
"""

from __future__ import annotations

from datetime import datetime

from muvengine.core.errors import NotFound
from muvengine.core.modes.verdict import Outcome as Verdict
from muvengine.core.rules.counters import is_of_km
from muvengine.core.rules.rescoring_act import RescoringAct, TripState, Why, aside, difference
from muvengine.core.rules.score import Score, ScoreStatus
from muvengine.core.rules.sheet import Sheet
from muvengine.core.trips.review import ReviewState
from muvengine.core.trips.trip import Trip
from muvengine.services.release_points import release_award, release_proven
from muvengine.services.rescoring import by_other_rules, replace_sheet
from muvengine.services.scoring import Hand
from muvengine.services.shelf import Shelf
from muvengine.store.awards import Award, AwardState
from muvengine.store.rescoring_trips import Ended, Turn
from muvengine.store.unit_of_work import UnitOfWork
from muvengine.words.catalogue import written


def score_again(uow: UnitOfWork, shelf: Shelf, act: RescoringAct, turn: Turn, hand: Hand) -> Ended:
    """Score a trip whose turn it is by the act's rules, and pay the difference.

    Args:
        uow: writing, with the owner locked.
        shelf: of this process.
        act: that runs.
        turn: of the trip.
        hand: of whoever approved the act, and when.
    """
    trip = uow.trips.numbered(turn.trip_id)
    old = uow.scores.get(trip.id, trip.score_no)
    award = uow.awards.of_sheet(trip.id, trip.score_no)
    passed = _passed_over(uow, trip, old, award)
    if passed is not None:
        return Ended(TripState.SKIPPED, passed)
    if old.version_id == act.terms.version_id:
        return Ended(TripState.SAME, Why.VERSION)
    new = _by_the_act(uow, shelf, act, turn, trip, old, hand)
    before = trip.points + uow.ledger.written_off(trip.id)
    left = _left_alone(act, old.score, new.score, before)
    unpaid = left or _unpaid(uow, trip, award, before, new.score.points)
    if unpaid is not None:
        return unpaid
    scored = replace_sheet(uow, trip, old, new, hand, written(act.terms.reasons, "en"))
    _wait_as_before(uow, scored, award, hand.now)
    after = scored.points + uow.ledger.written_off(trip.id)
    assert act.terms.take_back or after >= before, "nobody loses"
    why = Why.LESS if after < before else ""
    return Ended(TripState.CHANGED, why, before, after, scored.score_no)


def _left_alone(act: RescoringAct, old: Score, new: Score, before: int) -> Ended | None:
    """Tell where a trip keeps its sheet: nothing changes, or it may not lose."""
    change, after = difference(old, new), new.points
    if not change or (change > 0 and after <= before):
        return Ended(TripState.SAME, before=before, after=before)
    if new.status is ScoreStatus.REVIEW:
        return Ended(TripState.KEPT, Why.REVIEW, before, after)
    if change < 0 and not act.terms.take_back:
        return Ended(TripState.KEPT, Why.LESS, before, after)
    return None


def _passed_over(uow: UnitOfWork, trip: Trip, old: Sheet, award: Award | None) -> Why | None:
    """Tell why a trip is not scored again, whatever the rules say."""
    if trip.withdrawn_at is not None:
        return Why.WITHDRAWN
    if trip.outcome == Verdict.REFUSED:
        return Why.REFUSED
    asked = any(one.state is ReviewState.OPEN for one in uow.reviews.of_trip(trip.id))
    held = award is not None and award.state is AwardState.HELD
    if asked or held or old.score.status is ScoreStatus.REVIEW:
        return Why.WAITS
    try:
        uow.trips.lock_owner(trip.person_id)
    except NotFound:
        return Why.GONE
    return None


def _by_the_act(  # noqa: PLR0913, PLR0917  a trip, its act, and by whose hand
    uow: UnitOfWork,
    shelf: Shelf,
    act: RescoringAct,
    turn: Turn,
    trip: Trip,
    old: Sheet,
    hand: Hand,
) -> Sheet:
    rules = shelf.in_force(uow, old.version_id), shelf.in_force(uow, act.terms.version_id)
    if act.terms.take_back:
        left_out = aside(uow.rescoring_trips.later(turn, None))
    else:
        of_the_day = aside(uow.rescoring_trips.later(turn, trip.local_day))
        left_out = {key: value for key, value in of_the_day.items() if is_of_km(key)}
    return by_other_rules(uow, trip, old, rules, aside=left_out, hand=hand)


def _unpaid(
    uow: UnitOfWork, trip: Trip, award: Award | None, before: int, after: int
) -> Ended | None:
    """Tell where the season cannot pay the difference; nobody takes of it until the end."""
    points = after - before
    season = uow.seasons.paying_day(trip.local_day, points)
    paid_by = award.journal_id if award is not None else None
    if season is None or season.closed_at is not None:
        return Ended(TripState.SKIPPED, Why.CLOSED, before, after)
    # What is taken back goes to the season that paid: the next one must not pay it all.
    if paid_by is not None and uow.seasons.payer(paid_by).id != season.id:
        return Ended(TripState.SKIPPED, Why.CLOSED, before, after)
    if points > 0 and uow.ledger.lock(season.envelope) < points:
        return Ended(TripState.SKIPPED, Why.ENVELOPE, before, after)
    return None


def _wait_as_before(uow: UnitOfWork, scored: Trip, before: Award | None, now: datetime) -> None:
    """Let points that could be spent be spent at once, and others not later than promised."""
    if release_proven(uow, scored, now):
        return
    made = uow.awards.of_sheet(scored.id, scored.score_no)
    if made is None or made.state is not AwardState.PENDING:
        return
    if before is None or not before.sheet.points:
        return
    if before.state is AwardState.RELEASED:
        release_award(uow, made, now)
    else:
        uow.awards.release_by(made, before.release_at)
