"""Shops ask to join and are answered once, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest

from muvengine.core import errors
from muvengine.core.people.actor import Actor
from muvengine.core.vouchers.shop import Shop
from muvengine.core.vouchers.shop_request import RequestState, ShopRequest
from muvengine.reads.shop_requests import shop_request, shop_requests
from muvengine.reads.shops import shops
from muvengine.services.answer_request import accept_request, decline_request
from muvengine.services.ask_to_join import (
    answer_by_code,
    answer_by_link,
    ask_to_join,
    slip_code,
)
from muvengine.services.pair_device import LETTER_CODE_LIFE, make_letter_code, pair_device
from muvengine.services.prune_records import prune_records
from tests.people import NOON, Dice, OpenUow, staff

FLOWERS = ShopRequest(
    "Fleurs d'Aïcha", "3 rue de la Paix", "Un bouquet", "06 00 00 00 00", "Mardi-samedi", "fr"
)
SHOP = Shop("fleurs-d-aicha", "Fleurs d'Aïcha", 43.64, 5.1)
DICE = Dice("join")
NINETY_DAYS, YEAR = timedelta(days=90), timedelta(days=365)


def ask(open_uow: OpenUow, address: str = "10.0.0.9", now: datetime = NOON) -> str:
    token = DICE()
    ask_to_join(open_uow, FLOWERS, token=token, address=address, now=now)
    return token


@pytest.fixture
def organiser(open_uow: OpenUow) -> Actor:
    return Actor("organiser", staff(open_uow).id)


def test_a_request_is_accepted_and_the_shop_exists(
    open_uow: OpenUow, open_reading: OpenUow, organiser: Actor
) -> None:
    token = ask(open_uow)
    [kept] = shop_requests(open_reading)
    assert (kept.request, kept.state) == (FLOWERS, RequestState.WAITING)
    shop_id = accept_request(open_uow, kept.id, SHOP, actor=organiser, now=NOON)
    answered = answer_by_link(open_reading, token)
    assert answered is not None
    assert (answered.state, answered.shop_id) == (RequestState.ACCEPTED, shop_id)
    by_code = answer_by_code(
        open_uow, open_reading, slip_code(token).lower(), address="10.0.0.9", now=NOON
    )
    assert by_code == answered


def test_a_request_is_declined_with_a_reason(
    open_uow: OpenUow, open_reading: OpenUow, organiser: Actor
) -> None:
    token = ask(open_uow)
    [kept] = shop_requests(open_reading)
    with pytest.raises(errors.BadInput):
        decline_request(open_uow, kept.id, "  ", actor=organiser, now=NOON)
    decline_request(open_uow, kept.id, " Too far away. ", actor=organiser, now=NOON)
    answered = answer_by_link(open_reading, token)
    assert answered is not None
    assert (answered.state, answered.reason) == (RequestState.DECLINED, "Too far away.")
    with pytest.raises(errors.NotPossible):
        accept_request(open_uow, kept.id, SHOP, actor=organiser, now=NOON)
    assert shops(open_reading) == []


def test_only_organisers_answer(open_uow: OpenUow, open_reading: OpenUow) -> None:
    ask(open_uow)
    [kept] = shop_requests(open_reading)
    hand = Actor("mediator", 1)
    with pytest.raises(errors.NotAllowed):
        accept_request(open_uow, kept.id, SHOP, actor=hand, now=NOON)
    with pytest.raises(errors.NotAllowed):
        decline_request(open_uow, kept.id, "no", actor=hand, now=NOON)


def test_six_organisers_who_accept_at_once_make_one_shop(
    open_uow: OpenUow, open_reading: OpenUow, organiser: Actor
) -> None:
    ask(open_uow)
    [kept] = shop_requests(open_reading)
    start = Barrier(6)

    def press(number: int) -> str:
        shop = Shop(f"fleurs-{number}", "Fleurs", 43.64, 5.1)
        start.wait()
        try:
            accept_request(open_uow, kept.id, shop, actor=organiser, now=NOON)
        except errors.NotPossible:
            return "late"
        return "made"

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(press, range(6))) == ["late"] * 5 + ["made"]
    assert len(shops(open_reading)) == 1


def test_an_accepted_request_pressed_twice_is_not_taken_for_a_taken_name(
    open_uow: OpenUow, open_reading: OpenUow, organiser: Actor
) -> None:
    for _ in range(2):
        ask(open_uow)
    second, first = sorted(shop_requests(open_reading), key=lambda one: -one.id)
    accept_request(open_uow, first.id, SHOP, actor=organiser, now=NOON)
    with pytest.raises(errors.NotPossible):
        accept_request(open_uow, first.id, SHOP, actor=organiser, now=NOON)
    with pytest.raises(errors.BadInput):
        accept_request(open_uow, second.id, SHOP, actor=organiser, now=NOON)


def test_one_address_cannot_fill_the_list(open_uow: OpenUow, open_reading: OpenUow) -> None:
    for _ in range(5):
        ask(open_uow)
    with pytest.raises(errors.TooManyAttempts):
        ask(open_uow)
    ask(open_uow, address="10.0.0.10")
    assert len(shop_requests(open_reading)) == 6


def test_a_form_sent_again_is_one_request_and_costs_no_try(
    open_uow: OpenUow, open_reading: OpenUow
) -> None:
    token = ask(open_uow)
    for _ in range(9):
        ask_to_join(open_uow, FLOWERS, token=token, address="10.0.0.9", now=NOON)
    assert len(shop_requests(open_reading)) == 1
    for wrong in ("", "short", "é" * 22, f"{token}x"):
        with pytest.raises(errors.BadInput):
            ask_to_join(open_uow, FLOWERS, token=wrong, address="10.0.0.9", now=NOON)


def test_codes_of_slips_cannot_be_guessed_quickly(open_uow: OpenUow, open_reading: OpenUow) -> None:
    token = ask(open_uow)
    for number in range(10):
        guess = slip_code(Dice("guess")() if number % 2 else Dice("other")())
        with pytest.raises(errors.UnknownCode):
            answer_by_code(open_uow, open_reading, guess, address="10.0.0.9", now=NOON)
    with pytest.raises(errors.TooManyAttempts):
        answer_by_code(open_uow, open_reading, slip_code(token), address="10.0.0.9", now=NOON)
    for wrong in ("", "x", token[:-1], token.swapcase(), f"{token}="):
        assert answer_by_link(open_reading, wrong) is None


def test_the_database_alone_opens_no_answer(open_uow: OpenUow, open_reading: OpenUow) -> None:
    token = ask(open_uow)
    with open_reading() as uow:
        [row] = uow.connection.exec_driver_sql("SELECT * FROM shop_request").mappings()
    assert not {token, slip_code(token)} & {str(value) for value in row.values()}


@pytest.mark.parametrize("accepted", [True, False])
def test_what_was_answered_is_forgotten_after_ninety_days(
    open_uow: OpenUow, open_reading: OpenUow, organiser: Actor, *, accepted: bool
) -> None:
    ask(open_uow)
    [kept] = shop_requests(open_reading)
    if accepted:
        accept_request(open_uow, kept.id, SHOP, actor=organiser, now=NOON)
    else:
        decline_request(open_uow, kept.id, "Too far.", actor=organiser, now=NOON)
    prune_records(open_uow, now=NOON + NINETY_DAYS)
    assert len(shop_requests(open_reading)) == 1
    prune_records(open_uow, now=NOON + NINETY_DAYS + timedelta(seconds=1))
    assert shop_requests(open_reading) == []
    with pytest.raises(errors.NotFound):
        shop_request(open_reading, kept.id)
    assert len(shops(open_reading)) == accepted


def test_what_waits_is_kept_for_a_year(open_uow: OpenUow, open_reading: OpenUow) -> None:
    ask(open_uow)
    prune_records(open_uow, now=NOON + YEAR)
    assert len(shop_requests(open_reading)) == 1
    prune_records(open_uow, now=NOON + YEAR + timedelta(seconds=1))
    assert shop_requests(open_reading) == []


def test_the_code_of_a_letter_pairs_one_tablet_within_two_weeks(
    open_uow: OpenUow, open_reading: OpenUow, organiser: Actor
) -> None:
    ask(open_uow)
    [kept] = shop_requests(open_reading)
    shop_id = accept_request(open_uow, kept.id, SHOP, actor=organiser, now=NOON)
    late = NOON + LETTER_CODE_LIFE

    def pair(code: str, now: datetime) -> int:
        return pair_device(
            open_uow, code, address="t", name="till", now=now, new_token=DICE
        ).shop_id

    def letter() -> str:
        return make_letter_code(open_uow, SHOP.key, actor=organiser, now=NOON, new_token=DICE)

    code = letter()
    assert pair(code, late - timedelta(seconds=1)) == shop_id
    for stale in (code, letter()):
        with pytest.raises(errors.BadCredentials):
            pair(stale, late)
