from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.game.matches import (
    KNOCKOUT_TIES,
    MatchPoints,
    Reason,
    Result,
    Side,
    play,
    play_out,
)

POINTS = MatchPoints()


def side(team: int, score: int, active: int = 0, members: int = 10) -> Side:
    return Side(team, score, members, active)


sides = st.builds(side, st.just(0), st.integers(0, 5), st.integers(0, 4), st.integers(4, 8))


@pytest.mark.parametrize(("home", "away", "expected"), [
    (side(1, 90), side(2, 80), Result(3, 0, 1, Reason.SCORE)),
    (side(1, 80), side(2, 90), Result(0, 3, 2, Reason.SCORE)),
    (side(1, 80), side(2, 80), Result(1, 1, None, Reason.EQUAL)),
    (side(1, 0),  side(2, 0),  Result(1, 1, None, Reason.EQUAL)),
    (side(1, 80), None,        Result(1, 0, 1, Reason.FREE)),
])  # fmt: skip
def test_a_win_gives_three_a_draw_one(home: Side, away: Side | None, expected: Result) -> None:
    assert play(home, away, POINTS) == expected


# The first that tells two teams apart decides, in the order that is written down.
@pytest.mark.parametrize(("home", "away", "winner", "reason"), [
    (side(1, 90, 1),     side(2, 80, 9),     1, Reason.SCORE),
    (side(1, 80, 9),     side(2, 90, 1),     2, Reason.SCORE),
    (side(1, 80, 5, 10), side(2, 80, 6, 10), 2, Reason.SHARE),
    (side(1, 80, 5, 10), side(2, 80, 4, 6),  2, Reason.SHARE),   # 4 of 6 are more than 5 of 10
    (side(1, 80, 5, 10), side(2, 80, 3, 6),  1, Reason.SEED),    # 3 of 6 are as many
    (side(1, 0, 0, 0),   side(2, 0, 0, 7),   1, Reason.SEED),
    (side(1, 7),         None,               1, Reason.FREE),
])  # fmt: skip
def test_in_a_knock_out_somebody_goes_on(
    home: Side, away: Side | None, winner: int, reason: Reason
) -> None:
    result = play_out(home, away, POINTS)
    assert (result.winner, result.reason) == (winner, reason)


@given(home=sides, away=sides)
def test_a_knock_out_is_decided_by_a_tie_break_that_is_written_down(home: Side, away: Side) -> None:
    one = Side(1, home.score, home.members, home.active)
    other = Side(2, away.score, away.members, away.active)
    result = play_out(one, other, POINTS)
    turned = play_out(other, one, POINTS)
    assert result.reason in KNOCKOUT_TIES
    assert (result.home_points, result.away_points) in ((3, 0), (0, 3))
    # Only the place before depends on who is named first: it is the better place's right.
    assert (result.winner == turned.winner) is (result.reason is not Reason.SEED)
