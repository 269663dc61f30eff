from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from muvengine.core.errors import NotAllowed, NotEnough, NotFound, NotPossible, ReasonMissing
from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.people.identity import Person
from muvengine.reads.budget import budget
from muvengine.services.adjust_points import Adjustment, adjust_points
from muvengine.services.fund_budget import Funding, fund_budget
from muvengine.services.fund_season import fund_season
from muvengine.store.unit_of_work import UnitOfWork
from tests.money import NOON, SEASON, Town, town
from tests.people import staff

OpenUow = Callable[[], UnitOfWork]


@pytest.fixture
def place(open_uow: OpenUow) -> Town:
    return town(open_uow, points=1000, cents=5000)


@pytest.fixture
def fatou(place: Town) -> Person:
    return place.person()


def test_the_same_decision_is_funded_once(place: Town, open_reading: OpenUow) -> None:
    again = replace(SEASON, points=1000)
    assert fund_season(place.open_uow, again, actor=SYSTEM, now=NOON) is False
    more = replace(SEASON, points=500, reference="2")
    assert fund_season(place.open_uow, more, actor=SYSTEM, now=NOON) is True
    money = Funding("ville", 700, "2026-1")
    assert fund_budget(place.open_uow, money, actor=SYSTEM, now=NOON) is False
    assert fund_budget(place.open_uow, replace(money, reference="2"), actor=SYSTEM, now=NOON)
    found = budget(open_reading)
    assert [(each.points_granted, each.points_left) for each in found.seasons] == [(1500, 1500)]
    assert (found.figures.budget_cents, found.figures.funded_cents) == (5700, 5700)


@pytest.mark.parametrize(("key", "first", "last"), [
    ("other", date(2026, 12, 31), date(2027, 3, 1)),
    ("2026",  date(2026, 1, 1),   date(2026, 6, 30)),
    ("2026",  date(2028, 1, 1),   date(2028, 6, 30)),
])  # fmt: skip
def test_a_day_belongs_to_one_season(place: Town, key: str, first: date, last: date) -> None:
    grant = replace(SEASON, key=key, first_day=first, last_day=last)
    with pytest.raises(NotPossible):
        fund_season(place.open_uow, grant, actor=SYSTEM, now=NOON)


def adjust(place: Town, adjustment: Adjustment, actor: Actor = SYSTEM) -> int:
    attempt = adjustment.attempt(actor, place.key())
    answer = adjust_points(place.open_uow, adjustment, attempt=attempt, now=NOON)
    return int(answer.value["available"])


def test_points_are_given_and_taken_with_a_reason(place: Town, fatou: Person) -> None:
    assert adjust(place, Adjustment(fatou.id, 100, "welcome")) == 100
    assert adjust(place, Adjustment(fatou.id, -30, "counted twice")) == 70
    with pytest.raises(NotEnough):
        adjust(place, Adjustment(fatou.id, -71, "counted twice"))
    with pytest.raises(ReasonMissing):
        adjust(place, Adjustment(fatou.id, 5, "why"))
    with pytest.raises(NotFound):
        adjust(place, Adjustment(4711, 5, "welcome"))
    assert place.points(fatou) == 70


def test_more_than_200_points_need_four_eyes(place: Town, fatou: Person) -> None:
    ines = staff(place.open_uow, "Ines", Role.ORGANISER)
    maud = staff(place.open_uow, "Maud", Role.MEDIATOR)
    by = Actor("organiser", ines.id)
    gift = Adjustment(fatou.id, 201, "prize of the week")
    for second in (None, ines.id, fatou.id, 4711):
        with pytest.raises(NotAllowed):
            adjust(place, replace(gift, approved_by=second), by)
    assert adjust(place, replace(gift, points=200), by) == 200
    assert adjust(place, replace(gift, approved_by=maud.id), by) == 401
