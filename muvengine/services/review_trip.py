"""An organiser answers a question about a trip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.modes.judge import Reason
from muvengine.core.modes.limits import Family, ModeLimits
from muvengine.core.modes.verdict import EvidenceClass, Outcome
from muvengine.core.people.actor import Actor
from muvengine.core.trips.facts import TripFacts
from muvengine.core.trips.leg import Leg, facts_of, verdict_of
from muvengine.core.trips.review import ReviewState
from muvengine.core.trips.trip import Trip
from muvengine.services.attempt import once
from muvengine.services.proving import legs_of
from muvengine.services.release_points import release_proven
from muvengine.services.rescoring import rescore
from muvengine.services.scoring import Hand
from muvengine.services.shelf import OpenUow, Shelf
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "review_trip"
REFUSED_BY_PERSON: Final = "refused_by_person"
REASON_CHARS_MIN: Final = 5
REASON_CHARS_MAX: Final = 200


@dataclass(frozen=True, slots=True)
class TripAnswer:
    """What a person says of a trip after looking at it.

    Attributes:
        public_id: the trip's.
        accept: pay it as confirmed; else it earns nothing.
        reason: 5 to 200 characters, shown to the owner.
        modes: what each leg is accepted as; empty for what its owner said.  As a mode that
            earns nothing a leg is paid nothing.
    """

    public_id: str
    accept: bool
    reason: str
    modes: tuple[str, ...] = ()

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which this answer is given, once."""
        return Attempt.of(actor, key, ENDPOINT, self)


def review_trip(
    open_uow: OpenUow, shelf: Shelf, answer: TripAnswer, *, attempt: Attempt, now: datetime
) -> None:
    """Accept or refuse a trip that waits for a person.

    The award it had is taken back and the new one posted, as one correction with this
    reason; nothing moves where the outcome stays what it was.

    Args:
        open_uow: starts a writing transaction.
        shelf: of this process.
        answer: on which trip, and why.
        attempt: ``answer.attempt(actor, key)``; its actor answers.
        now: aware.

    Raises:
        BadInput: the reason is too short or too long; not one mode for each leg, or one that
            the rulebook does not know.
        NotFound: no such trip.
        NotPossible: nobody asked, or it was answered in the meantime.
    """
    if not REASON_CHARS_MIN <= len(answer.reason.strip()) <= REASON_CHARS_MAX:
        raise BadInput(fields={"reason": "length"})
    hand = Hand(attempt.actor, now)

    def work(uow: UnitOfWork) -> dict[str, Any]:
        trip = uow.trips.locked(answer.public_id)
        state = ReviewState.ACCEPTED if answer.accept else ReviewState.REFUSED
        answered = uow.reviews.close(
            trip.id, state, now=now, answer=answer.reason.strip(), by=hand.actor.id
        )
        if not answered:
            raise NotPossible(state="not_waiting")
        settle(uow, shelf, trip, answer, hand)
        return {}

    once(open_uow, attempt, work)


def settle(uow: UnitOfWork, shelf: Shelf, trip: Trip, answer: TripAnswer, hand: Hand) -> None:
    """Score a trip anew by a person's answer; called inside another service's transaction.

    Args:
        uow: writing, with the owner locked.
        shelf: of this process.
        trip: kept.
        answer: its reason has the right length.
        hand: by whom and when.

    Raises:
        BadInput: see ``review_trip``.
    """
    sheet = uow.scores.get(trip.id, trip.score_no)
    legs = legs_of(trip, sheet.facts)
    in_force = shelf.in_force(uow, sheet.version_id)
    if answer.accept:
        legs = _accepted(legs, answer.modes, in_force.limits)
    elif sheet.facts.outcome == Outcome.REFUSED:
        return
    else:
        legs = tuple(replace(leg, outcome=str(Outcome.REFUSED)) for leg in legs)
    facts = _facts(sheet.facts, legs, accept=answer.accept)
    if facts == sheet.facts:
        return
    changed = replace(
        trip,
        mode=legs[0].mode if len(legs) == 1 else trip.mode,
        legs=legs,
        outcome=facts.outcome,
        reasons=facts.reasons,
        evidence_class=facts.evidence_class,
    )
    uow.trips.save(trip, changed)
    scored = rescore(uow, changed, facts, in_force, hand=hand, reason=answer.reason.strip())
    release_proven(uow, scored, hand.now)


def _facts(before: TripFacts, legs: tuple[Leg, ...], *, accept: bool) -> TripFacts:
    verdict = verdict_of(legs)
    said = () if accept else (REFUSED_BY_PERSON, *before.reasons)
    return replace(
        before,
        legs=facts_of(legs),
        outcome=str(verdict.outcome),
        reasons=said or verdict.reasons,
        evidence_class=str(verdict.evidence_class),
        reviewed=accept,
    )


def _accepted(
    legs: tuple[Leg, ...], modes: tuple[str, ...], limits: Mapping[str, ModeLimits]
) -> tuple[Leg, ...]:
    wanted = modes or tuple(leg.mode for leg in legs)
    if len(wanted) != len(legs) or (modes and not limits.keys() >= set(modes)):
        raise BadInput(fields={"modes": "unknown"}, known=sorted(limits))
    return tuple(_accepted_as(leg, mode, limits) for leg, mode in zip(legs, wanted, strict=True))


def _accepted_as(leg: Leg, mode: str, limits: Mapping[str, ModeLimits]) -> Leg:
    if mode not in limits or limits[mode].family is Family.NONE:
        reasons = (str(Reason.MODE_EARNS_NOTHING),)
        return replace(leg, mode=mode, outcome=str(Outcome.REFUSED), reasons=reasons)
    # What nobody but its owner could tell is known by a second person now.
    declared = leg.evidence_class == EvidenceClass.DECLARED
    return replace(
        leg,
        mode=mode,
        outcome=str(Outcome.CONFIRMED),
        reasons=(),
        evidence_class=str(EvidenceClass.PROVEN) if declared else leg.evidence_class,
        paid_share=1.0,
    )
