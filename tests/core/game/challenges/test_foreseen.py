"""What challenges would have asked and cost is told by the hands that propose and settle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.game.challenges.aim import aim_of, count
from muvengine.core.game.challenges.challenge import PERSONAL, Difficulty, Kind, Measure
from muvengine.core.game.challenges.foreseen import ChallengeTally, Proposing, ToldChallenges
from muvengine.core.game.challenges.proposals import Past, by_week, past_weeks, propose, target_of
from muvengine.core.game.game import Game, Suspension
from muvengine.core.game.player_past import PlayerPast
from muvengine.core.game.weeks import WEEK, WeekScore
from tests.core.game.challenges.test_aim import MONDAY as BEGUN
from tests.core.game.challenges.test_aim import trip
from tests.game_town import GAME

MONDAY = date(2026, 5, 4)
LAST = MONDAY - 2 * WEEK
PROPOSING = Proposing({MONDAY: LAST}, routes=3)


def with_one(name: str) -> Game:
    """Give the shipped game with one of its challenges."""
    return replace(GAME, challenges=tuple(one for one in GAME.challenges if one.name == name))


DAYS, CAR_FREE = with_one("days-on-the-move"), with_one("without-a-car")


def past(days: list[date], experience: int = 1_000, **more: object) -> PlayerPast:
    """Give somebody who walked on some days, at the third level."""
    scores = [WeekScore(MONDAY - 8 * WEEK, 1, 1, (1, 0, 0, 0, 0, 0, 0))]
    trips = [trip((day - BEGUN).days) for day in days]
    made = PlayerPast(scores, (), experience, trips, trips, person_id=1)
    return replace(made, **more)  # type: ignore[arg-type]


def told(one: PlayerPast, game: Game = GAME, proposing: Proposing = PROPOSING) -> ToldChallenges:
    tally = ChallengeTally(game, proposing)
    tally.add(one)
    return tally.told()


@given(st.lists(st.integers(-49, 6), max_size=14), st.integers(1, 40))
def test_it_costs_what_the_middle_of_the_first_proposal_pays(ago: list[int], who: int) -> None:
    one = past([MONDAY + timedelta(days=number) for number in ago], person_id=who)
    seen = past_weeks(by_week(one.in_time), one.scores[0].monday, LAST, pauses=(), suspended=())
    before = Past(seen, 3, who)
    week = [done for done in one.in_time if done.day >= MONDAY]
    first = propose(GAME, before, MONDAY, (), routes=3)[0]
    target = target_of(first.challenge, Difficulty.MIDDLE, before)
    reached = count(aim_of(first.challenge, target, first.modes), week) >= target
    if first.challenge.kind is Kind.NO_CAR_WEEK:
        reached = True
    due = first.challenge.steps[Difficulty.MIDDLE].points if reached else 0
    found = told(one)
    assert (found.takers, found.points) == (1, due)


def test_whoever_may_choose_one_alone_is_counted_at_its_difficulty_alone() -> None:
    """What the week itself brought raises nobody: the trips of these weeks bring 10 each."""
    one = past([MONDAY, MONDAY + timedelta(days=1)], experience=319)
    assert [row.people for row in told(one, DAYS).rows] == [1, 0, 0]
    beginner = past([MONDAY], experience=109)
    assert told(beginner, DAYS).takers == 0


def test_nobody_is_asked_while_nobody_is_expected_to_move() -> None:
    rest = (Suspension(MONDAY, MONDAY + WEEK, {"en": "rest"}),)
    found = told(past([MONDAY]), DAYS, replace(PROPOSING, suspended=rest))
    assert (found.takers, sum(row.people for row in found.rows)) == (0, 0)


def test_days_without_a_car_are_those_that_people_said() -> None:
    silent, said = past([]), past([], car_free=[MONDAY + timedelta(days=n) for n in range(4)])
    (challenge,) = CAR_FREE.challenges
    assert challenge.measure is Measure.CAR_FREE
    assert [row.share for row in told(silent, CAR_FREE).rows] == [None] * len(PERSONAL)
    assert told(silent, CAR_FREE).points == 30, "rather too much than too little"
    assert [row.share for row in told(said, CAR_FREE).rows] == [1, 0, 0]
    assert told(said, CAR_FREE).points == 0
