"""Two people said that they shared a car: compare their recordings once both are there.

Called inside the transaction that keeps, corrects or withdraws a trip, with its owner locked.
The first of two waits with the flat amount; when the second arrives, both are scored anew.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from muvengine.core.traces.clean import clean
from muvengine.core.traces.fixes import Fixes
from muvengine.core.traces.together import NEAR_M, NEAR_M_BY_SLIP, company
from muvengine.core.trips.carpool import (
    ALONE,
    APART,
    CODE_LIFE,
    ENOUGH,
    PAIR_A_DAY_MAX,
    WAITING,
    Seat,
    SeatState,
    shared_legs,
    unproven,
    waiting,
)
from muvengine.core.trips.leg import Leg
from muvengine.core.trips.proof import Proof, ProofKind, prove
from muvengine.core.trips.trip import Trip
from muvengine.services.attesting import one_hand
from muvengine.services.proving import Change, legs_of, with_legs
from muvengine.services.scoring import Hand
from muvengine.services.shelf import Shelf
from muvengine.store.unit_of_work import UnitOfWork

TOGETHER: Final = "shared a car with a companion"
NOT_ANY_MORE: Final = "the companion's trip changed"
DAY: Final = timedelta(hours=12)


def settle_carpools(uow: UnitOfWork, shelf: Shelf, trip: Trip, hand: Hand) -> Trip:
    """Look for companions of a trip that was just kept, and settle what can be.

    Args:
        uow: writing, with the trip's owner locked.
        shelf: of this process.
        trip: kept.
        hand: by whom and when.

    Returns:
        The trip as it now stands, saved.
    """
    if not shared_legs(trip.legs):
        return trip
    first, last = trip.start_at - CODE_LIFE, trip.end_at + CODE_LIFE
    seats = uow.carpools.waiting_of(trip.person_id, first, last)
    seats.sort(key=lambda seat: abs(seat.joined_at - trip.start_at))
    met: set[int] = set()
    for seat in seats:
        # One ride takes one seat: those of the way back, or of a code made anew, go on waiting.
        partner = seat.partner_of(trip.person_id)
        if partner not in met:
            met.add(partner)
            trip = _meet(uow, shelf, trip, seat, hand)
    return trip


def release_companions(uow: UnitOfWork, shelf: Shelf, trip: Trip, hand: Hand) -> None:
    """Let the companions of a trip wait again, before it is withdrawn or told otherwise."""
    for seat in uow.carpools.of_trip(trip.id):
        uow.carpools.settle(seat, SeatState.WAITING, None, hand.now)
        other_id = _other_trip(seat, trip)
        if other_id is None:
            continue
        other = uow.trips.locked(uow.trips.numbered(other_id).public_id)
        if other.withdrawn_at is not None:
            continue
        passengers = uow.carpools.passengers_of(other.id)
        still = bool(uow.carpools.together_with(other.id))
        legs = other.legs if still else waiting(unproven(other.legs))
        change = Change(legs, NOT_ANY_MORE, passengers=passengers)
        with_legs(uow, shelf, other, change, hand)


def say_alone(uow: UnitOfWork, seat: Seat) -> None:
    """Tell both of an ended seat that no second trip came, where nobody else is waited for.

    Only the words change: nothing was paid for the second trip, so nothing is taken back.
    """
    for person_id in (seat.driver_id, seat.passenger_id):
        span = seat.joined_at - CODE_LIFE, seat.joined_at + CODE_LIFE
        for public_id in uow.carpools.trips_meeting(person_id, *span):
            trip = uow.trips.get(public_id)
            if WAITING in trip.reasons and not _waited_for(uow, trip):
                reasons = tuple(ALONE if one == WAITING else one for one in trip.reasons)
                legs = waiting(trip.legs, ALONE)
                uow.trips.save(trip, replace(trip, legs=legs, reasons=reasons))


def _waited_for(uow: UnitOfWork, trip: Trip) -> bool:
    span = trip.start_at - CODE_LIFE, trip.end_at + CODE_LIFE
    seats = uow.carpools.waiting_of(trip.person_id, *span)
    return any(seat.state is SeatState.WAITING for seat in seats)


def _meet(uow: UnitOfWork, shelf: Shelf, trip: Trip, seat: Seat, hand: Hand) -> Trip:
    partner = seat.partner_of(trip.person_id)
    for public_id in uow.carpools.trips_meeting(partner, trip.start_at, trip.end_at):
        other = uow.trips.locked(public_id)
        if not shared_legs(other.legs) and not uow.carpools.together_with(other.id):
            continue
        # By a mandate one participant may send both: that is one witness, and not two.
        if one_hand(uow, trip, other):
            continue
        return _compare(uow, shelf, trip, other, seat, hand)
    return _told(uow, shelf, trip, waiting(trip.legs, _until(seat)), hand)


def _compare(
    uow: UnitOfWork, shelf: Shelf, trip: Trip, other: Trip, seat: Seat, hand: Hand
) -> Trip:
    one, two = (_fixes(uow, shelf, found) for found in (trip, other))
    if one is None or two is None:
        return _told(uow, shelf, trip, waiting(trip.legs, _until(seat)), hand)
    driver, passenger = (trip, other) if trip.person_id == seat.driver_id else (other, trip)
    near_m = NEAR_M_BY_SLIP if seat.by_slip else NEAR_M
    state, reason = SeatState.TOGETHER, ""
    if not company(one, two, near_m=near_m).together:
        state, reason = SeatState.APART, APART
    elif uow.carpools.together_on(seat, DAY, seat.joined_at) >= PAIR_A_DAY_MAX:
        state, reason = SeatState.LAPSED, ENOUGH
    uow.carpools.settle(seat, state, (driver.id, passenger.id), hand.now)
    if reason:
        _told(uow, shelf, other, waiting(other.legs, reason), hand)
        return _told(uow, shelf, trip, waiting(trip.legs, reason), hand)
    proven = {found.id: _proven(uow, shelf, found, hand) for found in (driver, passenger)}
    return proven[trip.id]


def _proven(uow: UnitOfWork, shelf: Shelf, trip: Trip, hand: Hand) -> Trip:
    sheet = uow.scores.get(trip.id, trip.score_no)
    limits = shelf.in_force(uow, sheet.version_id).limits
    proofs = [Proof(ProofKind.COMPANION, number) for number in shared_legs(trip.legs)]
    legs = prove(legs_of(trip, sheet.facts), proofs, limits)
    passengers = uow.carpools.passengers_of(trip.id)
    if legs == trip.legs and passengers == sheet.facts.passengers:
        return trip
    return with_legs(uow, shelf, trip, Change(legs, TOGETHER, passengers=passengers), hand)


def _until(seat: Seat) -> str:
    return WAITING if seat.state is SeatState.WAITING else ALONE


def _told(uow: UnitOfWork, shelf: Shelf, trip: Trip, legs: tuple[Leg, ...], hand: Hand) -> Trip:
    if legs == trip.legs:
        return trip
    return with_legs(uow, shelf, trip, Change(legs, TOGETHER), hand)


def _fixes(uow: UnitOfWork, shelf: Shelf, trip: Trip) -> Fixes | None:
    sealed = uow.traces.sealed(trip.id)
    recording = shelf.seal.open(sealed, trip.public_id) if shelf.seal and sealed else None
    return None if recording is None else clean(recording).fixes


def _other_trip(seat: Seat, trip: Trip) -> int | None:
    both = (seat.driver_trip_id, seat.passenger_trip_id)
    return next((found for found in both if found not in {None, trip.id}), None)
