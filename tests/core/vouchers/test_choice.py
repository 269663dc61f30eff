from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.vouchers.choice import (
    Chooser,
    Money,
    Obstacle,
    age_to_say,
    had_in_period,
    obstacle,
)
from muvengine.core.vouchers.offer import Offer, Period
from muvengine.core.vouchers.terms import Terms

COFFEE = Offer(1, {"fr": "Un café"}, 150, 150, stock=3)
TODAY = date(2026, 4, 8)
YESTERDAY = date(2026, 4, 7)
DAY_OVER = replace(COFFEE, daily_issue_limit=2, sold_on=TODAY, sold_that_day=2)
SOLD_OUT = Offer(1, {"fr": "Un café"}, 150, 150, stock=3, issued=3)


@pytest.mark.parametrize(
    ("offer", "points", "had", "frozen", "expected"),
    [
        (COFFEE,   150, 0, False, None),
        (COFFEE,   149, 0, False, Obstacle.SHORT),
        (COFFEE,   149, 1, False, Obstacle.LIMIT),
        (SOLD_OUT, 149, 1, False, Obstacle.SOLD_OUT),
        (SOLD_OUT, 149, 1, True,  Obstacle.FROZEN),
        (COFFEE,   150, 0, True,  Obstacle.FROZEN),
        (DAY_OVER, 149, 1, False, Obstacle.SOLD_OUT_TODAY),
        (replace(DAY_OVER, sold_on=YESTERDAY), 150, 0, False, None),
        (replace(COFFEE, none_until=TODAY),    150, 0, False, Obstacle.SOLD_OUT),
        (replace(COFFEE, none_until=YESTERDAY), 150, 0, False, None),
    ],
)  # fmt: skip
def test_the_first_obstacle_is_named(
    offer: Offer,
    points: int,
    had: int,
    frozen: bool,  # noqa: FBT001  a column of the table
    expected: Obstacle | None,
) -> None:
    who = Chooser(points, frozen=frozen)
    assert obstacle(offer, who, had=had, today=TODAY) == expected


def test_a_full_day_stands_before_too_few_points() -> None:
    who = Chooser(0, left_today=0)
    assert obstacle(COFFEE, who, had=0, today=TODAY) == Obstacle.DAY_LIMIT
    assert obstacle(COFFEE, who, had=1, today=TODAY) == Obstacle.LIMIT


@pytest.mark.parametrize(
    ("min_age", "said", "asked"), [(None, 0, None), (18, 0, 18), (18, 16, 18), (18, 18, None)]
)
def test_an_age_is_asked_until_it_was_said(
    min_age: int | None, said: int, asked: int | None
) -> None:
    offer = replace(COFFEE, terms=Terms(min_age=min_age))
    assert age_to_say(offer, Chooser(0, said_age=said)) == asked


def test_who_never_said_an_age_is_asked_for_the_lowest_one_too() -> None:
    assert age_to_say(replace(COFFEE, terms=Terms(min_age=1)), Chooser(0)) == 1


@pytest.mark.parametrize(("offer", "money", "expected"), [
    (COFFEE,   Money(150),       None),
    (COFFEE,   Money(149),       Obstacle.UNFUNDED),
    (COFFEE,   Money(150, 150),  None),
    (COFFEE,   Money(150, 149),  Obstacle.CEILING),
    (COFFEE,   Money(0, 0),      Obstacle.CEILING),
    (SOLD_OUT, Money(0, 0),      Obstacle.SOLD_OUT),
])  # fmt: skip
def test_money_the_town_does_not_have_stands_in_the_way(
    offer: Offer, money: Money, expected: Obstacle | None
) -> None:
    assert obstacle(offer, Chooser(150), had=0, today=TODAY, money=money) == expected


@pytest.mark.parametrize(
    ("period", "counted"),
    [(Period.DAY, 1), (Period.WEEK, 2), (Period.MONTH, 3), (Period.SEASON, 4)],
)
def test_purchases_count_in_the_same_period_only(period: Period, counted: int) -> None:
    offer = Offer(1, {}, 150, 150, per_person_period=period)
    today = date(2026, 4, 8)
    bought = [today, date(2026, 4, 6), date(2026, 4, 1), date(2026, 1, 1), date(2025, 12, 31)]
    assert had_in_period(offer, bought, today) == counted


@given(points=st.integers(0, 1000), more=st.integers(0, 1000), had=st.integers(0, 3))
def test_more_points_never_put_something_in_the_way(points: int, more: int, had: int) -> None:
    before = obstacle(COFFEE, Chooser(points), had=had, today=TODAY)
    after = obstacle(COFFEE, Chooser(points + more), had=had, today=TODAY)
    assert after in {before, None}
