"""What challenges would cost is told by how people chose and tried lately."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.game.challenges.challenge import Difficulty
from muvengine.core.game.challenges.expected import Choice, expect
from muvengine.core.game.challenges.foreseen import NOTHING, Offered, ToldChallenges

MIDDLE = Difficulty.MIDDLE


def told(taken: float, reached: float, today: float = 1, points: int = 30) -> ToldChallenges:
    """Give what was proposed at one difficulty; ``today``: so many times as much as then."""
    then = Offered(taken, reached, taken * points)
    now = Offered(*(one * today for one in then))
    return ToldChallenges(offered={**NOTHING, MIDDLE: then}, today={**NOTHING, MIDDLE: now})


@given(st.integers(1, 500), st.data())
def test_the_game_that_was_played_would_cost_what_it_did(taken: int, data: st.DataObject) -> None:
    chosen = data.draw(st.integers(1, taken))
    reached = data.draw(st.integers(0, chosen))
    played = told(taken, data.draw(st.integers(0, taken)))
    due = expect(played, played, [Choice(MIDDLE, chosen, reached)])[MIDDLE]
    assert due == pytest.approx((chosen, reached, reached * 30), abs=1e-6)


def test_what_is_easier_is_reached_more_often_and_by_the_same_trying() -> None:
    """Of a hundred twenty were met anyway, and six of the twenty who chose reached theirs."""
    chose = [Choice(MIDDLE, 5, 1), Choice(MIDDLE, 15, 5)]
    due = expect(told(200, 100, points=20), told(100, 20), chose)[MIDDLE]
    assert due == pytest.approx((40, 24, 480))


def test_who_has_risen_since_is_counted_where_they_stand() -> None:
    played = told(100, 50, today=3)
    assert expect(played, played, [Choice(MIDDLE, 20, 10)])[MIDDLE] == pytest.approx((60, 30, 900))


def test_where_few_chose_everybody_tells() -> None:
    """Nobody had the level for what is hard; of what is easy one in four was chosen."""
    easy, hard = Offered(400, 200, 8_000), Offered(30, 3, 1_200)
    then = ToldChallenges(offered={**NOTHING, Difficulty.EASY: easy})
    now = ToldChallenges(today={**NOTHING, Difficulty.HARD: hard})
    due = expect(now, then, [Choice(Difficulty.EASY, 100, 70)])[Difficulty.HARD]
    assert due == pytest.approx((7.5, 2.25, 90)), "three in ten: one in ten anyway, two by trying"


def test_nobody_reaches_more_than_everything_nor_less_than_nothing() -> None:
    for anyway, reached, due in ((0, 10, 10), (10, 0, 0)):
        draft = told(10, 10 - anyway)
        found = expect(draft, told(10, anyway), [Choice(MIDDLE, 10, reached)])[MIDDLE]
        assert found.reached == pytest.approx(due)


def test_where_nobody_chose_nothing_is_told() -> None:
    played = told(10, 5)
    group = Choice(Difficulty.GROUP, 3, 3)
    assert expect(played, played, [group, Choice(MIDDLE, 0, 0)]) == {}
