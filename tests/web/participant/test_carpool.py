from __future__ import annotations

import re
from datetime import timedelta

import pytest

from muvengine.services.lapse_carpools import lapse_carpools
from tests.build import Town, ride
from tests.conftest import Clock
from tests.pages import Browser
from tests.people import participant

PAGE = "/me/carpool"


@pytest.fixture
def rider(town: Town) -> Browser:
    """Somebody who rides along with Fatou."""
    return town.browser_of(participant(town.wiring.open_uow, "Ali"))


def shown(town: Town) -> str:
    page = town.fatou().post(f"{PAGE}/code", on=PAGE)
    code = page.one("p", class_="code").text
    assert re.fullmatch(r"[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}", code)
    return code


def test_a_driver_shows_and_a_passenger_enters(town: Town, rider: Browser) -> None:
    code = shown(town)
    page = rider.post(f"{PAGE}/join", on=PAGE, code=code.lower())
    assert "Now both of you send your trip" in page.told
    assert "With Fatou" in page.text
    assert "With Ali" in town.fatou().get(PAGE).text
    assert "We wait for both trips." in town.fatou().get(PAGE).text


def test_the_square_opens_the_page_with_the_code(town: Town, rider: Browser) -> None:
    code = shown(town).replace("-", "")
    assert rider.get(f"{PAGE}/{code}").field("code") == code


@pytest.mark.parametrize(
    ("typed", "words"),
    [("", "letter"), ("AAA-AAA-AAA", "letter"), ("000-000-000", "We do not know this code.")],
)
def test_a_wrong_code_is_told(rider: Browser, typed: str, words: str) -> None:
    assert words in rider.post(f"{PAGE}/join", 422, on=PAGE, code=typed).alert


def test_ones_own_code_is_for_the_other(town: Town) -> None:
    page = town.fatou().post(f"{PAGE}/join", 422, on=PAGE, code=shown(town))
    assert "This is your own code." in page.alert


def test_the_first_of_two_is_told_what_it_waits_for(town: Town, rider: Browser) -> None:
    rider.post(f"{PAGE}/join", on=PAGE, code=shown(town))
    far = ride(by="car", ends=((43.640, 5.065), (43.645, 5.135)))
    public_id = town.trip(far, "carpool")
    assert "We wait for the other person’s trip." in town.fatou().get(f"/me/trips/{public_id}").text


def test_a_ride_without_a_second_trip_ends(town: Town, rider: Browser, clock: Clock) -> None:
    rider.post(f"{PAGE}/join", on=PAGE, code=shown(town))
    clock.moment += timedelta(days=8, hours=1)
    assert lapse_carpools(town.wiring.open_uow, now=clock.moment) == 1
    assert lapse_carpools(town.wiring.open_uow, now=clock.moment) == 0
