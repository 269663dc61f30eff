"""What a shop asks when it takes a voucher: hours, age, no alcohol, a part of the bill.

An offer has terms, and each voucher keeps those it was bought under: what is printed on paper
stays true when the offer changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

MIDNIGHT: Final = time()
DAYS_PER_WEEK: Final = 7
# A shop that takes nothing for so long has closed.
LOOK_AHEAD: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True, order=True)
class ClosedHours:
    """Hours of one weekday in which a voucher is not taken.

    Attributes:
        weekday: 0 for Monday to 6 for Sunday.
        begins, ends: on the town's clocks; the end is not included, and midnight at the end
            closes the day.
    """

    weekday: int
    begins: time = MIDNIGHT
    ends: time = MIDNIGHT

    def __post_init__(self) -> None:
        assert 0 <= self.weekday < DAYS_PER_WEEK
        assert self.begins < self.ends or self.ends == MIDNIGHT

    @property
    def whole_day(self) -> bool:
        """Tell whether nothing of this weekday is left."""
        return self.begins == self.ends == MIDNIGHT

    def holds(self, at: datetime) -> bool:
        """Tell whether a local moment lies inside."""
        before_end = self.ends == MIDNIGHT or at.time() < self.ends
        return at.weekday() == self.weekday and self.begins <= at.time() and before_end


@dataclass(frozen=True, slots=True)
class ClosedTimes:
    """When a shop does not take a voucher: hours of the week, and single days."""

    hours: tuple[ClosedHours, ...] = ()
    days: tuple[date, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.hours or self.days)

    def holds(self, at: datetime, *, hour_known: bool = True) -> bool:
        """Tell whether a voucher is not taken at a local moment.

        Where only the day is known, only whole days count.
        """
        if at.date() in self.days:
            return True
        return any(hours.holds(at) and (hour_known or hours.whole_day) for hours in self.hours)

    def taken_again(self, at: datetime) -> datetime | None:
        """Give the first local moment from ``at`` on when it is taken; None within 60 days."""
        moment = at
        while moment - at <= LOOK_AHEAD:
            if not self.holds(moment):
                return moment
            moment = self._next_change(moment)
        return None

    def _next_change(self, at: datetime) -> datetime:
        ends = [hours.ends for hours in self.hours if hours.holds(at) and hours.ends != MIDNIGHT]
        if at.date() in self.days or not ends:
            return datetime.combine(at.date() + timedelta(days=1), MIDNIGHT, at.tzinfo)
        return datetime.combine(at.date(), max(ends), at.tzinfo)


@dataclass(frozen=True, slots=True)
class Terms:
    """What stands on an offer and on each of its vouchers.

    Attributes:
        percent_off: how much of the bill the programme pays, 1 to 100, up to the voucher's
            face; such a voucher is used once.  None for a thing or an amount.
        min_age: in years; None when anybody may have it.
        no_alcohol_tobacco: the shop gives neither for it.
        closed: when it is not taken.
    """

    percent_off: int | None = None
    min_age: int | None = None
    no_alcohol_tobacco: bool = False
    closed: ClosedTimes = field(default_factory=ClosedTimes)
