from __future__ import annotations

import json

import pytest

from muvengine.reads.zones import zones
from tests.build import Town
from tests.pages import Page
from tests.rulebooks import small
from tests.web.organiser.test_drafts import MAY, keep
from tests.web.organiser.test_rulebook import publish

LIST, NEW = "/organiser/zones", "/organiser/zones/new"
CENTRE = "43.630, 5.080\n43.630, 5.110\n43.650, 5.110\n43.650, 5.080"
HOUSE = "43.6400, 5.0960\n43.6400, 5.0962\n43.6402, 5.0962"
RING = [[5.08, 43.63], [5.11, 43.63], [5.11, 43.65], [5.08, 43.65], [5.08, 43.63]]
POLYGON = json.dumps({"type": "Polygon", "coordinates": [RING]}).encode()


def add(town: Town, expect: int = 200, **form: str) -> Page:
    filled = {"label_fr": "Le centre", "label_en": "The centre", "line": CENTRE} | form
    return town.ines().post(NEW, expect, **filled)


def rows(page: Page) -> str:
    return page.one("textarea", id="line").words[0]


def kept(town: Town) -> list[str]:
    return [zone.key for zone in zones(town.wiring.open_reading)]


def test_a_zone_is_typed_shown_changed_and_taken_away(town: Town) -> None:
    page = add(town, key="centre")
    assert "The centre is saved. It counts for trips sent from now on." in page.told
    assert "The centre" in page.text
    assert "A The centre" in page.text
    assert "squares" in page.text
    assert page.all("polyline", class_="map-zone")
    ines = town.ines()
    url = f"{LIST}/centre"
    page = ines.get(url)
    assert page.field("label_en") == "The centre"
    assert "43.630000, 5.080000" in rows(page)
    ines.post(url, label_fr="Le bourg", label_en="", line=CENTRE)
    [zone] = zones(town.wiring.open_reading)
    assert zone.label == {"fr": "Le bourg"}
    page = ines.post(f"{url}/drop", on=url)
    assert "is taken away" in page.told
    assert kept(town) == []
    acts = ines.get("/organiser/audit").text
    assert "saved a zone" in acts
    assert "zone centre" in acts


def test_a_zone_without_a_word_gets_one_from_its_name(town: Town) -> None:
    add(town)
    assert kept(town) == ["le-centre"]


def test_looking_saves_nothing_and_shows_the_squares_that_count(town: Town) -> None:
    page = add(town, do="look")
    assert "Nothing is saved yet." in page.text
    assert "squares count; they are drawn on the map." in page.text
    squares = page.all("polyline", class_="map-square")
    assert 80 < len(squares) < 130
    assert kept(town) == []


def test_the_border_comes_from_a_file(town: Town) -> None:
    page = town.ines().upload(
        NEW, [("centre.geojson", POLYGON)], label_fr="Le centre", label_en="", key="centre", line=""
    )
    assert "Le centre is saved." in page.told
    [zone] = zones(town.wiring.open_reading)
    assert (len(zone.lat), float(zone.lat.min())) == (4, 43.63)


def test_a_file_without_a_border_is_refused(town: Town) -> None:
    page = town.ines().upload(NEW, [("x.gpx", b"<gpx/>")], 422, label_fr="x", line=CENTRE)
    assert "There is a problem" in page.alert
    assert page.field("label_fr") == "x"
    assert "43.630, 5.080" in rows(page)


@pytest.mark.parametrize(("form", "said"), [
    ({"line": ""},                             "Draw a border, type its corners or choose a file."),
    ({"line": "here"},                         "Some of these corners cannot be read."),
    ({"line": "43.63, 5.08\n43.65, 5.10"},     "A border has three corners at least."),
    ({"line": "43.63, 5.08"},                  "A border has three corners at least."),
    ({"line": HOUSE},                          "This zone is too small or too narrow"),
    ({"line": CENTRE.replace("43", "48")},     "This zone is outside the area."),
    ({"line": CENTRE + "\n5.090, 43.640"},     "This zone is too large."),
    ({"key": "Centre"},                        "begin with a letter"),
    ({"key": "new"},                           "This short name is taken."),
    ({"label_fr": "", "label_en": ""},         "Type a name in one language at least."),
    ({"label_fr": "20 ans", "label_en": ""},   "begin with a letter"),
    ({"label_fr": "x" * 121},                  "This is too long."),
])  # fmt: skip
def test_what_is_wrong_is_said(town: Town, form: dict[str, str], said: str) -> None:
    assert said in add(town, 422, **form).alert
    assert kept(town) == []


def test_the_word_of_another_zone_is_taken(town: Town) -> None:
    add(town, key="centre")
    page = add(town, 422, key="centre", label_en="Another")
    assert "This short name is taken." in page.alert


def test_a_zone_that_the_rules_speak_of_stays(town: Town) -> None:
    add(town, key="centre")
    ines = town.ines()
    text = small(2, MAY) + "    when: {zone_to: [center]}\n"
    page = keep(ines, text, 422, do="check")
    assert "the town has no zone 'center'" in page.text
    publish(town, text.replace("center", "centre"))
    page = ines.post(f"{LIST}/centre/drop", on=f"{LIST}/centre")
    assert "Version 2 of the rulebook muv speaks of this zone. It stays." in page.told
    assert kept(town) == ["centre"]


def test_a_zone_that_is_not_there_is_not_found(town: Town) -> None:
    town.ines().get(f"{LIST}/nothing", 404)


def test_the_page_is_french_too(town: Town) -> None:
    add(town, key="centre")
    ines = town.ines("fr")
    assert "Une zone ne doit pas dire où quelqu’un habite." in ines.get(LIST).text
    assert "Coins du contour" in ines.get(f"{LIST}/centre").text
