from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sqlalchemy import text

from muvengine.core.people.actor import SYSTEM
from muvengine.services.save_shop import save_shop
from tests.build import SHOPS, Town, ride
from tests.people import NOON, participant

OFFERS = "/me/offers"


def offer_id(town: Town, title: str) -> str:
    page = town.fatou().get(OFFERS)
    [card] = [item for item in page.all("li", class_="card") if title in item.text]
    at = page.source.index(title)
    rest = page.source[at : page.source.index("</li>", at)]
    assert 'name="offer"' in rest, card.text
    return rest.partition('name="offer" value="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", ["A loaf", "at Boulangerie du Cours", "1 a week for each person", "2 left"]),
        ("fr", ["Un pain", "chez Boulangerie du Cours", "1 par semaine et par personne"]),
    ],
)
def test_an_offer_says_what_it_costs_and_what_is_left(
    town: Town, locale: str, words: list[str]
) -> None:
    text = town.fatou(locale).get(OFFERS).text
    assert [word for word in words if word not in text] == []


def test_what_is_too_dear_cannot_be_pressed_and_says_why(town: Town) -> None:
    page = town.fatou().get(OFFERS)
    assert "You need 300 more points." in page.text
    assert "Take it for 500 points" not in page.text
    assert not [one for one in page.all("button") if "disabled" in one.attrs]


def test_taking_an_offer_gives_a_voucher_and_costs_its_price(town: Town) -> None:
    fatou = town.fatou()
    page = fatou.post(OFFERS, on=OFFERS, offer=offer_id(town, "A loaf"))
    assert page.one("h1").text == "A loaf, Boulangerie du Cours"
    assert "100 points" in fatou.get("/me").text


def test_the_same_press_twice_gives_one_voucher(town: Town) -> None:
    fatou = town.fatou()
    form = {**fatou.hidden(OFFERS), "offer": offer_id(town, "A loaf")}
    assert fatou.send(OFFERS, form).path == fatou.send(OFFERS, form).path
    assert fatou.get("/me/vouchers").source.count("card h-100") == 1


def test_whoever_goes_back_may_take_another_from_the_same_page(town: Town) -> None:
    town.give(500)
    fatou = town.fatou()
    shown = fatou.hidden(OFFERS)
    taken = [
        fatou.send(OFFERS, {**shown, "offer": offer_id(town, title)}).path
        for title in ("A coffee", "A loaf")
    ]
    assert len(set(taken)) == len(taken)


def test_a_press_without_its_attempt_takes_nothing(town: Town) -> None:
    fatou = town.fatou()
    form = {**fatou.hidden(OFFERS), "offer": offer_id(town, "A loaf"), "attempt": ""}
    fatou.send(OFFERS, form, 400)
    assert "200 points" in fatou.get("/me").text


def test_one_a_week_means_one_a_week(town: Town) -> None:
    town.give(500)
    fatou = town.fatou()
    loaf = offer_id(town, "A loaf")
    fatou.post(OFFERS, on=OFFERS, offer=loaf)
    assert "You have had this one." in fatou.get(OFFERS).text
    page = fatou.post(OFFERS, 409, on=OFFERS, offer=loaf)
    assert "You already have this one for now." in page.alert


def test_the_last_one_is_sold_once(town: Town) -> None:
    loaf = offer_id(town, "A loaf")
    for name in ("Rosa", "Ali"):
        other = participant(town.wiring.open_uow, name)
        town.give(150, to=other)
        town.karim(helping=other).post(OFFERS, on=OFFERS, offer=loaf)
    assert "None left for now." in town.fatou().get(OFFERS).text
    page = town.fatou().post(OFFERS, 409, on=OFFERS, offer=loaf)
    assert "There are no more of these." in page.alert
    assert "200 points" in page.text


def test_nobody_buys_beyond_their_points(town: Town) -> None:
    coffee = offer_id(town, "A coffee")
    town.give(-100)
    page = town.fatou().post(OFFERS, 409, on=OFFERS, offer=coffee)
    assert "You do not have enough points yet." in page.alert


@pytest.mark.parametrize(("offer", "status"), [("0", 404), ("99999", 404), ("x", 422), ("", 422)])
def test_an_offer_that_is_not_there_is_refused(town: Town, offer: str, status: int) -> None:
    town.fatou().post(OFFERS, status, on=OFFERS, offer=offer)


def test_what_is_near_ones_own_ways_comes_first_and_says_why(town: Town) -> None:
    fatou = town.fatou()
    assert not [one for one in fatou.get(OFFERS).elements if "data-near" in one.attrs]
    move_shop(town, "cafe", lat=43.6391, lon=5.0931)
    move_shop(town, "boulangerie", lat=43.66, lon=5.12)
    town.trip(ride())
    page = fatou.get(OFFERS)
    assert [one.text for one in page.all("h3")] == [
        "A coffee",
        "5 euros off",
        "A loaf",
    ]
    why = [one.text for one in page.elements if "data-near" in one.attrs]
    assert len(why) == 2
    assert re.fullmatch(
        r"\d+\sm from a route you followed: From the station to the fountain"
        r"|On a route you followed: From the station to the fountain",
        why[0],
    )
    assert "No map of you is kept for it." in page.text


def test_nothing_is_needed_of_a_trace_that_is_gone(town: Town) -> None:
    town.trip(ride())
    with town.wiring.engine.begin() as connection:
        connection.execute(text("DELETE FROM raw_trace"))
    assert "On a route you followed" in town.fatou("en").get(OFFERS).text


def move_shop(town: Town, key: str, *, lat: float, lon: float) -> None:
    [shop] = [one for one in SHOPS if one.key == key]
    moved = replace(shop, lat=lat, lon=lon)
    save_shop(town.wiring.open_uow, moved, actor=SYSTEM, now=NOON)
