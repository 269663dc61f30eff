"""The till: one field, one large answer, and nothing taken twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from muvengine.core.people.actor import SYSTEM
from muvengine.core.vouchers.code import check_character
from muvengine.core.vouchers.offer import Offer
from muvengine.core.vouchers.terms import ClosedTimes, Terms
from muvengine.reads.shops import shop
from muvengine.services.expire_vouchers import expire_vouchers
from muvengine.services.save_offer import save_offer
from tests.build import Town
from tests.conftest import Clock
from tests.pages import Browser, Page

TILL = "/shop"
LOAF, COFFEE, FIVE_EUROS = "1", "2", "3"


def voucher(town: Town, offer: str = LOAF) -> str:
    """Buy by Fatou's own hand, and give the code as it is printed."""
    town.give(600)
    page = town.fatou().post("/me/offers", on="/me/offers", offer=offer)
    return page.one("span", class_="code").text


def meal(town: Town, closed: ClosedTimes | None = None) -> str:
    """Sell a fifth of a bill, up to five euros, at the bakery; give the offer's number."""
    wiring, title = town.wiring, {"fr": "Un repas", "en": "A meal"}
    terms = Terms(percent_off=20, closed=closed or ClosedTimes())
    shop_id = shop(wiring.open_reading, "boulangerie").id
    fifth = Offer(shop_id, title, 100, 500, kind="percent_off", terms=terms)
    return str(save_offer(wiring.open_uow, fifth, actor=SYSTEM, now=wiring.now()))


def take(tablet: Browser, code: str, expect: int = 200, **form: str) -> Page:
    return tablet.post(TILL, expect, code=code, **form)


def unknown(number: int) -> str:
    """A code that is well typed and belongs to nothing."""
    characters = f"ZZZZZZ{number:02d}"
    return characters + check_character(characters)


@pytest.mark.parametrize(("locale", "heading", "owed"), [
    ("en", "Accepted", "You are owed €1.00."),
    ("fr", "Accepté",  "1,00\u00a0€"),
])  # fmt: skip
def test_a_good_voucher_is_accepted_in_large_type(
    town: Town, locale: str, heading: str, owed: str
) -> None:
    page = take(town.tablet(locale=locale), voucher(town))
    assert page.one("h1").text == heading
    assert page.one("div", role="alert").attrs["class"] == "answer answer-yes"
    assert owed in page.alert
    assert ("A loaf" if locale == "en" else "Un pain") in page.alert
    assert page.one("input", id="code").attrs["autofocus"] is None


def with_spaces(code: str) -> str:
    return f"  {code.replace('-', ' ')} "


def with_letters_for_digits(code: str) -> str:
    return code.replace("0", "O").replace("1", "l").replace("-", "")


@pytest.mark.parametrize("written", [str.lower, with_spaces, with_letters_for_digits])
def test_a_code_is_read_as_people_type_it(town: Town, written: Callable[[str], str]) -> None:
    assert take(town.tablet(), written(voucher(town))).one("h1").text == "Accepted"


def test_a_used_voucher_is_orange_and_tells_when_and_where(town: Town, clock: Clock) -> None:
    tablet, code = town.tablet(), voucher(town)
    take(tablet, code)
    clock.moment += timedelta(minutes=40)
    page = take(tablet, code, 409)
    assert page.one("h1").text == "Already used"
    assert page.one("div", role="alert").attrs["class"] == "answer answer-used"
    assert "Tuesday 7 April, 14:00, here: Boulangerie du Cours" in page.alert


def test_a_voucher_of_another_shop_is_red_and_names_it(town: Town) -> None:
    code = voucher(town)
    page = take(town.tablet("cafe"), code, 409)
    assert page.one("h1").text == "Do not accept"
    assert page.one("div", role="alert").attrs["class"] == "answer answer-no"
    assert "This voucher is for another shop: Boulangerie du Cours." in page.alert
    assert take(town.tablet(), code).one("h1").text == "Accepted"


def test_an_expired_voucher_says_until_when_it_was_good(town: Town, clock: Clock) -> None:
    code = voucher(town)
    clock.moment += timedelta(days=100)
    assert "This voucher ended on Sunday 5 July." in take(town.tablet(), code, 409).alert
    local = clock.moment.astimezone(town.wiring.now().tzinfo)
    expire_vouchers(town.wiring.open_uow, town.wiring.open_reading, now=local)
    assert "ended" in take(town.tablet(), code, 409).alert


def test_a_cancelled_voucher_is_refused(town: Town) -> None:
    code = voucher(town)
    url = f"/me/vouchers/{code.replace('-', '')}"
    town.fatou().post(f"{url}/cancel", on=url)
    assert "This voucher was cancelled." in take(town.tablet(), code, 409).alert


def test_a_slip_of_the_keyboard_costs_no_try(town: Town) -> None:
    tablet, code = town.tablet(), voucher(town)
    slip = code[:-1] + ("2" if code[-1] != "2" else "3")
    for _ in range(15):
        page = take(tablet, slip, 404)
    assert "looks wrong" in page.alert
    assert f"You typed: {slip}" in page.text
    assert take(tablet, code).one("h1").text == "Accepted"


