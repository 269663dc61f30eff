"""The form of a set route as it works without a script."""

from __future__ import annotations

import re

import numpy as np
import pytest

from muvengine.core.routes.route import Direction
from muvengine.formats.positions import write_positions
from muvengine.reads.audit_trail import audit_trail
from muvengine.reads.routes import route, routes
from tests.build import FOUNTAIN, STATION, Town, ride
from tests.pages import Browser, Page

LIST = "/organiser/routes"
NEW = f"{LIST}/new"
GARE = f"{LIST}/gare/edit"
ROWS = "43.6379, 5.0898\n43.6392, 5.0930\n43.6405, 5.0968"
CANAL = {"label_en": "Along the canal", "label_fr": "Le long du canal", "buffer_m": "30"}
LINE = ride(ends=(FOUNTAIN, STATION))


def add(browser: Browser, data: bytes | None = None, expect: int = 200, **changed: str) -> Page:
    files = [("canal.gpx", data)] if data is not None else []
    return browser.upload(NEW, files, expect, **{**CANAL, "line": ROWS, **changed})


def rows(page: Page) -> list[str]:
    return page.one("textarea", id="line").text.split()


def test_a_typed_line_becomes_a_draft_that_nobody_else_sees(town: Town) -> None:
    page = add(town.ines(), direction="loop", stops="cafe")
    assert "Along the canal is saved as a draft. Nobody sees it yet." in page.told
    assert page.one("h1").text == "Along the canal"
    kept = route(town.wiring.open_reading, "le-long-du-canal")
    assert (kept.line.buffer_m, kept.line.direction) == (30.0, Direction.LOOP)
    assert (kept.stops, kept.state, len(kept.line.lat)) == (("cafe",), "draft", 3)
    assert "Along the canal" not in town.stranger().get("/routes").text
    assert "Along the canal" not in town.stranger().get("/shops/cafe").text
    api = town.stranger().client.get("/api/v1/routes")
    assert "canal" not in api.text
    trip = town.fatou().get(f"/me/trips/{town.trip(LINE)}")
    assert "Along the canal" not in trip.text


def test_a_file_takes_the_place_of_the_rows_and_gets_fewer_points(town: Town) -> None:
    page = add(town.ines(), LINE, line="43.65, 5.09")
    assert "saved as a draft" in page.told
    kept = route(town.wiring.open_reading, "le-long-du-canal")
    assert 2 <= len(kept.line.lat) < LINE.count(b"<trkpt") / 4
    assert kept.length_m > 500


def test_a_file_may_be_looked_at_before_anything_is_saved(town: Town) -> None:
    page = add(town.ines(), LINE, do="look", direction="forward")
    assert "Nothing is saved yet." in page.told
    assert len(routes(town.wiring.open_reading)) == 1
    assert len(rows(page)) > 3
    assert page.field("label_en") == "Along the canal"
    assert re.search("Length: [67]..\xa0m", page.text)
    drawing = page.one("svg", class_="map-drawing")
    assert drawing.attrs["aria-label"] == "The line"
    assert "map-corridor" in page.source
    assert page.source.count("map-arrow") == 6
    # What was looked at is what is saved.
    text = page.one("textarea", id="line").words[0].strip()
    saved = add(town.ines(), line=text)
    assert "saved as a draft" in saved.told
    kept = route(town.wiring.open_reading, "le-long-du-canal")
    assert write_positions(kept.line.lat, kept.line.lon) == text


def test_looking_tells_what_is_unwise_and_how_far_the_shops_are(town: Town) -> None:
    page = add(town.ines(), do="look", buffer_m="60", stops="cafe")
    assert "Over 50\xa0m, people in the next street may count too." in page.text
    assert "takes the same street" in page.text or "runs beside this one" in page.text
    assert page.one("label", for_="stop-cafe").text.endswith("m from the line")
    assert page.one("input", id="stop-cafe").attrs.get("checked", "") is None


def test_looking_forgives_what_is_not_of_the_line(town: Town) -> None:
    page = add(town.ines(), do="look", label_en="", label_fr="", buffer_m="wide")
    assert page.alert == ""
    assert "map-corridor" in page.source


@pytest.mark.parametrize(("line", "said"), [
    ("",                                     "Draw a line, type its points or choose a file."),
    ("43.64, 5.09",                          "A line has 2 points at least."),
    ("43.64, 5.09\n43.64, 5.09",             "The line must be 100 m to 100 km long."),
    ("43.64, 5.09\n43.6401, 5.09",           "The line must be 100 m to 100 km long."),
    ("5.09, 43.64\n5.10, 43.64",             "Did the 2 numbers change places?"),
    ("43.64, 5.09\n\nhere\n43.65, 95.0, 1",  "Line 3: type 2 numbers"),
    ("43.64, 5.09\n95.0, 5.1",               "Line 2: a latitude is at most 90"),
    ("\n".join(["x"] * 9),                   "And 4 more."),
    ("43.64, 5.09\n" * 5_001,                "These are too many points."),
])  # fmt: skip
def test_what_is_wrong_with_the_points_is_told_by_row(town: Town, line: str, said: str) -> None:
    page = add(town.ines(), expect=422, line=line)
    assert said in page.text
    assert "Points of the line" in page.alert
    assert page.one("textarea", id="line").attrs["aria-invalid"] == "true"
    assert rows(page) == line.split()
    assert len(routes(town.wiring.open_reading)) == 1


