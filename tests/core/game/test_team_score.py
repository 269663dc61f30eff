from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.game.team_score import Method, TeamScore, team_score

TOP3 = Method.TOP3_PLUS_MEAN
PER_ACTIVE = Method.PER_ACTIVE_MEMBER
SUM = Method.SUM

weeks = st.lists(st.integers(0, 2_000), max_size=40)
methods = st.sampled_from(Method)


# Worked out by hand: the three best, and a third of the others' 30 + 20 + 0 as 50/3 = 16.67.
@pytest.mark.parametrize(("experience", "best", "shared", "among", "score"), [
    ([],                            0,   0,   1, 0),
    ([70],                          70,  0,   1, 70),
    ([70, 0],                       70,  0,   1, 70),
    ([50, 40, 30],                  120, 0,   1, 120),
    ([50, 40, 30, 20],              120, 20,  1, 140),
    ([100, 80, 60, 30, 20, 0],      240, 50,  3, 257),
    ([0, 20, 30, 60, 80, 100],      240, 50,  3, 257),
    ([10, 10, 10, 1, 0],            30,  1,   2, 31),     # half a point is rounded up
    ([10, 10, 10, 1, 0, 0],         30,  1,   3, 30),
    ([60] * 5,                      180, 120, 2, 240),
    ([60] * 25,                     180, 60 * 22, 22, 240),
    ([0] * 25,                      0,   0,   22, 0),
])  # fmt: skip
def test_the_three_best_and_the_mean_of_the_rest(
    experience: list[int], best: int, shared: int, among: int, score: int
) -> None:
    active = sum(one > 0 for one in experience)
    made = team_score(TOP3, experience)
    assert made == TeamScore(TOP3, len(experience), active, best, shared, among)
    assert made.score == score


@pytest.mark.parametrize(("experience", "least", "among", "score"), [
    ([],                 1, 1, 0),
    ([90],               1, 1, 90),
    ([90],               3, 3, 30),      # one strong member is not yet a strong team
    ([90, 0, 0, 0, 0],   3, 3, 30),
    ([90, 40, 20],       3, 3, 50),
    ([90, 40, 20, 1],    3, 4, 38),      # 151/4 = 37.75
    ([90, 40, 20, 0],    3, 3, 50),
])  # fmt: skip
def test_the_sum_for_each_active_member(
    experience: list[int], least: int, among: int, score: int
) -> None:
    made = team_score(PER_ACTIVE, experience, least_active=least)
    assert (made.best, made.among, made.score) == (0, among, score)


def test_the_sum_is_the_sum() -> None:
    assert team_score(SUM, [3, 0, 8]).score == 11


@given(experience=weeks, method=methods, mixed=st.randoms())
def test_the_order_of_members_never_matters(
    experience: list[int], method: Method, mixed: object
) -> None:
    other = list(experience)
    mixed.shuffle(other)  # type: ignore[attr-defined]
    assert team_score(method, other) == team_score(method, experience)


@given(experience=weeks, more=st.integers(1, 500), who=st.integers(0, 39))
@pytest.mark.parametrize("method", [TOP3, SUM])
def test_no_way_of_a_member_lowers_the_score_of_their_team(
    method: Method, experience: list[int], more: int, who: int
) -> None:
    if not experience:
        return
    better = list(experience)
    better[who % len(better)] += more
    assert team_score(method, better).score >= team_score(method, experience).score


@given(experience=weeks, method=methods)
def test_the_working_gives_the_score(experience: list[int], method: Method) -> None:
    made = team_score(method, experience, least_active=3)
    assert made.best + made.shared == sum(experience)
    assert abs(made.best + made.shared / made.among - made.score) <= 0.5
    assert made.active <= made.members == len(experience)


@given(week=st.integers(0, 500), small=st.integers(4, 8), large=st.integers(20, 40))
def test_equal_people_make_equal_teams_whatever_their_size(
    week: int, small: int, large: int
) -> None:
    for method in (TOP3, PER_ACTIVE):
        one, other = team_score(method, [week] * small), team_score(method, [week] * large)
        assert one.score == other.score
