"""One recording of a group becomes a trip for each of its members.

It is judged once.  Each member is kept in a transaction and under an attempt of their own, with
the outing locked: whatever dies on the way, the same recording sent again goes on with those
who have no trip yet, and pays nobody twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final

from muvengine.core.errors import Duplicate, NotFound, NotPossible, Overlap
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.modes.verdict import Outcome
from muvengine.core.people.actor import Actor
from muvengine.core.rules.score import ScoreStatus
from muvengine.core.rules.sheet import Sheet
from muvengine.core.trips.judgement import Claim, finding_of, with_sign
from muvengine.core.trips.outing import (
    Member,
    Outing,
    OutingState,
    of_this_time,
    own_print,
    without_end,
)
from muvengine.core.trips.proof import Proof, ProofKind
from muvengine.core.trips.review import ReviewKind
from muvengine.core.trips.trip import Trip
from muvengine.services.attempt import once
from muvengine.services.judge_trace import Judgement, judge_trace
from muvengine.services.lead_outing import require_led_here, require_mediator
from muvengine.services.posting import hold
from muvengine.services.release_points import release_proven
from muvengine.services.scoring import Hand, post_score, score_facts
from muvengine.services.shelf import SKETCH_DAYS, OpenUow, Shelf
from muvengine.services.stamp_trip import stamp
from muvengine.services.submit_trip import COPIED, is_copy
from muvengine.services.trip_of import Whose, as_judged, trip_of
from muvengine.services.yardstick import DAYS_BACK_MAX_HELPED
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "score_outing"
# Another recording is another attempt.
PRINT_SHOWN: Final = 16


@dataclass(frozen=True, slots=True)
class GroupRecording:
    """The one recording of an outing.

    Attributes:
        public_id: the outing's.
        data: the file.
        anyway: keep it also where it is refused, so that each member may ask a person to look.
    """

    public_id: str
    data: bytes = field(repr=False)
    anyway: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Recorded:
    """An outing with its judged recording, before the database is locked.

    Attributes:
        members: as they were when the recording was judged.
        judgement: with the helper's word as a proof.
        copied: the recording is like one of somebody outside the group.
    """

    outing: Outing
    members: tuple[Member, ...]
    judgement: Judgement
    copied: bool
    hand: Hand
    shelf: Shelf


def score_outing(
    open_uow: OpenUow,
    shelf: Shelf,
    sent: GroupRecording,
    *,
    actor: Actor,
    now: datetime,
    new_token: Callable[[], str],
) -> int:
    """Judge the recording of an outing, and keep and pay a trip for each member.

    Args:
        open_uow: starts a writing transaction.
        shelf: of this process.
        sent: of which outing, and the file.
        actor: the mediator who sends it.
        now: aware.
        new_token: gives the trips' public ids.

    Returns:
        How many members have a trip now.

    Raises:
        NotAllowed: this is for mediators.
        NotFound: no such outing, or led by a helper of other centres.
        FileRefused, FixesRefused, NoRulebook: see ``judge_trace``.
        Duplicate: somebody outside the group has sent these fixes.
        NotPossible: it is over; or ``state`` is not_ended, nobody, other_time, other_trace
            (a part of the group was paid by another recording) or refused, with ``reasons``.
    """
    require_mediator(actor)
    recorded = _judged(open_uow, shelf, sent, Hand(actor, now))
    verdict = recorded.judgement.verdict
    if verdict.outcome is Outcome.REFUSED and not sent.anyway:
        raise NotPossible(state="refused", reasons=list(verdict.reasons))
    for member in recorded.members:
        if member.trip_id is None:
            _pay(open_uow, recorded, member, new_token())
    return _close(open_uow, recorded)


def _judged(open_uow: OpenUow, shelf: Shelf, sent: GroupRecording, hand: Hand) -> _Recorded:
    with open_uow() as uow:
        outing = uow.outings.get(sent.public_id)
        require_led_here(uow, outing, hand.actor)
        _check(outing, uow.outings.members(outing.id))
    yardstick = shelf.yardstick(now=hand.now, days_back_max=DAYS_BACK_MAX_HELPED)
    judgement = _proven(judge_trace(sent.data, Claim(outing.mode), yardstick=yardstick), outing)
    with open_uow() as uow:
        # Held, so that no member's trip appears between one look at the trips and the next: a
        # colleague who sends the recording at the same moment is no stranger.
        uow.outings.locked(outing.public_id)
        members = uow.outings.members(outing.id)
        copied = _copied(uow, outing, members, judgement)
    return _Recorded(outing, members, judgement, copied, hand, shelf)


def _check(outing: Outing, members: tuple[Member, ...]) -> None:
    if outing.state is not OutingState.OPEN:
        raise NotPossible(state=str(outing.state))
    if outing.ended_at is None:
        raise NotPossible(state="not_ended")
    if not any(member.whole for member in members):
        raise NotPossible(state="nobody")


def _proven(judgement: Judgement, outing: Outing) -> Judgement:
    about = {"outing": outing.name}
    legs = range(len(judgement.legs))
    return judgement.proven(Proof(ProofKind.OUTING, number, about=about) for number in legs)


def _copied(
    uow: UnitOfWork, outing: Outing, members: tuple[Member, ...], judgement: Judgement
) -> bool:
    """Hold a recording against the outing and against trips of others."""
    if not of_this_time(outing, members, judgement.start, judgement.end):
        raise NotPossible(state="other_time")
    prints = judgement.prints
    beside = uow.outings.trips_beside(outing.id, judgement.start, judgement.end)
    same_fixes, same_shape = uow.outings.prints_elsewhere(prints.exact, prints.shape, beside)
    if same_fixes:
        raise Duplicate
    _check_same(uow, members, judgement)
    return same_shape or is_copy(uow, judgement, beside=beside)


def _check_same(uow: UnitOfWork, members: tuple[Member, ...], judgement: Judgement) -> None:
    """Make sure that a group which is paid in part goes on with the same recording."""
    begun = any(member.trip_id for member in members)
    if begun and not uow.trips.has_fixes(judgement.prints.exact):
        raise NotPossible(state="other_trace")


def _pay(open_uow: OpenUow, recorded: _Recorded, member: Member, token: str) -> None:
    """Keep one member's trip; a refusal is theirs alone, and the page tells it."""

    def work(uow: UnitOfWork) -> dict[str, Any]:
        outing = uow.outings.locked(recorded.outing.public_id)
        members = uow.outings.members(outing.id)
        now = next((one for one in members if one.person_id == member.person_id), None)
        # Another helper's hand may have been quicker, or have read one more card.
        if outing.state is OutingState.OPEN and now is not None and now.trip_id is None:
            _check_same(uow, members, recorded.judgement)
            trip = _keep(uow, recorded, now, token)
            uow.outings.set_trip(outing.id, member.person_id, trip.id)
        return {}

    print_start = recorded.judgement.prints.exact[:PRINT_SHOWN]
    key = f"{recorded.outing.public_id}.{member.person_id}.{print_start}"
    try:
        once(open_uow, Attempt(recorded.hand.actor, key, ENDPOINT, ""), work)
    except (Overlap, NotFound):
        # They sent a trip of their own for this time, and are paid for that one; or have left.
        return


