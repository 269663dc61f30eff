from __future__ import annotations

import pytest

from tests.build import Town
from tests.web.hunts import KEY, OFFICE, PLACES, SPRING, drafted, started, token

NEW = f"{OFFICE}/new"


def test_a_hunt_is_written_started_and_seen_by_everybody(town: Town) -> None:
    path = drafted(town)
    assert town.stranger().get("/hunts").text.count("Spring hunt") == 0
    page = town.ines().post(f"{path}/start", on=path)
    assert "The treasure hunt has started." in page.told
    public = town.stranger().get("/hunts").one("a", href=f"/hunts/{KEY}")
    text = town.stranger().get(str(public.attrs["href"])).text
    assert "Each place brings 10 points." in text
    assert "The fountain" not in text
    audit = town.ines().get("/organiser/audit").text
    assert "made a treasure hunt" in audit
    assert "started a treasure hunt" in audit


@pytest.mark.parametrize(("changed", "said"), [
    ({"title_en": "", "title_fr": ""}, "Type a title in one language at least."),
    ({"last_day": "2026-04-06", "last_time": "09:00"}, "The end must come after the beginning."),
    ({"last_day": "2027-05-06"}, "A treasure hunt lasts a year at most."),
    ({"first_time": "soon"}, "Write the time like 09:00."),
    ({"place_points": "1001"}, "too"),
    ({"first_day": ""}, "Choose a day"),
])  # fmt: skip
def test_what_is_wrong_with_a_hunt_is_said(town: Town, changed: dict[str, str], said: str) -> None:
    assert said in town.ines().post(NEW, 422, **{**SPRING, **changed}).alert


@pytest.mark.parametrize(("changed", "said"), [
    ({"name_en": ""}, "Write the name in one language at least."),
    ({"hint_en": ""}, "Write the hint in one language at least."),
    ({"lat": "43.6"}, "Write both numbers, or neither."),
    ({"lat": "high", "lon": "5"}, "Latitude"),
    ({"shop": "elsewhere"}, "Shop whose till may stamp there"),
])  # fmt: skip
def test_what_is_wrong_with_a_place_is_said(town: Town, changed: dict[str, str], said: str) -> None:
    path = drafted(town)
    place = {**PLACES[0], "lat": "", "lon": "", **changed}
    assert said in town.ines().post(f"{path}/places/new", 422, **place).alert


def test_a_draft_changes_and_a_started_hunt_does_not(town: Town) -> None:
    path, ines = drafted(town), town.ines()
    edit = ines.get(f"{path}/edit")
    assert edit.field("first_time") == "09:00"
    page = ines.post(f"{path}/edit", 200, **{**SPRING, "place_points": "15"})
    assert "Each place brings 15 points." in page.text
    place = f"{path}/places/2"
    page = ines.post(place, 200, **{**PLACES[1], "name_en": "The oven"})
    assert "The oven" in page.text
    page = ines.post(f"{place}/drop", on=place)
    assert "The oven" not in page.text
    assert "The library, place 2" in page.text
    ines.post(f"{path}/start", on=path)
    page = ines.post(f"{path}/edit", 409, **SPRING)
    assert "This is not possible now: it has started." in page.alert
    page = ines.post(f"{path}/places/1/drop", 409, on=path)
    assert "it has started" in page.alert


def test_a_hunt_without_places_does_not_start(town: Town) -> None:
    ines = town.ines()
    path = ines.post(NEW, 200, **SPRING).path
    assert "Add 2 places at least." in ines.post(f"{path}/start", 409, on=path).alert


def test_posters_carry_each_sign_and_a_leaked_one_is_renewed(town: Town) -> None:
    path, ines = started(town), town.ines()
    posters = ines.get(f"{path}/posters")
    assert "Place 3" in posters.text
    assert "Scannez le carré." in posters.text
    assert "Place 3" not in ines.get(f"{path}/posters?place=1").text
    old, place = token(town, 1), f"{path}/places/1"
    assert "The sign is stopped." in ines.post(f"{place}/pause", on=place).told
    fatou = town.fatou()
    page = fatou.post("/me/hunts/found", 409, on="/me/hunts", code=old)
    assert "This sign is not valid now." in page.alert
    assert "There is a new sign." in ines.post(f"{place}/sign", on=place).told
    assert "This sign is not valid any more." in fatou.get(f"/me/hunts/at/{old}", 404).alert
    fatou.post("/me/hunts/found", on="/me/hunts", code=token(town, 1))


def test_a_wrong_stamp_goes_back_with_its_points_and_the_reason(town: Town) -> None:
    path, ines = started(town), town.ines()
    town.fatou().post("/me/hunts/found", on="/me/hunts", code=token(town, 1))
    stamps = f"{path}/stamps"
    back = next(one for one in ines.get(stamps).actions() if one.endswith("/back"))
    assert "Give a reason" in ines.post(back, 422, on=stamps, reason="no").alert
    page = ines.post(back, on=stamps, reason="it was another person")
    assert "Taken back: it was another person" in page.text
    page = ines.send(back, {**ines.hidden(stamps), "reason": "it was another person"}, 409)
    assert "taken back already" in page.alert
    assert "A reward of the game was taken back" in town.fatou().get("/me/points").text
    mine = town.fatou().get("/me/hunts").text
    assert "0 of 3 places found" in mine
    assert "Taken back: it was another person" in mine


def test_a_pause_and_an_early_end_are_told_to_everybody(town: Town) -> None:
    path, ines = started(town), town.ines()
    ines.post(f"{path}/pause", on=path, pause="yes")
    page = town.fatou().post("/me/hunts/found", 409, on="/me/hunts", code=token(town, 1))
    assert "This treasure hunt pauses." in page.alert
    ines.post(f"{path}/pause", on=path, pause="no")
    assert "Give a reason" in ines.post(f"{path}/cancel", 422, on=path, reason="").alert
    ines.post(f"{path}/cancel", on=path, reason="a storm is coming")
    text = town.stranger().get(f"/hunts/{KEY}").text
    assert "Why: a storm is coming" in text
    assert "You keep the points you have." in text


def test_figures_are_a_table_without_names(town: Town) -> None:
    path = started(town)
    town.fatou().post("/me/hunts/found", on="/me/hunts", code=token(town, 1))
    table = town.ines().client.get(f"{path}/figures.csv").text
    assert "1;The fountain;1;1;0;0" in table
    assert "Points paid;10" in table
    assert "Fatou" not in table


def test_the_form_of_a_draft_carries_its_name(town: Town) -> None:
    path = drafted(town)
    page = town.ines().get(f"{path}/edit")
    assert page.one("h1").text == "Change Spring hunt"
    assert page.one("a", href=path).text == "Spring hunt"
