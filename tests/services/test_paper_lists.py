"""A paper list is typed in by the shop or for it, and counts the same; on both databases."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest

from muvengine.core import errors
from muvengine.core.people.actor import Actor
from muvengine.core.vouchers.redemption import Redemption
from muvengine.core.vouchers.terms import ClosedHours, ClosedTimes, Terms
from muvengine.reads.ledger_check import check_ledger
from muvengine.reads.shops import devices_of
from muvengine.services.enter_paper import enter_paper
from muvengine.services.take_paper_list import (
    DAYS_BACK_MAX,
    PaperAnswer,
    PaperLine,
    PaperList,
    take_paper_list,
)
from tests.counter import NOON, Counter, days, open_counter
from tests.offline import money, void
from tests.people import OpenUow

ORGANISER = Actor("organiser", 1)
FIFTH: dict[str, Any] = {"kind": "percent_off", "face_cents": 500, "terms": Terms(percent_off=20)}
HANDS = pytest.mark.parametrize("hand", ["shop", "organiser"])
_keys = count()


@pytest.fixture
def counter(open_uow: OpenUow, open_reading: OpenUow) -> Counter:
    return open_counter(open_uow, open_reading)


def type_in(
    counter: Counter, hand: str, *lines: PaperLine, now: datetime, key: str = ""
) -> list[PaperAnswer]:
    """Type lines at the bakery's tablet, or as an organiser for a bakery without one."""
    name = key or f"list-{next(_keys)}"
    uow = counter.open_uow
    if hand == "shop":
        device = counter.tablets["bakery"]
        return take_paper_list(uow, PaperList(lines, name), device=device, now=now)
    paper = PaperList(lines, name, ORGANISER)
    return enter_paper(uow, paper, shop="bakery", now=now)


def line(code: str, day: int = 0, amount_cents: int | None = None) -> PaperLine:
    return PaperLine(code, (NOON + days(day)).date(), amount_cents)


def made(counter: Counter, answer: PaperAnswer) -> Redemption:
    assert answer.redemption_id is not None, answer.refusal
    with counter.open_reading() as uow:
        return uow.redemptions.get(answer.redemption_id, shop_id=counter.shops["bakery"])


@HANDS
def test_a_line_counts_with_its_true_day_once(counter: Counter, hand: str) -> None:
    code, now = counter.buy(counter.offer(valid_days=5)).code, NOON + days(7)
    first = type_in(counter, hand, line(code, 2), now=now, key="list")
    assert type_in(counter, hand, line(code, 2), now=now, key="list") == first
    assert made(counter, first[0]).scanned_at == NOON + days(2)
    assert made(counter, first[0]).state == "accepted"
    assert money(counter)["owed"] == 150
    for other in ("shop", "organiser"):
        [again] = type_in(counter, other, line(code, 3), now=now)
        assert isinstance(again.refusal, errors.AlreadyRedeemed)
        assert again.refusal.facts["at"] == NOON + days(2)
    assert len(devices_of(counter.open_reading, counter.shops["bakery"])) == 1
    assert check_ledger(counter.open_reading) == ()


@HANDS
def test_todays_line_is_not_of_a_time_to_come(counter: Counter, hand: str) -> None:
    code, early = counter.buy(counter.offer()).code, NOON + days(1) - timedelta(hours=3)
    [answer] = type_in(counter, hand, line(code, 1), now=early)
    assert made(counter, answer).scanned_at == early


@HANDS
def test_the_true_weekday_of_an_old_line_counts(counter: Counter, hand: str) -> None:
    tuesdays = Terms(closed=ClosedTimes((ClosedHours(NOON.weekday()),)))
    offer = counter.offer(terms=tuesdays)
    shut, open_ = counter.buy(offer).code, counter.buy(offer).code
    # Both are typed on a Friday, and the days of grace begin with a Tuesday.
    lines = line(shut, 0), line(open_, 1)
    answers = type_in(counter, hand, *lines, now=NOON + days(10))
    found = [made(counter, one) for one in answers]
    assert [(one.state, one.refusal) for one in found] == [
        ("disputed", "blackout"),
        ("accepted", ""),
    ]


@HANDS
def test_a_line_that_was_mended_moves_no_other_line(counter: Counter, hand: str) -> None:
    offer = counter.offer()
    first, second = counter.buy(offer).code, counter.buy(offer).code
    wrong, right, other = line(first, -90), line(first), line(second)
    refused, taken = type_in(counter, hand, wrong, other, now=NOON, key="list")
    assert isinstance(refused.refusal, errors.BadInput)
    mended, same = type_in(counter, hand, right, other, now=NOON, key="list")
    assert made(counter, mended).state == "accepted"
    assert same == taken
    [alone] = type_in(counter, hand, other, now=NOON, key="list")
    assert alone == taken, "nor does one that was left out"
    assert money(counter)["owed"] == 300


@HANDS
def test_two_lines_alike_are_two_parts_of_one_voucher(counter: Counter, hand: str) -> None:
    code = counter.buy(counter.offer(divisible=True, face_cents=500)).code
    alike = [line(code, 0, 200)] * 2
    for _ in range(2):
        answers = type_in(counter, hand, *alike, now=NOON, key="list")
        assert len({one.redemption_id for one in answers}) == 2
    assert money(counter)["owed"] == 400


@HANDS
def test_a_percentage_wants_the_bill_of_the_line(counter: Counter, hand: str) -> None:
    code = counter.buy(counter.offer(**FIFTH)).code
    without, with_bill = type_in(counter, hand, line(code), line(code, 0, 1240), now=NOON)
    assert isinstance(without.refusal, errors.BillNeeded)
    assert made(counter, with_bill).amount_cents == 248


@HANDS
def test_a_line_of_an_impossible_day_is_refused(counter: Counter, hand: str) -> None:
    code = counter.buy(counter.offer()).code
    typed = [line(code, day) for day in (11, 10 - DAYS_BACK_MAX - 1)]
    answers = type_in(counter, hand, *typed, now=NOON + days(10))
    assert [type(one.refusal) for one in answers] == [errors.BadInput] * 2
    assert (counter.state(code), money(counter)["owed"]) == ("issued", 0)


@HANDS
def test_a_doubtful_line_waits_for_the_organiser(counter: Counter, hand: str) -> None:
    offer = counter.offer(valid_days=5)
    ended, gone, early = (counter.buy(offer).code for _ in range(3))
    void(counter, gone)
    answers = type_in(counter, hand, line(ended, 5), line(gone), now=NOON + days(5))
    # Nothing is taken before it was bought, however long afterwards the list is typed.
    answers += type_in(counter, hand, line(early, -1), now=NOON + days(4))
    found = [made(counter, one) for one in answers]
    assert [(one.state, one.refusal) for one in found] == [
        ("disputed", "expired"),
        ("disputed", "void"),
        ("disputed", "not_yet"),
    ]
    assert money(counter)["owed"] == 0
    assert check_ledger(counter.open_reading) == ()


def test_nobody_types_for_a_shop_that_is_not(counter: Counter) -> None:
    paper = PaperList((), "list", ORGANISER)
    with pytest.raises(errors.NotFound):
        enter_paper(counter.open_uow, paper, shop="baker", now=NOON)
