"""A shop without a tablet takes vouchers by its sign and its paper list, on both databases."""

from __future__ import annotations

from collections import Counter as Tally
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from threading import Barrier

import pytest
from sqlalchemy import text

from muvengine.core import errors
from muvengine.core.ledger.account import payable
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.vouchers.counter_sign import FRESH, CounterSign, Used
from muvengine.reads.counters import counter_sign_by, counter_sign_of, used_at_counter
from muvengine.reads.ledger_check import check_ledger
from muvengine.reads.shops import devices_of
from muvengine.reads.who import device_by_token
from muvengine.services.keep_counter import make_counter_sign, revoke_counter_sign
from muvengine.services.revoke_device import revoke_device
from muvengine.services.save_shop import save_shop
from muvengine.services.use_at_counter import AtCounter, use_at_counter
from tests.counter import NOON, Counter, open_counter
from tests.people import OpenUow, participant

ORGANISER = Actor("organiser", 1)
_keys = count()


@pytest.fixture
def counter(open_uow: OpenUow, open_reading: OpenUow) -> Counter:
    """Two shops, of which the bakery has a sign on its counter."""
    counter = open_counter(open_uow, open_reading)
    make_sign(counter)
    return counter


def make_sign(counter: Counter, shop: str = "bakery") -> None:
    make_counter_sign(counter.open_uow, shop, actor=SYSTEM, now=NOON, new_token=counter.dice)


def sign(counter: Counter, shop: str = "bakery") -> CounterSign:
    found = counter_sign_of(counter.open_reading, counter.shops[shop])
    assert found is not None
    return found


def use(
    counter: Counter,
    code: str,
    said: str,
    *,
    key: str = "",
    cents: int | None = None,
    person: int = 0,
    now: datetime = NOON,
) -> int:
    tap = AtCounter(person or counter.person.id, code, said, cents)
    actor = Actor("participant", tap.person_id)
    attempt = tap.attempt(actor, key or f"use-{next(_keys)}")
    taken = use_at_counter(counter.open_uow, counter.open_reading, tap, attempt=attempt, now=now)
    return taken.redemption_id


def owed(counter: Counter) -> int:
    with counter.open_reading() as uow:
        return uow.ledger.balance(payable(counter.shops["bakery"]))


def test_the_sign_takes_a_voucher_once_however_it_was_read(counter: Counter) -> None:
    offer, it = counter.offer(per_person=4), sign(counter)
    typed = f"{it.code[:3]}-{it.code[3:6]} {it.code[6:]}".lower()
    address = f"https://muv.example/K/{it.token}"
    for number, said in enumerate((it.token, typed, address, it.token.lower()), 1):
        code = counter.buy(offer).code
        use(counter, code, said)
        assert (counter.state(code), owed(counter)) == ("redeemed", 150 * number)
        with pytest.raises(errors.AlreadyRedeemed) as refusal:
            use(counter, code, said)
        assert refusal.value.facts == {"at": NOON, "shop": "Chez Ana"}
        assert used_at_counter(counter.open_reading, counter.person.id, code) == Used(
            NOON, 150, it.secret
        )
    assert owed(counter) == 600


def test_the_book_names_the_hand_and_the_sign(counter: Counter) -> None:
    code = counter.buy(counter.offer()).code
    number = use(counter, code, sign(counter).token)
    with counter.open_reading() as uow:
        made = uow.redemptions.get(number, shop_id=counter.shops["bakery"])
        assert made.device_id == sign(counter).device.id
        [row] = uow.connection.execute(
            text("SELECT actor_kind, actor_id FROM ledger_journal WHERE kind = 'voucher.redeem'")
        )
    assert tuple(row) == ("participant", counter.person.id)


def test_a_form_sent_again_hears_the_same(counter: Counter) -> None:
    code, said = counter.buy(counter.offer()).code, sign(counter).token
    first = use(counter, code, said, key="tap")
    assert use(counter, code, said, key="tap", now=NOON + timedelta(minutes=1)) == first
    assert owed(counter) == 150


def test_a_part_of_a_voucher_and_then_the_rest(counter: Counter) -> None:
    code = counter.buy(counter.offer(divisible=True, face_cents=500)).code
    use(counter, code, sign(counter).token, cents=200)
    with pytest.raises(errors.BadAmount):
        use(counter, code, sign(counter).token, cents=400)
    use(counter, code, sign(counter).token)
    assert owed(counter) == 500