def test_ten_unknown_codes_in_ten_minutes_and_no_more(town: Town, clock: Clock) -> None:
    tablet, code = town.tablet(), voucher(town)
    for number in range(10):
        assert "We do not know this code." in take(tablet, unknown(number), 404).alert
    page = take(tablet, unknown(11), 429)
    assert "Too many tries." in page.alert
    assert int(page.headers["Retry-After"]) > 0
    take(tablet, code, 429)
    assert take(town.tablet(), code).one("h1").text == "Accepted", "another tablet goes on"
    clock.moment += timedelta(minutes=10)
    assert "We do not know this code." in take(tablet, unknown(12), 404).alert


def test_good_codes_never_wear_the_tries_out(town: Town) -> None:
    tablet, code = town.tablet(), voucher(town)
    take(tablet, code)
    for _ in range(15):
        take(tablet, code, 409)


def test_a_part_of_a_divisible_voucher_is_taken_and_the_rest_stays(town: Town) -> None:
    tablet, code = town.tablet("cafe"), voucher(town, FIVE_EUROS)
    assert "You are owed €1.50." in take(tablet, code, amount="1,50").alert
    assert "You are owed €2.00." in take(tablet, code, amount="2.00 €").alert
    page = take(tablet, code, 422, amount="9")
    assert "It is worth €1.50." in page.alert
    assert page.one("label", for_="amount")
    assert "You are owed €1.50." in take(tablet, code).alert
    assert take(tablet, code, 409).one("h1").text == "Already used"


@pytest.mark.parametrize(("locale", "asks"), [
    ("en", "The whole bill, in euros"),
    ("fr", "Toute l’addition, en euros"),
])  # fmt: skip
def test_a_share_of_a_bill_asks_for_the_whole_bill(town: Town, locale: str, asks: str) -> None:
    tablet, code = town.tablet(locale=locale), voucher(town, meal(town))
    page = take(tablet, code, 422)
    assert page.one("label", for_="amount").text == asks
    assert "2.48" in take(tablet, code, amount="12,40").alert.replace(",", ".")
    assert take(tablet, code, 409, amount="3")


@pytest.mark.parametrize("amount", ["x", "1.505", "nan", "inf", "1e99", "--"])
def test_an_amount_that_cannot_be_read_takes_nothing(town: Town, amount: str) -> None:
    tablet, code = town.tablet("cafe"), voucher(town, FIVE_EUROS)
    assert take(tablet, code, 422, amount=amount).one("h1").text == "Do not accept"
    assert "You are owed €5.00." in take(tablet, code).alert


@pytest.mark.parametrize("amount", ["0", "-1", "0.99", "1.01"])
def test_what_is_not_divisible_is_taken_whole_or_not_at_all(town: Town, amount: str) -> None:
    tablet, code = town.tablet(), voucher(town)
    take(tablet, code, 422, amount=amount)
    assert take(tablet, code, amount="1.00").one("h1").text == "Accepted"


def test_the_same_press_twice_is_one_redemption(town: Town) -> None:
    tablet, code = town.tablet("cafe"), voucher(town, FIVE_EUROS)
    form = {**tablet.hidden(TILL), "code": code, "amount": "2"}
    first, second = tablet.send(TILL, form), tablet.send(TILL, form)
    assert first.path == second.path
    assert second.one("h1").text == "Accepted"
    assert "You are owed €2.00." in tablet.get("/shop/day").text
    other = tablet.send(TILL, {**form, "amount": "1"}, 422)
    assert "This was sent before with other content." in other.alert


def test_what_was_typed_is_shown_and_never_obeyed(town: Town) -> None:
    page = take(town.tablet(), "<b>x</b>", 404)
    assert "You typed: <b>x</b>" in page.text
    assert not page.all("b")


def test_a_tap_can_be_undone_for_fifteen_minutes(town: Town, clock: Clock) -> None:
    tablet, code = town.tablet(), voucher(town)
    url = take(tablet, code).path
    clock.moment += timedelta(minutes=15)
    page = tablet.post(f"{url}/undo", on=url)
    assert "The voucher can be used again." in page.told
    assert tablet.get(url).one("h1").text == "Undone"
    assert take(tablet, code).one("h1").text == "Accepted"
    tablet.send(f"{url}/undo", tablet.hidden(TILL), 409)


def test_later_it_is_for_the_organiser(town: Town, clock: Clock) -> None:
    tablet, code = town.tablet(), voucher(town)
    url = take(tablet, code).path
    clock.moment += timedelta(minutes=15, seconds=1)
    assert "Undo" not in tablet.get(url).text
    page = tablet.send(f"{url}/undo", tablet.hidden(TILL), 409)
    assert "It is too late to undo this here." in page.text
    assert take(tablet, code, 409).one("h1").text == "Already used"


def test_no_tablet_sees_or_undoes_what_another_shop_took(town: Town) -> None:
    bakery, cafe = town.tablet(), town.tablet("cafe")
    code = voucher(town)
    url = take(bakery, code).path
    cafe.get(url, 404)
    cafe.send(f"{url}/undo", cafe.hidden(TILL), 404)
    cafe.get("/shop/taken/99", 404)
    assert take(bakery, code, 409).one("h1").text == "Already used"


def test_a_second_tablet_of_the_shop_sees_but_does_not_undo(town: Town) -> None:
    first, second = town.tablet(), town.tablet()
    url = take(first, voucher(town)).path
    assert "Undo" not in second.get(url).text
    second.send(f"{url}/undo", second.hidden(TILL), 404)
