"""Draws on both databases: what is announced comes true, once, and can be computed again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from muvengine.core.game.draw import DrawState, Prize, TicketPer, Tickets
from muvengine.core.game.draw_check import check_draw, published
from muvengine.core.game.drawing import commitment_of
from muvengine.core.people.actor import SYSTEM
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.draw_prizes import Worked, draw_winners, freeze_draw
from muvengine.services.expire_vouchers import expire_vouchers
from muvengine.services.fund_budget import Funding, fund_budget
from muvengine.services.seal_journals import seal_journals
from muvengine.store.tables import metadata
from muvengine.store.unit_of_work import UnitOfWork
from tests.draw_life import (
    BELL,
    DRAW_DAY,
    announced,
    crowd,
    entries,
    held,
    move,
    read,
    vouchers,
    work,
)
from tests.money import NOON, Town, town
from tests.services.test_races import HANDS, together

OpenUow = Callable[[], UnitOfWork]


@pytest.fixture
def place(open_uow: OpenUow) -> Town:
    return town(open_uow, points=5000, cents=1000)


def test_a_draw_from_its_seed_to_its_winner(place: Town) -> None:
    key = announced(place, prizes=(BELL, Prize(2, {"en": "A lamp"})))
    draw = read(place, key)
    assert draw.state is DrawState.ANNOUNCED
    assert draw.commitment == commitment_of(draw.seed)
    assert (len(draw.seed), draw.open_seed) == (44, "")
    people = crowd(place)
    seal_journals(place.open_uow, now=NOON + timedelta(hours=1))
    assert work(place, DRAW_DAY - timedelta(days=1)) == Worked(0, 0, 0)
    assert work(place) == Worked(1, 1, 0)
    assert work(place) == Worked(0, 0, 0)
    draw, tickets = read(place, key), entries(place, key)
    assert draw.state is DrawState.DRAWN
    assert (draw.tickets_total, draw.people) == (15, 5)
    assert {who.id: tickets[who.id].tickets for who in people} == {
        who.id: number + 1 for number, who in enumerate(people)
    }
    assert all(one.right for one in check_draw(published(draw, list(tickets.values()))))
    assert len(draw.ledger_head) == 64
    won = {prize.person_id for prize in draw.prizes}
    assert len(won) == 2
    for prize in draw.prizes:
        assert prize.person_id is not None
        assert prize.ticket is not None
        entry = tickets[prize.person_id]
        assert entry.first <= prize.ticket <= entry.last
    assert check_ledger(place.open_uow) == ()


def test_days_make_tickets_up_to_the_ceiling(place: Town) -> None:
    fatou = place.person()
    key = announced(place, tickets=Tickets(most=2))
    for day in (1, 1, 2, 3):
        move(place, fatou, day)
    work(place)
    assert entries(place, key)[fatou.id].tickets == 2


def test_experience_makes_tickets_so_many_points_each(place: Town) -> None:
    fatou, ali = place.person(), place.person("Ali")
    key = announced(place, tickets=Tickets(TicketPer.EXPERIENCE, 50, 5))
    for day in (1, 2, 3):
        move(place, fatou, day, 40)
    move(place, ali, 1, 49)
    work(place)
    assert {who: one.tickets for who, one in entries(place, key).items()} == {fatou.id: 2}


def test_days_outside_give_nothing_and_late_trips_count(place: Town) -> None:
    key = announced(place, first_day=date(2026, 4, 3))
    fatou = place.person()
    for day in (2, 3, 12, 13):
        move(place, fatou, day)
    work(place)
    assert entries(place, key)[fatou.id].tickets == 2


def test_a_trip_taken_back_before_the_freeze_takes_its_ticket(place: Town) -> None:
    key = announced(place)
    fatou = place.person()
    move(place, fatou, 1)
    place.take_back(fatou, move(place, fatou, 2))
    gone = move(place, fatou, 3)
    withdrawn = update(metadata.tables["trip"]).values(withdrawn_at=NOON)
    with place.open_uow() as uow:
        uow.connection.execute(withdrawn.where(metadata.tables["trip"].c.id == gone))
        uow.commit()
    work(place)
    assert entries(place, key)[fatou.id].tickets == 1


def test_a_trip_taken_back_after_the_freeze_changes_nothing(place: Town) -> None:
    key = announced(place)
    fatou = place.person()
    trip = move(place, fatou, 1)
    freeze_draw(place.open_uow, 1, now=DRAW_DAY, new_token=place.dice)
    frozen = read(place, key)
    place.take_back(fatou, trip)
    move(place, fatou, 2)
    work(place)
    assert read(place, key).tickets_sha256 == frozen.tickets_sha256
    assert read(place, key).prizes[0].person_id == fatou.id
    assert check_ledger(place.open_uow) == ()


def test_nobody_who_may_not_spend_has_tickets(place: Town) -> None:
    key = announced(place)
    fatou, ali, zoe = (place.person(name) for name in ("Fatou", "Ali", "Zoé"))
    person = metadata.tables["person"]
    for who in (fatou, ali, zoe):
        move(place, who, 1)
    with place.open_uow() as uow:
        for who, column in ((ali, "frozen_at"), (zoe, "closed_at")):
            changed = update(person).where(person.c.id == who.id).values({column: NOON})
            uow.connection.execute(changed)
        uow.commit()
    work(place)
    assert set(entries(place, key)) == {fatou.id}


def test_prizes_that_nobody_can_win_stay(place: Town) -> None:
    key = announced(place, prizes=tuple(Prize(place, {"en": "A bell"}) for place in (1, 2, 3)))
    assert work(place) == Worked(1, 1, 0)
    assert read(place, key).prizes[0].ticket is None
    assert check_ledger(place.open_uow) == ()


def test_a_voucher_is_issued_by_itself_and_costs_no_points(place: Town) -> None:
    coffee = place.offer(per_person=1, stock=1)
    fatou = place.person()
    key = announced(place, prizes=(Prize(1, {"en": "A coffee"}, coffee),))
    move(place, fatou, 1)
    before, points = held(place), place.points(fatou)
    assert work(place) == Worked(1, 1, 1)
    assert work(place) == Worked(0, 0, 0)
    won = vouchers(place, fatou)
    assert [(one.offer_id, one.price_points, one.face_cents) for one in won] == [(coffee, 0, 150)]
    assert held(place) == (before[0] - 150, before[1] + 150)
    assert place.points(fatou) == points
    assert read(place, key).prizes[0].voucher_id == won[0].id
    place.now = DRAW_DAY
    place.redeem(won[0].code)
    assert check_ledger(place.open_uow) == ()


def test_a_prize_takes_no_place_of_what_a_person_may_buy(place: Town) -> None:
    coffee = place.offer(per_person=1)
    fatou = place.person()
    place.now = DRAW_DAY
    place.give(fatou, 500)
    announced(
        place,
        prizes=(Prize(1, {"en": "A coffee"}, coffee),),
        last_day=date(2026, 4, 20),
        draw_day=date(2026, 4, 24),
    )
    move(place, fatou, 1)
    place.now = DRAW_DAY.replace(day=24)
    place.buy(fatou, coffee)
    assert work(place, place.now) == Worked(1, 1, 1)
    assert len(vouchers(place, fatou)) == 2
    assert check_ledger(place.open_uow) == ()


@pytest.mark.parametrize("face", [0, 150])
def test_a_prize_that_is_not_used_goes_back_without_points(
    place: Town, open_reading: OpenUow, face: int
) -> None:
    coffee = place.offer(face_cents=face, valid_days=5)
    fatou = place.person()
    announced(place, prizes=(Prize(1, {"en": "A coffee"}, coffee),))
    move(place, fatou, 1)
    before, points = held(place), place.points(fatou)
    work(place)
    assert check_ledger(place.open_uow) == ()
    late = DRAW_DAY + timedelta(days=20)
    assert expire_vouchers(place.open_uow, open_reading, now=late) == 1
    assert (held(place), place.points(fatou)) == (before, points)
    assert check_ledger(place.open_uow) == ()


def test_a_voucher_waits_for_money_and_then_comes(place: Town) -> None:
    meal = place.offer(face_cents=900)
    fatou = place.person()
    key = announced(place, prizes=(Prize(1, {"en": "A meal"}, meal),))
    move(place, fatou, 1)
    place.give(fatou, 500)
    place.buy(fatou, place.offer())
    assert work(place) == Worked(1, 1, 0)
    assert read(place, key).prizes[0].waits == "unfunded"
    assert len(vouchers(place, fatou)) == 1
    assert check_ledger(place.open_uow) == ()
    fund_budget(place.open_uow, Funding("ville", 500, "2026-2"), actor=SYSTEM, now=DRAW_DAY)
    assert work(place) == Worked(0, 0, 1)
    assert read(place, key).prizes[0].waits == ""
    assert check_ledger(place.open_uow) == ()


def test_many_hands_draw_once(place: Town) -> None:
    coffee = place.offer()
    key = announced(place, prizes=(Prize(1, {"en": "A coffee"}, coffee), replace(BELL, place=2)))
    people = crowd(place, 3)
    heard = together(lambda _: work(place))
    assert sum(one.frozen * times for one, times in heard.items()) == 1  # type: ignore[attr-defined]
    assert sum(one.drawn * times for one, times in heard.items()) == 1  # type: ignore[attr-defined]
    assert sum(heard.values()) == HANDS
    assert not draw_winners(place.open_uow, read(place, key).id, now=DRAW_DAY)
    assert sum(len(vouchers(place, who)) for who in people) == 1
    assert check_ledger(place.open_uow) == ()
