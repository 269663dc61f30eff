"""An offline scan is a fact: accepted, covered or disputed; on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from muvengine.core import errors
from muvengine.core.people.actor import SYSTEM
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.draft_statements import draft_statements
from muvengine.services.expire_vouchers import expire_vouchers
from muvengine.services.note_contact import note_contact
from muvengine.services.revoke_device import revoke_device
from tests.counter import NOON, Counter, days, open_counter
from tests.offline import lay_aside, money, scan, second_tablet, void
from tests.people import OpenUow


@pytest.fixture
def counter(open_uow: OpenUow, open_reading: OpenUow) -> Counter:
    return open_counter(open_uow, open_reading)


def test_a_scan_that_fits_is_accepted_with_its_own_time(counter: Counter) -> None:
    code = counter.buy(counter.offer()).code
    late = NOON + timedelta(hours=20)
    made = scan(counter, code, at=NOON + timedelta(hours=1), now=late)
    assert (made.state, made.scanned_at) == ("accepted", NOON + timedelta(hours=1))
    assert (made.offline, made.forced, made.clock_off) == (True, False, False)
    assert money(counter)["owed"] == 150
    assert check_ledger(counter.open_reading) == ()


def test_a_scan_on_the_last_day_that_arrives_after_it_is_accepted(counter: Counter) -> None:
    code = counter.buy(counter.offer(valid_days=1)).code
    evening = NOON + timedelta(hours=6)
    made = scan(counter, code, at=evening, now=evening + days(2))
    assert (made.state, made.scanned_at) == ("accepted", evening)


def test_a_second_tablets_scan_is_covered_from_the_allowance(counter: Counter) -> None:
    lay_aside(counter, 200)
    code = counter.buy(counter.offer()).code
    counter.take(code)
    before = money(counter)
    made = scan(counter, code, by=second_tablet(counter))
    assert (made.state, made.forced, made.refusal) == ("covered", True, "already_redeemed")
    after = money(counter)
    assert (after["aside"], after["owed"]) == (50, before["owed"] + 150)
    assert after["out"] == before["out"] == 0
    assert check_ledger(counter.open_reading) == ()


def test_without_money_aside_it_is_disputed_and_no_money_moves(counter: Counter) -> None:
    lay_aside(counter, 149)
    code = counter.buy(counter.offer()).code
    counter.take(code)
    before = money(counter)
    made = scan(counter, code, by=second_tablet(counter))
    assert (made.state, made.journal_id) == ("disputed", None)
    assert money(counter) == before
    assert counter.tokens() == {"accepted": 1, "disputed": 1}
    assert check_ledger(counter.open_reading) == ()


def test_the_same_tablet_that_took_it_before_waits_for_the_organiser(counter: Counter) -> None:
    lay_aside(counter, 1000)
    code = counter.buy(counter.offer()).code
    counter.take(code)
    assert scan(counter, code).state == "disputed"
    assert money(counter)["aside"] == 1000


def test_a_cancelled_voucher_that_was_used_without_network_is_covered(counter: Counter) -> None:
    lay_aside(counter, 1000)
    code = counter.buy(counter.offer()).code
    void(counter, code)
    made = scan(counter, code)
    assert (made.state, made.refusal, counter.state(code)) == ("covered", "void", "void")
    assert check_ledger(counter.open_reading) == ()


def test_a_scan_after_the_last_day_is_covered_and_an_ended_one_too(counter: Counter) -> None:
    lay_aside(counter, 1000)
    code = counter.buy(counter.offer(valid_days=1)).code
    made = scan(counter, code, at=NOON + days(1), now=NOON + days(1))
    assert (made.state, made.refusal, counter.state(code)) == ("covered", "expired", "issued")
    expire_vouchers(counter.open_uow, counter.open_reading, now=NOON + days(5))
    assert counter.state(code) == "expired"
    again = scan(counter, code, at=NOON, now=NOON + days(3), by=second_tablet(counter))
    assert (again.state, again.refusal) == ("covered", "expired")
    assert check_ledger(counter.open_reading) == ()


def test_what_the_tablet_could_know_is_refused_as_ever(counter: Counter) -> None:
    code = counter.buy(counter.offer()).code
    with pytest.raises(errors.WrongShop):
        scan(counter, code, by=counter.tablets["books"])
    with pytest.raises(errors.MistypedCode):
        scan(counter, code[:-1] + ("0" if code[-1] != "0" else "1"))
    with pytest.raises(errors.BadAmount):
        scan(counter, code, cents=20)
    counter.take(code)
    with pytest.raises(errors.WrongShop):
        scan(counter, code, by=counter.tablets["books"])


def test_more_than_is_left_of_a_voucher_is_covered_whole(counter: Counter) -> None:
    lay_aside(counter, 1000)
    code = counter.buy(counter.offer(divisible=True, face_cents=500)).code
    counter.take(code, amount_cents=300)
    made = scan(counter, code, by=second_tablet(counter), cents=300)
    assert (made.state, made.amount_cents, made.refusal) == ("covered", 300, "amount")
    assert counter.state(code) == "issued"
    assert money(counter) == {"budget": 98_500, "aside": 700, "out": 200, "owed": 600}
    assert check_ledger(counter.open_reading) == ()


def test_a_voucher_the_shop_pays_itself_is_covered_with_nothing(counter: Counter) -> None:
    code = counter.buy(counter.offer(face_cents=0)).code
    counter.take(code)
    made = scan(counter, code, by=second_tablet(counter))
    assert (made.state, made.amount_cents) == ("covered", 0)
    assert check_ledger(counter.open_reading) == ()


def test_a_clock_that_cannot_be_right_is_marked_and_nothing_is_lost(counter: Counter) -> None:
    code = counter.buy(counter.offer()).code
    made = scan(counter, code, at=NOON + days(300), now=NOON)
    assert (made.state, made.scanned_at, made.clock_off) == ("accepted", NOON, True)


def test_a_tablet_that_asks_for_its_first_list_after_its_scans_is_believed(
    counter: Counter,
) -> None:
    code, device = counter.buy(counter.offer()).code, counter.tablets["bakery"]
    back = NOON + timedelta(hours=5)
    note_contact(counter.open_uow, counter.open_reading, device, now=back)
    made = scan(counter, code, at=NOON + timedelta(hours=1), now=back)
    assert (made.scanned_at, made.clock_off) == (NOON + timedelta(hours=1), False)


def test_a_revoked_tablet_is_heard_about_the_time_before(counter: Counter) -> None:
    lay_aside(counter, 1000)
    offer = counter.offer()
    first, second = counter.buy(offer).code, counter.buy(offer).code
    device = counter.tablets["bakery"]
    revoke_device(counter.open_uow, device.id, actor=SYSTEM, now=NOON + timedelta(hours=1))
    late = NOON + timedelta(hours=3)
    assert scan(counter, first, now=late).state == "accepted"
    made = scan(counter, second, at=NOON + timedelta(hours=2), now=late)
    assert (made.state, made.refusal) == ("disputed", "tablet_revoked")
    assert counter.state(second) == "issued"


def test_paper_is_taken_with_its_day_and_a_doubtful_line_waits(counter: Counter) -> None:
    lay_aside(counter, 1000)
    offer = counter.offer(valid_days=1)
    code, other = counter.buy(offer).code, counter.buy(offer).code
    typed = NOON + days(3)
    made = scan(counter, code, now=typed, on_paper=True)
    assert (made.state, made.scanned_at) == ("accepted", NOON)
    with pytest.raises(errors.AlreadyRedeemed):
        scan(counter, code, now=typed, on_paper=True)
    void(counter, other)
    made = scan(counter, other, now=typed, on_paper=True)
    assert (made.state, made.refusal) == ("disputed", "void")


def test_an_old_list_keeps_its_day_and_brings_no_ended_voucher_back(counter: Counter) -> None:
    code = counter.buy(counter.offer(valid_days=1)).code
    made = scan(counter, code, now=NOON + days(4), on_paper=True)
    assert (made.state, made.refusal, made.scanned_at) == ("disputed", "expired", NOON)


def test_late_scans_go_to_the_next_statement_with_their_true_date(counter: Counter) -> None:
    lay_aside(counter, 1000)
    offer = counter.offer()
    first, second, third = (counter.buy(offer).code for _ in range(3))
    counter.take(first)
    last_of_april = NOON.replace(month=4, day=30)
    may = NOON.replace(month=5, day=2)
    [april] = draft_statements(counter.open_uow, now=may)
    void(counter, third)
    for code in (second, third):
        scan(counter, code, at=last_of_april, now=may + timedelta(hours=1))
    [next_one] = draft_statements(counter.open_uow, now=NOON.replace(month=6, day=2))
    with counter.open_reading() as uow:
        lines = uow.settlements.lines(uow.settlements.get(april))
        assert [line.offline for line in lines] == [False]
        late = uow.settlements.lines(uow.settlements.get(next_one))
    assert [(line.scanned_at, line.offline, line.state) for line in late] == [
        (last_of_april, True, "accepted"),
        (last_of_april, True, "covered"),
    ]
    assert sum(line.amount_cents for line in (*lines, *late)) == money(counter)["owed"] == 450
    assert check_ledger(counter.open_reading) == ()
