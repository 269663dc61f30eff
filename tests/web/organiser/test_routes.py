from __future__ import annotations

import pytest

from muvengine.core.routes.route import Direction
from muvengine.reads.routes import route, routes
from tests.build import FOUNTAIN, STATION, Town, ride
from tests.pages import Browser, Page

LIST = "/organiser/routes"
NEW = f"{LIST}/new"
CANAL = {"label_en": "Along the canal", "label_fr": "Le long du canal", "buffer_m": "30"}
LINE = ride(ends=(FOUNTAIN, STATION))


def add(browser: Browser, data: bytes = LINE, expect: int = 200, **changed: str) -> Page:
    return browser.upload(NEW, [("canal.gpx", data)], expect, **{**CANAL, **changed})


def test_a_route_is_taken_from_a_file_and_counts_at_once(town: Town) -> None:
    page = add(town.ines(), direction="loop", stops="cafe")
    assert "Along the canal is saved. It counts at once." in page.told
    kept = route(town.wiring.open_reading, "le-long-du-canal")
    assert (kept.line.buffer_m, kept.line.direction) == (30.0, Direction.LOOP)
    assert (kept.stops, kept.length_m > 500) == (("cafe",), True)
    assert "Along the canal" in town.stranger().get("/routes").text
    trip = town.fatou().get(f"/me/trips/{town.trip(LINE)}")
    assert "Along the canal" in trip.text


def test_the_word_for_the_rulebook_may_be_chosen(town: Town) -> None:
    add(town.ines(), key="canal")
    assert route(town.wiring.open_reading, "canal").label["fr"] == "Le long du canal"


@pytest.mark.parametrize(("changed", "said"), [
    ({"label_en": "", "label_fr": "", "key": "x"}, "Type a name in one language at least."),
    ({"key": "gare"},           "This short name is taken."),
    ({"key": "Le Canal"},       "Use small letters, digits and hyphens."),
    ({"buffer_m": "10"},        "This number is too small or too large."),
    ({"buffer_m": "wide"},      "Type a whole number."),
    ({"direction": "up"},       "This is not right."),
    ({"state": "open"},         "This is not right."),
    ({"valid_from": "2026-05-02", "valid_until": "2026-05-01"}, "The last day comes before"),
])  # fmt: skip
def test_what_is_wrong_is_said(town: Town, changed: dict[str, str], said: str) -> None:
    page = add(town.ines(), LINE, 422, **changed)
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


def test_a_new_route_needs_a_file(town: Town) -> None:
    page = town.ines("fr").upload(NEW, [], 422, **CANAL)
    assert "La ligne, en fichier GPX" in page.alert


def test_too_short_a_line_is_refused(town: Town) -> None:
    lat, lon = STATION
    short = (
        '<gpx version="1.1" creator="x"><rte>'
        f'<rtept lat="{lat}" lon="{lon}"/><rtept lat="{lat + 0.0002}" lon="{lon}"/>'
        "</rte></gpx>"
    )
    page = add(town.ines(), short.encode(), 422)
    assert "The line must be 100 m to 100 km long." in page.alert


def test_a_route_is_changed_and_its_line_stays(town: Town) -> None:
    ines, url = town.ines(), f"{LIST}/gare"
    before = route(town.wiring.open_reading, "gare")
    assert ines.get(url).field("buffer_m") == "40"
    assert ines.get(url).one("input", id="stop-boulangerie").attrs.get("checked", "") is None
    page = ines.upload(url, [], label_en="The station walk", buffer_m="50", state="closed")
    assert "The station walk is saved." in page.told
    after = route(town.wiring.open_reading, "gare")
    assert (after.line.buffer_m, after.state, after.stops) == (50.0, "closed", ())
    assert after.length_m == before.length_m
    assert "station" not in town.stranger().get("/routes").text
    page = ines.upload(url, [("line.gpx", LINE)], label_en="Back", state="live")
    assert route(town.wiring.open_reading, "gare").line.lat[0] != before.line.lat[0]


def test_an_unknown_route_is_not_found(town: Town) -> None:
    town.ines().get(f"{LIST}/nothing", 404)
