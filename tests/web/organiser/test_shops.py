from __future__ import annotations

import pytest

from muvengine.reads.shops import shop as read_shop
from muvengine.reads.shops import shops
from tests.build import Town
from tests.pages import Browser, Page

LIST = "/organiser/shops"
NEW = f"{LIST}/new"
SOAP = {
    "name": "Savonnerie d’Aïn",
    "street": "3 rue Longue",
    "lat": "43,6400",
    "lon": "5.0950",
    "pictogram": "soap",
    "about_fr": "Du savon.",
    "hours_en": "Monday",
}


def add(browser: Browser, expect: int = 200, **changed: str) -> Page:
    return browser.post(NEW, expect, **{**SOAP, **changed})


def test_a_shop_is_added_and_seen_by_everybody(town: Town) -> None:
    page = add(town.ines())
    assert page.path == f"{LIST}/savonnerie-d-ain"
    assert "Savonnerie d’Aïn is saved." in page.told
    kept = read_shop(town.wiring.open_reading, "savonnerie-d-ain")
    assert (kept.lat, kept.lon, kept.street) == (43.64, 5.095, "3 rue Longue")
    assert (kept.about, kept.hours) == ({"fr": "Du savon."}, {"en": "Monday"})
    assert "Savonnerie" in town.stranger().get("/shops").text


@pytest.mark.parametrize(("changed", "said"), [
    ({"name": ""},            "Type a name."),
    ({"name": "x" * 121},     "This is too long."),
    ({"lat": "north"},        "Type degrees, as 43.64."),
    ({"lat": "91"},           "Type degrees, as 43.64."),
    ({"lon": "nan"},          "Type degrees, as 43.64."),
    ({"lat": ""},             "Type degrees, as 43.64."),
    ({"lat": "5.095", "lon": "43.64"}, "Did the 2 numbers change places?"),
    ({"key": "A Shop"},       "Use small letters, digits and hyphens."),
    ({"key": "cafe"},         "This short name is taken."),
    ({"name": "咖啡"},         "Use small letters, digits and hyphens."),
    ({"pictogram": "rocket"}, "This is not right."),
])  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    town: Town, changed: dict[str, str], said: str
) -> None:
    page = add(town.ines(), 422, **changed)
    assert said in page.alert
    assert page.field("street") == "3 rue Longue"
    assert page.field("about_fr") == "Du savon."
    assert len(shops(town.wiring.open_reading)) == 2


def test_a_shop_in_french(town: Town) -> None:
    page = town.ines("fr").post(NEW, 422, **{**SOAP, "name": ""})
    assert "Tapez un nom." in page.alert


def test_the_same_form_twice_does_not_overwrite(town: Town) -> None:
    ines = town.ines()
    add(ines)
    assert "This short name is taken." in add(ines, 422, street="elsewhere").alert
    assert read_shop(town.wiring.open_reading, "savonnerie-d-ain").street == "3 rue Longue"


def test_a_shop_is_changed_and_may_leave(town: Town) -> None:
    ines, url = town.ines(), f"{LIST}/cafe/edit"
    page = ines.get(url)
    assert page.field("name") == "Café de la Mousse"
    form = {**SOAP, "name": "Café du Cours"}
    page = ines.post(url, 200, **form)
    assert page.one("h1").text == "Café du Cours"
    assert "left the programme" in page.text, "the box was not ticked"
    assert "Café" not in town.stranger().get("/shops").text
    page = ines.post(url, 200, **form, open="true")
    assert "left the programme" not in page.text
    assert "Café du Cours" in town.stranger().get("/shops").text


def test_a_wrong_change_changes_nothing(town: Town) -> None:
    page = town.ines().post(f"{LIST}/cafe/edit", 422, **{**SOAP, "lat": "x"})
    assert "Type degrees" in page.alert
    assert read_shop(town.wiring.open_reading, "cafe").name == "Café de la Mousse"


def test_an_unknown_shop_is_not_found(town: Town) -> None:
    for url in ("nothing", "nothing/edit", "nothing/offers/new"):
        town.ines().get(f"{LIST}/{url}", 404)
