"""A prize draw among people who move in April, for tests of what it does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from muvengine.core.game.draw import Draw, Prize
from muvengine.core.game.drawing import Entry
from muvengine.core.ledger.account import BUDGET, VOUCHERS_OUT
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.identity import Person
from muvengine.core.rules.score import Settlement
from muvengine.core.vouchers.voucher import Voucher
from muvengine.services.announce_draw import announce_draw
from muvengine.services.draw_prizes import Worked, work_draws
from tests.money import NOON, Town, kept_trip

BELL = Prize(1, {"en": "A bicycle bell"})
SPRING = Draw(
    "spring",
    {"en": "Spring draw"},
    date(2026, 4, 1),
    date(2026, 4, 12),
    date(2026, 4, 16),
    (BELL,),
)
DRAW_DAY = NOON.replace(day=16)


def announced(place: Town, like: Draw = SPRING, **changed: object) -> str:
    new = replace(like, **changed)  # type: ignore[arg-type]
    attempt = Attempt.of(SYSTEM, place.key(), "announce_draw", new)
    return announce_draw(place.open_uow, new, attempt=attempt, now=place.now, new_token=place.dice)


def read(place: Town, key: str = "spring") -> Draw:
    with place.open_uow() as uow:
        return uow.draws.get(key=key)


def entries(place: Town, key: str = "spring") -> dict[int, Entry]:
    with place.open_uow() as uow:
        held = uow.draws.entries(uow.draws.get(key=key).id)
    return {one.person_id: one.entry for one in held}


def move(place: Town, who: Person, day: int, experience: int = 20) -> int:
    """Earn something on a day in April; give the trip's number."""
    number = next(place.trips)
    start_at = NOON.replace(day=day) + timedelta(hours=number % 9)
    with place.open_uow() as uow:
        trip = kept_trip(uow, who.id, number, experience, place.now, start_at)
        place.award(uow, trip, who, experience, Settlement())
        uow.commit()
    return trip


def work(place: Town, now: datetime = DRAW_DAY) -> Worked:
    return work_draws(place.open_uow, now=now, new_token=place.dice)


def crowd(place: Town, count: int = 5) -> list[Person]:
    """People who moved on one day more each."""
    people = [place.person(f"Person {number}") for number in range(count)]
    for number, person in enumerate(people):
        for day in range(1, number + 2):
            move(place, person, day)
    return people


def vouchers(place: Town, person: Person) -> list[Voucher]:
    with place.open_uow() as uow:
        return uow.vouchers.all_of(person.id)


def held(place: Town) -> tuple[int, int]:
    with place.open_uow() as uow:
        return uow.ledger.balance(BUDGET), uow.ledger.balance(VOUCHERS_OUT)
