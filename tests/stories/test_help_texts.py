"""The longer help texts on a telephone: lists, tables and quoted lines, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from muvengine.formats.help_page import FOLDER
from tests.stories.browsers import Town, watch
from tests.stories.coming_in import PHONE
from tests.stories.test_every_page import look, shoot

pytestmark = pytest.mark.browser

NAMES = sorted(path.stem for path in (FOLDER / "en").glob("*.md"))


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_each_text_fits_a_telephone(chrome: Browser, town_running: Town, locale: str) -> None:
    context = chrome.new_context(viewport={"width": PHONE, "height": 800}, locale=locale)
    page = context.new_page()
    seen = watch(page, town_running.url)
    problems = []
    for name in NAMES:
        page.goto(f"{town_running.url}/help/{name}")
        problems += [f"{name}: {problem}" for problem in look(page)]
        shoot(page, f"help-{name}-{locale}")
    page.goto(f"{town_running.url}/help/rule-reference#earn.per_km")
    expect(page.locator("[id='earn.per_km']")).to_be_in_viewport()
    context.close()
    assert problems + seen == []
