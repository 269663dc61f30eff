"""Somebody sends a trip."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from muvengine.core.errors import Duplicate, Overlap
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor, Role
from muvengine.core.rules.paid_trip import PaidTrip
from muvengine.core.rules.score import ScoreStatus
from muvengine.core.rules.sheet import Sheet
from muvengine.core.traces.fingerprint import SIMILARITY_HELD, similarity
from muvengine.core.trips.judgement import Claim, with_sign
from muvengine.core.trips.review import ReviewKind
from muvengine.core.trips.trip import Trip
from muvengine.services.attempt import once
from muvengine.services.attesting import require_rightful
from muvengine.services.judge_trace import Judgement, judge_trace
from muvengine.services.posting import hold
from muvengine.services.release_points import release_proven
from muvengine.services.scoring import Hand, post_score, score_facts
from muvengine.services.settle_carpool import settle_carpools
from muvengine.services.shelf import SKETCH_DAYS, OpenUow, Shelf
from muvengine.services.stamp_trip import stamp
from muvengine.services.trip_of import Whose, as_judged, trip_of
from muvengine.services.yardstick import DAYS_BACK_MAX, DAYS_BACK_MAX_HELPED
from muvengine.store.trips import Met
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT = "submit_trip"
COPIED = "copied"


@dataclass(frozen=True, slots=True)
class Submission:
    """One upload.

    Attributes:
        person_id: whose trip it is.
        actor: whose hand sends it.
        data: the file.
        claim: what they say of it.
        channel: page, api, desk, import or seed.
        yardstick_seen: the version of what trips are measured with, where it was read just
            now; None to read it.
    """

    person_id: int
    actor: Actor
    data: bytes = field(repr=False)
    claim: Claim
    channel: str = "page"
    yardstick_seen: int | None = None

    @property
    def helped(self) -> bool:
        """Tell whether somebody who works for the town sends it for its owner."""
        return self.actor.id != self.person_id and self.actor.kind != Role.PARTICIPANT

    def attempt(self, key: str) -> Attempt:
        """Give the attempt under which this upload is made, once."""
        said = repr((self.person_id, self.claim)).encode()
        digest = hashlib.sha256(said + b"\0")
        digest.update(self.data)
        return Attempt(self.actor, key, ENDPOINT, digest.hexdigest())


@dataclass(frozen=True, slots=True)
class SubmittedTrip:
    """What an upload became.

    Attributes:
        public_id: the trip's; ``reads.score_sheet`` tells the rest.
        replayed: the same attempt was made before; nothing was done now.
        paid: what was kept just now; None when only a reading can tell.
    """

    public_id: str
    replayed: bool
    paid: PaidTrip | None = None


def submit_trip(
    open_uow: OpenUow,
    shelf: Shelf,
    submission: Submission,
    *,
    attempt: Attempt,
    now: datetime,
    new_token: Callable[[], str],
) -> SubmittedTrip:
    """Judge, score and keep an upload, and post what it earns, all or nothing.

    A trip with a refused verdict is kept with a sheet of 0 points and may be contested.  A
    doubtful one is paid what the rulebook gives for doubtful trips at once.  A mediator's
    upload for somebody may be 30 days old, else 7.

    Args:
        open_uow: starts a writing transaction.
        shelf: of this process.
        submission: whose, by whom and what.
        attempt: claims the write; ``submission.attempt(key)`` gives it.
        now: aware.
        new_token: gives the trip's public id.

    Raises:
        FileRefused, FixesRefused: see contract, in its order; nothing is kept.
        NoRulebook, BadInput: see ``judge_trace``.  NotAllowed, OwnAccount: see ``attesting``.
        KeyReused: the key was used for something else.
    """
    with shelf.turn:
        arrival = _judge(shelf, submission, new_token(), now)

    paid: PaidTrip | None = None

    def keep(uow: UnitOfWork) -> dict[str, Any]:
        nonlocal paid
        paid = _keep(uow, arrival)
        return {"trip": arrival.trip.public_id}

    answer = once(open_uow, attempt, keep)
    return SubmittedTrip(answer.value["trip"], answer.replayed, None if answer.replayed else paid)


@dataclass(frozen=True, slots=True)
class _Arrival:
    """Everything that can be known of an upload before the database is locked."""

    submission: Submission
    judgement: Judgement
    trip: Trip
    sealed: bytes | None
    purge_at: datetime
    now: datetime
    shelf: Shelf


def _judge(shelf: Shelf, submission: Submission, public_id: str, now: datetime) -> _Arrival:
    days_back_max = DAYS_BACK_MAX_HELPED if submission.helped else DAYS_BACK_MAX
    seen = submission.yardstick_seen
    yardstick = shelf.yardstick(now=now, days_back_max=days_back_max, seen=seen)
    shelf.give_way()
    judgement = judge_trace(
        submission.data, submission.claim, yardstick=yardstick, give_way=shelf.give_way
    )
    shelf.give_way()
    return _Arrival(
        submission=submission,
        judgement=judgement,
        trip=trip_of(judgement, _whose(submission), public_id, now),
        sealed=shelf.seal.close(judgement.recording, public_id) if shelf.seal else None,
        purge_at=now + timedelta(days=shelf.trace_days),
        now=now,
        shelf=shelf,
    )


def _whose(submission: Submission) -> Whose:
    owner, hand = submission.person_id, submission.actor.id
    return Whose(owner, None if hand == owner else hand, submission.channel)


def _keep(uow: UnitOfWork, arrival: _Arrival) -> PaidTrip | None:
    """Keep the trip, its sheet and its award; None when a companion's trip changed them since."""
    submission, trip = arrival.submission, arrival.trip
    owner = uow.trips.lock_owner(trip.person_id)
    require_rightful(uow, submission.actor, trip.person_id, arrival.now)
    met = _met(uow, trip)
    stamped = stamp(uow, trip.person_id, arrival.judgement)
    judgement, verdict = stamped.judgement, stamped.judgement.verdict
    copied = met.same_shape is not None or is_copy(uow, judgement)
    if copied:
        verdict = with_sign(verdict, COPIED)
    facts = replace(
        judgement.facts(verdict),
        weather=met.weather,
        segments=owner.segments,
        stamps=stamped.stamps,
        assisted=submission.helped,
        helper_id=submission.actor.id if submission.actor.kind == Role.MEDIATOR else None,
    )
    score, counters = score_facts(uow, trip.person_id, facts, judgement.in_force)
    trip = as_judged(trip, judgement, verdict, points=score.points)
    trip = replace(trip, id=uow.trips.add(trip))
    uow.stops.count_for(trip.id, stamped.scans)
    sheet = Sheet(1, judgement.in_force.version_id, facts, counters, score, arrival.now)
    hand = Hand(submission.actor, arrival.now)
    paid = post_score(uow, trip, sheet, hand)
    _keep_trace(uow, arrival, paid.trip, whole=owner.trace_kept)
    trip = settle_carpools(uow, arrival.shelf, paid.trip, hand)
    if verdict.needs_person or score.status is ScoreStatus.REVIEW:
        uow.reviews.open(trip.id, ReviewKind.SIGNS, now=arrival.now)
    if copied:
        hold(uow, trip_id=trip.id, score_no=trip.score_no)
    elif release_proven(uow, trip, arrival.now):
        paid = replace(paid, spendable_at=None)
    return paid if trip is paid.trip else None


