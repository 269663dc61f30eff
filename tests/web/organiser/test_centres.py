"""An organiser opens centres, says who works there, and under which account a helper plays."""

from __future__ import annotations

import pytest

from muvengine.core.people.identity import Person
from muvengine.reads.people import staff
from tests.build import Town
from tests.people import participant

URL = "/organiser/centres"


def lea_of(town: Town) -> Person:
    return next(one for one in staff(town.wiring.open_reading) if one.name == "Léa")


def test_a_centre_is_opened_renamed_and_given_helpers(town: Town) -> None:
    ines = town.ines()
    page = ines.get(URL)
    # The town began with one, named after itself.
    assert "Le quartier" in page.text
    assert "1 person is known here." in page.text
    page = ines.send(URL, {**ines.hidden(URL), "name": "Library", "place": "1 cours Gimon"})
    assert "Library is open." in page.told
    assert "Nobody works here yet." in page.text
    with town.wiring.open_reading() as uow:
        key = uow.centres.listed()[1].key
    form = {**ines.hidden(URL), "helper": town.karim_.public_id}
    page = ines.send(f"{URL}/{key}/helpers", form | {"works": "yes"})
    assert "Karim works there from now on." in page.told
    page = ines.send(f"{URL}/{key}/helpers", form | {"works": "no"})
    assert "Karim works there no more." in page.told
    page = ines.send(f"{URL}/{key}", {**form, "name": "Médiathèque", "place": ""})
    assert "Médiathèque is saved." in page.told
    audit = ines.get("/organiser/audit").text
    for said in ("opened a centre", "put a helper at a centre", "renamed a centre"):
        assert said in audit


@pytest.mark.parametrize("url", [URL, f"{URL}/first"])
def test_what_is_wrong_is_said(town: Town, url: str) -> None:
    ines = town.ines()
    page = ines.send(url, {**ines.hidden(URL), "name": "", "place": "x"}, 422)
    assert "Type a name." in page.text
    assert page.all("input", **{"aria-invalid": "true"})


def test_an_invitation_chooses_the_centre_and_enrolling_too(town: Town) -> None:
    ines = town.ines()
    ines.send(URL, {**ines.hidden(URL), "name": "Library"})
    with town.wiring.open_reading() as uow:
        key = uow.centres.listed()[1].key
    lea = {"name": "Léa", "email": "lea@c.example", "role": "mediator", "locale": "fr"}
    page = ines.get("/organiser/team")
    assert "Centre of the helper" in page.text
    ines.send("/organiser/team", {**ines.hidden("/organiser/team"), **lea, "centre": key})
    desk = town.browser_of(lea_of(town))
    assert "Fatou" not in desk.get("/desk?q=fa").one("main").text
    ines.send(
        f"{URL}/first/helpers",
        {**ines.hidden(URL), "helper": lea_of(town).public_id, "works": "yes"},
    )
    assert "Fatou" in desk.get("/desk?q=fa").one("main").text
    form = desk.hidden("/desk/enrol")
    asked = {"name": "Omar", "locale": "fr", "consent": "true", "centre": key}
    page = desk.send("/desk/enrol", form | asked)
    assert "Library has known this person" in page.text
    assert "Omar" not in town.karim().get("/desk?q=omar").one("main").text.replace("omar", "")


def test_a_helper_who_works_nowhere_is_told_so(town: Town) -> None:
    ines, karim = town.ines(), town.karim()
    form = {**ines.hidden(URL), "helper": town.karim_.public_id, "works": "no"}
    ines.send(f"{URL}/first/helpers", form)
    asked = {"name": "Omar", "locale": "fr", "consent": "true"}
    page = karim.send("/desk/enrol", karim.hidden("/desk/enrol") | asked, 422)
    assert "You work at no centre yet." in page.alert


def test_the_account_a_helper_plays_under_is_typed_in(town: Town) -> None:
    participant(town.wiring.open_uow, "Kader")
    ines, url = town.ines(), "/organiser/helpers"
    at = f"{url}/{town.karim_.public_id}/account"
    page = ines.send(at, {**ines.hidden(url), "card": "nobody"})
    assert "Nobody has this card or name." in page.told
    page = ines.send(at, {**ines.hidden(url), "card": "Kader"})
    assert "This is saved for Karim." in page.told
    assert "Now: Kader" in page.text
    karim = town.karim()
    page = karim.post("/desk/workshop", name="Bike repair", points="10", people="Kader")
    assert "Another helper must do it." in page.text
