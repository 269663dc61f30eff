"""Let a trip count the scans of signs that its trace passed.

Called inside another service's transaction, after ``TripStore.lock_owner``: only the owner's
trips count the owner's scans, so a scan is counted once without a race.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from muvengine.core.modes.verdict import Outcome
from muvengine.core.traces.clean import clean
from muvengine.core.trips.proof import prove
from muvengine.core.trips.review import ReviewKind
from muvengine.core.trips.stops import (
    SCAN_APART,
    Passing,
    Scan,
    passings,
    proofs_by_scans,
    stamping,
    stamps_of,
)
from muvengine.core.trips.trip import Trip
from muvengine.services.judge_trace import Judgement
from muvengine.services.proving import Change, legs_of, with_legs
from muvengine.services.scoring import Hand
from muvengine.services.shelf import Shelf
from muvengine.store.unit_of_work import UnitOfWork

READ_LATER: Final = "read a sign after the upload"


@dataclass(frozen=True, slots=True, eq=False)
class Stamped:
    """A judgement with the scans that go with it.

    Attributes:
        judgement: with what they prove.
        scans: numbers of those that count, to be kept with ``StopStore.count_for``.
        stamps: how many stops they are of.
    """

    judgement: Judgement
    scans: tuple[int, ...] = ()
    stamps: int = 0


def stamp(uow: UnitOfWork, person_id: int, judgement: Judgement) -> Stamped:
    """Hold a person's waiting scans against a judged trace.

    Args:
        uow: writing, with the owner locked.
        person_id: whose trace it is.
        judgement: of the trace.
    """
    first, last = judgement.start - SCAN_APART, judgement.end + SCAN_APART
    scans = uow.stops.waiting(person_id, first, last)
    if not scans:
        return Stamped(judgement)
    places = uow.stops.places(scan.stop for scan in scans)
    found = passings(judgement.trace.fixes, judgement.legs, scans, places)
    limits = judgement.in_force.limits
    proven = judgement.proven(proofs_by_scans(found, judgement.legs, limits))
    return Stamped(proven, *_counted(stamping(found, proven.legs, limits)))


def stamp_kept_trips(
    uow: UnitOfWork, shelf: Shelf, person_id: int, scan: Scan, hand: Hand
) -> tuple[Trip, ...]:
    """Hold a scan against trips that were sent before it, while their traces are kept.

    Whoever sends a trip at the shop's door and reads the sign then is not told to come back.
    A trip that a person looks at, or has looked at, is theirs to answer.

    Returns:
        The trips that count it now: one at most.
    """
    first, last = scan.scanned_at - SCAN_APART, scan.scanned_at + SCAN_APART
    for public_id in uow.carpools.trips_meeting(person_id, first, last):
        trip = uow.trips.get(public_id)
        if trip.outcome == Outcome.REFUSED or _answered(uow, trip):
            continue
        stamped = _stamp_kept(uow, shelf, trip, scan, hand)
        if stamped is not None:
            return (stamped,)
    return ()


def _stamp_kept(uow: UnitOfWork, shelf: Shelf, trip: Trip, scan: Scan, hand: Hand) -> Trip | None:
    sealed = uow.traces.sealed(trip.id)
    recording = shelf.seal.open(sealed, trip.public_id) if shelf.seal and sealed else None
    if recording is None:
        return None
    sheet = uow.scores.get(trip.id, trip.score_no)
    limits = shelf.in_force(uow, sheet.version_id).limits
    before = legs_of(trip, sheet.facts)
    # With those counted already: a second end of a ride makes it whole.
    scans = [*uow.stops.of_trip(trip.id), scan]
    places = uow.stops.places(one.stop for one in scans)
    found = passings(clean(recording).fixes, before, scans, places)
    legs = prove(before, proofs_by_scans(found, before, limits), limits)
    counting = stamping(found, legs, limits)
    if not any(one.scan.id == scan.id for one in counting):
        return None
    uow.stops.count_for(trip.id, [scan.id])
    change = Change(legs, READ_LATER, stamps=stamps_of(counting))
    return with_legs(uow, shelf, trip, change, hand)


def _answered(uow: UnitOfWork, trip: Trip) -> bool:
    return any(review.kind is not ReviewKind.REDECLARE for review in uow.reviews.of_trip(trip.id))


def _counted(counting: tuple[Passing, ...]) -> tuple[tuple[int, ...], int]:
    return tuple(one.scan.id for one in counting), stamps_of(counting)
