from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.identity import SignedIn
from muvengine.reads.stops import Sign, sign_of
from muvengine.services.keep_sign import make_sign
from tests.build import FOUNTAIN, STATION, Town, ride
from tests.conftest import Clock
from tests.people import NOON, card

PAGE = "/me/scan"
START = NOON - timedelta(hours=3)


@pytest.fixture
def sign(town: Town) -> Sign:
    """The sign at the café by the fountain."""
    wiring = town.wiring
    make_sign(wiring.open_uow, "cafe", actor=SYSTEM, now=NOON, new_token=wiring.new_token)
    found = sign_of(wiring.open_reading, "cafe")
    assert found is not None
    return found


def at_the_fountain() -> datetime:
    """When the walk of ``ride()`` ends there; a quarter of an hour is enough."""
    return START + timedelta(minutes=14)


def test_the_square_asks_for_one_press(town: Town, sign: Sign) -> None:
    fatou = town.fatou()
    page = fatou.get(f"/S/{sign.token}")
    assert page.path == f"{PAGE}/{sign.token}"
    assert "You are at Café de la Mousse?" in page.text
    code = page.field("code")
    page = fatou.post(PAGE, on=f"{PAGE}/{sign.token}", code=code)
    assert page.told == "Café de la Mousse, 14:00: noted. Now send your trip."
    assert "waits for your trip" in page.text
    again = fatou.post(PAGE, on=f"{PAGE}/{sign.token}", code=code)
    assert "we noted you at 14:00 already" in again.told


def test_looking_notes_nothing(town: Town, sign: Sign) -> None:
    fatou = town.fatou()
    fatou.get(f"/s/{sign.token}")
    assert "waits" not in fatou.get(PAGE).text


def test_whoever_is_not_signed_in_comes_back_here(town: Town, sign: Sign) -> None:
    stranger = town.stranger()
    printed = card(town.wiring.open_uow, town.fatou_)
    page = stranger.get(f"/s/{sign.token}")
    assert page.path == "/sign-in"
    form = {"back": page.field("back"), "card": printed.number, "pin": printed.pin}
    page = stranger.send("/sign-in", stranger.hidden("/sign-in") | form)
    assert page.path == f"{PAGE}/{sign.token}"
    assert "Je suis ici" in page.text


def test_the_code_is_typed_in_any_way(town: Town, sign: Sign) -> None:
    page = town.fatou("fr").post(PAGE, code=f" {sign.code[:3].lower()} {sign.code[3:]}")
    assert "Café de la Mousse, 14\u00a0h\u00a000" in page.told


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [
        ("", 404, "letter"),
        ("AAA-AAA-AAA", 404, "letter"),
        ("000-000-000", 404, "We do not know this sign."),
    ],
)
def test_a_wrong_code_is_told(town: Town, typed: str, status: int, words: str) -> None:
    assert words in town.fatou().post(PAGE, status, code=typed).alert


def test_an_old_sign_is_told_as_old(town: Town, sign: Sign) -> None:
    wiring = town.wiring
    make_sign(wiring.open_uow, "cafe", actor=SYSTEM, now=NOON, new_token=wiring.new_token)
    fatou = town.fatou()
    assert "This sign is old." in fatou.get(f"/s/{sign.token}", 404).alert
    assert "This sign is old." in fatou.post(PAGE, 409, code=sign.code).alert


def test_a_trip_says_which_sign_stands_behind_it(town: Town, sign: Sign, clock: Clock) -> None:
    clock.moment = at_the_fountain()
    town.fatou().post(PAGE, code=sign.code)
    clock.moment = NOON
    public_id = town.trip(ride(START, ends=(STATION, FOUNTAIN)))
    page = town.fatou().get(f"/me/trips/{public_id}")
    assert "You scanned the sign at Café de la Mousse, 11:14." in page.text
    assert "So we know more than your recording says." in page.text
    assert "Stamps on the way" in page.text
    page = town.fatou("fr").get(f"/me/trips/{public_id}")
    assert "Vous avez scanné le panneau de Café de la Mousse" in page.text
    assert "counts for a trip" in town.fatou().get(PAGE).text


def test_a_ride_with_a_sign_at_one_end_is_told_why_half(
    town: Town, sign: Sign, clock: Clock
) -> None:
    clock.moment = START
    town.fatou().post(PAGE, code=sign.code)
    clock.moment = NOON
    public_id = town.trip(ride(START, by="bus", ends=(FOUNTAIN, (43.645, 5.13))), "bus")
    page = town.fatou().get(f"/me/trips/{public_id}")
    assert "Your trip counts" in page.text
    assert "A sign at one end of a trip counts half." in page.text


def test_a_trip_without_a_scan_says_nothing_of_signs(town: Town) -> None:
    assert "Stops on the way" not in town.fatou().get(f"/me/trips/{town.trip(ride())}").text


def test_a_mediator_notes_it_for_somebody_by_their_own_hand(town: Town, sign: Sign) -> None:
    karim = town.karim(helping=town.fatou_)
    karim.post(PAGE, code=sign.code)
    assert "Café de la Mousse" in town.fatou().get(PAGE).text
    with town.wiring.open_reading() as uow:
        [by] = uow.connection.exec_driver_sql("SELECT scanned_by FROM stop_scan").scalars()
        [act] = [act for act in uow.audit.list() if act.act == "stop.scan"]
    assert by == town.karim_.id
    assert act.actor == SignedIn(town.karim_, acting_for=town.fatou_).actor


def test_a_tap_sent_twice_is_one(town: Town, sign: Sign) -> None:
    fatou = town.fatou()
    form = fatou.hidden(PAGE) | {"code": sign.code}
    first, second = fatou.send(PAGE, form), fatou.send(PAGE, form)
    assert first.told == second.told


def test_the_page_is_found_where_trips_are_sent(town: Town) -> None:
    assert PAGE in [a.attrs.get("href") for a in town.fatou().get("/me/trips/new").all("a")]
