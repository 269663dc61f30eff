"""What organisers do to a draw by hand, on both databases."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from muvengine.core.errors import (
    BadInput,
    NotPossible,
    ReasonMissing,
)
from muvengine.core.game.draw import DrawState
from muvengine.core.people.actor import SYSTEM
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.draw_prizes import Worked, freeze_draw
from muvengine.services.run_draw import cancel_draw, hand_over, tell_outside
from muvengine.store.unit_of_work import UnitOfWork
from tests.draw_life import (
    DRAW_DAY,
    announced,
    move,
    read,
    work,
)
from tests.money import Town, town

OpenUow = Callable[[], UnitOfWork]


@pytest.fixture
def place(open_uow: OpenUow) -> Town:
    return town(open_uow, points=5000, cents=1000)


def test_a_draw_waits_for_the_number_from_outside(place: Town) -> None:
    key = announced(place, outside={"en": "The numbers of the lottery of 16 April"})
    move(place, place.person(), 1)

    def told(typed: str) -> None:
        tell_outside(place.open_uow, key, typed, actor=SYSTEM, now=DRAW_DAY, new_token=place.dice)

    with pytest.raises(NotPossible):
        told("3 17")
    assert work(place) == Worked(1, 0, 0)
    with pytest.raises(BadInput):
        told("none")
    told("17, 3")
    draw = read(place, key)
    assert (draw.state, draw.outside_value) == (DrawState.DRAWN, "3-17")
    with pytest.raises(NotPossible):
        told("4 18")
    assert check_ledger(place.open_uow) == ()


@pytest.mark.parametrize("frozen", [False, True])
def test_a_cancelled_draw_says_why_and_opens_its_seed(place: Town, *, frozen: bool) -> None:
    key = announced(place)
    move(place, place.person(), 1)
    if frozen:
        freeze_draw(place.open_uow, 1, now=DRAW_DAY, new_token=place.dice)
    with pytest.raises(ReasonMissing):
        cancel_draw(place.open_uow, key, "no", actor=SYSTEM, now=DRAW_DAY)
    cancel_draw(place.open_uow, key, "the shop is closed", actor=SYSTEM, now=DRAW_DAY)
    draw = read(place, key)
    assert (draw.state, draw.cancelled_reason) == (DrawState.CANCELLED, "the shop is closed")
    assert draw.open_seed == draw.seed
    assert work(place) == Worked(0, 0, 0)
    with pytest.raises(NotPossible):
        cancel_draw(place.open_uow, key, "once again", actor=SYSTEM, now=DRAW_DAY)
    assert check_ledger(place.open_uow) == ()


def test_a_thing_is_handed_over_once_with_a_note(place: Town) -> None:
    announced(place)
    move(place, place.person(), 1)

    def given(note: str) -> None:
        hand_over(place.open_uow, 1, note, actor=SYSTEM, now=DRAW_DAY)

    with pytest.raises(NotPossible):
        given("at the feast")
    work(place)
    with pytest.raises(ReasonMissing):
        given("ok")
    given("at the feast on the square")
    with pytest.raises(NotPossible):
        given("at the feast again")
    prize = read(place).prizes[0]
    assert (prize.note, prize.given_at) == ("at the feast on the square", DRAW_DAY)
    with place.open_uow() as uow:
        assert "draw.hand_over" in {act.act for act in uow.audit.list()}
