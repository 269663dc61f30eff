from __future__ import annotations

import pytest

from muvengine.core.vouchers.offer import Offer, OfferState, Period
from muvengine.reads.offers import offers_of_shop
from muvengine.reads.shops import shop
from tests.build import Town
from tests.pages import Browser, Page

SHOP = "/organiser/shops/boulangerie"
NEW = f"{SHOP}/offers/new"
CAKE = {
    "title_en": "A cake",
    "title_fr": "Un gâteau",
    "price_points": "250",
    "face_cents": "2,50",
    "per_person": "2",
    "per_person_period": "month",
    "valid_days": "30",
    "stock": "5",
    "divisible": "true",
    "pictogram": "cake",
}


def add(browser: Browser, expect: int = 200, **changed: str) -> Page:
    return browser.post(NEW, expect, **{**CAKE, **changed})


def offers(town: Town, key: str = "boulangerie") -> list[Offer]:
    found = shop(town.wiring.open_reading, key)
    return [one.offer for one in offers_of_shop(town.wiring.open_reading, found.id)]


def test_an_offer_is_added_and_on_sale(town: Town) -> None:
    page = add(town.ines())
    assert "A cake is saved." in page.told
    assert "250 points, paid €2.50" in page.text
    assert "5 left" in page.text
    cake = offers(town)[-1]
    assert (cake.face_cents, cake.stock, cake.divisible) == (250, 5, True)
    assert (cake.per_person, cake.per_person_period) == (2, Period.MONTH)
    assert "A cake" in town.fatou().get("/me/offers").text


def test_the_same_press_twice_makes_one_offer(town: Town) -> None:
    ines = town.ines()
    form = {**ines.hidden(NEW), **CAKE}
    ines.send(NEW, form)
    ines.send(NEW, form)
    assert len(offers(town)) == 2
    changed = ines.send(NEW, {**form, "title_en": "A pie"}, 422)
    assert "This was sent before with other content." in changed.text


@pytest.mark.parametrize(("changed", "said"), [
    ({"title_en": "", "title_fr": ""}, "Type a title in one language at least."),
    ({"title_en": "x" * 121},    "This is too long."),
    ({"price_points": ""},       "Type a whole number."),
    ({"price_points": "1.5"},    "Type a whole number."),
    ({"price_points": "0"},      "This number is too small or too large."),
    ({"price_points": "-3"},     "This number is too small or too large."),
    ({"price_points": "9" * 40}, "This number is too small or too large."),
    ({"price_points": "٣"},      "Type a whole number."),
    ({"face_cents": ""},         "Type an amount in euros"),
    ({"face_cents": "2.505"},    "Type an amount in euros"),
    ({"face_cents": "-1"},       "Type an amount in euros"),
    ({"face_cents": "nan"},      "Type an amount in euros"),
    ({"face_cents": "1e9"},      "Type an amount in euros"),
    ({"per_person": "51"},       "This number is too small or too large."),
    ({"valid_days": "367"},      "This number is too small or too large."),
    ({"per_person_period": "x"}, "This is not right."),
    ({"visible_from": "2026-05-02", "visible_until": "2026-05-01"}, "The last day comes before"),
    ({"visible_from": "soon"},   "This is not right."),
])  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_kept(
    town: Town, changed: dict[str, str], said: str
) -> None:
    page = add(town.ines(), 422, **changed)
    assert said in page.alert
    assert page.field("valid_days") == changed.get("valid_days", "30")
    assert len(offers(town)) == 1


def test_an_offer_is_changed_and_keeps_what_was_sold(town: Town) -> None:
    ines, loaf = town.ines(), offers(town)[0]
    town.fatou().post("/me/offers", on="/me/offers", offer=str(loaf.id))
    url = f"/organiser/offers/{loaf.id}"
    page = ines.get(url)
    assert page.field("face_cents") == "1.00"
    assert page.field("title_fr") == "Un pain"
    page = ines.post(url, 200, **{**CAKE, "stock": "1"})
    assert "1 sold" in page.text
    assert "0 left" in page.text
    changed = offers(town)[0]
    assert (changed.id, changed.price_points, changed.issued) == (loaf.id, 250, 1)
    page = ines.post(url, 422, **{**CAKE, "stock": "0"})
    assert "More than this were sold already." in page.alert


def test_an_offer_is_paused_and_sold_again(town: Town) -> None:
    ines, loaf = town.ines(), offers(town)[0]
    url = f"/organiser/offers/{loaf.id}/state"
    page = ines.post(url, on=SHOP, state="paused")
    assert "The offer is paused." in page.told
    assert "A loaf" not in town.fatou().get("/me/offers").text
    page = ines.post(url, on=SHOP, state="live")
    assert "The offer is on sale again." in page.told
    assert "A loaf" in town.fatou().get("/me/offers").text
    ines.post(url, 422, on=SHOP, state="rocket")
    assert offers(town)[0].state is OfferState.LIVE


def test_what_is_wrong_is_said_in_french(town: Town) -> None:
    page = town.ines("fr").post(NEW, 422, **{**CAKE, "price_points": "x"})
    assert "Tapez un nombre entier." in page.alert


def test_an_unknown_offer_is_not_found(town: Town) -> None:
    ines = town.ines()
    ines.get("/organiser/offers/99", 404)
    ines.send("/organiser/offers/99/state", {**ines.hidden(SHOP), "state": "live"}, 404)


@pytest.mark.parametrize(("locale", "euros"), [("en", "1.00"), ("fr", "1,00")])
def test_the_form_holds_euros_as_the_reader_writes_them(
    town: Town, locale: str, euros: str
) -> None:
    assert town.ines(locale).get("/organiser/offers/1").field("face_cents") == euros
