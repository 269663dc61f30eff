from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.ledger.outlook import (
    HORIZON_DAYS,
    Course,
    Level,
    Outlook,
    alarm_level,
    liability_outlook,
    outlook,
    pace,
)

TODAY = date(2026, 4, 7)
END = date(2026, 12, 31)
TEN_DAYS_ON = date(2026, 4, 17)
weeks_of = st.lists(st.integers(-50, 10_000), max_size=6)


@pytest.mark.parametrize(("weeks", "expected"), [
    ([],                   None),
    ([70],                 70),
    ([0, 0, 0, 0],         0),
    ([70, 70, 70, 70],     70),
    ([0, 0, 0, 9000],      0),                 # one odd week long ago says nothing
    ([9000, 0, 0, 0],      4500),              # a sudden rush is taken seriously
    ([40, 30, 20, 10],     35),                # growth: the latest two weeks
    ([10, 20, 30, 40],     25),                # slowing down: the median, not the lull
    ([7, 8],               Fraction(15, 2)),
    ([-5, 10],             5),                 # more came back than went out
    ([10, 10, 20, 20, 20], 15),                # older weeks do not count
])  # fmt: skip
def test_the_pace_of_the_last_four_weeks(weeks: list[int], expected: Fraction | None) -> None:
    assert pace(weeks) == expected


@pytest.mark.parametrize(("left", "weeks", "ends_on", "expected"), [
    (100,  [],         END,               Outlook(Course.UNKNOWN)),
    (100,  [0, 0],     END,               Outlook(Course.STILL)),
    (0,    [70],       END,               Outlook(Course.EMPTY, 70)),
    (0,    [],         None,              Outlook(Course.EMPTY)),
    (100,  [70],       END,               Outlook(Course.ENDS, 70, TODAY + timedelta(days=10))),
    (100,  [15, 14],   END,               Outlook(Course.ENDS, 15, TODAY + timedelta(days=48))),
    (1,    [7],        END,               Outlook(Course.ENDS, 7, TODAY + timedelta(days=1))),
    (100,  [70],       TEN_DAYS_ON,       Outlook(Course.LASTS, 70, TEN_DAYS_ON)),
    (5000, [70],       END,               Outlook(Course.LASTS, 70, END)),
    (729,  [7],        None,              Outlook(Course.ENDS, 7, TODAY + timedelta(days=729))),
    (730,  [7],        None,              Outlook(Course.LASTS, 7, None)),
    (5000, [7],        None,              Outlook(Course.LASTS, 7, None)),
    (100,  [70],       TODAY,             Outlook(Course.LASTS, 70, TODAY)),
    (100,  [70],       date(2026, 4, 6),  Outlook(Course.OVER)),
    (0,    [70],       date(2026, 4, 6),  Outlook(Course.OVER)),
])  # fmt: skip
def test_until_when_an_envelope_lasts(
    left: int, weeks: list[int], ends_on: date | None, expected: Outlook
) -> None:
    assert outlook(left, weeks, TODAY, ends_on=ends_on) == expected


def ending(days: int) -> Outlook:
    return Outlook(Course.ENDS, 70, TODAY + timedelta(days=days))


@pytest.mark.parametrize(("left", "granted", "seen", "level"), [
    (500, 1000, ending(21),                None),
    (500, 1000, ending(20),                Level.WATCH),
    (500, 1000, ending(7),                 Level.WATCH),
    (500, 1000, ending(6),                 Level.SOON),
    (100, 1000, Outlook(Course.STILL),     None),
    (99,  1000, Outlook(Course.STILL),     Level.WATCH),
    (99,  1000, Outlook(Course.UNKNOWN),   Level.WATCH),
    (30,  1000, Outlook(Course.STILL),     Level.WATCH),
    (29,  1000, Outlook(Course.STILL),     Level.SOON),
    (9_999, 100_000, Outlook(Course.STILL), Level.WATCH),
    (2_999, 100_000, Outlook(Course.STILL), Level.SOON),
    (29,  1000, Outlook(Course.LASTS, 7),  None),
    (0,   1,    Outlook(Course.EMPTY),     Level.EMPTY),
    (0,   1000, Outlook(Course.EMPTY, 70), Level.EMPTY),
    (0,   1000, Outlook(Course.OVER),      None),
    (0,   0,    Outlook(Course.EMPTY),     None),
])  # fmt: skip
def test_how_loud_to_be(left: int, granted: int, seen: Outlook, level: Level | None) -> None:
    assert alarm_level(left, granted, seen, TODAY) == level


@given(left=st.integers(0, 10**9), more=st.integers(0, 10**9), weeks=weeks_of)
def test_more_left_never_ends_earlier_nor_sounds_louder(
    left: int, more: int, weeks: list[int]
) -> None:
    granted = left + more + 1
    less, greater = (outlook(amount, weeks, TODAY, ends_on=None) for amount in (left, left + more))
    far = TODAY + timedelta(days=HORIZON_DAYS)
    if less.course is Course.ENDS:
        assert greater.course in {Course.ENDS, Course.LASTS}
        assert (less.last_day or far) <= (greater.last_day or far)
    order = [None, *Level]
    before = order.index(alarm_level(left, granted, less, TODAY))
    assert order.index(alarm_level(left + more, granted, greater, TODAY)) <= before


@given(left=st.integers(1, 10**6), weeks=weeks_of)
def test_what_is_foreseen_is_never_spent_before_its_last_day(left: int, weeks: list[int]) -> None:
    seen, per_week = outlook(left, weeks, TODAY, ends_on=None), pace(weeks)
    if seen.course is Course.ENDS:
        assert seen.last_day is not None
        assert per_week is not None
        days = (seen.last_day - TODAY).days
        assert days * per_week <= left * 7 < (days + 1) * per_week


@pytest.mark.parametrize(("ended", "worth", "used", "expected"), [
    (0,  0,    0,    (1000, None)),
    (19, 1900, 0,    (1000, None)),      # too few have ended: all of it is expected
    (20, 2000, 1500, (750, 75)),
    (20, 3000, 1000, (334, 33)),         # rounded up
    (20, 2000, 0,    (0, 0)),
    (20, 0,    0,    (1000, None)),      # worth nothing in money
    (20, 1,    1,    (1000, 100)),
])  # fmt: skip
def test_what_vouchers_will_cost(
    ended: int, worth: int, used: int, expected: tuple[int, int | None]
) -> None:
    seen = liability_outlook(1000, ended=ended, ended_cents=worth, used_cents=used)
    assert (seen.cents, seen.used_percent) == expected


@given(
    promised=st.integers(0, 10**9),
    worth=st.integers(1, 10**9),
    share=st.fractions(0, 1, max_denominator=1000),
)
def test_never_more_is_expected_than_was_promised(
    promised: int, worth: int, share: Fraction
) -> None:
    used = int(worth * share)
    seen = liability_outlook(promised, ended=30, ended_cents=worth, used_cents=used)
    assert 0 <= seen.cents <= promised
