from __future__ import annotations

from datetime import timedelta

import pytest

from muvengine.services.release_points import release_points
from tests.build import OPENING_POINTS, Town, ride
from tests.conftest import Clock


def test_the_number_of_points_and_the_nearest_gift(town: Town) -> None:
    page = town.fatou().get("/me")
    assert page.one("span", class_="figure").text == "200 points"
    assert "You have enough for: A loaf, at Boulangerie du Cours." in page.text
    assert "You have not sent a trip yet" in page.text


def test_how_many_points_are_missing_for_the_cheapest_thing(town: Town) -> None:
    town.give(-OPENING_POINTS + 70)
    text = town.fatou().get("/me").text
    assert "30 more points bring you: A loaf, at Boulangerie du Cours." in text


def test_points_on_their_way_say_when_and_then_arrive(town: Town, clock: Clock) -> None:
    town.trip(ride())
    text = town.fatou().get("/me").text
    assert "53 more points are on their way" in text
    assert "from Thursday 9 April, 14:00" in text

    clock.moment += timedelta(days=2, minutes=5)
    release_points(town.wiring.open_uow, now=clock.moment)
    page = town.fatou().get("/me")
    assert page.one("span", class_="figure").text == "253 points"


@pytest.mark.parametrize(("locale", "greeting"), [("en", "Hello Fatou"), ("fr", "Bonjour Fatou")])
def test_the_last_trip_stands_there_with_what_became_of_it(
    town: Town, locale: str, greeting: str
) -> None:
    public_id = town.trip(ride())
    page = town.fatou(locale).get("/me")
    assert page.one("h1").text == greeting
    assert page.all("a", href=f"/me/trips/{public_id}")
    # Why, in a line or two: what counted most.
    [told] = page.all("div", class_="trip-card-told")
    assert "+" in told.text


def test_how_far_the_nearest_gift_is_can_be_seen_and_is_said(town: Town) -> None:
    town.give(-OPENING_POINTS + 70)
    bar = town.fatou().get("/me").one("progress")
    assert (bar.attrs["value"], bar.attrs["max"]) == ("70", "100")
    assert bar.attrs["aria-labelledby"] == "goal"


def test_a_mediator_sees_the_page_of_whom_they_help(town: Town) -> None:
    page = town.karim(helping=town.fatou_).get("/me")
    assert page.one("h1").text == "Hello Fatou"
    assert "You are helping Fatou" in page.told
