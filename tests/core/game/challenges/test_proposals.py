"""What is proposed for a week: from one's own past, by one's level, at three difficulties."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.game.challenges.aim import CountedTrip
from muvengine.core.game.challenges.challenge import (
    PERSONAL,
    Challenge,
    Difficulty,
    Kind,
    Measure,
    Step,
)
from muvengine.core.game.challenges.past import Past, is_suspended
from muvengine.core.game.challenges.proposals import (
    Proposal,
    increased,
    new_modes,
    propose,
    target_of,
    within_reach,
)
from muvengine.core.game.game import Game, Suspension
from muvengine.formats.game_yaml.read import read_game
from tests.core.game.challenges.test_aim import MONDAY, trip

GAME = read_game((Path(__file__).parents[4] / "rules" / "game" / "muv.yaml").read_bytes())
EARLIER = tuple(MONDAY - timedelta(weeks=weeks) for weeks in (6, 5, 4, 3, 2))
DAYS = next(one for one in GAME.challenges if one.name == "days-on-the-move")
WALKS = {monday: [trip(0), trip(1)] for monday in EARLIER}


def past(
    level: int | None = 3, weeks: dict[date, list[CountedTrip]] | None = None, who: int = 1
) -> Past:
    return Past(WALKS if weeks is None else weeks, level, who)


def rise(measure: Measure = Measure.KM, floor: int = 1, ceiling: int | None = None) -> Challenge:
    steps = {one: Step(percent, 20) for one, percent in zip(PERSONAL, (10, 20, 30), strict=True)}
    return Challenge(
        "more", Kind.PERCENT_INCREASE, measure, {}, "walk", steps, floor=floor, ceiling=ceiling
    )


@pytest.mark.parametrize(("level", "many"), [(0, 0), (1, 1), (2, 2), (3, 3), (7, 3), (None, 3)])
def test_a_level_opens_the_choice(level: int | None, many: int) -> None:
    found = propose(GAME, past(level), MONDAY, [])
    assert [one.difficulty for one in found] == list(PERSONAL[:many])
    assert len({one.challenge.name for one in found}) == many


def test_a_week_proposes_the_same_all_week_and_another_week_something_else() -> None:
    def names(monday: date) -> list[str]:
        return [one.challenge.name for one in propose(GAME, past(), monday, [])]

    assert names(MONDAY) == names(MONDAY)
    weeks = [MONDAY + timedelta(weeks=number) for number in range(6)]
    assert len({tuple(names(monday)) for monday in weeks}) > 1


def test_whoever_walks_is_not_asked_to_ride_nor_to_follow_routes_that_are_not_there() -> None:
    weeks = [MONDAY + timedelta(weeks=number) for number in range(60)]
    seen = {one.challenge.name for monday in weeks for one in propose(GAME, past(), monday, [])}
    assert seen.isdisjoint({"more-by-bike", "bus-or-train", "routes", "two-together", "team-week"})
    assert {"more-on-foot", "something-new", "without-a-car"} <= seen


def test_whoever_begins_is_asked_for_what_needs_no_past() -> None:
    weeks = [MONDAY + timedelta(weeks=number) for number in range(60)]
    found = [one for monday in weeks for one in propose(GAME, past(weeks={}), monday, [])]
    assert {one.challenge.kind for one in found} == {
        Kind.DAYS_IN_WEEK, Kind.PLACE_VISIT, Kind.NO_CAR_WEEK,
    }  # fmt: skip


def test_what_is_done_already_is_proposed_harder_or_not_to_be_chosen() -> None:
    only = Game(
        {}, challenges=tuple(one for one in GAME.challenges if one.kind is Kind.DAYS_IN_WEEK)
    )
    week = [trip(day) for day in range(2)]
    (found,) = propose(only, past(), MONDAY, week)
    assert (found.difficulty, found.target, found.points, found.already) == (
        Difficulty.MIDDLE, 3, 30, False,
    )  # fmt: skip
    (found,) = propose(only, past(), MONDAY, [trip(day) for day in range(5)])
    assert (found.difficulty, found.already) == (Difficulty.HARD, True)


def test_what_the_organisers_stopped_is_not_proposed() -> None:
    names = {one.name for one in GAME.challenges}
    assert propose(GAME, past(), MONDAY, [], stopped=names) == ()


def days_only(*days: int, level: int = 3) -> Proposal:
    """Give the first proposal of a game that asks for 2, 3 or 4 days, after weeks of so many."""
    weeks = {
        monday: [trip(day) for day in range(many)]
        for monday, many in zip(EARLIER, days, strict=False)
    }
    game = Game({}, challenges=tuple(one for one in GAME.challenges if one.name == DAYS.name))
    return propose(game, past(level, weeks), MONDAY, [])[0]


@pytest.mark.parametrize(
    ("days", "reach"),
    [
        # Of five weeks three had met an easy goal, two one in the middle, one a hard one.
        ([2, 2, 2, 1, 1], "easy"),
        ([3, 3, 2, 1, 1], "easy middle"),
        ([4, 3, 2, 1, 1], "easy middle hard"),
        ([2, 2, 1, 1, 1], ""),
        # What every week had met is no challenge; one week or two do not tell.
        ([3, 3, 2, 2, 2], "middle"),
        ([3, 2], "easy middle"),
        ([3, 3, 3], ""),
        ([1], ""),
        ([], "easy middle hard"),
    ],
)
def test_a_goal_is_what_some_of_ones_own_weeks_had_met(days: list[int], reach: str) -> None:
    weeks = {
        monday: [trip(day) for day in range(many)]
        for monday, many in zip(EARLIER, days, strict=False)
    }
    found = [one for one in PERSONAL if within_reach(DAYS, one, past(3, weeks))]
    assert found == reach.split()


@pytest.mark.parametrize(
    ("days", "due"),
    [
        ([3, 3, 2, 1, 1], Difficulty.EASY),
        ([3, 3, 2, 2, 2], Difficulty.MIDDLE),
        # Nothing is within reach: what not every week had met.
        ([1, 1, 1, 1, 1], Difficulty.EASY),
        ([3, 3, 3, 3, 3], Difficulty.HARD),
        ([7, 7, 7, 7, 7], Difficulty.HARD),
    ],
)
def test_where_nothing_easy_is_within_reach_the_next_step_is_proposed(
    days: list[int], due: Difficulty
) -> None:
    assert days_only(*days).difficulty == due


def test_a_new_way_to_move_is_asked_for_once_and_an_increase_at_each_difficulty() -> None:
    new, more = GAME.challenge("something-new"), GAME.challenge("one-trip-more")
    assert new is not None
    assert more is not None
    assert [within_reach(new, one, past()) for one in PERSONAL] == [True, False, False]
    assert all(within_reach(more, one, past()) for one in PERSONAL)


@given(st.lists(st.integers(0, 7), min_size=3, max_size=5), st.integers(1, 3), st.integers(1, 99))
def test_what_is_proposed_is_neither_met_always_nor_never_where_there_is_a_choice(
    days: list[int], level: int, who: int
) -> None:
    weeks = {
        monday: [trip(day) for day in range(many)]
        for monday, many in zip(EARLIER, days, strict=False)
    }
    before = past(level, weeks, who)
    found = propose(GAME, before, MONDAY, [], routes=3)
    assert len(found) == level
    # More on foot, more trips, something new and days without a car fit whoever has walked.
    if any(days):
        assert all(within_reach(one.challenge, one.difficulty, before) for one in found)


def test_a_new_mode_is_one_that_was_not_used_lately() -> None:
    challenge = GAME.challenge("something-new")
    assert challenge is not None
    assert new_modes(challenge, past()) == ("bike", "bus", "tram", "train", "carpool")


@pytest.mark.parametrize(
    ("weeks", "percent", "target"),
    [
        ([10_000], 10, 11_000),
        ([10_000, 0], 10, 5_500),
        # Rounded up to a tenth of a kilometre.
        ([1_001], 10, 1_200),
        ([100_000], 30, 20_000),
        ([], 30, 1_000),
        ([1], 30, 1_000),
    ],
)
def test_an_increase_is_on_the_mean_within_bounds(
    weeks: list[int], percent: int, target: int
) -> None:
    assert increased(rise(floor=1_000, ceiling=20_000), percent, weeks) == target


def test_an_increase_is_on_what_the_weeks_before_held() -> None:
    assert target_of(rise(Measure.TRIPS), Difficulty.EASY, past()) == 3
    assert target_of(rise(), Difficulty.HARD, past()) == 2_600


@given(
    st.lists(st.integers(0, 60_000), max_size=5),
    st.sampled_from([Measure.KM, Measure.TRIPS, Measure.DAYS]),
)
def test_a_harder_one_never_asks_for_less(weeks: list[int], measure: Measure) -> None:
    challenge = rise(measure, floor=2, ceiling=50_000)
    targets = [increased(challenge, percent, weeks) for percent in (10, 20, 30)]
    assert targets == sorted(targets)
    assert all(2 <= target <= 50_000 for target in targets)
    assert [increased(challenge, 10, weeks[::-1])] == targets[:1]


@pytest.mark.parametrize(
    ("first", "end", "free"),
    [((4, 1), (4, 6), False), ((4, 1), (4, 7), True), ((4, 12), (4, 20), True),
     ((4, 13), (4, 20), False)],
)  # fmt: skip
def test_a_week_with_a_free_day_proposes_nothing(
    first: tuple[int, int], end: tuple[int, int], *, free: bool
) -> None:
    span = Suspension(date(2026, *first), date(2026, *end), {})
    assert is_suspended(MONDAY, [span]) is free
