from __future__ import annotations

import re
from datetime import timedelta

import pytest

from muvengine.core.people.actor import SYSTEM
from muvengine.services.publish_rulebook import Publication, publish_rulebook
from tests.build import RULES, Town, ride
from tests.conftest import Clock
from tests.people import NOON

NEW = "/me/trips/new"


def test_a_file_becomes_a_trip_with_its_page(town: Town) -> None:
    page = town.fatou().upload(NEW, [("walk.gpx", ride())], mode="walk")
    assert page.path.startswith("/me/trips/")
    assert "Your trip counts" in page.text
    assert "53 points" in page.text


def test_the_usual_mode_is_chosen_already_and_no_file_is_greyed_out(town: Town) -> None:
    page = town.fatou().get(NEW)
    assert page.one("input", id="mode-bus").attrs.get("checked", "no") is None
    file = page.one("input", type="file")
    assert "accept" not in file.attrs
    assert "multiple" in file.attrs


@pytest.mark.parametrize(
    ("content", "status", "code", "words"),
    [
        (b"", 422, "empty", "This file is empty."),
        (b"<html><body></body></html>", 422, "not_gpx", "We find no recorded trip"),
        (b"<gpx version='1.1'><trk", 422, "xml_syntax", "This file is damaged"),
        (b"<gpx version='1.1'></gpx>", 422, "no_track", "This file holds no recorded trip."),
    ],
)
def test_a_file_that_cannot_be_used_is_told_with_what_to_do(
    town: Town, content: bytes, status: int, code: str, words: str
) -> None:
    page = town.fatou().upload(NEW, [("trip.gpx", content)], status, mode="walk")
    assert words in page.alert
    assert page.one("div", data_code=code)
    assert page.one("title").text.startswith("Error: Add a trip")
    assert page.one("input", id="mode-walk").attrs.get("checked", "no") is None


def test_nothing_is_kept_of_a_refused_file(town: Town) -> None:
    fatou = town.fatou()
    fatou.upload(NEW, [("old.gpx", ride(NOON - timedelta(days=9)))], 422, mode="walk")
    assert "You have not sent a trip yet" in fatou.get("/me/trips").text


def test_a_trip_counts_once(town: Town) -> None:
    fatou = town.fatou()
    fatou.upload(NEW, [("walk.gpx", ride())], mode="walk")
    page = fatou.upload(NEW, [("walk.gpx", ride())], 422, mode="walk")
    assert "This trip was sent before" in page.alert


def test_the_same_press_twice_gives_the_same_trip(town: Town) -> None:
    fatou = town.fatou()
    hidden = fatou.hidden(NEW)
    first = fatou.upload(NEW, [("walk.gpx", ride())], 200, mode="walk", **hidden)
    again = fatou.upload(NEW, [("walk.gpx", ride())], 200, mode="walk", **hidden)
    assert first.path == again.path
    assert fatou.get("/me/trips").source.count("card mb-2") == 1


@pytest.mark.parametrize(
    ("form", "files", "words"),
    [
        ({"mode": "walk"}, [], "Choose a file first."),
        ({}, [("a.gpx", b"x")], "Say how you travelled."),
        ({"mode": "rocket"}, [("a.gpx", b"x")], "Say how you travelled."),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    town: Town, form: dict[str, str], files: list[tuple[str, bytes]], words: str
) -> None:
    page = town.fatou().upload(NEW, files, 422, **form)
    assert words in page.alert
    assert words in " ".join(hint.text for hint in page.all("p", class_="wrong"))


def test_a_mediator_sends_an_older_trip_for_somebody(town: Town) -> None:
    data = ride(NOON - timedelta(days=20))
    page = town.karim(helping=town.fatou_).upload(NEW, [("paper.gpx", data)], mode="walk")
    assert "Your trip counts" in page.text
    assert "18 March" in town.fatou().get("/me/trips").text


def test_far_too_large_a_file_is_told_before_it_is_read(town: Town) -> None:
    large = b"<gpx>" + b" " * 12_000_000
    page = town.fatou().upload(NEW, [("large.gpx", large)], 413, mode="walk")
    assert "This file is too large." in page.alert


def test_a_file_just_over_the_limit_is_told_on_the_form(town: Town) -> None:
    large = b"<gpx>" + b" " * (10 * 1024 * 1024)
    page = town.fatou().upload(NEW, [("large.gpx", large)], 413, mode="walk")
    assert "This file is too large." in page.alert
    assert page.one("h1").text == "Add a trip"


def test_only_ways_of_travelling_that_the_rulebook_knows_are_offered(
    town: Town, clock: Clock
) -> None:
    assert "escooter" in _offered(town)
    source = RULES.read_text(encoding="utf-8").partition("\nexamples:")[0] + "\n"
    without = re.sub(r"  escooter:\n.*?(?=  bus:\n)", "", source, flags=re.DOTALL)
    without = re.sub(r"  - rule: escooter-km\n.*?(?=  - rule)", "", without, flags=re.DOTALL)
    without = without.replace("ebike, escooter, bus", "ebike, bus")
    publication = Publication(
        without.replace("version: 1", "version: 2").encode(),
        first_day=(clock.moment + timedelta(days=1)).date(),
    )
    publish_rulebook(town.wiring.open_uow, publication, actor=SYSTEM, now=clock.moment)
    clock.moment += timedelta(days=1)
    assert "walk" in _offered(town)
    assert "escooter" not in _offered(town)


def test_without_rules_every_way_of_travelling_is_offered(town: Town, clock: Clock) -> None:
    fatou = town.fatou()
    clock.moment -= timedelta(days=400)
    assert fatou.get(NEW).one("input", id="mode-escooter")


def _offered(town: Town) -> set[str | None]:
    return {box.attrs["value"] for box in town.fatou().get(NEW).all("input", type="radio")}
