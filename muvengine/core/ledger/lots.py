"""Lots: points that expire together, and which of them go first.

Without lots an expired gain would vanish from a sum while the spending that used it stays,
and the balance would collapse.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

GIVEN_BACK_DAYS_MIN: Final = 14
"""Points that come back live at least so long: nobody loses them by being quick."""

REMIND_DAYS: Final = (30, 7)
"""Days before the last one on which the owner of points is told."""

_MOMENT: Final = timedelta(microseconds=1)
_NEVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Lot:
    """Points that expire together.

    Attributes:
        id: rises with time.
        amount: points at the start, above zero.
        remaining: points left, 0 to ``amount``.
        expires_at: aware; None for never.
    """

    id: int
    amount: int
    remaining: int
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class LotUse:
    """Points taken from a lot; below zero when they were given back."""

    lot_id: int
    amount: int


@dataclass(frozen=True, slots=True)
class GivenBack:
    """Where returning points go: to their old lots, the rest into a new one.

    Attributes:
        uses: per old lot, amounts below zero.
        fresh: points for a new lot, 0 for none.
        expires_at: when the new lot expires.
    """

    uses: tuple[LotUse, ...]
    fresh: int
    expires_at: datetime


def spend_lots(lots: Iterable[Lot], amount: int) -> tuple[LotUse, ...]:
    """Take ``amount`` points: first what expires first, then what is oldest.

    The caller has made sure that the lots hold enough: the guarded balance says so first.
    """
    return _take(sorted(lots, key=lambda lot: (lot.expires_at or _NEVER, lot.id)), amount)


def take_back(lots: Iterable[Lot], amount: int, *, from_lot: int) -> tuple[LotUse, ...]:
    """Take up to ``amount`` points of a wrong award: its own lot first, then the newest."""
    ordered = sorted(lots, key=lambda lot: (lot.id != from_lot, -lot.id))
    return _take(ordered, min(amount, sum(lot.remaining for lot in ordered)))


def give_back(uses: Iterable[tuple[LotUse, Lot]], amount: int, now: datetime) -> GivenBack:
    """Return ``amount`` points to the lots they were taken from.

    A lot that expires in fewer than ``GIVEN_BACK_DAYS_MIN`` days is passed over; its part goes
    into a new lot with just that life.

    Args:
        uses: what was taken, with the lot as it stands now.
        amount: at most the sum of what was taken.
        now: aware.
    """
    soonest = now.astimezone(UTC) + timedelta(days=GIVEN_BACK_DAYS_MIN)
    returned: list[LotUse] = []
    left = amount
    # What lives longest first: a partial return favours the person.
    order = sorted(uses, key=lambda pair: (pair[1].expires_at or _NEVER, pair[1].id), reverse=True)
    for use, lot in order:
        if lot.expires_at is not None and lot.expires_at < soonest:
            continue
        part = min(use.amount, left)
        if part > 0:
            returned.append(LotUse(lot.id, -part))
            left -= part
    return GivenBack(tuple(returned), left, soonest)


def expiry(
    released_at: datetime, zone: ZoneInfo, *, after_days: int | None, end_of_month: bool
) -> datetime | None:
    """Tell when points released now expire.

    Args:
        released_at: aware.
        zone: the town's; days and months are local.
        after_days: None for never.
        end_of_month: round up to the end of the local month; that is the first instant of the
            next one, so that a whole last day can be used.
    """
    if after_days is None:
        return None
    local = released_at.astimezone(zone) + timedelta(days=after_days)
    if not end_of_month:
        return local.astimezone(UTC)
    days = monthrange(local.year, local.month)[1]
    last = local.replace(day=days, hour=0, minute=0, second=0, microsecond=0, fold=0)
    return (last + timedelta(days=1)).astimezone(UTC)


def last_day_of(expires_at: datetime, zone: ZoneInfo) -> date:
    """Give the last local day: points that end at midnight were good for the day before."""
    return (expires_at.astimezone(zone) - _MOMENT).date()


def reminder_due(last_day: date, today: date, days: Iterable[int]) -> int | None:
    """Tell which reminder is due: the nearest of ``days`` that is reached; None when none is.

    Somebody who hears late hears once: the nearer reminder takes the place of the farther one.
    """
    left = (last_day - today).days
    if left < 0:
        return None
    return min((each for each in days if left <= each), default=None)


def _take(ordered: Iterable[Lot], amount: int) -> tuple[LotUse, ...]:
    uses: list[LotUse] = []
    for lot in ordered:
        part = min(lot.remaining, amount)
        if part > 0:
            uses.append(LotUse(lot.id, part))
            amount -= part
    assert amount == 0, "the lots hold less than the wallet says"
    return tuple(uses)
