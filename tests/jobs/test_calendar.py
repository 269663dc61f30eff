"""Each local day, week and month is due once, whatever the clock does."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.jobs.calendar import (
    PERIODS_MAX,
    Daily,
    Every,
    Monthly,
    Rhythm,
    Weekly,
    due_periods,
    local_instant,
)

ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/Paris",
        "Europe/Lisbon",
        "Europe/Helsinki",
        "America/New_York",
        "Australia/Lord_Howe",
        "Pacific/Auckland",
    )
]
PARIS = ZONES[0]
BEGIN, END = datetime(2024, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)


def ticked(rhythm: Rhythm, zone: ZoneInfo, step: timedelta) -> list[str]:
    """Tick from 2024 to 2030 and write down what was due."""
    now, last = BEGIN, None
    ran: list[str] = []
    while now < END:
        for period in due_periods(rhythm, now=now, zone=zone, last=last):
            ran.append(period)
            last = period
        now += step
    return ran


@pytest.mark.parametrize("zone", ZONES, ids=str)
@pytest.mark.parametrize("at", [time(0, 5), time(2, 30), time(3, 10)], ids=str)
def test_every_local_day_of_seven_years_is_due_exactly_once(zone: ZoneInfo, at: time) -> None:
    ran = ticked(Daily(at), zone, timedelta(minutes=181))
    first, final = date.fromisoformat(ran[0]), date.fromisoformat(ran[-1])
    assert ran == [
        (first + timedelta(days=day)).isoformat() for day in range((final - first).days + 1)
    ]
    assert len(ran) >= 7 * 365


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_every_local_week_and_month_is_due_exactly_once(zone: ZoneInfo) -> None:
    weeks = ticked(Weekly(time(0, 5)), zone, timedelta(minutes=181))
    months = ticked(Monthly(time(0, 5)), zone, timedelta(minutes=181))
    mondays = {
        f"{day.isocalendar().year}-W{day.isocalendar().week:02}"
        for day in (date(2024, 1, 1) + timedelta(weeks=week) for week in range(366))
    }
    assert len(weeks) == len(set(weeks))
    assert set(weeks[1:-1]) <= mondays
    assert len(weeks) in {366, 367}
    every_month = [f"{year}-{month:02}" for year in range(2024, 2031) for month in range(1, 13)]
    assert [month for month in months if "2024-02" <= month <= "2030-12"] == every_month[1:]


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_a_period_is_never_begun_before_its_local_time(zone: ZoneInfo) -> None:
    rhythm, last = Daily(time(2, 30)), None
    now = BEGIN
    while now < BEGIN + timedelta(days=400):
        for period in due_periods(rhythm, now=now, zone=zone, last=last):
            day = date.fromisoformat(period)
            assert local_instant(day, time(2, 30), zone) <= now
            last = period
        now += timedelta(minutes=31)


@pytest.mark.parametrize(
    ("rhythm", "now", "newest"),
    [
        # The clock jumps from 02:00 to 03:00: half past two is half past three.
        (Daily(time(2, 30)),  "2026-03-29T00:59Z", "2026-03-28"),
        (Daily(time(2, 30)),  "2026-03-29T01:30Z", "2026-03-29"),
        # It is half past two twice: the first counts.
        (Daily(time(2, 30)),  "2026-10-25T00:29Z", "2026-10-24"),
        (Daily(time(2, 30)),  "2026-10-25T00:30Z", "2026-10-25"),
        (Daily(time(0, 5)),   "2026-03-29T22:05Z", "2026-03-30"),
        (Weekly(time(0, 5)),  "2026-03-29T22:04Z", "2026-W13"),
        (Weekly(time(0, 5)),  "2026-03-29T22:05Z", "2026-W14"),
        (Weekly(time(0, 0)),  "2027-01-03T22:59Z", "2026-W53"),
        (Weekly(time(0, 0)),  "2027-01-03T23:00Z", "2027-W01"),
        (Monthly(time(1, 0)), "2026-03-31T22:59Z", "2026-03"),
        (Monthly(time(1, 0)), "2026-03-31T23:00Z", "2026-04"),
        (Every(5),            "2026-10-25T01:04Z", "2026-10-25T01:00Z"),
        (Every(60),           "2026-10-25T01:04Z", "2026-10-25T01:00Z"),
    ],
)  # fmt: skip
def test_the_newest_period_at_a_moment_in_paris(rhythm: Rhythm, now: str, newest: str) -> None:
    moment = datetime.fromisoformat(now)
    assert due_periods(rhythm, now=moment, zone=PARIS, last=None) == (newest,)


def test_after_three_days_of_silence_each_missed_day_is_due() -> None:
    now = datetime(2026, 3, 31, 12, tzinfo=UTC)
    assert due_periods(Daily(time(0, 5)), now=now, zone=PARIS, last="2026-03-28") == (
        "2026-03-29",
        "2026-03-30",
        "2026-03-31",
    )


def test_a_clock_set_back_runs_nothing_twice() -> None:
    now = datetime(2026, 3, 31, 12, tzinfo=UTC)
    last = due_periods(Every(5), now=now, zone=PARIS, last=None)[-1]
    back = now - timedelta(hours=2)
    assert due_periods(Every(5), now=back, zone=PARIS, last=last) == ()


def test_after_a_year_of_silence_the_list_is_not_endless() -> None:
    now = datetime(2026, 3, 31, 12, tzinfo=UTC)
    due = due_periods(Every(5), now=now, zone=PARIS, last="2025-03-31T12:00Z")
    assert len(due) == PERIODS_MAX
    assert due[-1] == "2026-03-31T12:00Z"


@given(
    now=st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  Hypothesis adds the zone
    ahead=st.timedeltas(timedelta(0), timedelta(days=40)),
    zone=st.sampled_from(ZONES),
    rhythm=st.sampled_from(
        [Every(5), Every(60), Daily(time(2, 30)), Weekly(time(0, 5)), Monthly(time(2))]
    ),
)
def test_two_looks_miss_nothing_and_repeat_nothing(
    now: datetime, ahead: timedelta, zone: ZoneInfo, rhythm: Rhythm
) -> None:
    first = due_periods(rhythm, now=now, zone=zone, last=None)
    between = due_periods(rhythm, now=now + ahead / 2, zone=zone, last=first[-1])
    after = due_periods(rhythm, now=now + ahead, zone=zone, last=(first + between)[-1])
    at_once = due_periods(rhythm, now=now + ahead, zone=zone, last=first[-1])
    assert (between + after)[-PERIODS_MAX:] == at_once
    assert list(at_once) == sorted(set(at_once))
