"""Somebody reads the sign at a stop: which and when, never a position."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from muvengine.core.errors import NotPossible, UnknownCode
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor
from muvengine.core.people.card import as_token
from muvengine.core.people.limits import PAIRING_OF_ADDRESS
from muvengine.core.trips.stops import AGAIN_AFTER
from muvengine.core.vouchers.code import normalise
from muvengine.services.attempt import once
from muvengine.services.scoring import Hand
from muvengine.services.shelf import OpenUow, Shelf
from muvengine.services.stamp_trip import stamp_kept_trips
from muvengine.services.throttle import key_of, take
from muvengine.store.stops import Sign
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "scan_stop"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read off a sign.

    Attributes:
        person_id: who is at the stop.
        said: the square's address or token, or the code as people type it.
    """

    person_id: int
    said: str

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which this is noted, once."""
        return Attempt.of(actor, key, ENDPOINT, self)


@dataclass(frozen=True, slots=True)
class Noted:
    """What became of it.

    Attributes:
        shop: name of the shop at the stop.
        at: when it was noted; earlier than now where the same sign was read just before.
        again: the same sign was read within ten minutes: one visit.
        trip: public id of a kept trip that counts it now; empty while it waits for one.
    """

    shop: str
    at: datetime
    again: bool = False
    trip: str = ""


def scan_stop(
    open_uow: OpenUow, shelf: Shelf, reading: Reading, *, attempt: Attempt, now: datetime
) -> Noted:
    """Note that somebody read a sign now.

    The moment is the town's, never the telephone's.  Where a mediator does it for somebody,
    their hand is kept with it.

    Args:
        open_uow: starts a writing transaction.
        shelf: of this process.
        reading: who and what.
        attempt: ``reading.attempt(actor, key)``; its actor holds the telephone.
        now: aware.

    Raises:
        TooManyAttempts: too many signs in a short time.
        MistypedCode: the check character does not fit.
        UnknownCode: no sign says this.
        NotPossible: the sign was taken down or renewed, or its shop has left.
    """
    limit = PAIRING_OF_ADDRESS
    take(open_uow, key=key_of("stop", str(reading.person_id)), limit=limit, now=now)
    token = as_token(reading.said)
    code = "" if token else normalise(reading.said)
    hand = Hand(attempt.actor, now)

    def work(uow: UnitOfWork) -> dict[str, Any]:
        uow.trips.lock_owner(reading.person_id)
        sign = _good_sign(uow, uow.stops.find_sign(token=token or "", code=code))
        return _note(uow, shelf, reading.person_id, sign, hand)

    value = once(open_uow, attempt, work).value
    return Noted(
        shop=value["shop"],
        at=datetime.fromisoformat(value["at"]),
        again=value["again"],
        trip=value["trip"],
    )


def _good_sign(uow: UnitOfWork, sign: Sign | None) -> Sign:
    if sign is None:
        raise UnknownCode
    if sign.revoked_at is not None or not uow.shops.get(key=sign.stop).open:
        raise NotPossible(state="revoked")
    return sign


def _note(uow: UnitOfWork, shelf: Shelf, person_id: int, sign: Sign, hand: Hand) -> dict[str, Any]:
    said: dict[str, Any] = {"shop": uow.shops.get(key=sign.stop).name, "again": True, "trip": ""}
    earlier = uow.stops.scans_of(person_id, hand.now - AGAIN_AFTER, stop=sign.stop)
    if earlier:
        return said | {"at": earlier[0].scanned_at.isoformat()}
    helped_by = hand.actor.id if hand.actor.id != person_id else None
    scan = uow.stops.add_scan(person_id, sign.stop, now=hand.now, by=helped_by)
    if helped_by is not None:
        uow.audit.append(hand.actor, "stop.scan", "shop", sign.stop, at=hand.now)
    counted = stamp_kept_trips(uow, shelf, person_id, scan, hand)
    trip = counted[0].public_id if counted else ""
    return said | {"at": hand.now.isoformat(), "again": False, "trip": trip}
