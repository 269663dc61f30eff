"""A group with a helper, and a sign at a shop, in a real browser: narrow, and without scripts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from muvengine.bootstrap import clock
from muvengine.formats.gpx.write import write_gpx
from muvengine.formats.trace_generator.ride import RideLeg, record
from tests.stories.browsers import Town, watch
from tests.stories.coming_in import PHONE
from tests.stories.test_every_page import look

pytestmark = pytest.mark.browser
WAY = (np.array([43.6400, 43.6402]), np.array([5.0900, 5.0990]))


@pytest.fixture
def walk(tmp_path: Path) -> Path:
    """The helper's recording: a walk of some minutes, by a clock that is two minutes fast.

    The story takes seconds, and a recording must reach into the outing's own time.
    """
    now = clock() + timedelta(minutes=2)
    once = record((RideLeg("walk", *WAY),), now, 3)
    fixes = replace(once, t_s=once.t_s - (once.t_s[-1] - once.t_s[0]))
    path = tmp_path / "walk.gpx"
    path.write_text(write_gpx(fixes, "Walk", "recorder"))
    return path


def came_in(chrome: Browser, town: Town, role: str, *, scripts: bool) -> Page:
    context = chrome.new_context(
        viewport={"width": PHONE, "height": 800}, locale="fr-FR", java_script_enabled=scripts
    )
    page = context.new_page()
    page.goto(town.person(role)["sign_in"])
    # Another story of this town may have left them with English.
    french = page.get_by_role("button", name="Français")
    if french.count():
        french.click()
    return page


@pytest.mark.parametrize("scripts", [True, False])
def test_a_group_is_read_in_and_paid(
    chrome: Browser, town_running: Town, walk: Path, *, scripts: bool
) -> None:
    page = came_in(chrome, town_running, "mediator", scripts=scripts)
    seen = watch(page, town_running.url)
    problems: list[str] = []
    page.goto(f"{town_running.url}/desk/outings")
    page.locator("label[for='mode-walk']").click()
    page.locator("#name").fill("Marche du jeudi")
    page.locator("main form button.btn-xl").click()
    people = [one for one in town_running.said["people"] if one["role"] == "participant"]
    # Each run of this test needs people whose time is free.
    members = people[:2] if scripts else people[2:4]
    for person in members:
        assert page.locator("#card").input_value() == ""
        # A reader types the card and Enter.
        page.locator("#card").fill(person["name"])
        page.keyboard.press("Enter") if scripts else page.locator("#card").press("Enter")
        expect(page.locator("[role=status]").first).to_contain_text(person["name"])
    problems += seen_by_all(page, scripts=scripts)
    page.locator("form[action$='/arrive'] button").click()
    page.locator("#card").fill(members[0]["name"])
    page.locator("#card").press("Enter")
    problems += seen_by_all(page, scripts=scripts)
    page.locator("#file").set_input_files(walk)
    page.locator("form[action$='/recording'] button").click()
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.filter(has_text=members[1]["name"])).to_contain_text("n’a pas été lue")
    problems += seen_by_all(page, scripts=scripts)
    assert problems == []
    assert seen == []
    page.context.close()


def seen_by_all(page: Page, *, scripts: bool) -> list[str]:
    """Look for barriers; the tool that looks needs scripts itself."""
    return list(look(page)) if scripts else []


def test_a_sign_is_read_without_scripts(chrome: Browser, town_running: Town) -> None:
    office = came_in(chrome, town_running, "organiser", scripts=True)
    office.goto(f"{town_running.url}/organiser/shops")
    office.locator("main a[href*='/organiser/shops/']:not([href$='/new'])").first.click()
    office.locator("a[href$='/sign']").click()
    assert list(look(office)) == []
    code = office.locator(".paper-sign .code").inner_text()
    office.context.close()
    phone = came_in(chrome, town_running, "participant", scripts=False)
    phone.goto(f"{town_running.url}/me/scan")
    phone.locator("#code").fill(code)
    phone.locator("main form button").click()
    expect(phone.locator("[role=status]").first).to_contain_text("c’est noté")
    assert phone.locator("main li").count() == 1
    phone.context.close()
