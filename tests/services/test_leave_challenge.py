"""Leaving a challenge, and what the player says of days without a car."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import NotFound, NotPossible
from muvengine.services.leave_challenge import CarFree, say_car_free
from tests.challenged import CAR_FREE, choose, hand, playing, settle
from tests.game_town import MONDAY
from tests.town import NOON


def test_days_without_a_car_are_said_by_the_player_while_the_week_is_open(engine: Engine) -> None:
    town = playing(engine, CAR_FREE)
    run = choose(town)

    def say(day: int, *, later: int = 0, without: bool = True) -> None:
        said = CarFree(town.person.id, run, MONDAY + timedelta(days=day), without)
        attempt = said.attempt(hand(town.person), town.key())
        say_car_free(town.open_uow, said, attempt=attempt, now=NOON + timedelta(days=later))

    for day in (0, 1, 1):
        say(day)
    assert settle(town).given == 1
    say(1, without=False)
    assert settle(town).back == 1
    for day, later in ((2, 0), (7, 9), (-1, 0), (3, 9)):
        with pytest.raises(NotPossible) as caught:
            say(day, later=later)
        assert caught.value.facts["challenge"] == "day"
    say(3, later=8)
    assert settle(town).given == 1


def test_days_without_a_car_are_said_in_such_a_challenge_alone(engine: Engine) -> None:
    town = playing(engine)
    run = choose(town)
    said = CarFree(town.person.id, run, MONDAY, without=True)
    with pytest.raises(NotFound):
        say_car_free(
            town.open_uow, said, attempt=said.attempt(hand(town.person), town.key()), now=NOON
        )
