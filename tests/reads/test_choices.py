from __future__ import annotations

from datetime import timedelta

from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.identity import SignedIn
from muvengine.core.vouchers.choice import Obstacle
from muvengine.reads.choices import Choice, choices, goal
from muvengine.services.buy_voucher import Purchase, buy_voucher
from tests.build import ZONE, Town
from tests.people import NOON

HERE = NOON.astimezone(ZONE)


def listed(town: Town, days: int = 0) -> dict[str, Choice]:
    now = HERE + timedelta(days=days)
    found = choices(town.wiring.open_reading, town.fatou_, now)
    return {choice.offer.title["en"]: choice for choice in found}


def buy(town: Town, choice: Choice) -> None:
    attempt = Attempt.of(SignedIn(town.fatou_).actor, "key", "buy_voucher", choice.offer.id)
    buy_voucher(
        town.wiring.open_uow,
        Purchase(choice.offer.id, town.fatou_.id),
        attempt=attempt,
        now=HERE,
        new_token=town.wiring.new_token,
    )


def test_the_cheapest_comes_first_with_what_is_missing(town: Town) -> None:
    offered = listed(town)
    assert list(offered) == ["A loaf", "A coffee", "5 euros off"]
    assert [choice.points_short for choice in offered.values()] == [0, 0, 300]
    assert offered["5 euros off"].obstacle is Obstacle.SHORT


def test_a_weekly_offer_comes_back_with_the_week(town: Town) -> None:
    buy(town, listed(town)["A loaf"])
    town.give(100)
    assert listed(town)["A loaf"].obstacle is Obstacle.LIMIT
    assert listed(town, days=6)["A loaf"].obstacle is None


def test_the_goal_is_the_cheapest_thing_that_only_points_stand_before(town: Town) -> None:
    offered = listed(town)
    nearest = goal(list(offered.values()))
    assert nearest is not None
    assert nearest.offer.title["en"] == "A loaf"
    buy(town, offered["A loaf"])
    next_one = goal(list(listed(town).values()))
    assert next_one is not None
    assert next_one.offer.title["en"] == "A coffee"
    assert next_one.points_short == 50


def test_without_offers_there_is_no_goal() -> None:
    assert goal([]) is None
