from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.game.pairings import (
    Pairing,
    first_round,
    next_round,
    round_robin,
    rounds_for,
    snake,
)

teams = st.lists(st.integers(1, 500), min_size=2, max_size=24, unique=True)


def test_four_teams_meet_in_three_rounds() -> None:
    assert round_robin([4, 2, 1, 3]) == (
        ((1, 4), (2, 3)),
        ((1, 3), (4, 2)),
        ((1, 2), (3, 4)),
    )


def test_of_three_teams_each_has_one_week_free() -> None:
    assert round_robin([1, 2, 3]) == (
        ((2, 3), (1, None)),
        ((1, 3), (2, None)),
        ((1, 2), (3, None)),
    )


@pytest.mark.parametrize("few", [[], [7]])
def test_one_team_meets_nobody(few: list[int]) -> None:
    assert round_robin(few) == ()
    assert rounds_for(few, 3) == ()


@given(teams=teams)
def test_everybody_meets_everybody_once(teams: list[int]) -> None:
    rounds = round_robin(teams)
    met = Counter(frozenset(one) for turn in rounds for one in turn if one.away is not None)
    assert met == Counter(map(frozenset, combinations(teams, 2)))
    for turn in rounds:
        seen = [team for one in turn for team in one if team is not None]
        assert sorted(seen) == sorted(teams)
    free = Counter(one.home for turn in rounds for one in turn if one.away is None)
    assert free == Counter(teams if len(teams) % 2 else [])


@given(teams=teams, mixed=st.randoms(), weeks=st.integers(1, 30))
def test_the_order_in_which_teams_are_listed_never_matters(
    teams: list[int], mixed: object, weeks: int
) -> None:
    other = list(teams)
    mixed.shuffle(other)  # type: ignore[attr-defined]
    assert rounds_for(other, weeks) == rounds_for(teams, weeks)
    assert len(rounds_for(teams, weeks)) == weeks


def test_groups_are_dealt_there_and_back() -> None:
    assert snake(range(1, 11), 3) == ((1, 6, 7), (2, 5, 8), (3, 4, 9, 10))


@given(count=st.integers(1, 40), groups=st.integers(1, 8))
def test_groups_have_everybody_and_differ_by_one(count: int, groups: int) -> None:
    dealt = snake(range(count), groups)
    assert sorted(team for group in dealt for team in group) == list(range(count))
    assert max(map(len, dealt)) - min(map(len, dealt)) <= 1


@pytest.mark.parametrize(("places", "expected"), [
    ("ab",       ["ab"]),
    ("abc",      ["a-", "bc"]),
    ("abcd",     ["ad", "bc"]),
    ("abcde",    ["a-", "de", "b-", "c-"]),
    ("abcdefgh", ["ah", "de", "bg", "cf"]),
])  # fmt: skip
def test_the_best_meets_the_last(places: str, expected: list[str]) -> None:
    numbers = [ord(letter) for letter in places]
    drawn = first_round(numbers)
    assert ["".join("-" if n is None else chr(n) for n in one) for one in drawn] == expected


@given(count=st.integers(2, 70))
def test_a_bracket_keeps_the_best_apart(count: int) -> None:
    """If the better place always wins, place 1 and 2 meet in the final, 1 to 4 before."""
    order = list(range(count))
    drawn = first_round(order)
    assert all(one.away is not None or one.home < len(drawn) for one in drawn)
    matches = 0
    while True:
        matches += sum(one.away is not None for one in drawn)
        left = [one.home for one in drawn]
        assert sorted(left) == list(range(len(drawn)))
        if len(left) == 1:
            break
        drawn = next_round(left, order)
    assert matches == count - 1


@given(count=st.integers(2, 40), mixed=st.randoms())
def test_whoever_wins_the_better_place_is_at_home(count: int, mixed: object) -> None:
    order = list(range(100, 100 + count))
    mixed.shuffle(order)  # type: ignore[attr-defined]
    place = {team: number for number, team in enumerate(order)}
    drawn = first_round(order)
    while len(drawn) > 1:
        left = [mixed.choice([t for t in one if t is not None]) for one in drawn]  # type: ignore[attr-defined]
        drawn = next_round(left, order)
        assert all(one.away is not None and place[one.home] < place[one.away] for one in drawn)
    assert isinstance(drawn[0], Pairing)
