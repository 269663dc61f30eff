"""What ends soon: for its owner, and for the mediator who tells them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from muvengine.core.ledger.lots import REMIND_DAYS, last_day_of
from muvengine.core.people.identity import Person
from muvengine.core.vouchers.voucher import WARN_DAYS
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]
POINTS_DAYS: Final = max(REMIND_DAYS)
VOUCHER_DAYS: Final = max(WARN_DAYS)


@dataclass(frozen=True, slots=True)
class Ending:
    """Points or a voucher, and the last day.

    Attributes:
        last_day: on the town's calendar.
        points: how many; 0 for a voucher.
        code, title, shop_name: of a voucher.
    """

    last_day: date
    points: int = 0
    code: str = ""
    title: Mapping[str, str] = field(default_factory=dict)
    shop_name: str = ""

    @property
    def subject(self) -> str:
        """Name it as reminders do."""
        return self.code or self.last_day.isoformat()


@dataclass(frozen=True, slots=True)
class ToTell:
    """Somebody, and what of theirs ends."""

    person: Person
    endings: tuple[Ending, ...]


def endings_of(open_reading: OpenReading, person_id: int, today: date) -> tuple[Ending, ...]:
    """Give what of a person's ends within the days of the first reminder, soonest first."""
    with open_reading() as uow:
        return _endings(uow, today, [person_id]).get(person_id, ())


def people_to_tell(open_reading: OpenReading, today: date, helper_id: int) -> tuple[ToTell, ...]:
    """Give people with a reminder nobody has passed on, whose points or vouchers still end.

    Args:
        open_reading: starts a reading.
        today: on the town's calendar.
        helper_id: a mediator; only people of their centres are given.
    """
    with open_reading() as uow:
        noted: dict[int, set[str]] = {}
        for reminder in uow.reminders.to_tell(today):
            noted.setdefault(reminder.person_id, set()).add(reminder.subject)
        known = uow.centres.known(helper_id, set(noted))
        found = _endings(uow, today, sorted(known))
        listed = []
        for person_id, subjects in noted.items():
            live = tuple(one for one in found.get(person_id, ()) if one.subject in subjects)
            if live:
                listed.append(ToTell(uow.people.get(person_id), live))
    return tuple(sorted(listed, key=lambda one: one.endings[0].last_day))


def _endings(
    uow: UnitOfWork, today: date, people: Collection[int]
) -> dict[int, tuple[Ending, ...]]:
    zone = uow.programme.get().zone
    begin = datetime.combine(today, time(), zone)
    found: dict[int, dict[str, Ending]] = {}
    for points in uow.reminders.ending_points(
        begin, begin + timedelta(days=POINTS_DAYS + 2), people=people
    ):
        last_day = last_day_of(points.expires_at, zone)
        if today <= last_day <= today + timedelta(days=POINTS_DAYS):
            mine = found.setdefault(points.person_id, {})
            before = mine.get(last_day.isoformat())
            sum_points = points.points + (before.points if before else 0)
            mine[last_day.isoformat()] = Ending(last_day, sum_points)
    until = today + timedelta(days=VOUCHER_DAYS)
    for voucher in uow.reminders.ending_vouchers(today, until, people=people):
        ending = Ending(voucher.last_day, 0, voucher.code, voucher.title, voucher.shop_name)
        found.setdefault(voucher.person_id, {})[voucher.code] = ending
    return {
        person_id: tuple(sorted(mine.values(), key=lambda one: (one.last_day, one.code)))
        for person_id, mine in found.items()
    }
