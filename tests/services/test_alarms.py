"""The town hears in time that points or money run out, once, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from muvengine.core.errors import NotFound, NotPossible, ReasonMissing
from muvengine.core.ledger.outlook import Course, Level
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.people.identity import Person
from muvengine.reads.solvency import Solvency, alarms, solvency
from muvengine.services.answer_alarm import close_alarm, take_alarm
from muvengine.services.expire_vouchers import expire_vouchers
from muvengine.services.fund_budget import Funding, fund_budget
from muvengine.services.raise_alarms import raise_alarms
from tests.money import NOON, Town, town
from tests.people import OpenUow
from tests.services.test_races import HANDS, together


def budget(place: Town, open_reading: OpenUow) -> Solvency:
    return solvency(open_reading, place.now)


def buy_on(place: Town, person: Person, offer: int, days: int, times: int = 1) -> None:
    """Buy so many days before noon of 7 April."""
    place.now = NOON - timedelta(days=days)
    for _ in range(times):
        place.buy(person, offer)
    place.now = NOON


def spent_town(open_uow: OpenUow, cents: int = 10_000) -> tuple[Town, Person, int]:
    place = town(open_uow, cents=cents)
    fatou = place.person()
    place.give(fatou, 20_000)
    return place, fatou, place.offer(price_points=10, per_person=50)


def test_the_weeks_end_at_the_towns_midnight(open_uow: OpenUow, open_reading: OpenUow) -> None:
    place, fatou, coffee = spent_town(open_uow)
    assert budget(place, open_reading).money.outlook.course is Course.UNKNOWN
    buy_on(place, fatou, coffee, 21)
    buy_on(place, fatou, coffee, 8, times=2)
    buy_on(place, fatou, coffee, 7, times=4)
    buy_on(place, fatou, coffee, 1)
    buy_on(place, fatou, coffee, 0, times=3)
    # Today is not over; the week of the first purchase began with it.
    seen = budget(place, open_reading).money
    assert seen.weeks == (750, 300, 150)
    assert seen.left == 10_000 - 11 * 150
    # One given back comes off the week in which it comes back.
    code = place.buy(fatou, coffee)
    place.now = NOON + timedelta(days=1)
    place.void(fatou, code)
    place.now = NOON + timedelta(days=2)
    assert budget(place, open_reading).money.weeks[0] == 4 * 150


def test_points_given_to_people_are_the_pace_of_the_season(
    open_uow: OpenUow, open_reading: OpenUow
) -> None:
    place = town(open_uow, points=1000)
    fatou = place.person()
    for days in (14, 10, 3):
        place.now = NOON - timedelta(days=days)
        place.earn(fatou, 70)
    place.now = NOON
    seen = budget(place, open_reading).points
    assert seen is not None
    assert (seen.subject, seen.left, seen.weeks) == ("season:2026", 790, (70, 140))
    assert seen.outlook.last_day == NOON.date() + timedelta(days=790 * 7 // 105)
    assert seen.level is None
    place.now = NOON + timedelta(days=300)
    over = budget(place, open_reading).points
    assert over is not None
    assert (over.outlook.course, over.level) == (Course.OVER, None)


def test_an_alarm_is_raised_once_grows_louder_and_ends(
    open_uow: OpenUow, open_reading: OpenUow
) -> None:
    place, fatou, coffee = spent_town(open_uow, cents=1500)
    buy_on(place, fatou, coffee, 7, times=4)
    assert raise_alarms(open_uow, now=NOON) == 1
    assert raise_alarms(open_uow, now=NOON) == 0
    [one] = alarms(open_reading)
    assert (one.subject, one.level, one.stands) == ("budget", Level.WATCH, True)
    assert one.facts["left"] == 900
    buy_on(place, fatou, coffee, 0, times=6)
    assert raise_alarms(open_uow, now=NOON + timedelta(hours=1)) == 1
    louder, milder = alarms(open_reading)
    assert (louder.level, louder.stands, milder.stands) == (Level.EMPTY, True, False)
    fund_budget(open_uow, Funding("ville", 1_000_000, "more"), actor=SYSTEM, now=NOON)
    assert raise_alarms(open_uow, now=NOON + timedelta(hours=2)) == 0
    assert not any(alarm.stands for alarm in alarms(open_reading))


def test_an_answered_alarm_stays_answered_while_its_reason_lasts(
    open_uow: OpenUow, open_reading: OpenUow
) -> None:
    place, fatou, coffee = spent_town(open_uow, cents=150)
    buy_on(place, fatou, coffee, 0)
    raise_alarms(open_uow, now=NOON)
    [one] = alarms(open_reading)
    ines = Actor("organiser", place.person("Inès").id)
    take_alarm(open_uow, one.id, actor=ines, now=NOON)
    assert alarms(open_reading)[0].owner == "Inès"
    with pytest.raises(ReasonMissing):
        close_alarm(open_uow, one.id, " no ", actor=ines, now=NOON)
    close_alarm(open_uow, one.id, "asked the council", actor=ines, now=NOON)
    assert raise_alarms(open_uow, now=NOON + timedelta(days=1)) == 0
    [closed] = alarms(open_reading)
    assert (closed.stands, closed.closed_reason) == (False, "asked the council")
    with pytest.raises(NotPossible):
        take_alarm(open_uow, one.id, actor=ines, now=NOON)
    with pytest.raises(NotFound):
        take_alarm(open_uow, one.id + 99, actor=ines, now=NOON)


def test_sixteen_workers_raise_one_alarm(open_uow: OpenUow, open_reading: OpenUow) -> None:
    place, fatou, coffee = spent_town(open_uow, cents=150)
    buy_on(place, fatou, coffee, 0)
    heard = together(lambda _: raise_alarms(open_uow, now=NOON))
    assert heard == {1: 1, 0: HANDS - 1}
    assert len(alarms(open_reading)) == 1


def test_the_budget_says_who_paid_and_what_is_promised_where_and_until_when(
    open_uow: OpenUow, open_reading: OpenUow
) -> None:
    place, fatou, coffee = spent_town(open_uow)
    fund_budget(open_uow, Funding("Region", 500, "r-1"), actor=SYSTEM, now=NOON)
    fund_budget(open_uow, Funding("Region", 700, "r-2"), actor=SYSTEM, now=NOON)
    short = place.offer(price_points=10, per_person=50, valid_days=10)
    place.buy(fatou, coffee)
    place.redeem(place.buy(fatou, coffee))
    place.buy(fatou, short)
    seen = budget(place, open_reading)
    assert [(one.name, one.cents, one.decisions) for one in seen.funders] == [
        ("ville", 10_000, 1),
        ("Region", 1200, 2),
    ]
    [bakery] = seen.shops
    assert (bakery.vouchers, bakery.out_cents, bakery.payable_cents) == (2, 300, 150)
    assert [(one.month, one.cents) for one in seen.ending] == [
        (date(2026, 4, 1), 150),
        (date(2026, 7, 1), 150),
    ]
    assert (seen.committed_cents, seen.paid_cents, seen.allowance_cents) == (450, 0, None)
    assert (seen.liability.cents, seen.liability.used_percent) == (300, None)


def test_what_ended_vouchers_teach(open_uow: OpenUow, open_reading: OpenUow) -> None:
    place, fatou, _ = spent_town(open_uow)
    short = place.offer(price_points=10, per_person=50, valid_days=1)
    for number in range(20):
        code = place.buy(fatou, short)
        if number % 4:
            place.redeem(code)
    later = NOON + timedelta(days=10)
    expire_vouchers(open_uow, open_reading, now=later)
    place = replace(place, now=later)
    place.buy(fatou, place.offer(price_points=10, face_cents=1000))
    assert budget(place, open_reading).liability.used_percent == 75
    assert budget(place, open_reading).liability.cents == 750
