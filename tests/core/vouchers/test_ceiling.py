from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.vouchers.ceiling import Ceiling, CeilingPeriod, CeilingUse

MONTH, SEASON = CeilingPeriod.MONTH, CeilingPeriod.SEASON


@pytest.mark.parametrize(("period", "today", "first", "following"), [
    (MONTH,  date(2026, 4, 1),   date(2026, 4, 1),  date(2026, 5, 1)),
    (MONTH,  date(2026, 12, 31), date(2026, 12, 1), date(2027, 1, 1)),
    (MONTH,  date(2028, 2, 29),  date(2028, 2, 1),  date(2028, 3, 1)),
    (SEASON, date(2026, 4, 7),   date(2026, 1, 1),  date(2027, 1, 1)),
])  # fmt: skip
def test_a_period_begins_and_ends_on_the_calendar(
    period: CeilingPeriod, today: date, first: date, following: date
) -> None:
    ceiling = Ceiling(1, 100, period)
    assert ceiling.first_day(today) == first
    assert ceiling.next_day(today) == following


@given(today=st.dates(date(2024, 1, 1), date(2031, 12, 31)), period=st.sampled_from(CeilingPeriod))
def test_every_day_lies_in_one_period(today: date, period: CeilingPeriod) -> None:
    ceiling = Ceiling(1, 100, period)
    assert ceiling.first_day(today) <= today < ceiling.next_day(today)
    assert ceiling.first_day(ceiling.next_day(today)) == ceiling.next_day(today)


def test_a_lowered_ceiling_leaves_nothing_and_never_less() -> None:
    assert CeilingUse(Ceiling(1, 100, MONTH), 250).left_cents == 0
    assert CeilingUse(Ceiling(1, 300, MONTH), 250).left_cents == 50
