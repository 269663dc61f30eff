from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from muvengine.core.errors import NotPossible, ReasonMissing, Unfunded
from muvengine.core.ledger.account import SPENT, WRITTEN_OFF, available, pending, season_budget
from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.identity import Person
from muvengine.core.rules.score import Settlement
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.expire_points import expire_points
from muvengine.services.posting import hold, reverse_award, season_points_left
from muvengine.services.release_points import release_points
from muvengine.store.unit_of_work import UnitOfWork
from tests.money import NOON, SEASON, Town, town

OpenUow = Callable[[], UnitOfWork]
TWO_DAYS = timedelta(hours=48)


@pytest.fixture
def place(open_uow: OpenUow) -> Town:
    return town(open_uow, points=1000)


@pytest.fixture
def fatou(place: Town) -> Person:
    return place.person()


def held(place: Town, person: Person) -> tuple[int, int, int]:
    """Give what waits, what can be spent, and what the season has left."""
    with place.open_uow() as uow:
        return (
            uow.ledger.balance(pending(person.id)),
            uow.ledger.balance(available(person.id)),
            uow.ledger.balance(season_budget("2026", 1)),
        )


def test_points_wait_two_days_and_can_then_be_spent(place: Town, fatou: Person) -> None:
    place.earn(fatou, 50)
    assert held(place, fatou) == (50, 0, 950)
    assert release_points(place.open_uow, now=NOON + TWO_DAYS - timedelta(seconds=1)) == 0
    assert release_points(place.open_uow, now=NOON + TWO_DAYS) == 1
    assert release_points(place.open_uow, now=NOON + TWO_DAYS) == 0
    assert held(place, fatou) == (0, 50, 950)


def test_a_trip_of_no_points_posts_nothing_and_releases_nothing(
    place: Town, fatou: Person, engine: Engine
) -> None:
    place.earn(fatou, 0)
    assert release_points(place.open_uow, now=NOON + TWO_DAYS) == 0
    with engine.connect() as connection:
        posted = text("SELECT COUNT(*) FROM ledger_journal WHERE kind = 'trip.award'")
        assert connection.execute(posted).scalar_one() == 0


def test_a_season_gives_no_more_than_it_was_given(place: Town, fatou: Person) -> None:
    place.earn(fatou, 990)
    with pytest.raises(Unfunded) as refusal:
        place.earn(fatou, 11)
    assert refusal.value.facts["left"] == 10
    with place.open_uow() as uow:
        assert season_points_left(uow, SEASON.first_day) == 10
        assert season_points_left(uow, SEASON.first_day - timedelta(days=1)) == 0


def test_a_held_award_is_not_released(place: Town, fatou: Person) -> None:
    trip_id = place.earn(fatou, 50)
    with place.open_uow() as uow:
        hold(uow, trip_id=trip_id, score_no=1)
        hold(uow, trip_id=trip_id, score_no=1)
        uow.commit()
    assert release_points(place.open_uow, now=NOON + TWO_DAYS) == 0


def test_what_can_be_spent_already_is_not_held(place: Town, fatou: Person) -> None:
    trip_id = place.earn(fatou, 50)
    release_points(place.open_uow, now=NOON + TWO_DAYS)
    with place.open_uow() as uow, pytest.raises(NotPossible):
        hold(uow, trip_id=trip_id, score_no=1)


def test_waiting_points_go_back_where_they_came_from(
    place: Town, fatou: Person, open_reading: OpenUow
) -> None:
    place.take_back(fatou, place.earn(fatou, 50))
    assert held(place, fatou) == (0, 0, 1000)
    assert check_ledger(open_reading) == ()


def test_what_was_spent_is_written_off_and_nobody_owes_anything(
    place: Town, fatou: Person, open_reading: OpenUow
) -> None:
    trip_id = place.earn(fatou, 150)
    release_points(place.open_uow, now=NOON + TWO_DAYS)
    place.buy(fatou, place.offer(price_points=120))
    place.take_back(fatou, trip_id)
    assert held(place, fatou) == (0, 0, 880)
    with place.open_uow() as uow:
        assert uow.ledger.net(WRITTEN_OFF) == 120
        assert uow.ledger.net(SPENT) == 0
    assert check_ledger(open_reading) == ()


def test_a_reversal_needs_a_reason_and_happens_once(place: Town, fatou: Person) -> None:
    trip_id = place.earn(fatou, 50)
    with place.open_uow() as uow, pytest.raises(ReasonMissing):
        reverse_award(uow, trip_id=trip_id, score_no=1, reason="no", now=NOON, actor=SYSTEM)
    with place.open_uow() as uow:
        for _ in range(2):
            reason = "it was a car"
            reverse_award(uow, trip_id=trip_id, score_no=1, reason=reason, now=NOON, actor=SYSTEM)
        uow.commit()
    assert held(place, fatou) == (0, 0, 1000)


def test_points_end_and_those_of_a_frozen_person_wait(
    place: Town, fatou: Person, open_reading: OpenUow
) -> None:
    karim = place.person("Karim")
    for person in (fatou, karim):
        place.earn(person, 50, Settlement(0, 30, "none"))
    release_points(place.open_uow, now=NOON)
    with place.open_uow() as uow:
        uow.people.change(karim.id, frozen_at=NOON)
        uow.commit()
    assert expire_points(place.open_uow, now=NOON + timedelta(days=29)) == 0
    assert expire_points(place.open_uow, now=NOON + timedelta(days=30)) == 50
    assert expire_points(place.open_uow, now=NOON + timedelta(days=30)) == 0
    assert (place.points(fatou), place.points(karim)) == (0, 50)
    assert check_ledger(open_reading) == ()