def test_nobody_uses_what_is_not_theirs_or_at_another_shop(counter: Counter) -> None:
    code = counter.buy(counter.offer()).code
    other = participant(counter.open_uow, "Jo")
    with pytest.raises(errors.NotFound):
        use(counter, code, sign(counter).token, person=other.id)
    make_sign(counter, "books")
    with pytest.raises(errors.WrongShop):
        use(counter, code, sign(counter, "books").token)
    assert counter.state(code) == "issued"


def test_an_old_sign_takes_nothing(counter: Counter) -> None:
    code, old = counter.buy(counter.offer()).code, sign(counter)
    make_sign(counter)
    assert sign(counter).token != old.token
    assert sign(counter).secret != old.secret
    for said in (old.token, old.code):
        with pytest.raises(errors.NotPossible):
            use(counter, code, said)
    assert counter_sign_by(counter.open_reading, old.token) is None
    now = sign(counter).token
    revoke_counter_sign(counter.open_uow, "bakery", actor=ORGANISER, now=NOON)
    with pytest.raises(errors.NotPossible):
        use(counter, code, now)
    with pytest.raises(errors.NotFound):
        revoke_counter_sign(counter.open_uow, "bakery", actor=ORGANISER, now=NOON)


def test_a_shop_that_left_takes_nothing_and_gets_no_sign(counter: Counter) -> None:
    code, said = counter.buy(counter.offer()).code, sign(counter).token
    with counter.open_reading() as uow:
        shop = uow.shops.get(key="bakery")
    save_shop(counter.open_uow, replace(shop, open=False), actor=SYSTEM, now=NOON)
    with pytest.raises(errors.NotPossible):
        use(counter, code, said)
    with pytest.raises(errors.NotPossible):
        make_sign(counter)


def test_signs_are_the_organisers_business(counter: Counter) -> None:
    hand = counter.actor
    with pytest.raises(errors.NotAllowed):
        make_counter_sign(counter.open_uow, "bakery", actor=hand, now=NOON, new_token=counter.dice)
    with pytest.raises(errors.NotAllowed):
        revoke_counter_sign(counter.open_uow, "bakery", actor=hand, now=NOON)


def test_a_guesser_of_signs_has_to_wait_and_a_slip_costs_nothing(counter: Counter) -> None:
    code = counter.buy(counter.offer()).code
    for _ in range(20):
        with pytest.raises(errors.MistypedCode):
            use(counter, code, "K7M-4QX-9TC")
    for _ in range(10):
        with pytest.raises(errors.UnknownCode):
            use(counter, code, "A" * 26)
    with pytest.raises(errors.TooManyAttempts):
        use(counter, code, sign(counter).token)


def test_a_sign_is_no_tablet(counter: Counter) -> None:
    it = sign(counter)
    assert [tablet.name for tablet in devices_of(counter.open_reading, it.device.shop_id)] == [
        "till"
    ]
    for said in (it.token, f"sign:{it.token}", it.code, it.secret):
        assert device_by_token(counter.open_reading, said, NOON) is None
    with pytest.raises(errors.NotFound):
        revoke_device(counter.open_uow, it.device.id, actor=ORGANISER, now=NOON)


def test_eight_telephones_and_a_till_use_one_voucher_once(counter: Counter) -> None:
    code, said = counter.buy(counter.offer()).code, sign(counter).token
    start = Barrier(9)

    def hand(number: int) -> str:
        start.wait()
        try:
            if number:
                use(counter, code, said)
            else:
                counter.take(code)
        except errors.MuvError as refusal:
            return refusal.code
        return "taken"

    with ThreadPoolExecutor(9) as pool:
        heard = Tally(pool.map(hand, range(9)))
    assert heard == {"taken": 1, "already_redeemed": 8}
    assert owed(counter) == 150
    assert check_ledger(counter.open_reading) == ()


def test_the_page_is_fresh_for_three_minutes() -> None:
    used = Used(NOON, 150, "secret")
    assert used.fresh(NOON + FRESH)
    assert not used.fresh(NOON + FRESH + timedelta(seconds=1))
