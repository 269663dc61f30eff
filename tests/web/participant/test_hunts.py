from __future__ import annotations

import pytest

from tests.build import Town
from tests.conftest import Clock
from tests.web.hunts import KEY, OFFICE, SPRING, started, token


def test_a_square_leads_to_a_button_and_the_press_finds(town: Town) -> None:
    started(town)
    fatou, said = town.fatou(), token(town, 1)
    page = fatou.get(f"/H/{said}")
    assert page.path == f"/me/hunts/at/{said}"
    assert "You are here: Spring hunt, place 1." in page.text
    assert "The fountain" not in page.text
    page = fatou.post("/me/hunts/found", on=page.path, code=said)
    assert "Found: The fountain. 10 points for you." in page.told
    assert "1 of 3 places found" in page.text
    assert "It smells of bread" in page.text
    assert "A reward of the game" in fatou.get("/me/points").text
    assert "You have found this place already" in fatou.get(f"/me/hunts/at/{said}").text


def test_looking_at_a_sign_finds_nothing(town: Town) -> None:
    started(town)
    town.fatou().get(f"/me/hunts/at/{token(town, 1)}")
    assert "0 of 3 places found" in town.fatou().get("/me/hunts").text


def test_a_hunt_of_whole_days_is_told_without_midnights(town: Town) -> None:
    started(town, first_time="00:00", last_time="00:00")
    page = town.stranger().get(f"/hunts/{KEY}")
    assert "From Monday 6 April to Sunday 19 April." in page.text


def test_a_stranger_comes_back_to_the_place_after_signing_in(town: Town) -> None:
    started(town)
    page = town.stranger().get(f"/h/{token(town, 2)}")
    assert page.path == "/sign-in"
    back = {str(one.attrs["value"]) for one in page.all("input", name="back")}
    assert f"/me/hunts/at/{token(town, 2)}" in back


def test_the_last_place_pays_for_all(town: Town) -> None:
    started(town)
    fatou = town.fatou()
    for number in (3, 1, 2):
        page = fatou.post("/me/hunts/found", on="/me/hunts", code=token(town, number))
    assert "That was the last place! 30 points for you." in page.told
    assert "You have found every place. Well done!" in page.text


def test_in_order_the_next_hint_alone_is_shown(town: Town) -> None:
    started(town, in_order="true")
    fatou = town.fatou()
    page = fatou.get("/me/hunts")
    assert "Water runs here" in page.text
    assert "It smells of bread" not in page.text
    page = fatou.post("/me/hunts/found", 409, on="/me/hunts", code=token(town, 2))
    assert "Not yet: place 1 comes first." in page.alert


@pytest.mark.parametrize(("code", "status", "said"), [
    ("oops", 404, "looks wrong"),
    ("A" * 26, 404, "We do not know this code."),
])  # fmt: skip
def test_a_wrong_code_is_told(town: Town, code: str, status: int, said: str) -> None:
    started(town)
    page = town.fatou().post("/me/hunts/found", status, on="/me/hunts", code=code)
    assert said in page.alert


def test_a_hunt_that_is_over_is_told_and_pays_nothing(town: Town, clock: Clock) -> None:
    started(town)
    fatou = town.fatou()
    fatou.post("/me/hunts/found", on="/me/hunts", code=token(town, 1))
    clock.moment = clock.moment.replace(day=21)
    page = fatou.post("/me/hunts/found", 409, on="/me/hunts", code=token(town, 2))
    assert "This treasure hunt is over." in page.alert


def test_a_mediator_helps_and_is_named_as_the_helper(town: Town) -> None:
    started(town)
    karim = town.karim(helping=town.fatou_)
    karim.post("/me/hunts/found", on="/me/hunts", code=token(town, 1))
    stamps = town.ines().get(f"{OFFICE}/{KEY}/stamps").text
    assert "Stamped by Karim" in stamps


def test_without_a_hunt_the_page_says_so(town: Town) -> None:
    assert "There is no treasure hunt to play now." in town.fatou().get("/me/hunts").text
    assert SPRING["title_en"] not in town.stranger().get("/hunts").text
