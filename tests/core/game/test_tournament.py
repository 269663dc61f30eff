"""Tournaments played to their end by teams of known strength, and by teams that surprise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.matches import MatchPoints, Side, play, play_out
from muvengine.core.game.team_settings import Plan
from muvengine.core.game.team_table import Played
from muvengine.core.game.tournament import (
    Fixture,
    Kept,
    Phase,
    champion,
    following_matches,
    group_tables,
    knockout_places,
    ranking_matches,
    ranking_places,
)

FIRST = IsoWeek(date(2026, 4, 6))
POINTS = MatchPoints()
Strength = Callable[[int, Fixture], int]


def by_number(team: int, _fixture: Fixture) -> int:
    """The team that was there first is the strongest."""
    return 1000 - team


def played(fixture: Fixture, strength: Strength) -> Kept:
    home = Side(fixture.home, strength(fixture.home, fixture), 5, 5)
    away = None
    if fixture.away is not None:
        away = Side(fixture.away, strength(fixture.away, fixture), 5, 5)
    rule = play_out if fixture.phase is Phase.KNOCKOUT else play
    result = rule(home, away, POINTS)
    return Kept(
        fixture, Played(fixture.home, fixture.away, home.score, away.score if away else 0, result)
    )


def to_the_end(
    teams: list[int], plan: Plan, strength: Strength, mix: Callable[[list[Kept]], None] | None
) -> list[Kept]:
    kept: list[Kept] = []
    drawn = ranking_matches(teams, plan, FIRST)
    while drawn:
        kept += [played(one, strength) for one in drawn]
        if mix:
            mix(kept)
        drawn = following_matches(teams, plan, kept)
    return kept


# Weeks counted by hand: ranking, a rest, groups, a rest, then rounds with a rest between.
@pytest.mark.parametrize(("count", "plan", "weeks"), [
    (2,  Plan(),                                   4 + 1 + 1),
    (4,  Plan(),                                   4 + 1 + 1 + 1 + 1),
    (8,  Plan(),                                   4 + 1 + 3 + 1 + 1 + 1 + 1 + 1 + 1),
    (8,  Plan(knockout_teams=4),                   4 + 1 + 3 + 1 + 1 + 1 + 1),
    (8,  Plan(ranking_weeks=2, rest_weeks=0),      2 + 3 + 3),
    (60, Plan(knockout_teams=4),                   4 + 1 + 3 + 1 + 1 + 1 + 1),
])  # fmt: skip
def test_a_tournament_takes_the_weeks_it_is_planned_for(count: int, plan: Plan, weeks: int) -> None:
    kept = to_the_end(list(range(1, count + 1)), plan, by_number, None)
    last = max(one.fixture.week for one in kept)
    assert last == FIRST.after(weeks - 1)


def test_eight_teams_are_dealt_into_groups_and_a_bracket() -> None:
    teams = list(range(1, 9))
    kept = to_the_end(teams, Plan(ranking_weeks=7), by_number, None)
    assert ranking_places(teams, kept) == tuple(teams)
    tables = group_tables(kept)
    assert [[one.team for one in table] for table in tables.values()] == [
        [1, 4, 5, 8],
        [2, 3, 6, 7],
    ]
    # Both winners, both seconds, and so on; among them the higher scores are placed first.
    assert knockout_places(teams, Plan(), kept) == (1, 2, 3, 4, 5, 6, 7, 8)
    assert knockout_places(teams, Plan(knockout_teams=3), kept) == (1, 2, 3)
    first = [one.fixture for one in kept if one.fixture.phase is Phase.KNOCKOUT]
    assert [(one.home, one.away) for one in first if one.turn == 1] == [
        (1, 8),
        (4, 5),
        (2, 7),
        (3, 6),
    ]
    assert champion(kept) == 1


def test_nobody_has_won_before_the_final_is_over() -> None:
    teams = [1, 2, 3]
    plan = Plan(ranking_weeks=1)
    ranking = [played(one, by_number) for one in ranking_matches(teams, plan, FIRST)]
    assert champion(ranking) is None
    semi = following_matches(teams, plan, ranking)
    assert champion([*ranking, *(Kept(one, None) for one in semi)]) is None


def test_of_a_match_called_off_in_the_bracket_the_better_place_goes_on() -> None:
    teams = [1, 2, 3, 4]
    plan = Plan(ranking_weeks=3)
    kept = [played(one, by_number) for one in ranking_matches(teams, plan, FIRST)]
    kept += [Kept(one, None) for one in following_matches(teams, plan, kept)]
    final = following_matches(teams, plan, kept)
    assert [(one.home, one.away) for one in final] == [(1, 2)]


@given(
    count=st.integers(2, 30),
    plan=st.builds(
        Plan, st.integers(1, 6), st.integers(3, 6), st.integers(2, 16), st.integers(0, 2)
    ),
    luck=st.integers(0, 2**32),
    mixed=st.randoms(),
)
def test_a_draw_made_again_is_the_same_and_ends_with_one_team(
    count: int, plan: Plan, luck: int, mixed: object
) -> None:
    teams = list(range(1, count + 1))

    def surprising(team: int, fixture: Fixture) -> int:
        return hash((luck, team, fixture.week.monday.toordinal())) % 4

    kept = to_the_end(teams, plan, surprising, None)
    again = to_the_end(teams[::-1], plan, surprising, mixed.shuffle)  # type: ignore[attr-defined]
    assert {one.fixture: one.played for one in again} == {one.fixture: one.played for one in kept}
    assert champion(kept) in teams
    bracket = [one.fixture for one in kept if one.fixture.phase is Phase.KNOCKOUT]
    matches = sum(one.away is not None for one in bracket)
    assert matches == min(count, plan.knockout_teams) - 1
    # A team plays at most one match a week.
    for week in {one.fixture.week for one in kept}:
        busy = [one.fixture for one in kept if one.fixture.week == week]
        sides = [team for one in busy for team in (one.home, one.away) if team is not None]
        assert len(sides) == len(set(sides))
