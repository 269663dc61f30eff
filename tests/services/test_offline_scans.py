"""An offline scan is a fact: accepted, covered or disputed; on both databases."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count

import pytest

from muvengine.core import errors
from muvengine.core.ledger.account import BUDGET, OFFLINE_ALLOWANCE, VOUCHERS_OUT, payable
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.people.identity import Device
from muvengine.core.vouchers.redemption import Redemption
from muvengine.reads.ledger_check import check_ledger
from muvengine.reads.offline_scans import offline_scans, scans_of_voucher
from muvengine.reads.who import device_by_token
from muvengine.services.decide_scan import Decision, Way, decide_scan
from muvengine.services.draft_statements import draft_statements
from muvengine.services.expire_vouchers import expire_vouchers
from muvengine.services.keep_allowance import Allowance, keep_allowance
from muvengine.services.pair_device import make_pairing_code, pair_device
from muvengine.services.redeem_voucher import Tap
from muvengine.services.revoke_device import revoke_device
from muvengine.services.take_at_till import take_at_till
from muvengine.services.undo_redemption import undo_redemption
from muvengine.services.void_voucher import void_voucher
from tests.counter import NOON, Counter, days, open_counter
from tests.people import OpenUow

ORGANISER = Actor("organiser", None)
_keys = count()


@pytest.fixture
def counter(open_uow: OpenUow, open_reading: OpenUow) -> Counter:
    return open_counter(open_uow, open_reading)


def lay_aside(counter: Counter, cents: int, key: str = "") -> None:
    allowance = Allowance(cents)
    attempt = allowance.attempt(ORGANISER, key or f"aside-{next(_keys)}")
    keep_allowance(counter.open_uow, allowance, attempt=attempt, now=NOON)


def second_tablet(counter: Counter) -> Device:
    code = make_pairing_code(
        counter.open_uow, "bakery", actor=SYSTEM, now=NOON, new_token=counter.dice
    )
    paired = pair_device(
        counter.open_uow, code, address="b", name="two", now=NOON, new_token=counter.dice
    )
    device = device_by_token(counter.open_reading, paired.token, NOON)
    assert device is not None
    return device


def scan(
    counter: Counter,
    code: str,
    *,
    by: Device | None = None,
    at: datetime = NOON,
    now: datetime | None = None,
    client: str = "",
    cents: int | None = None,
    on_paper: bool = False,
) -> Redemption:
    """Tell of a scan made without network at ``at``, arriving at ``now``."""
    name, device = client or f"scan-{next(_keys)}", by or counter.tablets["bakery"]
    taken = take_at_till(
        counter.open_uow,
        counter.open_reading,
        Tap(code, name, at, cents, offline=True, on_paper=on_paper),
        device=device,
        key=name,
        now=now or at,
    )
    with counter.open_reading() as uow:
        return uow.redemptions.get(taken.redemption_id, shop_id=device.shop_id)


def money(counter: Counter) -> dict[str, int]:
    owed = payable(counter.shops["bakery"])
    with counter.open_reading() as uow:
        return {
            "budget": uow.ledger.balance(BUDGET),
            "aside": uow.ledger.balance(OFFLINE_ALLOWANCE),
            "out": uow.ledger.balance(VOUCHERS_OUT),
            "owed": uow.ledger.balance(owed),
        }


def decide(counter: Counter, made: Redemption, way: Way, key: str = "") -> None:
    decision = Decision(made.id, way, "they had the bread")
    attempt = decision.attempt(ORGANISER, key or f"decide-{next(_keys)}")
    decide_scan(counter.open_uow, decision, attempt=attempt, now=NOON + days(2))


def void(counter: Counter, code: str) -> None:
    void_voucher(
        counter.open_uow,
        code,
        person_id=counter.person.id,
        reason="changed my mind",
        attempt=counter.attempt(counter.actor, "void_voucher"),
        now=NOON,
    )


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


@pytest.mark.parametrize(("way", "state", "changes"), [
    (Way.ALLOWANCE, "covered", {"aside": -150, "owed": 150}),
    (Way.BUDGET,    "covered", {"budget": -150, "owed": 150}),
    (Way.UNDONE,    "undone",  {}),
])  # fmt: skip
def test_the_organiser_decides_once(
    counter: Counter, way: Way, state: str, changes: dict[str, int]
) -> None:
    code = counter.buy(counter.offer()).code
    counter.take(code)
    made = scan(counter, code)
    lay_aside(counter, 150)
    before = money(counter)
    decide(counter, made, way, key="once")
    decide(counter, made, way, key="once")
    assert money(counter) == {name: cents + changes.get(name, 0) for name, cents in before.items()}
    [found] = offline_scans(counter.open_reading).latest
    assert (found.made.state, found.made.decided_reason) == (state, "they had the bread")
    [told] = scans_of_voucher(counter.open_reading, made.voucher_id)
    assert told == found
    with pytest.raises(errors.NotPossible):
        decide(counter, made, Way.UNDONE)
    assert check_ledger(counter.open_reading) == ()


def test_a_decision_wants_a_reason_and_money(counter: Counter) -> None:
    code = counter.buy(counter.offer()).code
    counter.take(code)
    made = scan(counter, code)
    decision = Decision(made.id, Way.UNDONE, " no ")
    attempt = decision.attempt(ORGANISER, "short")
    with pytest.raises(errors.ReasonMissing):
        decide_scan(counter.open_uow, decision, attempt=attempt, now=NOON)
    with pytest.raises(errors.Unfunded):
        decide(counter, made, Way.ALLOWANCE)
    assert [one.made.id for one in offline_scans(counter.open_reading).waiting] == [made.id]


def test_money_is_laid_aside_once_and_given_back(counter: Counter) -> None:
    for _ in range(2):
        lay_aside(counter, 5_000, key="same")
    lay_aside(counter, -2_000)
    assert money(counter)["aside"] == 3_000
    with pytest.raises(errors.Unfunded):
        lay_aside(counter, -3_001)
    with pytest.raises(errors.Unfunded):
        lay_aside(counter, 1_000_000)
    with pytest.raises(errors.BadInput):
        lay_aside(counter, 0)


def test_a_covered_scan_is_not_undone_at_the_till(counter: Counter) -> None:
    lay_aside(counter, 1000)
    code = counter.buy(counter.offer()).code
    void(counter, code)
    made = scan(counter, code)
    with pytest.raises(errors.NotPossible):
        undo_redemption(
            counter.open_uow,
            made.id,
            device=counter.tablets["bakery"],
            attempt=counter.attempt(counter.tablets["bakery"].actor, "undo_redemption"),
            now=NOON,
        )


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
