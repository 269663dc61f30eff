"""What a shopkeeper does with a tablet, and what a careful person sees on it."""

from __future__ import annotations

from typing import Any, Final

from playwright.sync_api import Browser, Page, expect

from tests.stories.counters import Counter
from tests.stories.test_every_page import look, shoot

SOON_MS: Final = 30_000
# A loaded machine is slow; where the network is the point, the tablet waits for it.
PATIENT_MS: Final = 25_000


def tablet(lens: Browser, bakery: Counter, *, width: int = 360) -> Page:
    """A tablet that was paired a moment ago, with its list of vouchers."""
    context = lens.new_context(locale="en-GB", viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{bakery.url}/pair/{bakery.pairing_code()}")
    page.get_by_role("button", name="Connect").click()
    expect(page.locator("[data-state]")).to_contain_text("Connected", timeout=SOON_MS)
    patient(page)
    return page


def patient(page: Page) -> None:
    page.evaluate(f"document.querySelector('[data-till]').dataset.race = {PATIENT_MS}")


def wedge(page: Page, said: str) -> None:
    """A hand scanner: it types and presses Enter, wherever the focus is."""
    page.keyboard.type(said)
    page.keyboard.press("Enter")


def says(page: Page, look: str, *sentences: str) -> None:
    box = page.locator(f".answer-{look}")
    expect(box).to_be_visible(timeout=SOON_MS)
    for sentence in sentences:
        expect(box).to_contain_text(sentence)


def fit(page: Page, name: str) -> None:
    """The page in this state, looked at as every page is."""
    assert list(look(page)) == [], name
    shoot(page, f"till-{name}")


def kept(page: Page, shelf: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("name => muvTill.shelf.all(name)", shelf)
    return found
