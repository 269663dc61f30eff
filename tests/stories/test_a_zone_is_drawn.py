"""An organiser draws a zone on the map, looks which squares count, and saves it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.browsers import Town, watch
from tests.stories.test_a_route_is_drawn import click, metres, problems, rows
from tests.stories.test_from_a_gpx_to_a_coffee import open_as

pytestmark = pytest.mark.browser

# Shares of the map's width and height.
CORNERS = ((0.38, 0.30), (0.62, 0.32), (0.60, 0.70), (0.40, 0.68))
TYPED = "43.655, 5.070\n43.655, 5.085\n43.645, 5.085\n43.645, 5.070"


def new_zone(chrome: Browser, town: Town, *, scripts: bool = True) -> Page:
    page = open_as(chrome, town.person("organiser")["sign_in"], scripts=scripts)
    page.goto(f"{town.url}/organiser/zones/new")
    return page


def test_a_zone_is_drawn_looked_at_and_saved(chrome: Browser, town_running: Town) -> None:
    page = new_zone(chrome, town_running)
    seen = watch(page, town_running.url)
    for number, corner in enumerate(CORNERS[:3], 1):
        click(page, *corner)
        expect(page.locator("[data-route-told]")).to_have_text(f"Point {number} was added.")
    three = metres(page)
    click(page, *CORNERS[3])
    # The way round: the fourth corner lies far from the line back to the first.
    assert metres(page) > three
    assert len(rows(page)) == 4
    page.locator("[data-do=remove]").click()
    assert metres(page) == pytest.approx(three, rel=0.01)
    page.locator("[data-do=undo]").click()
    assert len(rows(page)) == 4
    page.get_by_label("Name, in English").fill("By the wall")
    page.get_by_role("button", name="Look, without saving").click()
    expect(page.locator("[role=status]").first).to_contain_text("squares count")
    squares = page.locator("path.map-square")
    assert squares.count() > 5
    assert problems(page) == []
    # Once a corner moves, the squares are no longer those of this border.
    page.locator("[data-do=after]").click()
    page.locator("[data-do=move]").click()
    expect(squares).to_have_count(0)
    page.locator("[data-do=undo]").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("[role=status]").first).to_contain_text("By the wall is saved.")
    expect(page.get_by_role("link", name="By the wall")).to_be_visible()
    assert problems(page) == []
    assert seen == []


def test_a_zone_is_typed_without_a_script(chrome: Browser, town_running: Town) -> None:
    page = new_zone(chrome, town_running, scripts=False)
    page.get_by_label("Name, in English").fill("By hand")
    page.locator("#line").fill(TYPED)
    page.get_by_role("button", name="Look, without saving").click()
    assert page.locator(".map-square").count() > 5
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="By hand").click()
    expect(page.locator("h1")).to_have_text("Change By hand")
    page.get_by_role("button", name="Take it away").click()
    expect(page.locator("[role=status]").first).to_contain_text("By hand is taken away")
