from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.vouchers.choice import Money, Obstacle, had_in_period, obstacle
from muvengine.core.vouchers.offer import Offer, Payer, Period

COFFEE = Offer(1, {"fr": "Un café"}, 150, 150, stock=3)
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
    ],
)  # fmt: skip
def test_the_first_obstacle_is_named(
    offer: Offer,
    points: int,
    had: int,
    frozen: bool,  # noqa: FBT001  a column of the table
    expected: Obstacle | None,
) -> None:
    assert obstacle(offer, points=points, had=had, frozen=frozen) == expected


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
    assert obstacle(offer, points=150, had=0, frozen=False, money=money) == expected


@pytest.mark.parametrize(("face", "share", "payer"), [
    (150, 0,  Payer.TOWN),
    (150, 50, Payer.BOTH),
    (0,   50, Payer.SHOP),
    (0,   0,  Payer.SHOP),
])  # fmt: skip
def test_who_pays_follows_from_the_two_parts(face: int, share: int, payer: Payer) -> None:
    offer = Offer(1, {}, 100, face, shop_share_cents=share)
    assert offer.payer is payer
    assert offer.worth_cents == face + share


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
    before = obstacle(COFFEE, points=points, had=had, frozen=False)
    after = obstacle(COFFEE, points=points + more, had=had, frozen=False)
    assert after in {before, None}
