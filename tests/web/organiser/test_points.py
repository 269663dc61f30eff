from __future__ import annotations

import pytest

from muvengine.reads.wallet import wallet
from tests.build import OPENING_POINTS, Town
from tests.pages import Browser, Page
from tests.people import PASSWORD, participant

URL = "/organiser/points"
GIFT = {"person": "Fatou", "kind": "give", "points": "50", "reason": "Workshop"}
SECOND = {"email": "karim@centre.example", "password": PASSWORD}


def correct(browser: Browser, expect: int = 200, **changed: str) -> Page:
    return browser.post(URL, expect, **{**GIFT, **changed})


def points(town: Town) -> int:
    return wallet(town.wiring.open_reading, town.fatou_.id).available


def test_points_are_given_with_a_reason_their_owner_reads(town: Town) -> None:
    page = correct(town.ines())
    assert "50 points given to Fatou." in page.told
    assert points(town) == OPENING_POINTS + 50
    assert "Workshop" in town.fatou().get("/me/points").text


def test_points_are_taken_back_and_never_below_nothing(town: Town) -> None:
    ines = town.ines()
    assert "50 points taken from Fatou." in correct(ines, kind="take").told
    page = correct(ines, 409, kind="take", points="200")
    assert "You do not have enough points yet." in page.alert
    assert points(town) == OPENING_POINTS - 50


def test_the_same_press_twice_gives_once(town: Town) -> None:
    ines = town.ines()
    form = {**ines.hidden(URL), **GIFT}
    ines.send(URL, form)
    ines.send(URL, form)
    assert points(town) == OPENING_POINTS + 50


@pytest.mark.parametrize(("changed", "said"), [
    ({"person": ""},        "Say who it is for."),
    ({"person": "Nobody"},  "We find nobody of this name."),
    ({"person": "Karim"},   "We find nobody of this name."),
    ({"person": "karim@centre.example"}, "We find nobody of this name."),
    ({"points": "0"},       "This number is too small or too large."),
    ({"points": "-5"},      "This number is too small or too large."),
    ({"points": "10001"},   "This number is too small or too large."),
    ({"points": "x"},       "Type a whole number."),
    ({"reason": "gift"},    "Give a reason of 5 to 200 letters."),
    ({"reason": "x" * 201}, "Give a reason of 5 to 200 letters."),
    ({"kind": "lend"},      "This is not right."),
])  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_moves(
    town: Town, changed: dict[str, str], said: str
) -> None:
    assert said in correct(town.ines(), 422, **changed).alert
    assert points(town) == OPENING_POINTS


def test_of_two_people_of_one_name_the_card_tells(town: Town) -> None:
    participant(town.wiring.open_uow, "Fatoumata")
    page = correct(town.ines(), 422, person="Fat")
    assert "Several people fit." in page.alert


def test_a_second_colleague_signs_for_much(town: Town) -> None:
    ines = town.ines()
    assert "a second colleague must sign" in correct(ines, 403, points="201").alert
    page = correct(ines, 200, points="201", **SECOND)
    assert "201 points given to Fatou." in page.told
    assert PASSWORD not in page.source
    assert points(town) == OPENING_POINTS + 201


@pytest.mark.parametrize(("second", "status", "said"), [
    ({**SECOND, "password": "wrong"},           401, "does not match"),
    ({**SECOND, "email": "nobody@x.example"},   401, "does not match"),
    ({**SECOND, "email": "inès@centre.example"}, 403, "a second colleague must sign"),
])  # fmt: skip
def test_nobody_signs_twice_or_for_another(
    town: Town, second: dict[str, str], status: int, said: str
) -> None:
    page = correct(town.ines(), status, points="300", **second)
    assert said in page.alert
    assert points(town) == OPENING_POINTS


def test_guessing_the_second_password_comes_to_an_end(town: Town) -> None:
    ines = town.ines()
    wrong = {**SECOND, "password": "wrong"}
    statuses = [
        read.status_code
        for read in (
            ines.client.post(URL, data={**ines.hidden(URL), **GIFT, "points": "300", **wrong})
            for _ in range(12)
        )
    ]
    assert statuses[0] == 401
    assert statuses[-1] == 429
    assert points(town) == OPENING_POINTS


def test_it_is_said_in_french(town: Town) -> None:
    page = town.ines("fr").post(URL, 200, **GIFT)
    assert "50 points donnés à Fatou." in page.told
