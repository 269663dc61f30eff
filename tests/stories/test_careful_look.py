"""The careful look sees what it is for; keys skip and meet the problem first."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.stories.browsers import Town, watch
from tests.stories.careful import NARROW, calm, narrow

pytestmark = pytest.mark.browser
BAD = """<html><head><style>
    .low { height: 1em; width: 3em; overflow: hidden; white-space: nowrap }
    #unseen:focus { outline: none }
    .run { animation: run 1s infinite } @keyframes run { to { margin-left: 1px } }
  </style></head><body>
  <div style="display: flex; flex-direction: row-reverse; flex-wrap: wrap-reverse">
    <button style="width: 300px">First</button><button style="width: 300px">Second</button>
  </div>
  <p class="low run">Letters and words that do not fit</p>
  <div style="width: 400px">wide</div>
  <button id="unseen" style="height: 20px">Low</button>
  <button tabindex="1">Before all</button>
</body></html>"""


def test_every_barrier_is_seen(chrome: Browser) -> None:
    page = chrome.new_page()
    page.set_content(BAD)
    told = "\n".join([*narrow(page), *calm(page)])
    # How wide letters are depends on the machine's font.
    assert re.search(r"target \d+ x 20: <button> Low", told), told
    for words in (
        "cut: <p.low.run>",
        "scrolls sideways",
        "spaced text cut",
        "Tab goes up from <button> First",
        "focus is not seen on <button> Low",
        "jumps the order of the text: <button> Before all",
        "moves: <p.low.run>",
    ):
        assert words in told, told
    page.close()


def test_what_the_policy_forbids_is_noticed(chrome: Browser, town_running: Town) -> None:
    page = chrome.new_page()
    seen = watch(page, town_running.url)
    page.goto(town_running.url)
    page.evaluate("""document.body.append(Object.assign(
        document.createElement("script"), {textContent: "window.ran = true"}))""")
    assert not page.evaluate("'ran' in window")
    assert any("Content Security Policy" in one for one in seen)
    page.close()


def test_keys_skip_the_frame_and_a_slip_is_met_first(chrome: Browser, town_running: Town) -> None:
    context = chrome.new_context(
        viewport={"width": NARROW, "height": 640}, locale="fr-FR", java_script_enabled=False
    )
    page = context.new_page()
    page.goto(f"{town_running.url}/sign-in")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    page.locator("#card:focus").fill("1")
    page.locator("#pin").fill("1")
    page.locator("#pin").press("Enter")
    expect(page.locator("#error-summary")).to_be_focused()
    assert page.title().startswith("Erreur\u00a0:")
    context.close()
