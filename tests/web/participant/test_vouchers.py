from __future__ import annotations

import re

import pytest

from tests.build import Town
from tests.pages import Browser, Page
from tests.people import participant
from tests.web.participant.test_offers import OFFERS, offer_id


def buy(town: Town, browser: Browser, title: str = "A loaf") -> Page:
    return browser.post(OFFERS, on=OFFERS, offer=offer_id(town, title))


def test_a_voucher_shows_its_code_large_as_drawing_and_as_letters(town: Town) -> None:
    page = buy(town, town.fatou())
    assert re.fullmatch(
        r"[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}", page.one("span", class_="code").text
    )
    assert page.one("svg", class_="qr")
    assert page.one("p", data_shop="boulangerie")
    assert "Good until 5 July 2026" in page.text


@pytest.mark.parametrize(("locale", "line"), [("en", "Used on"), ("fr", "Utilisé le")])
def test_on_paper_there_is_a_line_for_the_shops_initials(
    town: Town, locale: str, line: str
) -> None:
    browser = town.fatou(locale)
    page = browser.get(f"{buy_in_english(town)}/print")
    assert line in page.text
    assert "Fatou" in page.text
    assert page.all("div", class_="print-line")
    assert page.one("svg", class_="qr")


def buy_in_english(town: Town) -> str:
    return buy(town, town.fatou()).path


def test_an_unused_voucher_can_be_given_back(town: Town) -> None:
    fatou = town.fatou()
    bought = buy(town, fatou)
    page = fatou.post(f"{bought.path}/cancel", on=bought.path)
    assert "Your points are back." in page.told
    assert "200 points" in fatou.get("/me").text
    assert "Cancelled" in fatou.get(bought.path).text
    assert "2 left" in fatou.get(OFFERS).text


def test_a_voucher_given_back_twice_says_so(town: Town) -> None:
    fatou = town.fatou()
    bought = buy(town, fatou)
    hidden = fatou.hidden(bought.path)
    fatou.send(f"{bought.path}/cancel", hidden)
    fatou.send(f"{bought.path}/cancel", hidden)
    page = fatou.send(f"{bought.path}/cancel", {**hidden, "attempt": "another"}, 409)
    assert "This voucher was cancelled." in page.alert
    assert "200 points" in fatou.get("/me").text


def test_vouchers_to_use_stand_before_those_that_are_over(town: Town) -> None:
    fatou = town.fatou()
    bought = buy(town, fatou)
    assert "A loaf" in fatou.get("/me/vouchers").text
    fatou.post(f"{bought.path}/cancel", on=bought.path)
    text = fatou.get("/me/vouchers").text
    assert "You have no voucher to use." in text
    assert text.index("Used or ended") < text.index("A loaf")


def test_a_voucher_is_its_owners_own(town: Town) -> None:
    path = buy(town, town.fatou()).path
    other = participant(town.wiring.open_uow, "Rosa")
    for url in (path, f"{path}/print"):
        town.karim(helping=other).get(url, expect=404)
    assert "A loaf" in town.karim(helping=town.fatou_).get(path).text


def test_the_copy_for_the_phone_shows_when_it_was_seen_and_can_do_nothing(town: Town) -> None:
    fatou = town.fatou()
    bought = buy(town, fatou).path
    [place] = [one for one in fatou.get(bought).elements if "data-keep" in one.attrs]
    assert place.attrs["data-keep"] == town.fatou_.public_id
    assert place.attrs["data-addresses"] == f"/me/vouchers {bought}"
    copy = fatou.get(f"{bought}?kept=1")
    assert copy.one("svg", class_="qr")
    assert "Last seen with network: Tuesday 7 April, 14:00." in copy.text
    assert "It may have been used since." in copy.text
    listed = fatou.get("/me/vouchers?kept=1")
    assert bought in [link.attrs["href"] for link in listed.all("a")]
    for page in (copy, listed):
        assert not page.all("form")
        assert "Fatou" not in page.source
