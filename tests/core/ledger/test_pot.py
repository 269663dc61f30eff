from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.errors import BadInput, NotPossible, UndoTooLate
from muvengine.core.ledger.pot import (
    Milestone,
    Pot,
    PotState,
    check_gift,
    check_milestones,
    check_pot_undo,
    match_of,
    pot_money,
    pot_points,
)

TODAY = date(2026, 4, 7)
AT = datetime(2026, 4, 7, 12, tzinfo=UTC)
BENCH = Pot("bench", {"en": "A bench"}, 1000, TODAY, match_ratio=1, match_points_max=300)


@pytest.mark.parametrize(("changed", "points", "refused"), [
    ({},                                            1000, None),
    ({},                                            1001, {"missing": 1000}),
    ({"given_points": 700, "matched_points": 300},  1,    {"pot": "bench"}),
    ({"given_points": 600, "matched_points": 300},  101,  {"missing": 100}),
    ({"given_points": 699, "matched_points": 300},  1,    None),
    ({"last_day": TODAY - timedelta(days=1)},       1,    {"pot": "bench"}),
    ({"state": PotState.ENDING},                    1,    {"pot": "bench"}),
    ({"state": PotState.REACHED},                   1,    {"pot": "bench"}),
])  # fmt: skip
def test_a_pot_takes_what_is_missing_while_it_is_open(
    changed: dict[str, object], points: int, refused: dict[str, object] | None
) -> None:
    pot = replace(BENCH, **changed)  # type: ignore[arg-type]
    if refused is None:
        check_gift(pot, points, TODAY)
        return
    with pytest.raises(NotPossible) as caught:
        check_gift(pot, points, TODAY)
    assert caught.value.facts == refused


@pytest.mark.parametrize(("changed", "points", "envelope", "match"), [
    ({},                       100,  10_000, 100),
    ({},                       400,  10_000, 300),     # up to what was promised
    ({},                       100,  40,     40),      # as long as the envelope lasts
    ({},                       800,  10_000, 200),     # never above the goal
    ({},                       1000, 10_000, 0),
    ({"match_ratio": 2},       100,  10_000, 200),
    ({"match_ratio": 0},       100,  10_000, 0),
    ({"matched_points": 250},  100,  10_000, 50),
])  # fmt: skip
def test_the_town_adds_its_part(
    changed: dict[str, object], points: int, envelope: int, match: int
) -> None:
    assert match_of(replace(BENCH, **changed), points, envelope) == match  # type: ignore[arg-type]


def test_a_new_pot_is_empty_and_costs_the_town_nothing_unless_it_says_so() -> None:
    new = Pot("bench", {}, 1000, TODAY)
    assert (new.id, new.held_points, new.givers, new.reached_cents) == (0, 0, 0, 0)
    assert (new.state, new.missing_points) == (PotState.OPEN, 1000)
    assert replace(new, match_points_max=300).match_left == 0
    assert replace(new, match_ratio=1).match_left == 0


@pytest.mark.parametrize(("ratio", "most", "matched", "left"), [
    (1, 300, 0,   300),
    (1, 300, 250, 50),
    (1, 300, 300, 0),
    (1, 200, 300, 0),       # the promise was lowered
    (0, 300, 0,   0),       # the town adds nothing to this one
])  # fmt: skip
def test_how_much_of_the_towns_promise_is_left(
    ratio: int, most: int, matched: int, left: int
) -> None:
    pot = replace(BENCH, match_ratio=ratio, match_points_max=most, matched_points=matched)
    assert pot.match_left == left


@given(
    goal=st.integers(1, 5000),
    ratio=st.integers(0, 10),
    most=st.integers(0, 5000),
    envelope=st.integers(0, 5000),
    gifts=st.lists(st.integers(1, 800), max_size=12),
)
def test_gifts_never_pass_the_goal_nor_the_towns_promise(
    goal: int, ratio: int, most: int, envelope: int, gifts: list[int]
) -> None:
    pot = Pot("bench", {}, goal, TODAY, match_ratio=ratio, match_points_max=most)
    for points in gifts:
        try:
            check_gift(pot, points, TODAY)
        except NotPossible:
            continue
        match = match_of(pot, points, envelope)
        envelope -= match
        given, matched = pot.given_points + points, pot.matched_points + match
        pot = replace(pot, given_points=given, matched_points=matched)
        assert pot.held_points + pot.missing_points == goal
        assert envelope >= 0
        assert matched <= min(most, ratio * given)


def test_a_gift_can_be_taken_back_for_a_quarter_of_an_hour() -> None:
    quarter = timedelta(minutes=15)
    check_pot_undo(BENCH, given_at=AT, now=AT + quarter)
    with pytest.raises(UndoTooLate):
        check_pot_undo(BENCH, given_at=AT, now=AT + quarter + timedelta(seconds=1))
    with pytest.raises(NotPossible):
        check_pot_undo(replace(BENCH, state=PotState.REACHED), given_at=AT, now=AT)


def test_points_and_money_of_a_pot_lie_apart() -> None:
    assert pot_points(3).unit is not pot_money(3).unit
    assert pot_points(3).bounded
    assert pot_money(3).bounded


def stepped(*points: int, words: str = "The wood") -> Pot:
    return replace(BENCH, milestones=tuple(Milestone(one, {"en": words}) for one in points))


@pytest.mark.parametrize(("pot", "wrong"), [
    (stepped(),                      None),
    (stepped(1, 500, 999),           None),
    (stepped(100, 200, 300, 400, 500), "many"),
    (stepped(100, words=""),         "words"),
    (stepped(0),                     "order"),
    (stepped(300, 200),              "order"),
    (stepped(200, 200),              "order"),
    (stepped(1000),                  "order"),
])  # fmt: skip
def test_steps_rise_from_nothing_to_the_goal(pot: Pot, wrong: str | None) -> None:
    if wrong is None:
        check_milestones(pot)
        return
    with pytest.raises(BadInput) as refused:
        check_milestones(pot)
    assert refused.value.facts["fields"] == {"milestones": wrong}


@given(st.integers(0, 1000))
def test_steps_light_up_one_after_the_other(held: int) -> None:
    pot = replace(stepped(200, 500, 900), given_points=held)
    lit = [pot.has_reached(one) for one in pot.milestones]
    assert lit == sorted(lit, reverse=True)
    assert lit.count(True) == sum(held >= points for points in (200, 500, 900))
    following = pot.next_milestone
    assert following == (None if all(lit) else pot.milestones[lit.count(True)])