def _met(uow: UnitOfWork, trip: Trip) -> Met:
    met = uow.trips.meet(trip)
    if met.duplicate is not None:
        raise Duplicate(**_in_outing(uow, met.overlap))
    if met.overlap is not None:
        raise Overlap(**_in_outing(uow, met.overlap))
    return met


def _in_outing(uow: UnitOfWork, overlap: int | None) -> dict[str, str]:
    """Name the group outing that the trip in the way was made on."""
    outing = uow.outings.of_trip(overlap) if overlap else None
    return {} if outing is None else {"outing": outing.name}


def is_copy(
    uow: UnitOfWork,
    judgement: Judgement,
    *,
    before: int | None = None,
    beside: frozenset[int] = frozenset(),
) -> bool:
    """Tell whether a trace shares its positions with that of another trip, of anybody.

    Args:
        uow: any.
        judgement: of the trace.
        before: the trip's own number when it is kept already: later copies are not its fault.
        beside: numbers of trips that may look alike, as those of one outing do.
    """
    sketch = judgement.prints.sketch
    others = uow.traces.sketches_near(sketch, before=before, beside=beside)
    return any(similarity(sketch, other) >= SIMILARITY_HELD for other in others)


def _keep_trace(uow: UnitOfWork, arrival: _Arrival, trip: Trip, *, whole: bool) -> None:
    """Keep what finds copies, and the trace itself unless its owner wants it gone at once."""
    if arrival.sealed is not None and whole:
        uow.traces.keep(trip.id, arrival.sealed, purge_at=arrival.purge_at)
    purge_at = arrival.now + timedelta(days=SKETCH_DAYS)
    uow.traces.keep_sketch(trip.id, arrival.judgement.prints.sketch, purge_at=purge_at)
