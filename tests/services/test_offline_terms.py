"""What an offer asks also holds for what was taken without network; on both databases."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest

from muvengine.core import errors
from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.vouchers.offline import OfflineTerms
from muvengine.core.vouchers.terms import ClosedHours, ClosedTimes, Terms
from muvengine.reads.ledger_check import check_ledger
from muvengine.reads.offline_scans import offline_terms
from muvengine.reads.till_snapshot import ListedVoucher, till_snapshot
from muvengine.services.buy_voucher import Purchase, buy_voucher
from muvengine.services.mark_none import NoneLeft, mark_none
from muvengine.services.mark_shop_staff import mark_shop_staff
from muvengine.services.note_reminders import note_reminders
from tests.counter import NOON, Counter, days, open_counter
from tests.offline import lay_aside, money, scan, second_tablet, void
from tests.people import OpenUow, staff

FIFTH: dict[str, Any] = {"kind": "percent_off", "face_cents": 500, "terms": Terms(percent_off=20)}
LUNCH = ClosedTimes((ClosedHours(NOON.weekday(), time(12), time(14)),), (NOON.date() + days(1),))


@pytest.fixture
def counter(open_uow: OpenUow, open_reading: OpenUow) -> Counter:
    return open_counter(open_uow, open_reading)


def reserve(counter: Counter, offer: int) -> str:
    """Buy one for the printer."""
    purchase = Purchase(offer, counter.person.id, "print", reserve=True)
    maud = staff(counter.open_uow, "Maud", Role.MEDIATOR)
    helping = Actor("mediator", maud.id, on_behalf_of=counter.person.id)
    attempt = counter.attempt(helping, "buy_voucher")
    bought = buy_voucher(
        counter.open_uow, purchase, attempt=attempt, now=NOON, new_token=counter.dice
    )
    return bought.code


def listed(counter: Counter) -> list[ListedVoucher]:
    device = counter.tablets["bakery"]
    return list(till_snapshot(counter.open_reading, device, now=NOON).vouchers)


def test_a_new_shop_begins_with_the_usual_terms(counter: Counter) -> None:
    assert offline_terms(counter.open_reading, counter.shops["bakery"]) == OfflineTerms()


def test_a_voucher_that_waits_for_its_printer_is_good_on_the_tablets_list(
    counter: Counter,
) -> None:
    code = reserve(counter, counter.offer())
    assert counter.state(code) == "reserved"
    assert [one.state for one in listed(counter)] == ["issued"]
    assert scan(counter, code).state == "accepted"


def test_it_lasts_longer_with_the_others_and_its_owner_is_told(counter: Counter) -> None:
    offer = counter.offer(valid_days=3)
    code = reserve(counter, offer)
    assert note_reminders(counter.open_uow, now=NOON) == 1
    none = NoneLeft(offer, counter.shops["bakery"], NOON.date() + days(5))
    assert mark_none(counter.open_uow, none, actor=SYSTEM, now=NOON) == 1
    with counter.open_reading() as uow:
        assert uow.vouchers.get(code=code).last_day > NOON.date() + days(5)


def test_the_list_tells_the_share_of_the_bill_and_the_closed_hours(counter: Counter) -> None:
    counter.buy(counter.offer(**FIFTH | {"terms": Terms(percent_off=20, closed=LUNCH)}))
    counter.buy(counter.offer())
    told = [(one.percent, one.closed) for one in listed(counter)]
    assert told == [(20, LUNCH), (None, ClosedTimes())]


def test_a_share_of_a_bill_without_network_pays_as_with_it(counter: Counter) -> None:
    offer = counter.offer(**FIFTH)
    small, large = counter.buy(offer).code, counter.buy(offer).code
    with pytest.raises(errors.BillNeeded):
        scan(counter, small)
    made = [scan(counter, code, cents=bill) for code, bill in ((small, 1240), (large, 9_900))]
    assert [(one.state, one.amount_cents) for one in made] == [("accepted", 248), ("accepted", 500)]
    lay_aside(counter, 1000)
    twice = scan(counter, small, cents=1000, by=second_tablet(counter))
    assert (twice.state, twice.amount_cents, twice.refusal) == ("covered", 200, "already_redeemed")
    with pytest.raises(errors.BillNeeded):
        scan(counter, small, by=second_tablet(counter))
    assert check_ledger(counter.open_reading) == ()


@pytest.mark.parametrize(("aside", "state"), [(1000, "covered"), (0, "disputed")])
def test_a_scan_in_a_closed_hour_is_a_fact_all_the_same(
    counter: Counter, aside: int, state: str
) -> None:
    if aside:
        lay_aside(counter, aside)
    code = counter.buy(counter.offer(terms=Terms(closed=LUNCH))).code
    late = NOON + timedelta(hours=5)
    made = scan(counter, code, at=NOON, now=late)
    assert (made.state, made.refusal, counter.state(code)) == (state, "blackout", "issued")
    good = scan(counter, code, at=NOON + timedelta(hours=2), now=late)
    assert good.state == "accepted", "it is judged by the hour of the scan"
    assert check_ledger(counter.open_reading) == ()


@pytest.mark.parametrize("spoil", ["nothing", "void", "ended", "lunch"])
def test_staff_are_not_paid_by_their_own_tablet_without_network(
    counter: Counter, spoil: str
) -> None:
    lay_aside(counter, 1000)
    lunch = Terms(closed=LUNCH) if spoil == "lunch" else Terms()
    code = counter.buy(counter.offer(valid_days=1, terms=lunch)).code
    if spoil == "void":
        void(counter, code)
    mark_shop_staff(counter.open_uow, "bakery", counter.person.id, actor=SYSTEM, now=NOON)
    at = NOON + days(2) if spoil == "ended" else NOON
    before = money(counter)
    for on_paper in (False, True):
        with pytest.raises(errors.OwnShop):
            scan(counter, code, at=at, on_paper=on_paper)
    assert money(counter) == before
    assert counter.tokens() == {"own_shop": 2}
