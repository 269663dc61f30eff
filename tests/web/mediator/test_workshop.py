"""Points of a workshop, handed out at the desk."""

from __future__ import annotations

import pytest

from tests.build import Town
from tests.pages import Browser, Page
from tests.people import participant

PAGE = "/desk/workshop"
NAME = "Atelier vélo"


def hand_out(karim: Browser, expect: int = 200, **form: str) -> Page:
    typed = {"name": NAME, "points": "20", "people": "fatou"} | form
    return karim.send(PAGE, karim.hidden(PAGE) | typed, expect)


def test_each_line_is_answered_and_only_what_failed_stays_in_the_field(town: Town) -> None:
    participant(town.wiring.open_uow, "Ali")
    page = hand_out(town.karim(), people="fatou\nali\nnobody")
    assert "2 people got 20 points each." in page.text
    assert "nobody: nothing given. Nobody has this card or name." in page.text.replace("\xa0", " ")
    assert page.one("textarea").text.strip() == "nobody"
    assert "Today you may still hand out 560 of 600 points." in page.text


def test_the_person_reads_who_gave_points_and_for_which_workshop(town: Town) -> None:
    hand_out(town.karim())
    assert f"By Karim: {NAME}" in town.fatou().get("/me/points").text.replace("\xa0", " ")
    page = town.fatou().get("/me/helped")
    assert "Karim: Points of a workshop" in page.text.replace("\xa0", " ")
    assert NAME in page.text
    assert "+20" in page.text


def test_a_second_press_of_the_same_form_gives_nothing_more(town: Town) -> None:
    karim = town.karim()
    form = karim.hidden(PAGE) | {"name": NAME, "points": "20", "people": "fatou"}
    for _ in range(2):
        assert "1 person got 20 points." in karim.send(PAGE, form).text
    assert "You have 220 points to spend." in town.fatou().get("/me/offers").text


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"name": "x"}, "5 to 120 letters"),
        ({"points": "0"}, "from 1 to 100"),
        ({"points": "many"}, "from 1 to 100"),
        ({"people": " "}, "one person at least"),
        ({"people": "\n".join(str(n) for n in range(61))}, "60 people"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(town: Town, form: dict[str, str], words: str) -> None:
    assert words in hand_out(town.karim(), 422, **form).alert


def test_an_organiser_sets_the_ceiling_and_the_helper_is_held_to_it(town: Town) -> None:
    ines, url = town.ines(), f"/organiser/helpers/{town.karim_.public_id}"
    assert "from 0 to" in ines.post(url, 422, on="/organiser/helpers", points_max="x").alert
    page = ines.post(url, on="/organiser/helpers", points_max="10")
    assert page.told == "Karim may hand out 10 points a day."
    assert "You may hand out only 10 more points today." in hand_out(town.karim()).text
    assert "set what a helper may hand out" in ines.get("/organiser/audit").text
