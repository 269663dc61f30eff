from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.build import Town
from tests.conftest import Clock
from tests.pages import Browser

ASKED = {
    "name": "Fleurs d'Aïcha",
    "street": "3 rue de la Paix",
    "gives": "Un bouquet de saison",
    "contact": "06 00 00 00 00",
    "hours": "Mardi à samedi",
}
REQUESTS = "/organiser/requests"


def ask(town: Town, **changed: str) -> tuple[Browser, str]:
    browser = town.stranger()
    return browser, browser.post("/join", **(ASKED | changed)).path


def test_a_shop_asks_and_is_accepted_and_reads_the_answer(town: Town) -> None:
    assert "/join" in [a.attrs.get("href") for a in town.stranger().get("/shops").all("a")]
    browser, link = ask(town)
    page = browser.get(link)
    assert "We have your request." in page.text
    code = page.one("p", class_="code").text
    assert ASKED["contact"] not in page.source, "the link tells the answer, not what was written"
    ines = town.ines()
    assert "(1 waits)" in ines.get("/organiser/shops").text
    [one] = [a for a in ines.get(REQUESTS).all("a") if "Fleurs" in a.text]
    url = str(one.attrs["href"])
    page = ines.get(url)
    for said in ASKED.values():
        assert said in page.text
    placed = {"name": ASKED["name"], "lat": "43,6400", "lon": "5.0950", "pictogram": "flower"}
    page = ines.post(f"{url}/accept", 422, on=url, **(placed | {"lat": "48.0"}))
    assert "outside" in page.alert
    page = ines.post(f"{url}/accept", on=url, **placed)
    assert page.path == "/organiser/shops/fleurs-d-aicha"
    assert "takes part now" in page.told
    assert "Welcome!" in browser.get(link).text
    page = town.stranger().post("/join/answer", code=code.lower())
    assert "Welcome!" in page.text
    assert code not in page.text
    assert "Fleurs d'Aïcha" in town.stranger().get("/shops").text
    ines.send(f"{url}/accept", ines.hidden("/organiser/shops/new") | placed, 409)


def test_the_letter_has_a_code_that_connects_one_tablet(town: Town, clock: Clock) -> None:
    ines = town.ines()
    page = ines.post("/organiser/shops/cafe/letter", on="/organiser/shops/cafe")
    code = page.one("span", class_="code").text
    assert "until Tuesday 21 April" in page.text
    clock.moment += timedelta(days=13)
    tablet = town.stranger()
    assert tablet.post("/pair", code=code, name="Comptoir").path == "/shop"
    town.stranger().post("/pair", 401, code=code, name="Autre")


def test_a_declined_shop_reads_why_until_it_is_forgotten(town: Town) -> None:
    browser, link = ask(town)
    ines = town.ines()
    [url] = [str(a.attrs["href"]) for a in ines.get(REQUESTS).all("a") if "Fleurs" in a.text]
    page = ines.post(f"{url}/decline", 422, on=url, reason=" ")
    assert "Write a reason." in page.alert
    page = ines.post(f"{url}/decline", on=url, reason="Too far from our routes <this year>.")
    assert "was declined" in page.told
    page = browser.get(link)
    assert "Too far from our routes <this year>." in page.text
    assert "90 days" in page.text
    assert "accepted" not in ines.get(url).text
    trail = ines.get("/organiser/audit").text
    assert "asked to join with a shop" in trail
    assert "declined a shop" in trail


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_what_is_missing_is_said_at_its_field(town: Town, locale: str) -> None:
    page = town.stranger(locale).post("/join", 422, name="Fleurs")
    wrong = {str(one.attrs["id"]) for one in page.all("p", class_="wrong")}
    assert wrong == {"street-wrong", "gives-wrong", "contact-wrong"}
    assert page.field("name") == "Fleurs"


def test_a_machine_that_fills_every_field_is_kept_out_and_a_person_is_told(town: Town) -> None:
    page = town.stranger().post("/join", 422, **ASKED, company_fax="spam")
    assert "keep machines out" in page.alert
    assert not page.all("div", class_="honey"), "a person must be able to empty it"
    assert "No shop asks" in town.ines().get(REQUESTS).text


def test_the_same_form_twice_is_one_request(town: Town) -> None:
    browser = town.stranger()
    form = browser.hidden("/join") | ASKED
    first, second = (browser.send("/join", form).path for _ in range(2))
    assert first == second
    assert len([a for a in town.ines().get(REQUESTS).all("a") if "Fleurs" in a.text]) == 1


def test_one_address_asks_five_times_an_hour(town: Town) -> None:
    for number in range(5):
        ask(town, name=f"Shop {number}")
    page = town.stranger().post("/join", 429, **ASKED)
    assert re.search(r"Wait \d+", page.alert)
    assert page.field("name") == ASKED["name"]


def test_a_wrong_code_or_link_says_nothing(town: Town) -> None:
    _, link = ask(town)
    town.stranger().get(f"{link[:-1]}x" if link[-1] != "x" else f"{link[:-1]}y", 404)
    town.stranger().get("/join/nothing", 404)
    page = town.stranger().post("/join/answer", 404, code="K7M-4QX-9TC")
    assert "looks wrong" in page.alert
