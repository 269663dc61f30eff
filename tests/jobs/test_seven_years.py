"""Every job of the table from 2024 to 2030: each period once, whatever clocks and workers do.

Without a database: what is due is arithmetic, and the rows of ``job_run`` are a set here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count, pairwise
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from muvengine.jobs.calendar import Every, Rhythm, Weekly, due_periods
from muvengine.jobs.schedule import JOBS

ZONES: Final = tuple(
    ZoneInfo(name)
    for name in (
        "Europe/Paris",
        "Europe/Lisbon",
        "Europe/Helsinki",
        "America/New_York",
        "Asia/Kathmandu",
        "Africa/Casablanca",
    )
)
BEGIN, END = datetime(2024, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
LOCAL: Final = tuple({job.rhythm: job.key for job in JOBS if not isinstance(job.rhythm, Every)})
STEADY: Final = tuple({job.rhythm: job.key for job in JOBS if isinstance(job.rhythm, Every)})


def numbers(rhythm: Rhythm, zone: ZoneInfo) -> range:
    return range(rhythm.number(BEGIN, zone) - 1, rhythm.number(END, zone) + 5)


def length(rhythm: Rhythm) -> timedelta:
    """A day, or a week; more than the steady ones need."""
    return timedelta(days=7 if isinstance(rhythm, Weekly) else 1)


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_periods_follow_each_other_and_sort_as_they_do(zone: ZoneInfo) -> None:
    assert LOCAL
    for rhythm in LOCAL:
        names = [rhythm.name(number) for number in numbers(rhythm, zone)]
        assert names == sorted(set(names))
        due = [rhythm.due_at(number, zone) for number in numbers(rhythm, zone)]
        gaps = [after - before for before, after in pairwise(due)]
        # A day has 23 to 25 hours; nothing falls together, nothing is left out.
        assert min(gaps) >= timedelta(hours=23)
        for number, at in zip(numbers(rhythm, zone), due, strict=True):
            assert rhythm.number(at, zone) == number
            assert due_periods(rhythm, now=at, zone=zone, last=None) == (rhythm.name(number),)
            early = at - timedelta(seconds=1)
            assert due_periods(rhythm, now=early, zone=zone, last=None) == (
                rhythm.name(number - 1),
            )


@pytest.mark.parametrize("rhythm", STEADY, ids=repr)
def test_steady_periods_know_no_change_of_the_clock(rhythm: Every) -> None:
    step = timedelta(minutes=rhythm.minutes)
    # Every seventh, so that all minutes and hours are met; zones have no say in these.
    for number in range(rhythm.number(BEGIN, ZONES[0]), rhythm.number(END, ZONES[0]), 7):
        at = rhythm.due_at(number, ZONES[0])
        assert rhythm.number(at, ZONES[5]) == rhythm.number(at + step, ZONES[5]) - 1 == number
    named = [
        rhythm.name(number) for number in range(29_000_000 // rhythm.minutes, 29_000_400)[:400]
    ]
    assert named == sorted(set(named))


class Rows:
    """What ``job_run`` remembers of one job, and how often each period was worked."""

    def __init__(self, rhythm: Rhythm, zone: ZoneInfo) -> None:
        self.rhythm, self.zone = rhythm, zone
        self.order: list[str] = []
        self.worked: dict[str, int] = {}

    def tick(self, now: datetime, *, each_period: bool) -> None:
        [newest] = due_periods(self.rhythm, now=now, zone=self.zone, last=None)
        last = max((one for one in self.order[-40:] if one <= newest), default=None)
        due = due_periods(self.rhythm, now=now, zone=self.zone, last=last)
        for period in due if each_period else due[-1:]:
            # The row's key is unique: the second who claims it is told that it is taken.
            if period not in self.worked:
                self.worked[period] = 0
                self.order.append(period)
                self.worked[period] += 1


@dataclass
class _Wrong:
    """What the time is, and how far off the clock."""

    true: datetime
    off: timedelta


def wandering(seed: str) -> Callable[[], datetime | None]:
    """A clock from 2024 to 2030: mostly steps of hours, nights off, jumps back and ahead."""
    turns, clock = count(), _Wrong(BEGIN, timedelta(0))

    def now() -> datetime | None:
        dice = sha256(f"{seed} {next(turns)}".encode()).digest()
        clock.true += timedelta(minutes=90 + int.from_bytes(dice[:2], "big") % 1650)
        chance = int.from_bytes(dice[2:4], "big") / 2**16
        if chance < 0.004:
            clock.true += timedelta(days=2 + dice[4] % 8)
        elif chance < 0.012:
            clock.off = timedelta(hours=-2)
        elif chance < 0.016:
            clock.off = timedelta(days=3)
        elif chance < 0.10:
            clock.off = timedelta(0)
        return clock.true + clock.off if clock.true < END else None

    return now


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_seven_years_of_downtime_and_wrong_clocks_leave_no_day_out_and_none_twice(
    zone: ZoneInfo,
) -> None:
    for rhythm in LOCAL:
        rows, now = Rows(rhythm, zone), wandering(f"{zone} {rhythm}")
        moment = now()
        while moment is not None:
            rows.tick(moment, each_period=True)
            moment = now()
        # A clock ahead by three days and set right again runs those days early, but once.
        first, final = min(rows.order), max(rows.order)
        every = [rhythm.name(number) for number in numbers(rhythm, zone)]
        assert sorted(rows.worked) == [name for name in every if first <= name <= final]
        assert len(rows.worked) >= 7 * (364 // length(rhythm).days)
        assert set(rows.worked.values()) == {1}


def test_a_job_that_sweeps_runs_again_as_soon_as_a_clock_was_set_right() -> None:
    for rhythm in (*STEADY, *LOCAL):
        rows, now = Rows(rhythm, ZONES[0]), datetime(2026, 3, 27, 12, tzinfo=UTC)
        for ahead in (0, 3, 1, 2):
            before = len(rows.worked)
            rows.tick(now + ahead * length(rhythm), each_period=False)
            assert len(rows.worked) == before + 1, (rhythm, ahead)
        rows.tick(now + 3 * length(rhythm), each_period=False)
        rows.tick(now + 2 * length(rhythm) - timedelta(hours=2), each_period=False)
        assert set(rows.worked.values()) == {1}
