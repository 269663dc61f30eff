"""An organiser makes the next season and closes the one that is over."""

from __future__ import annotations

from datetime import datetime

import pytest

from muvengine.reads.ledger_check import check_ledger
from tests.build import ZONE, Town
from tests.conftest import Clock
from tests.pages import Browser

SEASONS = "/organiser/seasons"
CLOSE = f"{SEASONS}/2026/close"
NEXT = {
    "season": "2027",
    "first_day": "2027-01-01",
    "last_day": "2027-12-31",
    "points": "0",
    "season_reference": "council 9",
}


@pytest.fixture
def over(town: Town, clock: Clock) -> Browser:
    """Inès, on the first day on which the season 2026 can be closed."""
    clock.moment = datetime(2027, 1, 8, 9, 0, tzinfo=ZONE)
    return town.ines()


def test_the_next_season_is_made_and_gets_a_part(over: Browser, town: Town) -> None:
    page = over.get(SEASONS)
    assert page.field("first_day") == "2027-01-01"
    assert page.field("last_day") == "2027-12-31"
    assert "The season 2027 is made." in over.post(SEASONS, on=SEASONS, **NEXT).told
    page = over.get(f"{CLOSE}?carry=40000")
    assert "40,000 points go on to the season 2027." in page.text
    assert "60,000 points are taken back." in page.text
    shown = {**over.hidden(f"{CLOSE}?carry=40000"), "carry": "40000", "left": "100000"}
    page = over.send(CLOSE, {**shown, "confirm": "2026"})
    assert page.told == "The season 2026 is closed."
    assert "Closed on Friday 8 January" in page.text
    assert check_ledger(town.wiring.open_reading) == ()


def test_nothing_is_closed_by_a_slip(over: Browser) -> None:
    assert "No season follows." in over.get(CLOSE).text
    shown = {**over.hidden(CLOSE), "carry": "0", "left": "100000"}
    assert "not the name" in over.send(CLOSE, {**shown, "confirm": "2025"}, 422).alert
    for slip in ({"left": "5"}, {"carry": "5"}, {"carry": "some"}):
        tried = {**shown, **over.hidden(CLOSE), "confirm": "2026", **slip}
        assert "changed" in over.send(CLOSE, tried, 409).alert
    for typed in ("1", "-1", "many", "9" * 20):
        assert "Type a number" in over.get(f"{CLOSE}?carry={typed}", 422).alert
    over.get(f"{SEASONS}/1999/close", 404)


def test_a_second_press_hears_the_same(over: Browser) -> None:
    shown = {**over.hidden(CLOSE), "carry": "0", "left": "100000"}
    for _ in range(2):
        page = over.send(CLOSE, {**shown, "confirm": "2026"})
        assert page.told == "The season 2026 is closed."


def test_before_its_end_a_season_is_not_closed(town: Town) -> None:
    ines = town.ines()
    page = ines.get(CLOSE)
    assert "You can close it from 8 January 2027." in page.text
    assert CLOSE not in page.actions()


def test_money_goes_back_to_who_paid(over: Browser, town: Town) -> None:
    said = {"funder": "town", "funding_reference": "R9", "why": "the season is over"}
    assert "at most" in over.post(f"{SEASONS}/return", 422, on=SEASONS, amount="5001", **said).alert
    page = over.post(f"{SEASONS}/return", on=SEASONS, amount="5000", **said)
    assert page.told == "Written down."
    again = over.post(f"{SEASONS}/return", 422, on=SEASONS, amount="1", **said)
    assert "at most" in again.alert
    assert check_ledger(town.wiring.open_reading) == ()