def _keep(uow: UnitOfWork, recorded: _Recorded, member: Member, token: str) -> Trip:
    hand, outing = recorded.hand, recorded.outing
    owner = uow.trips.lock_owner(member.person_id)
    judgement = recorded.judgement if member.whole else _not_arrived(recorded.judgement)
    plain = not uow.trips.has_fixes(judgement.prints.exact)
    trip = _trip(recorded, judgement, member, token, plain=plain)
    met = uow.trips.meet(trip)
    if met.overlap is not None:
        raise Overlap
    stamped = stamp(uow, member.person_id, judgement)
    judgement = stamped.judgement
    verdict = with_sign(judgement.verdict, COPIED) if recorded.copied else judgement.verdict
    facts = replace(
        judgement.facts(verdict),
        weather=met.weather,
        segments=owner.segments,
        stamps=stamped.stamps,
        assisted=True,
        helper_id=outing.helper_id,
    )
    score, counters = score_facts(uow, member.person_id, facts, judgement.in_force)
    trip = as_judged(trip, judgement, verdict, points=score.points)
    trip = replace(trip, id=uow.trips.add(trip))
    uow.stops.count_for(trip.id, stamped.scans)
    sheet = Sheet(1, judgement.in_force.version_id, facts, counters, score, hand.now)
    trip = post_score(uow, trip, sheet, hand).trip
    whole = member.whole and owner.trace_kept
    _keep_trace(uow, recorded, trip, whole=whole, plain=plain)
    if verdict.needs_person or score.status is ScoreStatus.REVIEW:
        uow.reviews.open(trip.id, ReviewKind.SIGNS, now=hand.now)
    if recorded.copied:
        hold(uow, trip_id=trip.id, score_no=trip.score_no)
    release_proven(uow, trip, hand.now)
    return trip


def _not_arrived(judgement: Judgement) -> Judgement:
    legs = without_end(judgement.legs)
    return replace(
        judgement, legs=legs, verdict=finding_of(legs).verdict, signs=(), routes=(), zones_to=()
    )


def _trip(
    recorded: _Recorded, judgement: Judgement, member: Member, token: str, *, plain: bool
) -> Trip:
    who = member.person_id
    whose = Whose(who, recorded.hand.actor.id, "desk")
    trip = trip_of(judgement, whose, token, recorded.hand.now)
    if plain:
        return trip
    return replace(
        trip,
        fixes_sha256=own_print(trip.fixes_sha256, who),
        shape_sha256=own_print(trip.shape_sha256, who),
    )


def _keep_trace(
    uow: UnitOfWork, recorded: _Recorded, trip: Trip, *, whole: bool, plain: bool
) -> None:
    """Keep a sealed copy for each who went all the way, and once what finds copies."""
    now, shelf, judgement = recorded.hand.now, recorded.shelf, recorded.judgement
    if shelf.seal and whole:
        sealed = shelf.seal.close(judgement.recording, trip.public_id)
        uow.traces.keep(trip.id, sealed, purge_at=now + timedelta(days=shelf.trace_days))
    if plain:
        purge_at = now + timedelta(days=SKETCH_DAYS)
        uow.traces.keep_sketch(trip.id, judgement.prints.sketch, purge_at=purge_at)


def _close(open_uow: OpenUow, recorded: _Recorded) -> int:
    with open_uow() as uow:
        outing = uow.outings.locked(recorded.outing.public_id)
        members = uow.outings.members(outing.id)
        paid = sum(member.trip_id is not None for member in members)
        if outing.state is OutingState.OPEN:
            uow.outings.set_state(outing, OutingState.SCORED)
            meta = {"members": len(members), "trips": paid}
            actor, now = recorded.hand.actor, recorded.hand.now
            uow.audit.append(actor, "outing.score", "outing", outing.public_id, meta, at=now)
            uow.commit()
    return paid
