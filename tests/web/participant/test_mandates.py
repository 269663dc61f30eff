"""A neighbour acts for Fatou on her pages: sees, sends and prints, and opens nothing else."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from werkzeug.routing import IntegerConverter

from muvengine.core.people.identity import Person
from muvengine.web.on_mandate import SEE_AND_SEND, SPEND
from tests.build import OPENING_POINTS, Town, ride
from tests.pages import Browser
from tests.pages import read as looked_at
from tests.people import card, participant

PAGE = "/me/mandates"
DAYS = {"first_day": "2026-04-07", "last_day": "2026-05-07"}


@pytest.fixture
def ali(town: Town) -> Person:
    return participant(town.wiring.open_uow, "Ali")


def given(town: Town, ali: Person, *, spend: bool = False) -> Browser:
    """Let Ali act for Fatou, and begin."""
    fatou, number = town.fatou(), card(town.wiring.open_uow, ali).number
    form = {**fatou.hidden(PAGE), "who": number, **DAYS}
    page = fatou.send(PAGE, form | ({"may_spend": "true"} if spend else {}))
    assert "Ali may act now." in page.told
    browser = town.browser_of(ali, "en")
    page = browser.post(f"{PAGE}/1/act", on=PAGE)
    assert "You now act for Fatou" in page.told
    return browser


def send(browser: Browser) -> None:
    data: dict[str, object] = {**browser.hidden("/me/trips/new"), "mode": "walk"}
    data["file"] = [(BytesIO(ride()), "walk.gpx")]
    reply = browser.client.post(
        "/me/trips/new", data=data, content_type="multipart/form-data", follow_redirects=True
    )
    for one in (*reply.history, reply):
        one.request.environ["wsgi.input"].close()
    page = looked_at(reply, 200)
    assert page.path.startswith("/me/trips/")
    assert "disagree" not in page.text.lower()
    # The way somebody went is theirs.
    assert not page.all("svg", class_="map")


def test_the_holder_sees_and_sends_and_the_person_reads_it(town: Town, ali: Person) -> None:
    browser = given(town, ali)
    page = browser.get("/me")
    assert "You act for Fatou" in page.one("header").text
    assert f"{OPENING_POINTS} points" in page.text
    send(browser)
    page = browser.post("/me/acting/stop", on="/me")
    assert "stopped acting for Fatou" in page.told
    assert "Hello Ali" in page.text
    told = town.fatou().get("/me/helped").text
    assert "Ali began to act by a mandate" in told.replace(":", "")


@pytest.mark.parametrize("spend", [False, True])
def test_a_mandate_opens_these_doors_and_no_other(
    app: Flask, town: Town, ali: Person, *, spend: bool
) -> None:
    browser = given(town, ali, spend=spend)
    app.config["WTF_CSRF_ENABLED"] = False
    opened = set()
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("participant.") or rule.endpoint.endswith("stop_acting"):
            continue
        values = {
            name: 1 if isinstance(kind, IntegerConverter) else "nothing"
            for name, kind in rule._converters.items()  # noqa: SLF001
        }
        url = str(app.url_map.bind("localhost").build(rule.endpoint, values))
        verb = "POST" if "POST" in (rule.methods or ()) else "GET"
        reply = browser.client.open(url, method=verb)
        if reply.status_code != 403:
            opened.add(rule.endpoint)
        else:
            assert "This page is for that person alone." in reply.text, rule
    assert opened == (SEE_AND_SEND | (SPEND if spend else set())) - {"participant.stop_acting"}


def test_no_audience_beyond_is_reached_by_a_mandate(town: Town, ali: Person) -> None:
    browser = given(town, ali)
    for url in ("/desk", "/organiser"):
        assert browser.client.get(url).status_code == 403
    # Its own pages stay the holder's own.
    assert "Fatou" not in browser.get("/password").one("main").text


def test_spending_takes_the_persons_points(town: Town, ali: Person) -> None:
    browser = given(town, ali, spend=True)
    page = browser.post("/me/offers", on="/me/offers", offer="1")
    assert "A loaf" in page.text
    assert f"{OPENING_POINTS - 100} points" in town.fatou().get("/me").text
    assert "Ali" in town.fatou().get("/me/helped").text


def test_ending_it_shuts_the_door_at_once(town: Town, ali: Person) -> None:
    browser = given(town, ali)
    fatou = town.fatou()
    page = fatou.post(f"{PAGE}/1/end", on=PAGE)
    assert "The mandate has ended." in page.told
    assert "Hello Ali" in browser.get("/me").text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"who": "nobody"}, "Nobody has this card"),
        ({"last_day": "2026-04-01"}, "comes before the first"),
        ({"last_day": "2028-04-01"}, "a year at most"),
        ({"first_day": "2026-04-01"}, "This day is over"),
        ({"first_day": ""}, "Choose a day"),
    ],
)
def test_refusals_are_in_plain_words(
    town: Town, ali: Person, typed: dict[str, str], said: str
) -> None:
    number = card(town.wiring.open_uow, ali).number
    fatou = town.fatou()
    form = {**fatou.hidden(PAGE), "who": number, **DAYS, **typed}
    reply = fatou.client.post(PAGE, data=form)
    assert said in reply.text
    assert reply.status_code in {404, 422}


def test_a_helper_keeps_a_signed_paper_and_prints_the_form(town: Town, ali: Person) -> None:
    karim = town.karim(helping=town.fatou_)
    assert "Signature of the person" in town.karim().get("/desk/mandate/print").text.replace(
        "Signature de la personne", "Signature of the person"
    )
    assert "Fatou" in karim.get("/desk/mandate/print").text
    form = {**karim.hidden(PAGE), "who": ali.name, **DAYS}
    page = karim.send(PAGE, form, 409)
    assert "both must have signed" in page.alert
    form = {**karim.hidden(PAGE), "who": ali.name, **DAYS}
    page = karim.send(PAGE, form | {"signed": "true"})
    assert "Ali may act now." in page.told
    assert "Signed on paper." in page.text
    # A helper writes mandates down, and acts by none.
    assert not [one for one in page.all("form") if (one.attrs["action"] or "").endswith("/act")]
