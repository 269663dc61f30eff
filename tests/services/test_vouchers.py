"""From points to a coffee, on both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from muvengine.core import errors
from muvengine.core.ledger.account import BUDGET, VOUCHERS_OUT, available, payable
from muvengine.core.vouchers.offer import OfferState
from muvengine.reads.shop_day import shop_day
from muvengine.services.expire_vouchers import expire_vouchers
from muvengine.services.redeem_voucher import Tap, redeem_voucher
from muvengine.services.undo_redemption import undo_redemption
from muvengine.services.void_voucher import void_voucher
from tests.counter import NOON, TODAY, ZONE, Counter, days, open_counter
from tests.people import OpenUow, participant


@pytest.fixture
def counter(open_uow: OpenUow, open_reading: OpenUow) -> Counter:
    return open_counter(open_uow, open_reading)


def books(counter: Counter) -> tuple[int, int, int, int]:
    """Points of the person, cents of the budget, of live vouchers and owed to the bakery."""
    with counter.open_reading() as uow:
        return (
            uow.ledger.balance(available(counter.person.id)),
            uow.ledger.balance(BUDGET),
            uow.ledger.balance(VOUCHERS_OUT),
            uow.ledger.balance(payable(counter.shops["bakery"])),
        )


def undo(counter: Counter, number: int, *, at: str = "bakery", minutes: int = 1) -> None:
    device = counter.tablets[at]
    undo_redemption(
        counter.open_uow,
        number,
        device=device,
        attempt=counter.attempt(device.actor, "undo_redemption"),
        now=NOON + timedelta(minutes=minutes),
    )


def test_a_coffee_is_bought_taken_and_owed_to_the_shop(counter: Counter) -> None:
    offer = counter.offer()
    assert books(counter) == (1000, 100_000, 0, 0)
    bought = counter.buy(offer)
    assert books(counter) == (880, 99_850, 150, 0)
    counter.take(bought.code)
    assert books(counter) == (880, 99_850, 0, 150)
    assert counter.state(bought.code) == "redeemed"


def test_a_voucher_is_taken_once_and_the_second_shopkeeper_hears_when_and_where(
    counter: Counter,
) -> None:
    code = counter.buy(counter.offer()).code
    counter.take(code)
    with pytest.raises(errors.AlreadyRedeemed) as caught:
        counter.take(code, now=NOON + days(1))
    assert caught.value.facts["shop"] == "Chez Ana"
    assert caught.value.facts["at"] == NOON
    assert counter.tokens() == {"accepted": 1, "already_redeemed": 1}
    assert books(counter) == (880, 99_850, 0, 150)


def test_a_tablet_that_lost_the_reply_may_tap_again(counter: Counter) -> None:
    code = counter.buy(counter.offer()).code
    first = counter.take(code, client="tap")
    again = counter.take(code, client="tap")
    assert (again.redemption_id, again.replayed) == (first.redemption_id, True)
    assert books(counter)[3] == 150


def test_a_tablet_that_counts_anew_is_not_shown_green_for_another_voucher(
    counter: Counter,
) -> None:
    first = counter.buy(counter.offer()).code
    counter.take(first, client="tap")
    second = counter.buy(counter.offer(title={"fr": "Un thé"})).code
    tap = Tap(second, "tap", NOON)
    device = counter.tablets["bakery"]
    with pytest.raises(errors.KeyReused):
        redeem_voucher(
            counter.open_uow,
            tap,
            device=device,
            attempt=counter.attempt(device.actor, "redeem_voucher"),
            now=NOON,
        )
    assert counter.state(second) == "issued"


@pytest.mark.parametrize("client", ["x" * 51, "x" * 80])
def test_a_tap_has_a_short_name(counter: Counter, client: str) -> None:
    code = counter.buy(counter.offer()).code
    with pytest.raises(errors.BadInput):
        counter.take(code, client=client)
    assert counter.state(code) == "issued"


@pytest.mark.parametrize("said", ["MUV1:A\0B", "MUV1:", "MUV1:É", "MUV1:\ud800"])
def test_what_no_printer_wrote_is_a_slip(counter: Counter, said: str) -> None:
    with pytest.raises(errors.MistypedCode):
        counter.take(said)


def test_signs_that_cannot_be_seen_are_kept_as_question_marks(counter: Counter) -> None:
    code = counter.buy(counter.offer()).code
    counter.take(f"\0{code}\ud800")
    assert counter.tokens() == {"accepted": 1}


def test_another_shop_is_told_which_shop_it_is_for(counter: Counter) -> None:
    code = counter.buy(counter.offer()).code
    with pytest.raises(errors.WrongShop) as caught:
        counter.take(code, at="books")
    assert caught.value.facts["shop"] == "Chez Ana"
    assert counter.state(code) == "issued"


def test_a_slip_of_the_keyboard_looks_nothing_up(counter: Counter) -> None:
    with pytest.raises(errors.MistypedCode):
        counter.take("K7M-4QX-9TA")
    assert counter.tokens() == {}


def test_an_unknown_code_is_refused_and_kept(counter: Counter) -> None:
    from muvengine.core.vouchers.code import check_character  # noqa: PLC0415  one use

    stranger = "22222222" + check_character("22222222")
    with pytest.raises(errors.UnknownCode):
        counter.take(stranger)
    assert counter.tokens() == {"unknown_code": 1}


def test_undoing_makes_the_voucher_good_again(counter: Counter) -> None:
    code = counter.buy(counter.offer()).code
    taken = counter.take(code)
    undo(counter, taken.redemption_id)
    assert counter.state(code) == "issued"
    assert books(counter) == (880, 99_850, 150, 0)
    counter.take(code)
    day = shop_day(counter.open_reading, counter.shops["bakery"], TODAY, ZONE)
    assert (len(day.taken), day.count, day.total_cents) == (2, 1, 150)


def test_undo_is_for_the_same_tablet_within_fifteen_minutes_and_once(counter: Counter) -> None:
    taken = counter.take(counter.buy(counter.offer()).code).redemption_id
    with pytest.raises(errors.NotFound):
        undo(counter, taken, at="books")
    with pytest.raises(errors.UndoTooLate):
        undo(counter, taken, minutes=16)
    undo(counter, taken)
    with pytest.raises(errors.NotPossible):
        undo(counter, taken)


def test_a_divisible_voucher_is_used_in_parts(counter: Counter) -> None:
    code = counter.buy(counter.offer(price_points=400, face_cents=500, divisible=True)).code
    counter.take(code, amount_cents=200)
    assert counter.state(code) == "issued"
    with pytest.raises(errors.BadAmount) as caught:
        counter.take(code, amount_cents=301)
    assert caught.value.facts["face_cents"] == 300
    counter.take(code)
    assert counter.state(code) == "redeemed"
    assert books(counter)[3] == 500


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"state": OfferState.PAUSED},      errors.OfferClosed),
        ({"stock": 0},                      errors.SoldOut),
        ({"price_points": 1001},            errors.NotEnough),
        ({"face_cents": 100_001},           errors.Unfunded),
    ],
)  # fmt: skip
def test_nothing_is_sold_without_stock_points_and_money(
    counter: Counter, changes: dict[str, Any], refusal: type[errors.MuvError]
) -> None:
    offer, before = counter.offer(**changes), books(counter)
    with pytest.raises(refusal):
        counter.buy(offer)
    assert books(counter) == before
    with counter.open_reading() as uow:
        assert uow.offers.get(offer).offer.issued == 0


def test_one_person_has_as_many_as_the_offer_says_in_a_week(counter: Counter) -> None:
    offer = counter.offer(per_person=2)
    counter.buy(offer)
    code = counter.buy(offer).code
    with pytest.raises(errors.LimitReached):
        counter.buy(offer)
    counter.buy(offer, now=NOON + days(7))
    withdraw(counter, code)
    counter.buy(offer)
    assert participant(counter.open_uow, "Ali").id != counter.person.id


def withdraw(counter: Counter, code: str) -> None:
    void_voucher(
        counter.open_uow,
        code,
        person_id=counter.person.id,
        reason="given back by its owner",
        attempt=counter.attempt(counter.actor, "void_voucher"),
        now=NOON,
    )


def test_a_withdrawn_voucher_gives_points_money_and_stock_back(counter: Counter) -> None:
    offer = counter.offer()
    code = counter.buy(offer).code
    withdraw(counter, code)
    assert books(counter) == (1000, 100_000, 0, 0)
    with pytest.raises(errors.VoucherVoid):
        counter.take(code)
    with counter.open_reading() as uow:
        assert uow.offers.get(offer).offer.issued == 0
        assert [lot.remaining for lot in uow.lots.open(counter.person.id)] == [1000]


def test_a_used_voucher_cannot_be_withdrawn(counter: Counter) -> None:
    code = counter.buy(counter.offer()).code
    counter.take(code)
    with pytest.raises(errors.AlreadyRedeemed):
        withdraw(counter, code)


def test_an_expired_voucher_gives_the_unused_share_back_once(counter: Counter) -> None:
    whole = counter.buy(counter.offer(valid_days=10)).code
    part = counter.buy(
        counter.offer(price_points=400, face_cents=500, divisible=True, valid_days=10)
    ).code
    counter.take(part, amount_cents=200)
    last_scan = NOON + days(12)
    assert expire_vouchers(counter.open_uow, counter.open_reading, now=last_scan) == 0
    late = NOON + days(13)
    assert expire_vouchers(counter.open_uow, counter.open_reading, now=late) == 2
    assert expire_vouchers(counter.open_uow, counter.open_reading, now=late) == 0
    assert books(counter) == (1000 - 160, 100_000 - 200, 0, 200)
    with pytest.raises(errors.VoucherExpired):
        counter.take(whole, now=late)
