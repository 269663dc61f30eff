"""An organiser draws a route on the map, tries a recording, publishes it; then people follow it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from muvengine.formats.gpx.write import write_gpx
from muvengine.formats.positions import read_positions
from muvengine.formats.trace_generator.ride import RideLeg, record
from tests.stories.browsers import Town, watch
from tests.stories.coming_in import PHONE
from tests.stories.test_every_page import TABLET, look
from tests.stories.test_from_a_gpx_to_a_coffee import add_trip, open_as

pytestmark = pytest.mark.browser

NAME = "Along the wall"
# Shares of the map's width and height.
CORNERS = ((0.42, 0.35), (0.58, 0.40), (0.54, 0.62))


def organiser(chrome: Browser, town: Town, *, scripts: bool = True) -> Page:
    page = open_as(chrome, town.person("organiser")["sign_in"], scripts=scripts)
    page.goto(f"{town.url}/organiser/routes/new")
    return page


def click(page: Page, x: float, y: float) -> None:
    box = page.locator(".map-edit")
    box.scroll_into_view_if_needed()
    size = box.bounding_box()
    assert size
    box.click(position={"x": size["width"] * x, "y": size["height"] * y})


def rows(page: Page) -> list[str]:
    return [row for row in page.locator("#line").input_value().splitlines() if row]


def length(page: Page) -> Locator:
    return page.locator("[data-route-length]")


def metres(page: Page) -> float:
    told = re.search(r"([\d.,]+)\s(k?)m", length(page).inner_text())
    assert told
    return float(told[1].replace(",", "")) * (1000 if told[2] else 1)


def walked(page: Page, path: Path, start: datetime) -> Path:
    """Record somebody who walks what the rows say, on the ground."""
    read = read_positions(page.locator("#line").input_value())
    path.write_text(write_gpx(record((RideLeg("walk", read.lat, read.lon),), start, 5), "Walk"))
    return path


def problems(page: Page) -> list[str]:
    """Look at a page on a phone and on a tablet, then as before."""
    before, found = page.viewport_size, []
    for width in (PHONE, TABLET):
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width} px: {problem}" for problem in look(page)]
    if before:
        page.set_viewport_size(before)
    return found


def spoil_and_mend(page: Page) -> None:
    """Look at the form with something wrong on it, and put the line back."""
    line = page.locator("#line").input_value()
    page.locator("#line").fill("here")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.locator("[role=alert]")).to_contain_text("Points of the line")
    assert problems(page) == []
    page.locator("#line").fill(line)


def try_on(page: Page, url: str, recording: Path) -> None:
    """Hold a recording against the route of a page."""
    page.goto(url)
    page.locator("#file").set_input_files(recording)
    page.get_by_role("button", name="Try", exact=True).click()
    expect(page.locator("[data-mode=walk]")).to_have_attribute("data-credit", "whole")
    assert problems(page) == []


def draw(page: Page) -> None:
    for x, y in CORNERS:
        click(page, x, y)


def test_a_route_is_drawn_tried_published_and_followed(
    chrome: Browser, town_running: Town, tmp_path: Path
) -> None:
    town = town_running
    page = organiser(chrome, town)
    seen = watch(page, town.url)
    draw(page)
    assert len(rows(page)) == 3
    before = metres(page)
    click(page, 0.45, 0.70)
    assert metres(page) > before
    assert len(rows(page)) == 4
    expect(page.locator("[data-route-told]")).to_have_text("Point 4 was added.")
    assert problems(page) == []
    now = datetime.fromtimestamp(page.evaluate("Date.now()") // 1000, UTC)
    old = walked(page, tmp_path / "old.gpx", now - timedelta(days=900))
    # Whatever the hour, nobody of the seed town travels then.
    night = now.replace(hour=2, minute=0, second=0) - timedelta(days=1)
    fresh = walked(page, tmp_path / "fresh.gpx", night)

    spoil_and_mend(page)
    page.locator("#label_en").fill(NAME)
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.locator("[role=status]").first).to_contain_text("Nobody sees it yet")
    drawn = page.url
    page.goto(f"{town.url}/routes")
    expect(page.locator("main")).not_to_contain_text(NAME)

    try_on(page, drawn, old)
    page.goto(drawn)
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("[role=status]").first).to_contain_text("It counts at once")
    assert problems(page) == []
    # The page that says what is wrong is a 422, which the console calls an error.
    assert [one for one in seen if "422" not in one] == []

    fatou = open_as(chrome, town.person("participant")["sign_in"])
    add_trip(fatou, town, {"mode": "walk", "file": str(fresh)})
    expect(fatou.locator("main")).to_contain_text(f"{NAME}: you followed")


def test_points_are_pulled_put_in_between_taken_away_and_every_step_undone(
    chrome: Browser, town_running: Town
) -> None:
    page = organiser(chrome, town_running)
    seen = watch(page, town_running.url)
    draw(page)
    first = rows(page)
    size = page.locator(".map-edit").bounding_box()
    assert size

    handle = page.locator(".route-point").nth(1)
    handle.hover()
    page.mouse.down()
    page.mouse.move(size["x"] + size["width"] * 0.7, size["y"] + size["height"] * 0.3, steps=5)
    page.mouse.up()
    pulled = rows(page)
    assert (pulled[0], pulled[2]) == (first[0], first[2])
    assert pulled[1] != first[1]

    page.locator("[data-do=undo]").click()
    assert rows(page) == first
    # Half way between the first two.
    click(page, 0.50, 0.375)
    assert len(rows(page)) == 4
    assert [rows(page)[k] for k in (0, 2, 3)] == first
    page.locator("[data-do=remove]").click()
    assert rows(page) == first
    page.locator("[data-do=turn]").click()
    assert rows(page) == first[::-1]
    for _ in range(3):
        page.locator("[data-do=undo]").click()
    assert rows(page) == first
    assert seen == []


def test_everything_can_be_drawn_with_the_keyboard_alone(
    chrome: Browser, town_running: Town
) -> None:
    page = organiser(chrome, town_running)
    add = page.locator("[data-do=add]")
    for key in ("ArrowRight", "ArrowDown", "ArrowDown"):
        add.focus()
        page.keyboard.press("Enter")
        page.locator(".map-edit").focus()
        page.keyboard.press(key)
        page.wait_for_timeout(400)
    corners = np.array([[float(part) for part in row.split(",")] for row in rows(page)])
    assert corners[1][1] > corners[0][1]
    assert corners[2][0] < corners[1][0]
    page.locator("[data-do=before]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-route-told]")).to_have_text("Point 2 of 3 is chosen.")
    page.locator("[data-do=remove]").focus()
    page.keyboard.press("Enter")
    assert len(rows(page)) == 2


def test_what_is_typed_is_drawn_and_what_cannot_be_read_is_never_overwritten(
    chrome: Browser, town_running: Town
) -> None:
    page = organiser(chrome, town_running)
    draw(page)
    typed = "43,640 5,090\n43.645; 5.095"
    page.locator("#line").fill(typed)
    expect(page.locator(".route-point")).to_have_count(2)
    assert metres(page) == pytest.approx(687, abs=3)
    page.locator("#line").fill(f"{typed}\nthere")
    click(page, 0.5, 0.5)
    expect(page.locator("[data-route-told]")).to_contain_text("Line 3 below is no position.")
    assert rows(page)[-1] == "there"


ROWS = (
    "43.64, 5.09", "43.64,5.09", "43,64 5,09", "43,64; 5,09", "43,64, 5,09", "43.64\t5.09", "",
    "43.64", "43,64,5,09", "43.64, 5.09, 1", "here, there", "nan, 1", "1e1, 5", "90.5, 1",
    "43.64, -181", "+43.64, -5.09;", " 43.64 , 5.09 ",
)  # fmt: skip


def test_the_map_and_the_server_read_the_same_rows(chrome: Browser, town_running: Town) -> None:
    page = organiser(chrome, town_running)
    for row in ROWS:
        drawn = page.evaluate("row => window.muvRouteLine.read(row)", row)
        read = read_positions(row)
        assert drawn["points"] == np.column_stack((read.lat, read.lon)).tolist(), row
        assert bool(drawn["wrong"]) is bool(read.wrong), row


def test_the_corridor_is_as_wide_as_on_the_ground_at_every_zoom(
    chrome: Browser, town_running: Town
) -> None:
    page = organiser(chrome, town_running)
    page.locator("#line").fill("43.640, 5.090\n43.640, 5.100")
    shapes = (
        ".leaflet-overlay-pane path.map-corridor",
        ".leaflet-overlay-pane path.map-drawn",
    )
    for _ in range(2):
        wide = float(page.locator(shapes[0]).get_attribute("stroke-width") or 0)
        drawn = page.locator(shapes[1]).evaluate("path => path.getBBox().width")
        # Twice 40 m of 806 m.
        assert wide / drawn == pytest.approx(80 / 806, rel=0.03)
        page.locator(".leaflet-control-zoom-in").click()
        page.wait_for_timeout(500)


def test_the_same_form_works_without_a_script(chrome: Browser, town_running: Town) -> None:
    page = organiser(chrome, town_running, scripts=False)
    expect(page.locator("[data-route-tools]")).to_be_hidden()
    page.locator("#line").fill("43.640, 5.090\n43.645, 5.095")
    page.get_by_role("button", name="Look, without saving").click()
    expect(length(page)).to_have_text(re.compile(r"68\d\sm"))
    expect(page.locator("svg .map-corridor")).to_have_count(1)
    page.locator("#label_fr").fill("Sans script")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.locator("[role=status]").first).to_contain_text("Nobody sees it yet")
