from __future__ import annotations

from tests.build import Town
from tests.people import participant

URL = "/organiser/audit"


def test_who_did_what_is_told_by_name_for_colleagues_alone(town: Town) -> None:
    town.ines().post("/organiser/weather", day="2026-04-06", weather="rain")
    karim = town.karim(helping=town.fatou_)
    karim.get("/me")
    page = town.ines().get(URL)
    assert "Inès noted the weather" in page.text
    assert f"Karim began to help, for person {town.fatou_.id}" in page.text
    assert "Fatou" not in page.text
    page = town.ines("fr").get(URL)
    assert "Inès a noté la météo" in page.text


def test_a_tablet_and_the_machine_are_told_too(town: Town) -> None:
    town.tablet()
    text = town.ines().get(URL).text
    assert "Tablet 1 connected a tablet" in text
    assert "The machine published a rulebook" in text


def test_what_an_act_was_about_is_told_in_the_reader_s_language(town: Town) -> None:
    town.karim(helping=town.fatou_).get("/me")
    text = town.ines("fr").get(URL).text
    assert f"personne {town.fatou_.id}" in text
    assert "règlement" in text
    assert "person " not in text
    assert "rulebook" not in text


def test_older_acts_are_a_page_away(town: Town) -> None:
    for number in range(50):
        participant(town.wiring.open_uow, f"Person {number}")
    ines = town.ines()
    page = ines.get(URL)
    [older] = [link.attrs["href"] or "" for link in page.all("a") if link.text == "Older lines"]
    later = ines.get(older)
    assert "published a rulebook" in later.text
    assert "Back to the newest" in later.text


def test_a_shop_is_told_by_its_name(town: Town) -> None:
    town.tablet()
    text = town.ines().get(URL).text
    assert "shop Boulangerie du Cours" in text
    assert "shop boulangerie" not in text
