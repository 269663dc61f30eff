from __future__ import annotations

import pytest

from muvengine.core.people.identity import Person, SignedIn
from muvengine.services.write_slip import Slip, write_slip
from tests.build import Town
from tests.pages import Browser, Page
from tests.people import NOON, participant

PAGE = "/desk/slips"
TODAY = "2026-04-07"


@pytest.fixture
def ali(town: Town) -> Person:
    """Somebody who rides along with Fatou."""
    return participant(town.wiring.open_uow, "Ali")


def write(karim: Browser, expect: int = 200, **form: str) -> Page:
    typed = {"driver": "fatou", "passenger": "ali", "day": TODAY} | form
    return karim.send(PAGE, karim.hidden(PAGE) | typed, expect)


def test_both_names_are_written_down(town: Town, ali: Person) -> None:
    karim = town.karim()
    page = karim.get(PAGE)
    assert page.field("day") == TODAY
    page = write(karim)
    assert page.told == "Fatou drove, Ali rode along: written down."
    assert "With Ali" in town.fatou().get("/me/carpool").text
    assert "With Fatou" in town.browser_of(ali).get("/me/carpool").text


@pytest.mark.parametrize(
    ("form", "status", "words"),
    [
        ({"driver": ""}, 422, "Who drove: Nobody has this card or name."),
        ({"passenger": "nobody"}, 404, "Who rode along: Nobody has this card or name."),
        ({"passenger": "a"}, 404, "Who rode along: Nobody has this card or name."),
        ({"passenger": "al"}, 409, "Several people have this name."),
        ({"passenger": "fatou"}, 409, "One person cannot be both."),
        ({"day": ""}, 422, "Choose a day."),
        ({"day": "2026-13-41"}, 422, "Choose a day."),
        ({"day": "2026-03-30"}, 422, "one of the last 7 days"),
        ({"day": "2026-04-08"}, 422, "one of the last 7 days"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    town: Town, ali: Person, form: dict[str, str], status: int, words: str
) -> None:
    participant(town.wiring.open_uow, "Aline")
    page = write(town.karim(), status, **({"passenger": ali.name + "x"} | form))
    assert words in page.alert.replace("\u00a0", " ")


@pytest.mark.usefixtures("ali")
def test_a_slip_is_written_once(town: Town) -> None:
    karim = town.karim()
    write(karim)
    assert "written down already" in write(karim, 409).alert
    assert "written down already" in write(karim, 409, driver="ali", passenger="fatou").alert


def test_ten_a_day(town: Town) -> None:
    wiring, hand = town.wiring, SignedIn(town.karim_).actor
    for number in range(10):
        participant(wiring.open_uow, f"Seat{number}")
        slip = Slip("Fatou", f"Seat{number}", NOON.date())
        attempt = slip.attempt(hand, f"slip-{number}")
        write_slip(
            wiring.open_uow,
            wiring.shelf,
            slip,
            attempt=attempt,
            now=NOON,
            new_token=wiring.new_token,
        )
    participant(wiring.open_uow, "Late")
    assert "10 slips today" in write(town.karim(), 409, passenger="late").alert


def test_the_desk_leads_here_and_the_page_speaks_french(town: Town) -> None:
    karim = town.karim(locale="fr")
    assert PAGE in [a.attrs.get("href") for a in karim.get("/desk").all("a")]
    assert "Qui a conduit" in karim.get(PAGE).text
