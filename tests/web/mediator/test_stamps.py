"""A stamp card, typed in at the desk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from muvengine.core.people.actor import SYSTEM
from muvengine.services.save_route import save_route
from tests.build import Town
from tests.pages import Browser, Page
from tests.people import NOON

PAGE = "/desk/stamps"


@pytest.fixture
def along(town: Town) -> Town:
    """The town with both shops on its route."""
    wiring = town.wiring
    with wiring.open_reading() as uow:
        route = replace(uow.routes.get("gare"), stops=("boulangerie", "cafe"))
    save_route(wiring.open_uow, route, actor=SYSTEM, now=NOON)
    return town


def stamped(karim: Browser, expect: int = 200, **form: str) -> Page:
    typed = {
        "day": "2026-04-07",
        "first_stop": "boulangerie",
        "first_at": "09:00",
        "last_stop": "cafe",
        "last_at": "09:15",
        "mode": "walk",
    }
    return karim.send(PAGE, karim.hidden(PAGE) | typed | form, expect)


def test_two_stamps_are_a_trip_and_its_points_can_be_spent_at_once(along: Town) -> None:
    page = stamped(along.karim(helping=along.fatou_))
    assert "The trip is kept" in page.told
    assert "Karim sent a trip: On foot" in along.fatou().get("/me/helped").text.replace("\xa0", " ")
    assert "You have 200 points" not in along.fatou().get("/me/offers").text


@pytest.mark.parametrize(
    ("form", "status", "words"),
    [
        ({"day": ""}, 422, "Choose the day"),
        ({"first_at": "x"}, 422, "Type a time"),
        ({"mode": "bus"}, 422, "Choose one of these ways"),
        ({"last_at": "08:59"}, 409, "must be later"),
        ({"last_stop": "boulangerie"}, 409, "No route has both"),
        ({"last_at": "09:03"}, 409, "too fast"),
        ({"last_at": "13:00"}, 409, "too slow"),
        ({"day": "2026-04-08"}, 409, "still to come"),
        ({"day": "2026-03-01"}, 409, "more than 30 days ago"),
    ],
)
def test_what_is_wrong_is_said(along: Town, form: dict[str, str], status: int, words: str) -> None:
    assert words in stamped(along.karim(helping=along.fatou_), status, **form).alert


def test_a_card_is_typed_in_once_and_only_beside_its_owner(along: Town) -> None:
    karim = along.karim(helping=along.fatou_)
    stamped(karim)
    assert "typed in before" in stamped(karim, 422).alert
    assert "another trip" in stamped(karim, 422, last_at="09:20").alert
    assert along.karim().get(PAGE).path == "/desk"
