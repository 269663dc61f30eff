from __future__ import annotations

from datetime import timedelta

from muvengine.reads.shops import devices_of, shop
from tests.build import Town
from tests.conftest import Clock
from tests.pages import Page

SHOP = "/organiser/shops/boulangerie"


def code_page(town: Town, locale: str = "en") -> Page:
    return town.ines(locale).post(f"{SHOP}/tablets", on=SHOP)


def test_a_code_shown_once_connects_a_tablet(town: Town) -> None:
    page = code_page(town)
    assert page.one("h1").text == "Connect a tablet to Boulangerie du Cours"
    assert "It works once, for 10 minutes." in page.text
    assert page.one("svg", class_="qr")
    code = page.one("span", class_="code").text
    tablet = town.stranger()
    opened = tablet.post("/pair", code=code.lower(), name="Counter")
    assert opened.one("h1").text == "Take a voucher \u2013 Boulangerie du Cours"
    listed = town.ines().get(SHOP)
    assert "Counter" in listed.text
    assert code not in listed.source
    late = town.stranger().post("/pair", 401, code=code)
    assert "This does not match." in late.alert


def test_the_drawing_leads_to_the_form_and_waits_for_a_tap(town: Town) -> None:
    code = code_page(town).one("span", class_="code").text.replace("-", "")
    # A code drawn small holds capitals only.
    page = town.stranger().get(f"/PAIR/{code}")
    assert page.field("code") == code
    tablet = town.stranger()
    assert tablet.post("/pair", code=code).path == "/shop"


def test_a_code_that_is_too_old_connects_nothing(town: Town, clock: Clock) -> None:
    code = code_page(town, "fr").one("span", class_="code").text
    clock.moment += timedelta(minutes=11)
    town.stranger().post("/pair", 401, code=code)


def test_a_lost_tablet_is_shut_out_at_once(town: Town) -> None:
    tablet, ines = town.tablet(), town.ines()
    assert tablet.get("/shop").path == "/shop"
    reading = town.wiring.open_reading
    [device] = devices_of(reading, shop(reading, "boulangerie").id)
    page = ines.post(f"{SHOP}/tablets/{device.id}/revoke", on=SHOP)
    assert "This tablet opens nothing any more." in page.told
    assert "No tablet yet." in page.text
    assert tablet.get("/shop").path == "/pair"
    ines.send(f"{SHOP}/tablets/{device.id}/revoke", ines.hidden(SHOP), 404)


def test_a_tablet_is_shut_out_on_the_page_of_its_own_shop(town: Town) -> None:
    town.tablet("cafe")
    reading, ines = town.wiring.open_reading, town.ines()
    [device] = devices_of(reading, shop(reading, "cafe").id)
    ines.send(f"{SHOP}/tablets/{device.id}/revoke", ines.hidden(SHOP), 404)
    assert devices_of(reading, shop(reading, "cafe").id)[0].revoked_at is None
