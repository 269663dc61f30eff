"""The main job in a real browser: sign in, upload, score sheet, voucher, redeem once, undo."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.browsers import Town, running_town, watch

pytestmark = pytest.mark.browser
ANSWER_MS_MAX = 25_000
ROOT = Path(__file__).parent.parent.parent


def open_as(chrome: Browser, url: str, *, scripts: bool = True) -> Page:
    context = chrome.new_context(locale="en-GB", java_script_enabled=scripts)
    page = context.new_page()
    page.goto(url)
    # A person's own language goes before the browser's.
    page.get_by_role("button", name="English").click()
    return page


def add_trip(page: Page, town: Town, trace: dict[str, str]) -> None:
    page.get_by_role("link", name="Add a trip").first.click()
    page.locator(f"label[for='mode-{trace['mode']}']").click()
    page.locator("input[type=file]").set_input_files(town.path(trace))
    page.locator("main form[enctype] button").last.click()


def buy_cheapest(page: Page) -> str:
    page.get_by_role("link", name="Use my points").first.click()
    page.locator("main li.card button").first.click()
    code = page.locator(".code").first.inner_text()
    assert re.fullmatch(r"[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}", code)
    return code


def shop_of(page: Page, town: Town) -> dict[str, Any]:
    text = page.locator("main").inner_text()
    names = {device["shop"]: device for device in town.said["devices"]}
    shop = page.locator("[data-shop]").first.get_attribute("data-shop")
    assert shop in names, text
    found: dict[str, Any] = names[str(shop)]
    return found


@pytest.mark.parametrize("scripting", ["with scripts", "without scripts"])
def test_from_a_gpx_to_a_coffee(chrome: Browser, town_running: Town, scripting: str) -> None:
    town, scripts = town_running, scripting == "with scripts"
    fatou = open_as(chrome, town.person("participant")["sign_in"], scripts=scripts)
    seen = watch(fatou, town.url)
    confirmed = [one for one in town.said["traces"] if one["expect"] == "confirmed"]
    add_trip(fatou, town, confirmed[0 if scripts else 1])
    expect(fatou.locator("main")).to_contain_text("points")
    assert "/me/trips/" in fatou.url

    code = buy_cheapest(fatou)
    device = shop_of(fatou, town)
    tablet = open_as(chrome, device["pair"], scripts=scripts)
    take(tablet, town, code)
    expect(tablet.locator(".answer-yes")).to_contain_text("Accepted", timeout=ANSWER_MS_MAX)
    take(tablet, town, code.replace("-", " ").lower())
    expect(tablet.locator(".answer-used")).to_contain_text("Already used", timeout=ANSWER_MS_MAX)

    tablet.goto(f"{town.url}/shop/day")
    tablet.get_by_role("button", name="Undo").first.click()
    take(tablet, town, code)
    expect(tablet.locator(".answer-yes")).to_contain_text("Accepted", timeout=ANSWER_MS_MAX)
    assert [one for one in seen if not one.endswith(".ico")] == []

    verified = town.run("ledger", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def take(tablet: Page, town: Town, code: str) -> None:
    tablet.goto(f"{town.url}/shop")
    # On a loaded machine the tablet shall wait for the server.
    tablet.evaluate("document.querySelector('[data-race]').dataset.race = 20000")
    tablet.locator("#code").fill(code)
    tablet.keyboard.press("Enter")
    tablet.wait_for_load_state()


def test_a_car_ride_that_pretends_to_be_a_bicycle_is_told_why_and_may_contest(
    chrome: Browser, town_running: Town
) -> None:
    town = town_running
    page = open_as(chrome, town.person("participant")["sign_in"])
    add_trip(page, town, town.trace("refused"))
    expect(page.locator("main")).to_contain_text("This trip does not count")
    page.get_by_role("link", name="This is wrong").click()
    page.locator("textarea").first.fill("I was on my bicycle, the phone was wrong.")
    page.get_by_role("button", name="Send to a person").click()
    expect(page.locator("[role=status]").first).to_be_visible()


def test_a_typing_slip_is_answered_at_once(chrome: Browser, town_running: Town) -> None:
    tablet = open_as(chrome, town_running.device()["pair"])
    take(tablet, town_running, "K7M-4QX-9TA")
    expect(tablet.locator(".answer-no")).to_be_visible()


def test_the_same_story_by_curl_as_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [script] = re.findall(r"## The API by curl.*?```sh\n(.*?)```", readme, re.DOTALL)
    with running_town() as town:
        told = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=town.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        verified = town.run("ledger", "verify")
    assert told.returncode == 0, told.stderr
    assert told.stdout.count('"state":"accepted"') == 1
    assert told.stdout.count('"already_redeemed"') == 1
    assert verified.returncode == 0, verified.stdout + verified.stderr
