"""The list a tablet takes along: enough to decide without network, and nobody's name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Final

from muvengine.core.people.identity import Device
from muvengine.core.vouchers.offline import OfflineTerms
from muvengine.core.vouchers.signing_key import SigningKey
from muvengine.core.vouchers.terms import ClosedTimes
from muvengine.store.snapshots import ShopOffer, ShopVoucher
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]
# Longer than any tablet may be without network, with its days of grace.
CLOSED_FOR: Final = timedelta(days=7)
# One that ended by its date says so by its last day.
SAID_AS: Final = {"expired": "issued"}


@dataclass(frozen=True, slots=True)
class ListedVoucher:
    """One voucher; its code and token are hashed with the tablet's own salt.

    Attributes:
        hash: of the nine characters, as SHA-256 of ``salt:code``, hexadecimal.
        token_hash: of the number in its QR code: 16 small hexadecimal characters, or the
            random text of an older voucher.
        offer_id: what it is for.
        left_cents, face_cents: what can still be used, and what it was worth.
        divisible: may be used in parts.
        percent: of the whole bill, which the till must ask for; None for others.
        closed: when it is not taken.
        state: issued, redeemed or void.
        used_at: when it was last taken, if ever.
        first_day, last_day: both included.
    """

    hash: str
    token_hash: str
    offer_id: int
    left_cents: int
    face_cents: int
    divisible: bool
    state: str
    used_at: datetime | None
    first_day: date
    last_day: date
    percent: int | None
    closed: ClosedTimes


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a tablet takes along.

    Attributes:
        salt: hexadecimal, this tablet's own.
        keys: what signatures are checked with.
        offers, vouchers: of its shop.
        terms: how far it may go.
        left_cents: what it may take before somebody has looked at what is disputed.
    """

    salt: str
    keys: tuple[SigningKey, ...]
    offers: tuple[ShopOffer, ...]
    vouchers: tuple[ListedVoucher, ...]
    terms: OfflineTerms
    left_cents: int


def till_snapshot(open_reading: OpenReading, device: Device, *, now: datetime) -> Snapshot:
    """Give what a tablet needs to know while it has no network.

    Args:
        open_reading: starts a reading transaction.
        device: whose list.
        now: aware.
    """
    with open_reading() as uow:
        standing = uow.tills.standing(device.id)
        found = uow.snapshots.vouchers(device.shop_id, since=now - CLOSED_FOR)
        disputed_cents = uow.redemptions.disputed_cents(device.shop_id)
        return Snapshot(
            salt=standing.salt,
            keys=tuple(key for key in uow.signing_keys.all() if key.checks(now)),
            offers=tuple(uow.snapshots.offers(device.shop_id)),
            vouchers=tuple(_listed(one, standing.salt) for one in found),
            terms=standing.terms,
            left_cents=max(0, standing.terms.amount_cents - disputed_cents),
        )


def salted(salt: str, text: str) -> str:
    """Hash what must not be read off a tablet."""
    return sha256(f"{salt}:{text}".encode()).hexdigest()


def _listed(one: ShopVoucher, salt: str) -> ListedVoucher:
    return ListedVoucher(
        hash=salted(salt, one.code),
        token_hash=salted(salt, one.token),
        offer_id=one.offer_id,
        left_cents=one.left_cents,
        face_cents=one.face_cents,
        divisible=one.divisible,
        state=SAID_AS.get(one.state, one.state),
        used_at=one.used_at,
        first_day=one.first_day,
        last_day=one.last_day,
        percent=one.terms.percent_off,
        closed=one.terms.closed,
    )
