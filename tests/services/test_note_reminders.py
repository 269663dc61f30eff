"""People hear in time, once, what of theirs ends; on both databases."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.identity import Person
from muvengine.core.rules.score import Settlement
from muvengine.reads.endings import Ending, ToTell, endings_of, people_to_tell
from muvengine.services.expire_points import expire_points
from muvengine.services.note_reminders import note_reminders, tell_person
from muvengine.services.release_points import release_points
from tests.money import NOON, PARIS, Town, town
from tests.people import OpenUow, staff
from tests.services.test_races import HANDS, together

# Earned and released in April, forty days to live, to the end of the month: 31 May.
LAST = date(2026, 5, 31)
TERMS = Settlement(pending_hours=0, expire_after_days=40)


@pytest.fixture
def place(open_uow: OpenUow) -> Town:
    made = town(open_uow)
    staff(open_uow)
    return made


def told(open_reading: OpenUow, day: date = LAST) -> tuple[ToTell, ...]:
    """Whom Maud has to tell."""
    with open_reading() as uow:
        [maud] = uow.people.staff()
    return people_to_tell(open_reading, day, maud.id)


def earn(place: Town, person: Person, points: int) -> None:
    place.earn(person, points, TERMS)
    release_points(place.open_uow, now=place.now)


def days_before(days: int, hour: int = 4) -> datetime:
    return datetime.combine(LAST - timedelta(days=days), time(hour), PARIS)


def test_points_are_reminded_of_twice_and_once_each(place: Town, open_reading: OpenUow) -> None:
    fatou = place.person()
    earn(place, fatou, 30)
    earn(place, fatou, 12)
    note, uow = note_reminders, place.open_uow
    assert [note(uow, now=days_before(n)) for n in (31, 30, 29, 8, 7, 6, 0, -1)] == [
        0, 1, 0, 0, 1, 0, 0, 0,
    ]  # fmt: skip
    assert endings_of(open_reading, fatou.id, LAST) == (Ending(LAST, 42),)
    [fatous] = told(open_reading)
    assert (fatous.person.name, fatous.endings) == ("Fatou", (Ending(LAST, 42),))
    assert tell_person(uow, fatou.public_id, actor=SYSTEM, now=NOON) == "Fatou"
    assert told(open_reading) == ()


def test_after_a_long_pause_somebody_hears_once(place: Town, open_reading: OpenUow) -> None:
    fatou = place.person()
    earn(place, fatou, 30)
    assert note_reminders(place.open_uow, now=days_before(2)) == 1
    assert len(told(open_reading)) == 1


def test_what_was_spent_or_ended_is_told_no_more(place: Town, open_reading: OpenUow) -> None:
    fatou, karim = place.person(), place.person("Karim")
    for person in (fatou, karim):
        earn(place, person, 120)
    note_reminders(place.open_uow, now=days_before(20))
    place.now = days_before(20)
    code = place.buy(fatou, place.offer(valid_days=15))
    assert [one.person.name for one in told(open_reading, place.now.date())] == ["Karim"]
    # Fourteen and three days before its last day the voucher is reminded of.
    last = place.now.date() + timedelta(days=14)
    assert note_reminders(place.open_uow, now=place.now) == 1
    assert note_reminders(place.open_uow, now=place.now + timedelta(days=11)) == 1
    [voucher] = endings_of(open_reading, fatou.id, last)
    assert (voucher.code, voucher.last_day, voucher.shop_name) == (code, last, "Le Fournil")
    place.redeem(code)
    assert endings_of(open_reading, fatou.id, last) == ()


def test_an_account_that_is_looked_into_neither_ends_nor_is_reminded(
    place: Town, open_reading: OpenUow
) -> None:
    fatou = place.person()
    earn(place, fatou, 30)
    with place.open_uow() as uow:
        uow.people.change(fatou.id, frozen_at=NOON)
        uow.commit()
    assert note_reminders(place.open_uow, now=days_before(7)) == 0
    assert expire_points(place.open_uow, now=days_before(-2)) == 0
    assert told(open_reading) == ()
    assert place.points(fatou) == 30


def test_sixteen_workers_note_a_reminder_once(place: Town) -> None:
    earn(place, place.person(), 30)
    heard = together(lambda _: note_reminders(place.open_uow, now=days_before(7)))
    assert heard == {1: 1, 0: HANDS - 1}
