"""What people report: where, how often, by whose hand, and for how long it is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from muvengine.core.errors import (
    BadInput,
    LimitReached,
    MuvError,
    NotAllowed,
    NotFound,
    NotPossible,
)
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.identity import Person
from muvengine.core.spots.report import WORDS_KEPT, Category, Where
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.prune_records import prune_records
from muvengine.services.report_problem import Problem, report_problem
from muvengine.services.see_report import SeenToo, see_report
from tests import report_life as life
from tests.money import OpenUow, Town
from tests.people import staff


@pytest.fixture
def place(open_uow: OpenUow) -> Town:
    return life.reporting_town(open_uow)


@pytest.fixture
def fatou(place: Town) -> Person:
    return place.person()


@pytest.fixture
def amine(place: Town) -> Person:
    return place.person("Amine")


@pytest.fixture
def maud(place: Town) -> Person:
    return staff(place.open_uow)


def held(place: Town) -> None:
    assert check_ledger(place.open_uow) == ()


def test_a_mediator_helps_and_leaves_a_line_in_the_audit_trail(
    place: Town, fatou: Person, amine: Person, maud: Person
) -> None:
    other = staff(place.open_uow, "Sami")
    made = life.report(place, fatou, by=maud)
    life.see(place, amine, made, by=other)
    assert (life.read(place, made).helper_id, place.points(fatou)) == (maud.id, 5)
    with place.open_uow() as uow:
        said = uow.connection.execute(
            text("SELECT actor_id, act FROM audit_event WHERE act LIKE 'report.%' ORDER BY id")
        ).all()
    assert [tuple(one) for one in said] == [(maud.id, "report.make"), (other.id, "report.see")]


def test_staff_do_not_report_or_see_for_themselves(
    place: Town, fatou: Person, maud: Person
) -> None:
    hand = Actor(Role.MEDIATOR, maud.id)
    said = Problem(maud.id, Category.LIGHT, life.SHOP)
    with pytest.raises(NotAllowed):
        report_problem(place.open_uow, said, attempt=said.attempt(hand, "1"), now=place.now)
    seen = SeenToo(maud.id, life.report(place, fatou))
    with pytest.raises(NotAllowed):
        see_report(place.open_uow, seen, attempt=seen.attempt(hand, "2"), now=place.now)


def test_the_same_at_the_same_place_is_named_in_place_of_a_twin(
    place: Town, fatou: Person, amine: Person
) -> None:
    made = life.report(place, fatou, life.ROUTE)
    for who, mine in ((amine, False), (fatou, True)):
        with pytest.raises(NotPossible) as refused:
            life.report(place, who, life.ROUTE, another=False)
        assert refused.value.facts == {"state": "twin", "report": made, "mine": mine}
    life.report(place, amine, life.STOP, another=False)
    life.report(place, amine, life.ROUTE, category=Category.DANGER, another=False)
    life.report(place, amine, life.ROUTE, another=True)


def test_what_is_over_or_old_has_no_twin(place: Town, fatou: Person, amine: Person) -> None:
    life.answer(place, life.report(place, fatou), "mended")
    life.report(place, amine, another=False)
    place.now += timedelta(days=31)
    life.report(place, fatou, another=False)


def test_a_few_a_day_are_enough(place: Town, fatou: Person) -> None:
    for _ in range(3):
        life.report(place, fatou)
    with pytest.raises(LimitReached) as refused:
        life.report(place, fatou)
    assert refused.value.facts == {"most": 3}
    place.now += timedelta(days=1)
    life.report(place, fatou)


@pytest.mark.parametrize(("where", "refusal"), [
    (Where(shop="nowhere"), NotFound),
    (Where(route="nowhere"), NotFound),
    (Where(route="nowhere", shop="fournil"), NotFound),
    (Where(), BadInput),
])  # fmt: skip
def test_a_place_is_one_of_the_town(
    place: Town, fatou: Person, where: Where, refusal: type[MuvError]
) -> None:
    with pytest.raises(refusal):
        life.report(place, fatou, where)


def test_an_account_that_was_closed_is_not_paid_and_leaves_no_words(
    place: Town, fatou: Person, amine: Person
) -> None:
    made = life.report(place, fatou, words="In front of my door")
    other = life.report(place, amine, words="Behind the fountain")
    with place.open_uow() as uow:
        closing = text("UPDATE person SET closed_at = :now WHERE id = :id")
        uow.connection.execute(closing, {"now": "2026-04-07 12:00:00", "id": fatou.id})
        uow.commit()
    life.see(place, amine, made)
    assert place.points(fatou) == 0
    assert prune_records(place.open_uow, now=place.now) == 1
    assert (life.read(place, made).words, life.read(place, other).words) == (
        "",
        "Behind the fountain",
    )
    held(place)


def test_words_are_forgotten_some_time_after_the_answer(place: Town, fatou: Person) -> None:
    over, going_on = (life.report(place, fatou, words="By the lamp") for _ in range(2))
    life.answer(place, over, "mended")
    prune_records(place.open_uow, now=place.now + WORDS_KEPT)
    assert life.read(place, over).words == "By the lamp"
    prune_records(place.open_uow, now=place.now + WORDS_KEPT + timedelta(seconds=1))
    assert (life.read(place, over).words, life.read(place, going_on).words) == ("", "By the lamp")
