from __future__ import annotations

import pytest

from muvengine.core.people.actor import Role
from muvengine.reads.people import staff
from tests.build import Town
from tests.pages import Page

URL = "/organiser/team"
LEA = {"name": "Léa", "email": "Lea@centre.example", "role": "mediator", "locale": "fr"}


def link(page: Page) -> str:
    return page.one("span", class_="text-break font-monospace").text.removeprefix(
        "http://localhost"
    )


def test_colleagues_are_listed_and_participants_counted(town: Town) -> None:
    page = town.ines().get(URL)
    assert "Karim , Mediator" in page.text
    assert "Inès , Organiser" in page.text
    assert "1 participant" in page.text
    assert "Fatou" not in page.text


@pytest.mark.parametrize(("role", "first_page"), [
    ("mediator",  "/desk"),
    ("organiser", "/organiser"),
])  # fmt: skip
def test_a_colleague_comes_in_by_a_link_that_works_once(
    town: Town, role: str, first_page: str
) -> None:
    page = town.ines().post(URL, 200, **{**LEA, "role": role})
    assert page.one("h1").text == "A link for Léa"
    assert "It works once, for 24 hours." in page.text
    lea = town.stranger()
    lea.post(link(page))
    assert lea.get(first_page).path == first_page
    town.stranger().post(link(page), 401)
    assert link(page) not in town.ines().get(URL).source


@pytest.mark.parametrize(("changed", "said"), [
    ({"name": ""},                      "Type a name."),
    ({"name": "x" * 81},                "This is too long."),
    ({"name": "\u200b"},                "Type a name."),
    ({"email": ""},                     "Type an e-mail"),
    ({"email": "lea"},                  "Type an e-mail"),
    ({"email": "KARIM@centre.example"}, "Somebody has this e-mail already."),
    ({"role": "participant"},           "This is not right."),
    ({"locale": "xx"},                  "This is not right."),
])  # fmt: skip
def test_what_is_wrong_is_said(town: Town, changed: dict[str, str], said: str) -> None:
    page = town.ines().post(URL, 422, **{**LEA, **changed})
    assert said in page.alert
    assert len(staff(town.wiring.open_reading)) == 2


def test_a_colleague_gets_a_new_link(town: Town) -> None:
    page = town.ines("fr").post(f"{URL}/{town.karim_.public_id}/link", on=URL)
    assert page.one("h1").text == "Un lien pour Karim"
    browser = town.stranger()
    browser.post(link(page))
    assert browser.get("/desk").path == "/desk"


def test_nobody_gets_a_link_into_a_participants_pages(town: Town) -> None:
    ines = town.ines()
    assert town.fatou_.role is Role.PARTICIPANT
    ines.send(f"{URL}/{town.fatou_.public_id}/link", ines.hidden(URL), 404)
