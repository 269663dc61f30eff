"""When an offer is on sale, how many are left, and who pays for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from muvengine.core import errors
from muvengine.core.vouchers.offer import (
    Offer,
    OfferState,
    Payer,
    Period,
    check_on_sale,
    check_whole,
    period_key,
)
from muvengine.core.vouchers.terms import Terms

TODAY = date(2026, 3, 31)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
COFFEE = Offer(shop_id=7, title={"en": "A coffee"}, price_points=120, face_cents=150, stock=2)
DAY_OVER = {"daily_issue_limit": 1, "sold_on": TODAY, "sold_that_day": 1}


@pytest.mark.parametrize(("changed", "refusal"), [
    ({},                                                  None),
    ({"stock": None, "issued": 99},                       None),
    ({"issued": 1},                                       None),
    ({"issued": 2},                                       errors.SoldOut),
    ({"issued": 3},                                       errors.SoldOut),
    ({"state": OfferState.PAUSED},                        errors.OfferClosed),
    ({"state": OfferState.DRAFT},                         errors.OfferClosed),
    ({"visible_from": TOMORROW},                          errors.OfferClosed),
    ({"visible_until": YESTERDAY},                        errors.OfferClosed),
    ({"visible_from": TODAY, "visible_until": TODAY},     None),
    ({"none_until": YESTERDAY},                           None),
    ({"none_until": TODAY},                               errors.SoldOut),
    (DAY_OVER,                                            errors.SoldOutToday),
    (DAY_OVER | {"sold_on": YESTERDAY},                   None),
    # Several apply: the first of the documented order wins.
    ({"state": OfferState.CLOSED, "issued": 2},           errors.OfferClosed),
    ({"none_until": TODAY, "visible_from": TOMORROW},     errors.OfferClosed),
    ({"issued": 2} | DAY_OVER,                            errors.SoldOut),
])  # fmt: skip
def test_what_can_be_bought(
    changed: dict[str, object], refusal: type[errors.MuvError] | None
) -> None:
    asked = replace(COFFEE, **changed)  # type: ignore[arg-type]
    if refusal is None:
        check_on_sale(asked, TODAY)
        return
    with pytest.raises(refusal):
        check_on_sale(asked, TODAY)


def test_a_new_offer_is_paid_by_the_town_and_nothing_of_it_is_sold() -> None:
    new = replace(COFFEE, daily_issue_limit=3, sold_on=TODAY)
    assert (new.payer, new.worth_cents) == (Payer.TOWN, 150)
    assert (new.stock_left, new.left_today(TODAY)) == (2, 3)
    assert (new.id, new.valid_days) == (0, 90), "no number yet; its vouchers live for a quarter"


def test_what_a_shop_has_none_of_says_until_when() -> None:
    gone = replace(COFFEE, issued=2)
    with pytest.raises(errors.SoldOut) as caught:
        check_on_sale(replace(gone, none_until=TOMORROW), TODAY)
    assert caught.value.facts == {"offer": COFFEE.id, "none_until": TOMORROW}
    with pytest.raises(errors.SoldOut) as caught:
        check_on_sale(gone, TODAY)
    assert caught.value.facts == {"offer": COFFEE.id}


@pytest.mark.parametrize(("limit", "sold_on", "sold", "left"), [
    (None, TODAY,     9, None),
    (3,    None,      0, 3),
    (3,    YESTERDAY, 3, 3),
    (3,    TODAY,     0, 3),
    (3,    TODAY,     1, 2),
    (3,    TODAY,     3, 0),
    (3,    TODAY,     5, 0),     # the limit was lowered
    (3,    TOMORROW,  2, 1),     # the clock was set back
])  # fmt: skip
def test_a_day_sells_as_many_as_were_said(
    limit: int | None, sold_on: date | None, sold: int, left: int | None
) -> None:
    asked = replace(COFFEE, daily_issue_limit=limit, sold_on=sold_on, sold_that_day=sold)
    assert asked.left_today(TODAY) == left


@pytest.mark.parametrize(("stock", "issued", "left"), [
    (None, 5, None), (2, 0, 2), (2, 1, 1), (2, 2, 0), (2, 3, 0),
])  # fmt: skip
def test_no_fewer_than_none_are_left(stock: int | None, issued: int, left: int | None) -> None:
    assert replace(COFFEE, stock=stock, issued=issued).stock_left == left


@pytest.mark.parametrize(
    ("period", "day", "key"),
    [
        (Period.DAY,    date(2026, 3, 14),  "2026-03-14"),
        (Period.WEEK,   date(2026, 3, 14),  "2026-W11"),
        (Period.WEEK,   date(2027, 1, 1),   "2026-W53"),
        (Period.MONTH,  date(2026, 3, 14),  "2026-03"),
        (Period.SEASON, date(2026, 12, 31), "2026"),
    ],
)  # fmt: skip
def test_a_persons_limit_lasts_for_a_calendar_period(period: Period, day: date, key: str) -> None:
    assert period_key(period, day) == key


@pytest.mark.parametrize(("offer", "wrong"), [
    (replace(COFFEE, kind="percent_off"),   {"percent_off": "missing"}),
    (replace(COFFEE, terms=Terms(20)),      {"percent_off": "unwanted"}),
    (replace(COFFEE, kind="percent_off", terms=Terms(20), divisible=True),
                                            {"divisible": "percent_off"}),
])  # fmt: skip
def test_an_offer_that_contradicts_itself_is_refused(offer: Offer, wrong: dict[str, str]) -> None:
    with pytest.raises(errors.BadInput) as caught:
        check_whole(offer)
    assert caught.value.facts == {"fields": wrong}


@pytest.mark.parametrize("offer", [
    COFFEE,
    replace(COFFEE, divisible=True),
    replace(COFFEE, kind="percent_off", terms=Terms(20)),
])  # fmt: skip
def test_a_thing_an_amount_in_parts_and_a_part_of_the_bill_are_whole(offer: Offer) -> None:
    check_whole(offer)


@pytest.mark.parametrize(("face", "share", "payer"), [
    (150, 0,  Payer.TOWN),
    (150, 50, Payer.BOTH),
    (0,   50, Payer.SHOP),
    (0,   0,  Payer.SHOP),
])  # fmt: skip
def test_who_pays_follows_from_the_two_parts(face: int, share: int, payer: Payer) -> None:
    offer = Offer(1, {}, 100, face, shop_share_cents=share)
    assert offer.payer is payer
    assert offer.worth_cents == face + share
