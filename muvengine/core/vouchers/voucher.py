"""The life of a voucher.

::

    reserved --print---> issued --redeem all--> redeemed --undo, 15 min--> issued
      |                    |  '--redeem part--> issued, with less left on it
      |--15 min--> void    |-----void---------> void     money and points go back
                           '-----expire-------> expired  what was not used goes back, once

A reserved voucher is paid for and waits for a printer; one that a shop sees was printed.
A percentage voucher pays once; the money it did not need goes back when it can no longer be
undone, so that undoing never lacks it.

A voucher is a value: ``redeem`` returns what is taken or raises the one refusal that
applies.  It writes nothing and does not look at the clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from muvengine.core import errors
from muvengine.core.units import round_half_up
from muvengine.core.vouchers.terms import Terms

UNDO_MAX: Final = timedelta(minutes=15)
# Scans made on time may still arrive from a tablet that had no network.
GRACE: Final = timedelta(days=3)
# A printer that jams is mended by then, or everything goes back.
RESERVED_FOR: Final = timedelta(minutes=15)
# Days before the last one on which its owner is told.
WARN_DAYS: Final = (14, 3)


class VoucherState(StrEnum):
    """Where a voucher stands in its life."""

    RESERVED = "reserved"
    ISSUED = "issued"
    REDEEMED = "redeemed"
    VOID = "void"
    EXPIRED = "expired"


USABLE: Final = (VoucherState.RESERVED, VoucherState.ISSUED)
"""States in which a voucher is good."""


@dataclass(frozen=True, slots=True)
class Voucher:
    """A promise by one shop to one participant, already paid for in points.

    Attributes:
        id: the row's number.
        code: nine characters, to be typed.
        token: random text inside the QR code.
        offer_id, person_id, shop_id: what, whose, where.
        shop_key, shop_name: of the shop.
        title: of the offer, by language.
        state: see ``VoucherState``.
        price_points: what it cost.
        face_cents, redeemed_cents: its worth, and how much of it is used.
        divisible: may be used in parts.
        issued_at: when it was bought, aware.
        first_day, last_day: both included, on the town's calendar.
        issue_journal_id: of the purchase, in the ledger.
        used_at: when it was last taken, if ever.
        pictogram: of the offer.
        terms: as it was bought.
        holder_works_there: its owner is marked as staff of its shop.
        reserved_until: when it goes back unless it is printed; None once it is issued.
        channel: app, print, mediator or api.
        none_until: the shop has none of it up to this day, included; it stays good.
    """

    id: int
    code: str
    token: str
    offer_id: int
    person_id: int
    shop_id: int
    shop_key: str
    shop_name: str
    title: Mapping[str, str]
    state: VoucherState
    price_points: int
    face_cents: int
    redeemed_cents: int
    divisible: bool
    issued_at: datetime
    first_day: date
    last_day: date
    issue_journal_id: int
    used_at: datetime | None = None
    pictogram: str = "gift"
    terms: Terms = field(default_factory=Terms)
    holder_works_there: bool = False
    reserved_until: datetime | None = None
    channel: str = "app"
    none_until: date | None = None

    @property
    def usable(self) -> bool:
        """Tell whether it was neither used up nor closed."""
        return self.state in USABLE

    def none_on(self, day: date) -> bool:
        """Tell whether the shop said that it has none of it on a local day."""
        return self.none_until is not None and day <= self.none_until

    @property
    def left_cents(self) -> int:
        """What can still be used."""
        return self.face_cents - self.redeemed_cents

    @property
    def points_back(self) -> int:
        """What returns when it is closed unused, in whole or in part: the unused share."""
        if not self.face_cents:
            return 0 if self.state is VoucherState.REDEEMED else self.price_points
        return round_half_up(self.price_points * self.left_cents, self.face_cents)


def redeem(
    voucher: Voucher,
    *,
    shop_id: int,
    at: datetime,
    amount_cents: int | None,
    day_only: bool = False,
    lasts_until: date | None = None,
) -> int:
    """Tell how many cents the shop may take.

    Args:
        voucher: as it stands.
        shop_id: the shop whose tablet asks.
        at: when it was scanned, on the town's clocks; a scan that arrives late is judged by
            the hour of the scan.
        amount_cents: a part of a divisible voucher, or the whole bill of a percentage one; None
            takes what is left.
        day_only: the hour is not known, as on a list written by hand.
        lasts_until: the day on which it must not have ended; None is that of the scan.

    Raises:
        WrongShop, VoucherVoid, AlreadyRedeemed, VoucherExpired, NotYet, OwnShop, Blackout,
            BillNeeded, BadAmount: in this order, when several apply.  One both used and past
            its date is reported as used: that is what the shopkeeper must know.
    """
    _check_good(voucher, shop_id, at, day_only=day_only, lasts_until=lasts_until or at.date())
    if voucher.terms.percent_off is not None:
        return part_of_bill(amount_cents, voucher.terms.percent_off, voucher.face_cents)
    amount = voucher.left_cents if amount_cents is None else amount_cents
    whole = amount == voucher.left_cents
    if not whole and not (voucher.divisible and 0 < amount < voucher.left_cents):
        raise errors.BadAmount(face_cents=voucher.left_cents)
    return amount


def _check_good(
    voucher: Voucher, shop_id: int, at: datetime, *, day_only: bool, lasts_until: date
) -> None:
    if voucher.shop_id != shop_id:
        raise errors.WrongShop(shop=voucher.shop_name)
    if voucher.state is VoucherState.VOID:
        raise errors.VoucherVoid(code=voucher.code)
    if voucher.state is VoucherState.REDEEMED:
        raise errors.AlreadyRedeemed(at=voucher.used_at, shop=voucher.shop_name)
    if voucher.state is VoucherState.EXPIRED or lasts_until > voucher.last_day:
        raise errors.VoucherExpired(last_day=voucher.last_day)
    if at.date() < voucher.first_day:
        raise errors.NotYet(first_day=voucher.first_day)
    if voucher.holder_works_there:
        raise errors.OwnShop(shop=voucher.shop_name)
    if voucher.terms.closed.holds(at, day_only=day_only):
        raise errors.Blackout(until=voucher.terms.closed.taken_again(at))


def part_of_bill(bill_cents: int | None, percent: int, most_cents: int) -> int:
    """Tell what the programme pays of a bill, rounded to the nearest cent.

    Args:
        bill_cents: the whole bill; None when nobody typed it.
        percent: 1 to 100.
        most_cents: the voucher's face.

    Raises:
        BillNeeded: no bill.
        BadAmount: a bill of nothing, or of less.
    """
    if bill_cents is None:
        raise errors.BillNeeded(percent=percent, face_cents=most_cents)
    if bill_cents <= 0:
        raise errors.BadAmount(face_cents=most_cents)
    return min(most_cents, round_half_up(bill_cents * percent, 100))


def check_undo(*, state: str, scanned_at: datetime, same_device: bool, now: datetime) -> None:
    """Refuse to undo what can no longer be undone at the till.

    Raises:
        NotFound: another tablet made it.
        NotPossible: it was undone or paid out before.
        UndoTooLate: more than fifteen minutes ago.
    """
    if not same_device:
        raise errors.NotFound
    if state != "accepted":
        raise errors.NotPossible(state=state)
    if now - scanned_at > UNDO_MAX:
        raise errors.UndoTooLate(scanned_at=scanned_at)


def check_void(voucher: Voucher) -> None:
    """Refuse to withdraw a voucher that was used or closed.

    Raises:
        VoucherVoid, AlreadyRedeemed, VoucherExpired: in this order.
    """
    if voucher.state is VoucherState.VOID:
        raise errors.VoucherVoid(code=voucher.code)
    if voucher.redeemed_cents or voucher.state is VoucherState.REDEEMED:
        raise errors.AlreadyRedeemed(at=voucher.used_at, shop=voucher.shop_name)
    if voucher.state is VoucherState.EXPIRED:
        raise errors.VoucherExpired(last_day=voucher.last_day)
