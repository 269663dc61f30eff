"""What challenges would have asked and cost is told by the hands that propose and settle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.game.challenges.aim import aim_of, count
from muvengine.core.game.challenges.challenge import PERSONAL, Kind, Measure
from muvengine.core.game.challenges.foreseen import ChallengeTally, Proposing, ToldChallenges
from muvengine.core.game.challenges.past import Past, by_week, past_weeks
from muvengine.core.game.challenges.proposals import propose
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


def week(monday: date, experience: int) -> WeekScore:
    return WeekScore(monday, experience, 1, (1, 0, 0, 0, 0, 0, 0))


def past(
    days: list[date], experience: int = 1_000, *, each: int = 10, **more: object
) -> PlayerPast:
    """Give somebody who walked on some days, at the third level; a walk brings ``each``."""
    trips = [trip((day - BEGUN).days, experience=each) for day in days]
    brought = {monday: each * len(walks) for monday, walks in by_week(trips).items()}
    scores = [week(MONDAY - 8 * WEEK, 1), *(week(*one) for one in sorted(brought.items()))]
    made = PlayerPast(scores, (), experience, trips, trips, person_id=1)
    return replace(made, **more)  # type: ignore[arg-type]


def told(one: PlayerPast, game: Game = GAME, proposing: Proposing = PROPOSING) -> ToldChallenges:
    tally = ChallengeTally(game, proposing)
    tally.add(one)
    return tally.told()


@given(st.lists(st.integers(-49, 6), max_size=14), st.integers(1, 40))
def test_it_costs_what_the_proposals_pay_in_the_mean(ago: list[int], who: int) -> None:
    one = past([MONDAY + timedelta(days=number) for number in ago], person_id=who)
    seen = past_weeks(by_week(one.in_time), one.scores[0].monday, LAST, pauses=(), suspended=())
    before = Past(seen, 3, who)
    done = [trip for trip in one.in_time if trip.day >= MONDAY]
    proposed = propose(GAME, before, MONDAY, (), routes=3)
    due = [
        one.points
        for one in proposed
        if one.challenge.kind is Kind.NO_CAR_WEEK
        or count(aim_of(one.challenge, one.target, one.modes), done) >= one.target
    ]
    found = told(one)
    assert (found.takers, found.points) == (1, round(sum(due) / len(proposed)))
    every = [sum(at) for at in zip(*found.offered.values(), strict=True)]
    points = sum(one.points for one in proposed)
    assert [one * len(proposed) for one in every] == pytest.approx(
        [len(proposed), len(due), points]
    )


def test_today_everybody_has_the_choice_of_their_level_of_today() -> None:
    """Who now may choose among three had one to choose when these weeks were played."""
    weeks = [MONDAY + timedelta(days=day) for day in (-21, -20, -14, 0, 1)]
    risen = past(weeks, experience=719, each=120)
    found = told(risen)
    assert [at.taken for at in found.offered.values()] == [1 / 2, 1 / 2, 0]
    assert [at.taken for at in found.today.values()] == pytest.approx([1 / 3] * 3)
    beginner = told(replace(risen, experience=319))
    assert sum(at.taken for at in beginner.offered.values()) == 0
    assert sum(at.taken for at in beginner.today.values()) == pytest.approx(1)
    not_yet = told(replace(risen, scores=[week(MONDAY + WEEK, 1)]))
    assert sum(at.taken for at in not_yet.today.values()) == 0


def test_whoever_may_choose_one_alone_is_counted_at_its_difficulty_alone() -> None:
    """What the week itself brought raises nobody: the trips of these weeks bring 10 each."""
    one = past([MONDAY, MONDAY + timedelta(days=1)], experience=319)
    assert [row.people for row in told(one, CAR_FREE).rows] == [1, 0, 0]
    beginner = past([MONDAY], experience=109)
    assert told(beginner, CAR_FREE).takers == 0


def test_what_came_after_the_weeks_that_are_looked_at_raised_nobody_in_them() -> None:
    one = past([MONDAY], experience=710)
    assert [row.people for row in told(one, CAR_FREE).rows] == [1, 1, 1]
    later = replace(one, scores=[*one.scores, week(MONDAY + WEEK, 500)])
    assert [row.people for row in told(later, CAR_FREE).rows] == [1, 0, 0]


def test_nobody_is_asked_while_nobody_is_expected_to_move() -> None:
    rest = (Suspension(MONDAY, MONDAY + WEEK, {"en": "rest"}),)
    found = told(past([MONDAY]), DAYS, replace(PROPOSING, suspended=rest))
    assert (found.takers, sum(row.people for row in found.rows)) == (0, 0)


def test_days_without_a_car_are_those_that_people_said() -> None:
    silent, said = past([]), past([], car_free=[MONDAY + timedelta(days=n) for n in range(4)])
    (challenge,) = CAR_FREE.challenges
    assert challenge.measure is Measure.CAR_FREE
    assert [row.share for row in told(silent, CAR_FREE).rows] == [None] * len(PERSONAL)
    assert told(silent, CAR_FREE).points == 20, "rather too much than too little"
    assert [row.share for row in told(said, CAR_FREE).rows] == [1, 0, 0]
    assert told(said, CAR_FREE).points == 20
