"""When a person who asked may expect an answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from muvengine.core.trips.review import answer_by, late_before, working_days_left


@pytest.mark.parametrize(
    ("opened", "by"),
    [
        (date(2026, 4, 6),  date(2026, 4, 13)),  # Monday to Monday
        (date(2026, 4, 10), date(2026, 4, 17)),  # Friday to Friday
        (date(2026, 4, 11), date(2026, 4, 17)),  # a weekend does not count
        (date(2026, 4, 12), date(2026, 4, 17)),
        (date(2026, 12, 30), date(2027, 1, 6)),
    ],
)  # fmt: skip
def test_an_answer_comes_within_five_working_days(opened: date, by: date) -> None:
    assert answer_by(opened) == by


@pytest.mark.parametrize(("today", "left"), [
    (date(2026, 4, 6), 5), (date(2026, 4, 10), 1), (date(2026, 4, 11), 1), (date(2026, 4, 12), 1),
    (date(2026, 4, 13), 0), (date(2026, 4, 14), -1), (date(2026, 4, 20), -7),
])  # fmt: skip
def test_working_days_are_counted_down_to_the_promised_one(today: date, left: int) -> None:
    assert working_days_left(today, date(2026, 4, 13)) == left


@pytest.mark.parametrize("number", range(21))
def test_what_was_opened_before_that_day_is_late_and_nothing_else(number: int) -> None:
    today = date(2026, 4, 1) + timedelta(days=number)
    first = late_before(today)
    opened = [today - timedelta(days=back) for back in range(15)]
    assert [answer_by(day) < today for day in opened] == [day < first for day in opened]
