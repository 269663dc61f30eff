from __future__ import annotations

import json
from dataclasses import replace

import pytest

from muvengine.core.people.actor import SYSTEM
from muvengine.core.vouchers.shop import Shop
from muvengine.services.save_shop import save_shop
from tests.build import SHOPS, Town
from tests.people import NOON


@pytest.mark.parametrize(
    ("locale", "label"),
    [("en", "From the station to the fountain"), ("fr", "De la gare à la fontaine")],
)
def test_a_route_is_listed_with_its_length_and_shops(town: Town, locale: str, label: str) -> None:
    page = town.stranger(locale).get("/routes")
    assert label in page.text
    assert "707\xa0m" in page.text
    assert page.all("a", href="/shops/boulangerie")


def test_the_map_is_a_drawing_and_asks_nobody_for_anything(town: Town) -> None:
    page = town.stranger().get("/routes")
    drawing = page.one("svg", class_="map-drawing")
    assert drawing.attrs["aria-label"] == "Map of the routes and the shops"
    shapes = json.loads(page.one("div", class_="map mb-3").attrs["data-map"] or "")
    names = {feature["properties"]["name"] for feature in shapes["features"]}
    assert names == {"From the station to the fountain", *(shop.name for shop in SHOPS)}
    assert "data-tiles" not in page.source


def test_shops_are_listed_with_what_they_give(town: Town) -> None:
    page = town.stranger().get("/shops")
    assert "Boulangerie du Cours" in page.text
    assert "2 offers" in page.text


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", ["Sourdough bread.", "Tuesday to Saturday", "A loaf", "100 points", "2 left"]),
        ("fr", ["Du pain au levain.", "Du mardi au samedi", "Un pain", "100 points"]),
    ],
)
def test_a_shop_shows_where_it_is_and_what_it_gives(
    town: Town, locale: str, words: list[str]
) -> None:
    page = town.stranger(locale).get("/shops/boulangerie")
    assert page.one("h1").text == "Boulangerie du Cours"
    assert [word for word in words if word not in page.text] == []


def test_a_shop_that_left_is_not_found(town: Town) -> None:
    uow = town.wiring.open_uow
    save_shop(uow, replace(SHOPS[1], open=False), actor=SYSTEM, now=NOON)
    town.stranger().get("/shops/cafe", expect=404)
    assert "Café de la Mousse" not in town.stranger().get("/shops").text


def test_a_hostile_name_is_only_a_name(town: Town) -> None:
    name = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'"
    shop = Shop("odd", name, 43.64, 5.09, street=name, about={"en": name}, hours={"en": name})
    save_shop(town.wiring.open_uow, shop, actor=SYSTEM, now=NOON)
    for url in ("/shops", "/shops/odd", "/routes"):
        page = town.stranger().get(url)
        assert not page.all("img")
        assert all(script.attrs.get("src") for script in page.all("script"))
    assert town.stranger().get("/shops/odd").one("h1").text == name


def test_a_shop_says_which_route_it_is_on(town: Town) -> None:
    page = town.stranger().get("/shops/cafe")
    assert "m from the route “From the station to the fountain”." in page.text
