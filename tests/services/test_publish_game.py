"""A game holds from a Monday to come; only suspensions hold for what is over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import GameLate, GameRefused
from muvengine.core.game.version import GameVersion
from muvengine.core.game.weeks import WEEK
from muvengine.core.people.actor import SYSTEM
from muvengine.services.pay_streaks import Settled
from muvengine.services.publish_game import GamePublication, publish_game
from tests.game_town import FILE, MONDAY, begin_game, walk_on
from tests.services.test_pay_streaks import pay, put_week
from tests.town import NOON, Town, found

OTHER = FILE.read_bytes().replace(b"closes_after_days: 3", b"closes_after_days: 5")
STRIKE = FILE.read_bytes().replace(
    b"suspended:\n",
    b"suspended:\n  - {from: 2026-04-14, until: 2026-05-01, label: {en: Strike, fr: Strike}}\n",
)


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def publish(town: Town, data: bytes, first_day: date | None = None) -> GameVersion:
    return publish_game(town.open_uow, GamePublication(data, first_day), actor=SYSTEM, now=NOON)


def test_a_town_without_trips_may_begin_when_it_likes(town: Town) -> None:
    assert publish(town, FILE.read_bytes(), date(2026, 1, 1)).first_day == date(2025, 12, 29)


def test_a_town_with_trips_begins_on_a_monday_to_come(town: Town) -> None:
    walk_on(town, MONDAY)
    with pytest.raises(GameLate) as caught:
        publish(town, FILE.read_bytes(), MONDAY)
    assert caught.value.facts == {"first_day": MONDAY, "earliest": MONDAY + WEEK}
    assert publish(town, FILE.read_bytes()).first_day == MONDAY + WEEK


def test_each_week_has_the_version_that_held_when_it_began(town: Town) -> None:
    begin_game(town)
    walk_on(town, MONDAY)
    version = publish(town, OTHER)
    assert publish(town, OTHER) == version
    with town.open_reading() as uow:
        games = uow.games.listed()
    assert games is not None
    held = [games.of_week(monday) for monday in (MONDAY, MONDAY + WEEK)]
    assert [one and one.closes_after_days for one in held] == [3, 5]
    assert games.of_week(date(2026, 2, 23)) is None


def test_a_bad_file_is_refused_with_everything_that_is_wrong(town: Town) -> None:
    with pytest.raises(GameRefused) as caught:
        publish(town, OTHER.replace(b"\nstreak:", b"\nstreek:"))
    problems = caught.value.facts["problems"]
    assert isinstance(problems, tuple)
    assert [problem.code for problem in problems] == ["R101"]


def test_a_strike_that_is_told_late_saves_the_weeks_it_lay_in(town: Town) -> None:
    begin_game(town)
    walk_on(town, MONDAY)
    for week in (1, 5):
        put_week(town, MONDAY + week * WEEK, 3)
    put_week(town, MONDAY, 3)
    after = NOON + 7 * WEEK
    assert pay(town, after) == Settled(1, 1, 0)
    put_week(town, MONDAY, 3, sign=-1)
    assert pay(town, after) == Settled(1, 0, 1)
    assert publish(town, STRIKE).first_day > NOON.date() - timedelta(days=1)
    assert pay(town, after) == Settled(1, 1, 0)
