"""Draws on both databases: what is announced comes true, once, and can be computed again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update

from muvengine.core.errors import (
    AgeUnsaid,
    BadInput,
    NotPossible,
    OfferClosed,
    ReasonMissing,
    SoldOut,
    Unfunded,
)
from muvengine.core.game.draw import Draw, DrawState, Prize, TicketPer, Tickets
from muvengine.core.game.draw_check import check_draw, published
from muvengine.core.game.drawing import Entry, commitment_of
from muvengine.core.ledger.account import BUDGET, VOUCHERS_OUT
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.identity import Person
from muvengine.core.rules.score import Settlement
from muvengine.core.vouchers.offer import OfferState
from muvengine.core.vouchers.terms import Terms as ShopTerms
from muvengine.core.vouchers.voucher import Voucher
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.announce_draw import announce_draw
from muvengine.services.draw_prizes import Worked, draw_winners, freeze_draw, work_draws
from muvengine.services.expire_vouchers import expire_vouchers
from muvengine.services.fund_budget import Funding, fund_budget
from muvengine.services.run_draw import cancel_draw, hand_over, tell_outside
from muvengine.services.seal_journals import seal_journals
from muvengine.store.tables import metadata
from muvengine.store.unit_of_work import UnitOfWork
from tests.money import NOON, Town, kept_trip, town
from tests.services.test_races import HANDS, together

OpenUow = Callable[[], UnitOfWork]
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


@pytest.fixture
def place(open_uow: OpenUow) -> Town:
    return town(open_uow, points=5000, cents=1000)


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


def test_what_cannot_be_given_is_not_promised(place: Town) -> None:
    prize = Prize(1, {"en": "A coffee"})
    two = (replace(prize, offer_id=place.offer(stock=1)), replace(prize, place=2, offer_id=1))
    with pytest.raises(SoldOut):
        announced(place, prizes=two)
    with pytest.raises(Unfunded):
        announced(place, prizes=(replace(prize, offer_id=place.offer(face_cents=1001)),))
    with pytest.raises(OfferClosed):
        announced(place, prizes=(replace(prize, offer_id=place.offer(state=OfferState.CLOSED)),))
    grown = place.offer(terms=ShopTerms(min_age=18))
    with pytest.raises(AgeUnsaid):
        announced(place, prizes=(replace(prize, offer_id=grown),))
    with pytest.raises(BadInput):
        announced(place, draw_day=date(2026, 4, 13))


def test_names_are_numbered_and_an_attempt_announces_once(place: Town) -> None:
    assert [announced(place), announced(place)] == ["spring", "spring-2"]
    assert read(place).commitment != read(place, "spring-2").commitment
    attempt = Attempt.of(SYSTEM, "twice", "announce_draw", SPRING)
    keys = {
        announce_draw(place.open_uow, SPRING, attempt=attempt, now=NOON, new_token=place.dice)
        for _ in range(2)
    }
    assert keys == {"spring-3"}


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
