from __future__ import annotations

from datetime import timedelta

import pytest

from tests.build import Town, ride
from tests.people import NOON


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", "You have not sent a trip yet."),
        ("fr", "Vous n’avez pas encore envoyé de trajet."),
    ],
)
def test_an_empty_list_says_so(town: Town, locale: str, words: str) -> None:
    assert words in town.fatou(locale).get("/me/trips").text


def test_older_trips_are_one_page_further(town: Town) -> None:
    for number in range(21):
        town.trip(ride(NOON - timedelta(hours=1 + 6 * number), seed=number))
    fatou = town.fatou()
    first = fatou.get("/me/trips")
    assert first.source.count("card mb-2") == 20
    [older] = [link for link in first.all("a") if link.text == "Older trips"]
    second = fatou.get(older.attrs["href"] or "")
    assert second.source.count("card mb-2") == 1
    assert second.all("a", href="/me/trips", class_="btn btn-outline-primary")


def test_a_month_is_a_calendar_with_its_sums_in_words(town: Town) -> None:
    town.trip(ride())
    page = town.fatou().get("/me/trips")
    assert "1 trip, " in page.text
    [moved] = page.all("td", class_="month-moved month-today")
    assert moved.text.split() == [str(NOON.day), "On", "foot"]
    earlier = town.fatou().get("/me/trips?month=2026-01")
    assert "No trip in this month." in earlier.text


def test_a_page_we_never_offered_is_not_found(town: Town) -> None:
    town.fatou().get("/me/trips?after=nothing", expect=404)
