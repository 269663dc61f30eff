"""What a shop does with a voucher, whichever way it comes: page, page's script or API."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Final

from muvengine.core.errors import PracticeCode, SignInNeeded, TooManyAttempts, UnknownCode
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people import limits
from muvengine.core.people.identity import Device
from muvengine.core.people.limits import VOUCHER_OF_DEVICE, VOUCHER_OF_DEVICE_DAY, Bucket
from muvengine.core.vouchers.code import is_practice
from muvengine.services.attempt import OpenUow
from muvengine.services.redeem_voucher import ENDPOINT, Taken, Tap, pause_key, redeem_voucher
from muvengine.services.throttle import key_of, take
from muvengine.store.tills import BeforeTap
from muvengine.store.unit_of_work import UnitOfWork

SUSPENDED: Final = "device.suspend"


def take_at_till(open_uow: OpenUow, tap: Tap, *, device: Device, key: str, now: datetime) -> Taken:
    """Take a voucher, and slow down whoever guesses codes.

    Ten unknown codes in ten minutes make a tablet wait; thirty in a day suspend it until an
    organiser has looked.  What was done without network is heard before anything is counted: a
    tablet that waits must not lose what its shop gave away.

    Args:
        open_uow: starts a writing transaction.
        tap: what was scanned.
        device: the paired tablet.
        key: drawn once per tap; the same key hears the same answer.
        now: in the town's zone.

    Raises:
        PracticeCode: a voucher to learn with; nothing is written, nothing is counted.
        SignInNeeded: this tablet was revoked; only what it did before is heard.
        KeyMissing: no usable key.
        TooManyAttempts: this tablet waits.
        MuvError: see ``redeem_voucher``.
    """
    if is_practice(tap.said):
        raise PracticeCode
    if device.revoked and not tap.offline:
        raise SignInNeeded
    attempt = _attempt(tap, device, key)

    def admit(before: BeforeTap) -> None:
        if before.tries is not None and not tap.offline:
            limits.take(before.tries, VOUCHER_OF_DEVICE, now)

    try:
        return redeem_voucher(open_uow, tap, device=device, attempt=attempt, now=now, admit=admit)
    except UnknownCode:
        _count(open_uow, device, now)
        take(open_uow, key=pause_key(device.id), limit=VOUCHER_OF_DEVICE, now=now)
        raise


def _attempt(tap: Tap, device: Device, key: str) -> Attempt:
    """Name the write.

    One tap may be sent with network and, its answer lost, again as made without: what was
    refused the first time is a fact the second time, so that the two have names of their own.
    What was taken the first time is found again by its ``client_id``.
    """
    said = f"{tap.said}|{tap.client_id}|{tap.amount_cents}"
    attempt = Attempt(device.actor, key, ENDPOINT, sha256(said.encode()).hexdigest())
    if not tap.offline:
        return attempt
    return replace(attempt, key=f"offline:{sha256(key.encode()).hexdigest()}")


def _count(open_uow: OpenUow, device: Device, now: datetime) -> None:
    """Count an unknown code of this day; the last one that is allowed suspends the tablet."""
    key, limit = day_key(device.id), VOUCHER_OF_DEVICE_DAY
    with open_uow() as uow:
        held = uow.buckets.lock(key, Bucket.full(limit, now))
        try:
            after = limits.take(held, limit, now)
        except TooManyAttempts:
            after = held
        uow.buckets.keep(key, after)
        if limits.left(after, limit, now) < 1:
            _suspend(uow, device, now)
        uow.commit()


def day_key(device_id: int) -> str:
    """Name the bucket of a tablet's day."""
    return key_of("voucher_day", str(device_id))


def _suspend(uow: UnitOfWork, device: Device, now: datetime) -> None:
    if uow.tills.suspend(device.id, now=now):
        meta = {"shop": device.shop_key}
        uow.audit.append(device.actor, SUSPENDED, "device", str(device.id), meta, at=now)
