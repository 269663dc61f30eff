from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest

from muvengine.reads.dashboard import dashboard
from tests.build import Town, ride
from tests.pages import Browser, Page, read
from tests.people import NOON
from tests.rulebooks import small
from tests.web.participant.test_trip import odd_ride

URL = "/organiser/check-file"


def check(browser: Browser, data: bytes, expect: int = 200, **form: str) -> Page:
    return browser.upload(URL, [("trip.gpx", data)], expect, **form)


def check_rules(browser: Browser, data: bytes, expect: int = 200) -> Page:
    form: dict[str, object] = dict(browser.hidden(URL))
    form["rules"] = (BytesIO(data), "next.yaml")
    return read(browser.client.post(f"{URL}/rulebook", data=form), expect)


def kept(town: Town) -> int:
    board = dashboard(town.wiring.open_reading, town.wiring.now().date())
    return sum(board.town.trips.values())


def test_a_walk_is_confirmed_with_routes_points_and_figures(town: Town) -> None:
    page = check(town.ines(), ride(), mode="walk")
    assert "Confirmed: it earns the full points" in page.text
    assert "From the station to the fountain: you followed 100%" in page.text
    assert "Counted as the first trip of somebody new." in page.text
    assert "Speed that 85% of the time stays below" in page.text
    assert kept(town) == 0


def test_a_car_said_to_be_a_walk_passes_limits_that_are_named(town: Town) -> None:
    page = check(town.ines(), ride(by="car"), mode="walk")
    assert "Refused: it earns nothing" in page.text
    assert "The speed does not fit" in page.text
    assert "past a limit" in page.text
    assert "0 points" in page.text


def test_the_same_file_can_be_tried_again_and_sent(town: Town) -> None:
    ines, data = town.ines(), ride()
    check(ines, data, mode="walk")
    check(ines, data, mode="walk")
    town.trip(data)
    assert kept(town) == 1


@pytest.mark.parametrize(("data", "status", "code", "said"), [
    (b"",                    422, "empty",    "This file is empty."),
    (b"\x89PNG\r\n\x1a\n00", 422, "not_xml",  "We find no recorded trip"),
    (b"<gpx version='1.1'/>", 422, "no_track", "no recorded trip"),
])  # fmt: skip
def test_a_refusal_is_told_with_its_code(
    town: Town, data: bytes, status: int, code: str, said: str
) -> None:
    page = check(town.ines(), data, status, mode="walk")
    assert said in page.alert
    assert f'data-code="{code}"' in page.source


def test_the_window_for_uploads_can_be_lifted(town: Town) -> None:
    ines, old = town.ines(), ride(NOON - timedelta(days=60))
    assert "This trip is too old." in check(ines, old, 422, mode="walk").alert
    page = check(ines, old, mode="walk", any_date="true")
    assert "Confirmed" in page.text


def test_a_day_without_rules_is_said(town: Town) -> None:
    page = check(town.ines(), ride(NOON - timedelta(days=900)), 422, mode="walk", any_date="true")
    assert "No rules are in force for this day." in page.alert


def test_a_name_is_shown_and_never_obeyed(town: Town) -> None:
    page = town.ines().upload(URL, [("<b>x</b>.gpx", ride())], mode="walk")
    assert "<b>x</b>.gpx" in page.one("h1").text
    assert not page.all("b")


@pytest.mark.parametrize(("locale", "said"), [
    ("en", "Say how you travelled."),
    ("fr", "Dites comment vous vous êtes déplacé."),
])  # fmt: skip
def test_the_mode_and_the_file_are_needed(town: Town, locale: str, said: str) -> None:
    page = town.ines(locale).upload(URL, [], 422)
    assert said in page.alert
    assert page.alert.count(":") >= 2


def test_a_good_rulebook_is_told_in_words_and_not_kept(town: Town) -> None:
    page = check_rules(town.ines(), small(9).encode())
    assert "This rulebook is right." in page.text
    assert "version 9" not in town.ines().get("/organiser/rulebook").text


def test_a_bad_rulebook_is_told_line_by_line(town: Town) -> None:
    page = check_rules(town.ines(), b"rulebook: a\nrulebook: b\n", 422)
    assert "next.yaml:2:1: R005" in page.source
    assert "This rulebook has problems." in page.alert


def test_a_rulebook_needs_a_file(town: Town) -> None:
    ines = town.ines()
    page = ines.send(f"{URL}/rulebook", ines.hidden(URL), 422)
    assert "Choose a file first." in page.alert


def test_a_tried_file_shows_its_speed_and_what_was_left_out(town: Town) -> None:
    page = check(town.ines(), odd_ride(), mode="walk")
    assert page.all("svg", class_="speed-plot")
    spike, gap = (item.text for item in page.all("li", class_="cut mb-2"))
    assert "the phone jumped" in spike
    assert "nothing was recorded" in gap
    assert "Positions that jumped away were left out." not in page.text, "said once"
    assert "From the station to the fountain" in page.text
