"""What vouchers promise, to which shops and until when, and who put the money in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection, case, func, select

from muvengine.core.ledger.outlook import LiabilityOutlook, liability_outlook
from muvengine.core.vouchers.voucher import GRACE, USABLE, VoucherState
from muvengine.store.tables import metadata

_account: Final = metadata.tables["ledger_account"]
_transfer: Final = metadata.tables["ledger_transfer"]
_journal: Final = metadata.tables["ledger_journal"]
_voucher: Final = metadata.tables["voucher"]
_shop: Final = metadata.tables["shop"]
_LEFT: Final = _voucher.c.face_cents - _voucher.c.redeemed_cents
# One used for less than its worth keeps the rest promised until it is closed.
_PROMISED: Final = _voucher.c.state.in_([state.value for state in USABLE]) | (
    (_voucher.c.state == VoucherState.REDEEMED.value) & (_LEFT > 0)
)
ALLOWANCE: Final = "programme:offline_allowance"


@dataclass(frozen=True, slots=True)
class Funder:
    """Who promised money, and how much in how many decisions."""

    name: str
    cents: int
    decisions: int


@dataclass(frozen=True, slots=True)
class ShopLiability:
    """What one shop is promised and owed.

    Attributes:
        shop_id, key, name: which.
        vouchers, out_cents: that can still be used there, and their worth.
        payable_cents: owed and not yet paid.
    """

    shop_id: int
    key: str
    name: str
    vouchers: int
    out_cents: int
    payable_cents: int


@dataclass(frozen=True, slots=True)
class EndingVouchers:
    """Vouchers out whose last day lies in one month."""

    month: date
    vouchers: int
    cents: int


def funders(connection: Connection) -> tuple[Funder, ...]:
    """Give who put money in, the largest part first; what went back is taken off."""
    out = func.coalesce(
        func.sum(
            case(
                (_transfer.c.src_id == _account.c.id, _transfer.c.amount), else_=-_transfer.c.amount
            )
        ),
        0,
    )
    decided = func.count().filter(_journal.c.kind == "budget.fund")
    moved = (_transfer.c.src_id == _account.c.id) | (_transfer.c.dst_id == _account.c.id)
    query = (
        select(_account.c.code, out.label("cents"), decided)
        .join(_transfer, moved)
        .join(_journal, _journal.c.id == _transfer.c.journal_id)
        .where(_account.c.owner_kind == "funder")
        .group_by(_account.c.code)
        .order_by(out.desc(), _account.c.code)
    )
    return tuple(
        Funder(row[0].removeprefix("funder:"), int(row[1]), int(row[2]))
        for row in connection.execute(query)
    )


def by_shop(connection: Connection) -> tuple[ShopLiability, ...]:
    """Give shops with vouchers out or money owed, by name."""
    live = (
        select(
            _voucher.c.shop_id,
            func.count().label("vouchers"),
            func.sum(_LEFT).label("cents"),
        )
        .where(_PROMISED)
        .group_by(_voucher.c.shop_id)
        .subquery()
    )
    owed = (_account.c.owner_kind == "shop") & (_account.c.owner_id == _shop.c.id)
    payable = func.coalesce(_account.c.balance, 0)
    query = (
        select(
            _shop.c.id,
            _shop.c.key,
            _shop.c.name,
            func.coalesce(live.c.vouchers, 0),
            func.coalesce(live.c.cents, 0),
            payable,
        )
        .outerjoin(live, live.c.shop_id == _shop.c.id)
        .outerjoin(_account, owed)
        .where(live.c.shop_id.is_not(None) | (payable > 0))
        .order_by(_shop.c.name, _shop.c.id)
    )
    # PostgreSQL sums into a decimal.
    return tuple(
        ShopLiability(row[0], row[1], row[2], row[3], int(row[4]), row[5])
        for row in connection.execute(query)
    )


def by_month(connection: Connection) -> tuple[EndingVouchers, ...]:
    """Give what vouchers out are worth by the month of their last day, the next one first."""
    query = (
        select(_voucher.c.last_day, func.count(), func.sum(_LEFT))
        .where(_PROMISED)
        .group_by(_voucher.c.last_day)
        .order_by(_voucher.c.last_day)
    )
    months: dict[date, tuple[int, int]] = {}
    for last_day, count, cents in connection.execute(query):
        month = last_day.replace(day=1)
        before = months.get(month, (0, 0))
        months[month] = (before[0] + count, before[1] + int(cents))
    return tuple(EndingVouchers(month, *sums) for month, sums in months.items())


def expected(connection: Connection, promised_cents: int, today: date) -> LiabilityOutlook:
    """Tell how much of what is promised will be used, from vouchers whose last day is over."""
    used = _voucher.c.redeemed_cents
    query = select(
        func.count(),
        func.coalesce(func.sum(_voucher.c.face_cents), 0),
        func.coalesce(func.sum(used), 0),
    ).where(
        _voucher.c.last_day < today - GRACE,
        _voucher.c.face_cents > 0,
        _voucher.c.state.in_((VoucherState.REDEEMED.value, VoucherState.EXPIRED.value)),
    )
    ended, ended_cents, used_cents = (int(part) for part in connection.execute(query).one())
    return liability_outlook(
        promised_cents, ended=ended, ended_cents=ended_cents, used_cents=used_cents
    )


def allowance_cents(connection: Connection) -> int | None:
    """Give what is left to cover scans made offline; None where nothing was laid aside."""
    query = select(_account.c.balance).where(_account.c.code == ALLOWANCE)
    return connection.execute(query).scalar()


def pots_cents(connection: Connection) -> int:
    """Sum what is laid aside for goals of the neighbourhood."""
    query = select(func.coalesce(func.sum(_account.c.balance), 0)).where(
        _account.c.owner_kind == "pot", _account.c.unit == "EUR"
    )
    return int(connection.execute(query).scalar_one())
