"""Rewards for weeks in a row: paid once the week is closed, taken back with their weeks."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import NotAllowed
from muvengine.core.game.held import PaidReward
from muvengine.core.game.weeks import WEEK, WeekScore
from muvengine.core.ledger.account import available
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.adjust_points import Adjustment, adjust_points
from muvengine.services.pause_streak import Pausing, pause_streak
from muvengine.services.pay_streaks import Settled, pay_streaks
from tests.game_town import MONDAY, begin_game, walk_on, weeks
from tests.people import participant
from tests.town import NOON, Town, found
from tests.trip_acts import withdraw

LAST = MONDAY + WEEK
CLOSED = datetime.combine(LAST + timedelta(days=10), NOON.time(), NOON.tzinfo)
"""The noon after both weeks are closed."""


@pytest.fixture
def town(engine: Engine) -> Town:
    made = found(engine)
    begin_game(made)
    return made


def put_week(town: Town, monday: date, days: int, sign: int = 1) -> None:
    """Let a week hold so many active days, as if trips had made them."""
    week = WeekScore(monday, 10 * days * sign, days * sign, (*[sign] * days, *[0] * (7 - days)))
    with town.open_uow() as uow:
        uow.week_scores.add(town.person.id, week)
        uow.commit()


def rewards(town: Town) -> tuple[PaidReward, ...]:
    with town.open_reading() as uow:
        return uow.streaks.rewards(town.person.id)


def wallet(town: Town) -> int:
    with town.open_reading() as uow:
        return uow.ledger.balance(available(town.person.id))


def pay(town: Town, now: datetime = CLOSED) -> Settled:
    return pay_streaks(town.open_uow, now=now)


def spend(town: Town, points: int) -> None:
    less = Adjustment(town.person.id, -points, "spent on something")
    adjust_points(town.open_uow, less, attempt=less.attempt(SYSTEM, town.key()), now=CLOSED)


def test_two_weeks_are_paid_once_when_the_second_is_closed(town: Town) -> None:
    for monday in (MONDAY, LAST):
        for day in range(3):
            walk_on(town, monday + timedelta(days=day))
    assert pay(town, CLOSED - timedelta(days=1)) == Settled(1, 0, 0)
    assert pay(town) == Settled(1, 1, 0)
    assert pay(town) == Settled(0, 0, 0)
    (paid,) = rewards(town)
    assert (paid.weeks, paid.points, paid.monday, wallet(town)) == (2, 20, LAST, 20)
    assert check_ledger(town.open_reading) == ()


def test_a_reward_goes_back_with_its_weeks(town: Town) -> None:
    for monday in (MONDAY, LAST):
        trips = [walk_on(town, monday + timedelta(days=day)) for day in range(3)]
    pay(town)
    withdraw(town, trips[0])
    assert weeks(town)[LAST].active.count(True) == 2
    assert pay(town) == Settled(1, 0, 1)
    assert (rewards(town), wallet(town)) == ((), 0)
    assert check_ledger(town.open_reading) == ()


def test_what_was_spent_is_written_off_and_not_paid_twice(town: Town) -> None:
    put_week(town, MONDAY, 3)
    put_week(town, LAST, 3)
    pay(town)
    spend(town, 15)
    put_week(town, LAST, 3, sign=-1)
    assert pay(town) == Settled(1, 0, 1)
    assert wallet(town) == 0
    put_week(town, LAST, 3)
    assert pay(town) == Settled(1, 1, 0)
    (again,) = rewards(town)
    assert (again.wanted_points, again.points, wallet(town)) == (20, 5, 5)


def test_a_season_gives_no_more_than_it_has(engine: Engine) -> None:
    town = found(engine, points=7)
    begin_game(town)
    other = participant(town.open_uow, "Boris")
    for person in (town.person, other):
        town.person = person
        put_week(town, MONDAY, 3)
        put_week(town, LAST, 3)
    assert pay(town) == Settled(2, 2, 0)
    assert [(one.wanted_points, one.points) for one in rewards(town)] == [(20, 0)]
    with town.open_reading() as uow:
        paid = uow.connection.exec_driver_sql("SELECT SUM(points) FROM streak_reward").scalar()
    assert paid == 7
    # A reward of nothing is taken back as well, and nothing moves.
    put_week(town, LAST, 3, sign=-1)
    assert pay(town) == Settled(1, 0, 1)


def ask(town: Town, now: datetime, *, pause: bool, actor: Actor | None = None) -> object:
    wish = Pausing(town.person.id, pause)
    attempt = wish.attempt(actor or town.me, town.key())
    return pause_streak(town.open_uow, wish, attempt=attempt, now=now).value


def test_whoever_pauses_keeps_the_weeks_in_a_row(town: Town) -> None:
    put_week(town, MONDAY, 3)
    assert ask(town, NOON + WEEK, pause=True) == {"paused": True}
    assert ask(town, NOON + WEEK, pause=True) == {"paused": True}
    back = NOON + 5 * WEEK
    ask(town, back, pause=False)
    put_week(town, MONDAY + 5 * WEEK, 3)
    assert pay(town, back + 2 * WEEK) == Settled(1, 1, 0)
    with town.open_reading() as uow:
        (pause,) = uow.streaks.pauses(town.person.id)
    assert (pause.first, pause.end) == (LAST, MONDAY + 5 * WEEK)


def test_without_a_pause_so_many_weeks_end_the_streak(town: Town) -> None:
    put_week(town, MONDAY, 3)
    put_week(town, MONDAY + 5 * WEEK, 3)
    assert pay(town, NOON + 7 * WEEK) == Settled(1, 0, 0)


def test_nobody_pauses_for_somebody_else(town: Town) -> None:
    other = participant(town.open_uow, "Boris")
    with pytest.raises(NotAllowed):
        ask(town, NOON, pause=True, actor=Actor("participant", other.id))
    helper = Actor("mediator", other.id, on_behalf_of=town.person.id)
    assert ask(town, NOON, pause=True, actor=helper) == {"paused": True}


def test_a_town_without_a_game_pays_nothing(engine: Engine) -> None:
    town = found(engine)
    put_week(town, MONDAY, 3)
    assert pay(town) == Settled(0, 0, 0)
