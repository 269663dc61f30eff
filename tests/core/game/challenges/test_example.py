"""A challenge in an example: what it asks for, and whether it is done."""

from __future__ import annotations

from decimal import Decimal

from muvengine.core.game.challenges.challenge import Difficulty
from muvengine.core.game.challenges.example import Tried, reached_in, target_in
from tests.core.game.challenges.test_aim import WEEK
from tests.core.game.challenges.test_proposals import GAME

TRIPS = [trip.facts for trip in WEEK]


def test_a_target_is_told_as_it_is_written() -> None:
    more = Tried("more-on-foot", Difficulty.EASY, before=(Decimal(10), Decimal("2.5")))
    assert target_in(GAME, more) == Decimal("6.9")
    assert target_in(GAME, Tried("team-week", Difficulty.GROUP)) == 2
    assert target_in(GAME, Tried("team-week", Difficulty.EASY)) is None
    assert target_in(GAME, None) is None


def test_the_trips_are_enough_or_not() -> None:
    assert reached_in(GAME, Tried("days-on-the-move", Difficulty.HARD), TRIPS)
    assert not reached_in(GAME, Tried("days-on-the-move", Difficulty.HARD), TRIPS[:1])
    assert reached_in(GAME, Tried("without-a-car", Difficulty.EASY, car_free=3), ())
    assert not reached_in(GAME, Tried("nothing", Difficulty.EASY), TRIPS)
