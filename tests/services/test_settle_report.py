"""Reports: confirmed by another hand, paid once, and taken back with their points and badges."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from muvengine.core.errors import (
    MuvError,
    NotAllowed,
    NotPossible,
)
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.identity import Person
from muvengine.core.spots.report import ANSWERS
from muvengine.reads.ledger_check import check_ledger
from muvengine.reads.my_week import my_week
from muvengine.store.unit_of_work import UnitOfWork
from tests import report_life as life
from tests.money import OpenUow, Town
from tests.people import staff
from tests.services.test_races import together


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


def test_a_report_pays_nothing_until_another_person_has_seen_it(
    place: Town, fatou: Person, amine: Person
) -> None:
    made = life.report(place, fatou, life.STOP)
    assert place.points(fatou) == 0
    life.see(place, amine, made)
    kept = life.read(place, made)
    assert (kept.state, kept.by_staff) == ("confirmed", False)
    assert (place.points(fatou), place.points(amine)) == (5, 0)
    held(place)


def test_the_same_press_twice_is_one_report_and_one_payment(
    place: Town, fatou: Person, amine: Person
) -> None:
    made = {life.report(place, fatou, key="press") for _ in range(2)}
    for _ in range(2):
        life.see(place, amine, *made, key="seen")
    assert (len(made), place.points(fatou)) == (1, 5)
    held(place)


def test_a_third_person_and_the_office_pay_nothing_more(
    place: Town, fatou: Person, amine: Person
) -> None:
    made = life.report(place, fatou)
    life.see(place, amine, made)
    life.see(place, place.person("Lina"), made)
    with pytest.raises(NotPossible, match="seen"):
        life.see(place, amine, made)
    for state in ("mending", "mended"):
        life.answer(place, made, state)
    assert place.points(fatou) == 5
    held(place)


def test_many_at_once_pay_once(place: Town, fatou: Person) -> None:
    made = life.report(place, fatou)
    people = [place.person(f"Person {number}") for number in range(8)]

    def hand(number: int) -> str:
        if number % 2:
            life.answer(place, made, "confirmed")
        else:
            life.see(place, people[number % 8], made, key=f"{number}")
        return "done"

    together(hand)
    assert place.points(fatou) == 5
    held(place)


def test_nobody_confirms_their_own_nor_the_hand_that_wrote_it(
    place: Town, fatou: Person, amine: Person, maud: Person
) -> None:
    made = life.report(place, fatou, by=maud)
    for who, by in ((fatou, None), (fatou, maud), (amine, maud)):
        with pytest.raises(NotPossible, match="own"):
            life.see(place, who, made, by=by)
    assert life.read(place, made).state == "open"
    life.see(place, amine, made)
    assert place.points(fatou) == 5
    held(place)


def test_only_an_organiser_answers(place: Town, fatou: Person, maud: Person) -> None:
    made = life.report(place, fatou)
    for actor in (place.hand(fatou), Actor(Role.MEDIATOR, maud.id)):
        with pytest.raises(NotAllowed):
            life.answer(place, made, "confirmed", actor=actor)


def test_a_refusal_takes_back_what_it_brought_and_a_better_look_gives_it_again(
    place: Town, fatou: Person, amine: Person
) -> None:
    made = life.report(place, fatou)
    life.see(place, amine, made)
    life.answer(place, made, "refused", "nothing is there")
    assert (place.points(fatou), life.read(place, made).answer) == (0, "nothing is there")
    life.answer(place, made, "confirmed", "")
    assert place.points(fatou) == 5
    held(place)


def test_what_was_spent_before_is_written_off_and_not_paid_twice(
    place: Town, fatou: Person, amine: Person
) -> None:
    made = life.report(place, fatou)
    life.see(place, amine, made)
    place.buy(fatou, place.offer(price_points=3))
    life.answer(place, made, "refused", "nothing is there")
    assert place.points(fatou) == 0
    life.answer(place, made, "mended")
    assert place.points(fatou) == 2
    held(place)


def test_a_week_has_a_ceiling_and_the_next_one_begins_anew(
    place: Town, fatou: Person, amine: Person
) -> None:
    for _ in range(3):
        life.see(place, amine, life.report(place, fatou))
    assert place.points(fatou) == 12
    place.now += timedelta(days=7)
    life.see(place, amine, life.report(place, fatou))
    assert place.points(fatou) == 17
    held(place)


def test_an_envelope_pays_what_it_has(open_uow: OpenUow) -> None:
    place = life.reporting_town(open_uow, points=3)
    fatou = place.person()
    life.see(place, place.person("Amine"), life.report(place, fatou))
    assert place.points(fatou) == 3
    held(place)


def test_a_game_without_points_for_reports_confirms_and_gives_the_badge(open_uow: OpenUow) -> None:
    game = life.GAME.replace("reports: {points: 5, a_week_max: 12}\n", "")
    place = life.reporting_town(open_uow, game=game)
    fatou, amine = place.person(), place.person("Amine")
    for _ in range(2):
        life.see(place, amine, life.report(place, fatou))
    assert (place.points(fatou), life.badges(place, fatou)) == (0, ["reporter"])
    held(place)


def test_the_badge_comes_with_its_last_report_and_goes_with_any(
    place: Town, fatou: Person, amine: Person
) -> None:
    first, second = life.report(place, fatou), life.report(place, fatou)
    life.see(place, amine, first)
    assert life.badges(place, fatou) == []
    life.answer(place, second, "mending")
    assert life.badges(place, fatou) == ["reporter"]
    life.answer(place, first, "refused", "nothing is there")
    assert life.badges(place, fatou) == []
    mine = my_week(place.open_uow, fatou.id, place.now)
    assert mine is not None
    assert [(one.name, one.lost_trip) for one in mine.lost] == [("reporter", None)]
    assert [(one.done, one.needed) for one in mine.to_come] == [(1, 2)]
    life.answer(place, first, "confirmed", "")
    assert life.badges(place, fatou) == ["reporter"]
    held(place)


DEEDS = st.lists(
    st.tuples(st.sampled_from(["seen", "spend", *ANSWERS]), st.integers(0, 2)), max_size=10
)


@pytest.fixture
def on_sqlite(sqlite_engine: Engine) -> Town:
    return life.reporting_town(partial(UnitOfWork, sqlite_engine))


@settings(max_examples=8)
@given(deeds=DEEDS)
def test_in_whatever_order_nothing_is_paid_twice_and_no_points_stay_behind(
    on_sqlite: Town, deeds: list[tuple[str, int]]
) -> None:
    place, amine = on_sqlite, on_sqlite.person(f"Amine {on_sqlite.key()}")
    fatou = place.person(f"Fatou {place.key()}")
    sweet, spent = place.offer(price_points=3), 0
    made = [life.report(place, fatou) for _ in range(3)]
    for deed, number in deeds:
        try:
            if deed == "seen":
                life.see(place, amine, made[number])
            elif deed == "spend":
                place.buy(fatou, sweet)
                spent += 3
            else:
                life.answer(place, made[number], deed, "a good reason")
        except MuvError:
            continue
    counts = sum(life.read(place, one).counts for one in made)
    # What was spent before a refusal is gone, and is not paid again.
    assert place.points(fatou) <= min(5 * counts, 12)
    assert place.points(fatou) + spent <= 15
    assert spent or (place.points(fatou) > 0) == (counts > 0)
    assert life.badges(place, fatou) == (["reporter"] if counts > 1 else [])
    held(place)
