"""An organiser asks what a draft would have paid, waits, and reads it, with a script or without."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.stories.browsers import Town, watch
from tests.stories.test_a_route_is_drawn import problems
from tests.stories.test_from_a_gpx_to_a_coffee import open_as

pytestmark = pytest.mark.browser

# A process beside the worker is started first.
PLAYED_MS = 60_000


@pytest.mark.parametrize("scripts", [True, False])
def test_a_draft_is_rehearsed_and_the_report_comes_by_itself(
    chrome: Browser, town_running: Town, *, scripts: bool
) -> None:
    page = open_as(chrome, town_running.person("organiser")["sign_in"], scripts=scripts)
    seen = watch(page, town_running.url)
    page.goto(f"{town_running.url}/organiser/rulebook/drafts/1")
    expect(page.get_by_text("Rehearsed on the trips from")).to_be_visible()
    page.get_by_role("link", name="Choose other days").click()
    page.get_by_label("Compare with").select_option(index=1)
    page.get_by_role("button", name="Start the rehearsal").click()
    expect(page.locator("[role=status]").first).to_contain_text("The rehearsal has begun.")
    expect(page.get_by_role("heading", name="Rule by rule")).to_be_visible(timeout=PLAYED_MS)
    expect(page.get_by_text("played on the same trips")).to_be_visible()
    if scripts:
        assert problems(page) == []
    assert seen == []


def test_the_report_is_saved_as_a_table_and_for_programs(
    chrome: Browser, town_running: Town
) -> None:
    page = open_as(chrome, town_running.person("organiser")["sign_in"])
    page.goto(f"{town_running.url}/organiser/rulebook/drafts/1")
    page.get_by_role("link", name="Read the rehearsal").click()
    saved: list[Path] = []
    for name in ("Table (CSV)", "For programs (JSON)"):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        saved.append(Path(download.value.path()))
    rows = list(csv.reader(saved[0].read_text("utf-8-sig").splitlines(), delimiter=";"))
    found = json.loads(saved[1].read_text("utf-8"))
    [points] = [row for row in rows if row[:2] == ["Altogether", "Points"]]
    assert points[4:7] == [str(found["total"][key]) for key in ("base", "candidate", "change")]
