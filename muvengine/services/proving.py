"""A proof that comes after the upload: a companion's trip, a ticket shown, a group's list.

Called inside another service's transaction, after ``TripStore.lock_owner``.  Works from the
legs that were kept, so that it needs no trace.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from muvengine.core.trips.facts import TripFacts
from muvengine.core.trips.judgement import finding_of
from muvengine.core.trips.leg import Leg, facts_of
from muvengine.core.trips.proof import Proof, prove
from muvengine.core.trips.trip import Trip
from muvengine.services.posting import hold
from muvengine.services.release_points import release_proven
from muvengine.services.rescoring import rescore
from muvengine.services.scoring import Hand
from muvengine.services.shelf import Shelf
from muvengine.store.awards import AwardState
from muvengine.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Change:
    """What is thought of a kept trip from now on.

    Attributes:
        legs: at least one.
        reason: why, at least five characters, kept in the ledger.
        passengers: people in the car beside the driver; None leaves them as they were.
        signs: codes of honesty signs found since; earlier ones stay.
        stamps: stops whose signs count for it; None leaves them as they were.
    """

    legs: tuple[Leg, ...]
    reason: str
    passengers: int | None = None
    signs: tuple[str, ...] = ()
    stamps: int | None = None


def prove_trip(
    uow: UnitOfWork, shelf: Shelf, trip: Trip, proofs: Iterable[Proof], hand: Hand, reason: str
) -> Trip:
    """Hold new proofs against a kept trip; where they change it, score it anew.

    The award it had is taken back and the new one posted, as one correction with this reason.

    Args:
        uow: writing, with the owner locked.
        shelf: of this process.
        trip: kept, with its legs.
        proofs: each of a leg that is there.
        hand: by whom and when.
        reason: why, at least five characters, kept in the ledger.

    Returns:
        The trip as it now stands, saved.
    """
    sheet = uow.scores.get(trip.id, trip.score_no)
    before = legs_of(trip, sheet.facts)
    legs = prove(before, proofs, shelf.in_force(uow, sheet.version_id).limits)
    if legs == before:
        return trip
    return with_legs(uow, shelf, trip, Change(legs, reason), hand)


def with_legs(uow: UnitOfWork, shelf: Shelf, trip: Trip, change: Change, hand: Hand) -> Trip:
    """Score a kept trip anew with other legs; its honesty signs stay.

    Points that wait for a person to look go on waiting, whatever else speaks for the trip.

    Args:
        uow: writing, with the owner locked.
        shelf: of this process.
        trip: kept.
        change: see there.
        hand: by whom and when.

    Returns:
        The trip as it now stands, saved.
    """
    sheet = uow.scores.get(trip.id, trip.score_no)
    changed, facts = _changed(trip, sheet.facts, change)
    uow.trips.save(trip, changed)
    in_force = shelf.in_force(uow, sheet.version_id)
    before = uow.awards.of_sheet(trip.id, trip.score_no)
    scored = rescore(uow, changed, facts, in_force, hand=hand, reason=change.reason)
    if before is not None and before.state is AwardState.HELD:
        hold(uow, trip_id=scored.id, score_no=scored.score_no)
    release_proven(uow, scored, hand.now)
    return scored


def _changed(trip: Trip, said: TripFacts, change: Change) -> tuple[Trip, TripFacts]:
    legs = change.legs
    verdict = finding_of(legs, (*signs_of(trip), *change.signs)).verdict
    facts = replace(
        said,
        legs=facts_of(legs),
        outcome=str(verdict.outcome),
        reasons=verdict.reasons,
        evidence_class=str(verdict.evidence_class),
        passengers=said.passengers if change.passengers is None else change.passengers,
        stamps=said.stamps if change.stamps is None else change.stamps,
    )
    changed = replace(
        trip,
        mode=legs[0].mode if len(legs) == 1 else trip.mode,
        legs=legs,
        outcome=facts.outcome,
        reasons=facts.reasons,
        evidence=verdict.evidence,
        evidence_class=facts.evidence_class,
    )
    return changed, facts


def legs_of(trip: Trip, facts: TripFacts) -> tuple[Leg, ...]:
    """Give the judged legs of a trip, also of one from before they were kept."""
    return trip.legs or tuple(
        Leg(
            mode=leg.mode,
            start_at=trip.start_at,
            end_at=trip.end_at,
            distance_m=leg.distance_m,
            outcome=facts.outcome,
            reasons=facts.reasons,
            evidence_class=facts.evidence_class,
            evidence=trip.evidence,
        )
        for leg in facts.legs
    )


def signs_of(trip: Trip) -> tuple[str, ...]:
    """Name the honesty signs of a kept trip: its reasons that are no leg's."""
    of_legs = {reason for leg in trip.legs for reason in leg.reasons}
    return tuple(reason for reason in trip.reasons if reason not in of_legs)
