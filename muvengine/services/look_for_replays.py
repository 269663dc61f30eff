"""Look whether a trip of the last hours moves as one of another day did."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from muvengine.core.modes.limits import Family
from muvengine.core.people.actor import SYSTEM
from muvengine.core.traces.clean import clean
from muvengine.core.traces.fixes import Fixes
from muvengine.core.traces.replay import motion_gap_m
from muvengine.core.trips.review import ReviewKind
from muvengine.core.trips.trip import Trip
from muvengine.services.posting import hold
from muvengine.services.proving import Change, legs_of, with_legs
from muvengine.services.scoring import Hand
from muvengine.services.shelf import OpenUow, Shelf
from muvengine.store.unit_of_work import UnitOfWork

REPLAYED: Final = "replayed"
# Longer than the job's rhythm: a run that was missed is made good by the next.
LOOK_BACK: Final = timedelta(hours=6)
# Measured on rides of one route on other days: wheels 11.6 m apart or more, walks 4.9 m;
# a copy with 5 m of noise added stays below 8 m, with 3 m below 4 m.
GAP_M_MAX: Final = 8.0
GAP_M_MAX_ON_FOOT: Final = 4.0
MOST: Final = 500
REASON: Final = "moves as a trip of another day"


def look_for_replays(open_uow: OpenUow, open_reading: OpenUow, shelf: Shelf, now: datetime) -> int:
    """Ask a person about trips that run as another one did, within a few metres all the way.

    Trips at the same time are companions and never compared.  Nothing is refused: the points
    wait until somebody has looked.  Safe to run twice.

    Args:
        open_uow: starts a writing transaction.
        open_reading: starts a reading one.
        shelf: of this process.
        now: aware.

    Returns:
        About how many trips a person is asked now.
    """
    if shelf.seal is None:
        return 0
    with open_reading() as uow:
        fresh = uow.trips.with_trace_since(now - LOOK_BACK, most=MOST)
    replays = [trip for trip in fresh if _is_replay(open_reading, shelf, trip)]
    return sum(_ask(open_uow, shelf, trip, now) for trip in replays)


def _is_replay(open_reading: OpenUow, shelf: Shelf, trip: Trip) -> bool:
    with open_reading() as uow:
        earlier = uow.trips.alike_before(trip)
        sheet = uow.scores.get(trip.id, trip.score_no)
        modes = shelf.in_force(uow, sheet.version_id).limits
        sealed = {one.public_id: uow.traces.sealed(one.id) for one in (trip, *earlier)}
    own = _fixes(shelf, trip.public_id, sealed[trip.public_id])
    if own is None:
        return False
    on_foot = trip.mode in modes and modes[trip.mode].family is Family.FOOT
    limit_m = GAP_M_MAX_ON_FOOT if on_foot else GAP_M_MAX
    others = (_fixes(shelf, one.public_id, sealed[one.public_id]) for one in earlier)
    return any(other is not None and motion_gap_m(own, other) < limit_m for other in others)


def _fixes(shelf: Shelf, public_id: str, sealed: bytes | None) -> Fixes | None:
    recording = shelf.seal.open(sealed, public_id) if shelf.seal and sealed else None
    return None if recording is None else clean(recording).fixes


def _ask(open_uow: OpenUow, shelf: Shelf, found: Trip, now: datetime) -> bool:
    with open_uow() as uow:
        trip = uow.trips.locked(found.public_id)
        if trip.score_no != found.score_no or uow.reviews.of_trip(trip.id):
            # Somebody has looked, or the owner said something else meanwhile.
            return False
        _mark(uow, shelf, trip, Hand(SYSTEM, now))
        uow.commit()
    return True


def _mark(uow: UnitOfWork, shelf: Shelf, trip: Trip, hand: Hand) -> None:
    sheet = uow.scores.get(trip.id, trip.score_no)
    change = Change(legs_of(trip, sheet.facts), REASON, signs=(REPLAYED,))
    marked = with_legs(uow, shelf, trip, change, hand)
    uow.reviews.open(trip.id, ReviewKind.SIGNS, now=hand.now)
    hold(uow, trip_id=trip.id, score_no=marked.score_no)
