"""A participant says how they really moved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from muvengine.core.errors import NotFound, NotPossible
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor
from muvengine.core.traces.fixes import Recording
from muvengine.core.trips.judgement import Claim, with_sign
from muvengine.core.trips.outing import Outing
from muvengine.core.trips.proof import Proof, ProofKind
from muvengine.core.trips.review import ReviewKind, ReviewState
from muvengine.core.trips.sight import may_act
from muvengine.core.trips.trip import Trip
from muvengine.services.attempt import once
from muvengine.services.attesting import require_other_hand
from muvengine.services.judge_trace import Judgement, judge_recording
from muvengine.services.posting import hold
from muvengine.services.release_points import release_proven
from muvengine.services.rescoring import rescore
from muvengine.services.scoring import Hand
from muvengine.services.settle_carpool import release_companions, settle_carpools
from muvengine.services.shelf import OpenUow, Shelf
from muvengine.services.stamp_trip import stamp
from muvengine.services.submit_trip import COPIED, is_copy
from muvengine.services.trip_of import as_judged
from muvengine.services.yardstick import InForce
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "correct_trip"
# Whoever tries one mode after the other is looking for the one that pays.
CORRECTIONS_MAX: Final = 2
REASON: Final = "owner declared another mode"


@dataclass(frozen=True, slots=True)
class Correction:
    """Another claim about the same trace."""

    public_id: str
    claim: Claim

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which this correction is made, once."""
        return Attempt.of(actor, key, ENDPOINT, self)


def correct_trip(
    open_uow: OpenUow, shelf: Shelf, correction: Correction, *, attempt: Attempt, now: datetime
) -> None:
    """Judge a kept trace by another claim, take the old award back and post the new one.

    Args:
        open_uow: starts a writing transaction.
        shelf: of this process.
        correction: which trip, and what is said of it now.
        attempt: ``correction.attempt(actor, key)``; its actor corrects.
        now: aware.

    Raises:
        NotFound: no such trip, or not this actor's.
        NotPossible: it was taken back, a person has answered or is asked, it was corrected
            twice, or its trace is no longer kept.
        OwnAccount: a mediator plays under the trip's account.
        BadInput: legs that do not fit the trace.
    """
    actor = attempt.actor
    recording, judged_by = _kept(open_uow, shelf, correction.public_id, actor)
    yardstick = replace(shelf.yardstick(now=None), rulebooks=(judged_by,))
    judgement = judge_recording(recording, correction.claim, yardstick)

    def work(uow: UnitOfWork) -> dict[str, Any]:
        trip = uow.trips.locked(correction.public_id)
        require_other_hand(uow, actor, trip.person_id, now)
        _check(uow, trip)
        uow.reviews.open(trip.id, ReviewKind.REDECLARE, now=now, message=trip.mode, by=actor.id)
        uow.reviews.close(trip.id, ReviewState.ACCEPTED, now=now, answer="", by=actor.id)
        hand = Hand(actor, now)
        release_companions(uow, shelf, trip, hand)
        settle_carpools(uow, shelf, _judge_again(uow, trip, judgement, hand), hand)
        return {}

    once(open_uow, attempt, work)


def _kept(
    open_uow: OpenUow, shelf: Shelf, public_id: str, actor: Actor
) -> tuple[Recording, InForce]:
    """Give the trace, and the rulebook that judged it: a trip stays with its version."""
    with open_uow() as uow:
        trip = uow.trips.get(public_id)
        sealed = uow.traces.sealed(trip.id)
        judged_by = shelf.in_force(uow, uow.scores.get(trip.id, trip.score_no).version_id)
    if not may_act(trip, actor):
        raise NotFound(kind="trip")
    recording = shelf.seal.open(sealed, public_id) if shelf.seal and sealed else None
    if recording is None:
        raise NotPossible(state="trace_gone")
    return recording, replace(judged_by, first_day=date.min, end_day=None)


def _check(uow: UnitOfWork, trip: Trip) -> None:
    if trip.withdrawn_at is not None:
        raise NotPossible(state="withdrawn")
    reviews = uow.reviews.of_trip(trip.id)
    if any(review.state is ReviewState.OPEN for review in reviews):
        raise NotPossible(state="waiting")
    corrections = [review for review in reviews if review.kind is ReviewKind.REDECLARE]
    if len(corrections) < len(reviews):
        raise NotPossible(state="answered")
    if len(corrections) >= CORRECTIONS_MAX:
        raise NotPossible(state="corrected")


def _with_group(judgement: Judgement, outing: Outing | None) -> Judgement:
    """Give what a helper's word proves still: the whole way, in the mode they saw."""
    claim = judgement.claim
    if outing is None or claim.legs or claim.mode != outing.mode:
        return judgement
    return judgement.proven([Proof(ProofKind.OUTING, 0, about={"outing": outing.name})])


def _judge_again(uow: UnitOfWork, trip: Trip, judgement: Judgement, hand: Hand) -> Trip:
    sheet = uow.scores.get(trip.id, trip.score_no)
    # Told otherwise, the same scans may prove something else, or nothing.
    uow.stops.release(trip.id)
    outing = uow.outings.of_trip(trip.id)
    stamped = stamp(uow, trip.person_id, _with_group(judgement, outing))
    uow.stops.count_for(trip.id, stamped.scans)
    judgement, verdict = stamped.judgement, stamped.judgement.verdict
    beside = uow.outings.trips_beside(outing.id, trip.start_at, trip.end_at) if outing else None
    copied = is_copy(uow, judgement, before=trip.id, beside=beside or frozenset())
    if copied:
        # A refused copy says nothing of it; told as another mode it must not be paid whole.
        verdict = with_sign(verdict, COPIED)
    facts = replace(
        judgement.facts(verdict),
        weather=sheet.facts.weather,
        stamps=stamped.stamps,
        segments=sheet.facts.segments,
        assisted=sheet.facts.assisted,
        helper_id=sheet.facts.helper_id,
    )
    changed = as_judged(
        trip,
        judgement,
        verdict,
        mode=judgement.claim.mode,
        evidence=verdict.evidence,
        routes=judgement.route_shares,
    )
    uow.trips.save(trip, changed)
    scored = rescore(uow, changed, facts, judgement.in_force, hand=hand, reason=REASON)
    if copied:
        hold(uow, trip_id=trip.id, score_no=scored.score_no)
    if verdict.needs_person:
        uow.reviews.open(trip.id, ReviewKind.SIGNS, now=hand.now)
    release_proven(uow, scored, hand.now)
    return scored
