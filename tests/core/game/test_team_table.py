from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.game.matches import MatchPoints, Side, play
from muvengine.core.game.team_table import Played, Standing, places, team_table

POINTS = MatchPoints()


def match(home: int, score: int, away: int | None = None, other: int = 0) -> Played:
    against = None if away is None else Side(away, other, 5, 5)
    return Played(home, away, score, other, play(Side(home, score, 5, 5), against, POINTS))


def test_a_table_agrees_with_one_made_by_hand() -> None:
    matches = [
        match(1, 90, 2, 70), match(3, 60),
        match(1, 50, 3, 50), match(2, 80),
        match(2, 40, 3, 30), match(1, 70),
    ]  # fmt: skip
    assert team_table([1, 2, 3], matches) == (
        Standing(1, won=1, drawn=1, lost=0, free=1, points=5, scored=140),
        Standing(2, won=1, drawn=0, lost=1, free=1, points=4, scored=110),
        Standing(3, won=0, drawn=1, lost=1, free=1, points=2, scored=80),
    )


def test_equal_teams_are_placed_by_wins_then_scores_then_who_was_first() -> None:
    # Three draws give as many points as one win.
    drawn = [match(1, 5, 3, 5), match(1, 5, 4, 5), match(1, 5, 5, 5)]
    won = [match(2, 6, 6, 5)]
    assert places(team_table([1, 2, 3, 4, 5, 6], drawn + won))[:2] == (2, 1)
    scored = [match(1, 6, 3, 5), match(2, 7, 4, 5)]
    assert places(team_table([1, 2, 3, 4], scored)) == (2, 1, 3, 4)


@given(
    scores=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=10, max_size=10),
    mixed=st.randoms(),
)
def test_the_order_of_matches_and_teams_never_matters(
    scores: list[tuple[int, int]], mixed: object
) -> None:
    teams = [1, 2, 3, 4, 5]
    pairs = zip(combinations(teams, 2), scores, strict=True)
    matches = [match(home, one, away, other) for (home, away), (one, other) in pairs]
    table = team_table(teams, matches)
    mixed.shuffle(teams)  # type: ignore[attr-defined]
    mixed.shuffle(matches)  # type: ignore[attr-defined]
    assert team_table(teams, matches) == table
    assert sum(one.played for one in table) == 20
    assert sum(one.won for one in table) == sum(one.lost for one in table)
    assert all(one.points == 3 * one.won + one.drawn for one in table)