def test_rows_are_told_in_french_too(town: Town) -> None:
    page = town.ines("fr").upload(NEW, [], 422, **CANAL, line="43.64, 5.09\nici")
    assert "Ligne 2\xa0: tapez 2 nombres" in page.text
    assert "Points de la ligne" in page.alert


@pytest.mark.parametrize(("changed", "said"), [
    ({"label_en": "", "label_fr": "", "key": "x"}, "Type a name in one language at least."),
    ({"key": "gare"},           "This short name is taken."),
    ({"key": "new"},            "This short name is taken."),
    ({"key": "Le Canal"},       "Use small letters, digits and hyphens."),
    ({"buffer_m": "10"},        "This number is too small or too large."),
    ({"buffer_m": "wide"},      "Type a whole number."),
    ({"direction": "up"},       "This is not right."),
    ({"valid_from": "2026-05-02", "valid_until": "2026-05-01"}, "The last day comes before"),
])  # fmt: skip
def test_what_is_wrong_is_said(town: Town, changed: dict[str, str], said: str) -> None:
    page = add(town.ines(), None, 422, **changed)
    assert said in page.alert
    assert len(routes(town.wiring.open_reading)) == 1


@pytest.mark.parametrize(("data", "said"), [
    (b"hello", "We find no recorded trip"),
    (b"", "This file is empty."),
])  # fmt: skip
def test_a_file_that_is_no_line_is_refused(town: Town, data: bytes, said: str) -> None:
    page = add(town.ines(), data, 422)
    assert said in page.alert
    assert page.field("label_en") == "Along the canal"
    assert rows(page) == ROWS.split()


def test_a_form_sent_twice_makes_one_route(town: Town) -> None:
    ines = town.ines()
    form = {**ines.hidden(NEW), **CANAL, "line": ROWS}
    for _ in range(2):
        page = ines.send(NEW, form)
        assert "Along the canal is saved as a draft." in page.told
    assert len(routes(town.wiring.open_reading)) == 2


def test_the_word_for_the_rulebook_may_be_chosen(town: Town) -> None:
    add(town.ines(), key="canal")
    assert route(town.wiring.open_reading, "canal").label["fr"] == "Le long du canal"


def test_the_form_shows_what_is_kept_and_explains_each_way(town: Town) -> None:
    page = town.ines().get(GARE)
    kept = route(town.wiring.open_reading, "gare")
    assert page.field("buffer_m") == "40"
    assert len(rows(page)) == 2 * len(kept.line.lat)
    assert page.one("input", id="stop-boulangerie").attrs.get("checked", "") is None
    assert page.one("input", id="direction-either").attrs.get("checked", "") is None
    for why in ("start at either end", "The other way earns nothing", "start anywhere"):
        assert why in page.text
    assert "Trips that were scored keep their part." in page.text


def change(town: Town, expect: int = 200, **changed: str) -> Page:
    """Send the form of the live route, as it stands but for these."""
    page = town.ines().get(GARE)
    kept = {
        "label_en": page.field("label_en"),
        "label_fr": page.field("label_fr"),
        "line": page.one("textarea", id="line").words[0].strip(),
        "buffer_m": "40",
        "stops": "boulangerie",
    }
    return town.ines().upload(GARE, [], expect, **{**kept, **changed})


def test_what_nobody_touched_stays_exactly_as_it_was(town: Town) -> None:
    before = route(town.wiring.open_reading, "gare")
    page = change(town, buffer_m="50", label_en="The station walk")
    assert "Changed: the corridor, the name." in page.told
    after = route(town.wiring.open_reading, "gare")
    np.testing.assert_array_equal(after.line.lat, before.line.lat)
    assert (after.line.buffer_m, after.state) == (50.0, "live")
    meta = next(a.meta for a in audit_trail(town.wiring.open_reading) if a.act == "route.save")
    assert meta["changes"] == {
        "buffer_m": [40.0, 50.0],
        "label": [dict(before.label), dict(after.label)],
    }


def test_the_line_of_a_live_route_is_changed_only_by_who_says_so(town: Town) -> None:
    before = route(town.wiring.open_reading, "gare")
    page = change(town, 422, line=ROWS)
    assert "Tick the box to change its line." in page.alert
    assert rows(page) == ROWS.split()
    assert route(town.wiring.open_reading, "gare").length_m == before.length_m
    page = change(town, line=ROWS, move_live="true")
    assert "Trips sent from now on follow it as it is now. Changed: the line." in page.told
    assert len(route(town.wiring.open_reading, "gare").line.lat) == 3
    assert "saved a set route: the line" in town.ines().get("/organiser/audit").text


def test_stops_that_are_no_shops_are_not_kept(town: Town) -> None:
    change(town, stops="nothing")
    assert route(town.wiring.open_reading, "gare").stops == ()


def test_only_organisers_draw(town: Town) -> None:
    for browser in (town.fatou(), town.karim()):
        browser.get(GARE, 403)
        assert browser.client.post(GARE, data={}).status_code in {400, 403}


def test_an_unknown_route_is_not_found(town: Town) -> None:
    for url in (f"{LIST}/nothing", f"{LIST}/nothing/edit"):
        town.ines().get(url, 404)
