"""People without a phone: enrolled, helped and paid at the desk, a class, and a lost card.

The desk's browser runs no scripts; the till is a tablet.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from muvengine.bootstrap import clock
from tests.printed import read_back
from tests.stories.browsers import Town, watch
from tests.stories.coming_in import PHONE
from tests.stories.small_town import too_wide
from tests.stories.test_every_page import TABLET, shoot

pytestmark = pytest.mark.browser
LANGUAGES: Final = {"fr": "Français", "en": "English"}
CAFE: Final = "cafe-fontaine"
# Yesterday's round, so that the story can be told at any hour: four stamps are three ways.
ROUND: Final = (
    ("primeur-canourgues", "09:30"),
    (CAFE, "09:53"),
    ("boulangerie-gare", "10:13"),
    (CAFE, "10:33"),
)


def came_in(chrome: Browser, address: str, locale: str, *, scripts: bool = False) -> Page:
    context = chrome.new_context(
        viewport={"width": TABLET, "height": 800}, java_script_enabled=scripts
    )
    page = context.new_page()
    page.goto(address)
    language = page.get_by_role("button", name=LANGUAGES[locale])
    if language.count():
        language.click()
    return page


def desk(chrome: Browser, town: Town, locale: str = "fr") -> Page:
    return came_in(chrome, town.person("mediator")["sign_in"], locale)


def enrol(page: Page, town: Town, name: str) -> None:
    page.goto(f"{town.url}/desk/enrol")
    page.locator("#name").fill(name)
    page.locator("label[for='usual_mode-walk']").click()
    page.locator("#consent").check()
    page.locator("main form button.btn-xl").click()
    expect(page.locator("h1")).to_have_text(name)


def card(page: Page) -> tuple[str, str]:
    """Print the card of the person who is shown; give its number and its secret code."""
    page.locator("form[action$='/card'] button").click()
    number = page.locator(".paper-card .code").inner_text()
    return number, page.locator(".paper-pin .code").inner_text()


def help_them(page: Page) -> None:
    page.locator("#agreed").check()
    page.locator("form[action$='/help'] button").click()


def stamp(page: Page, town: Town) -> None:
    day = (clock().astimezone(ZoneInfo("Europe/Paris")) - timedelta(days=1)).date()
    for (first, left), (last, there) in pairwise(ROUND):
        ready = datetime.strptime(there, "%H:%M") - timedelta(minutes=2)  # noqa: DTZ007  a clock's face
        page.goto(f"{town.url}/desk/stamps")
        page.locator("#day").fill(day.isoformat())
        page.locator("#first_stop").select_option(first)
        page.locator("#first_at").fill(left)
        page.locator("#last_stop").select_option(last)
        page.locator("#last_at").fill(ready.strftime("%H:%M"))
        page.locator("label[for='mode-walk']").click()
        page.locator("main form button.btn-xl").click()
        expect(page.locator(".alert-success")).to_be_visible()


def print_coffee(page: Page, town: Town) -> str:
    """Take the coffee, print it, and read the code off the paper."""
    page.goto(f"{town.url}/me/offers")
    coffee = page.locator("main button[name='paper']").and_(page.locator(":text('120')"))
    coffee.first.click()
    page.goto(f"{town.url}/desk/batch")
    paper = page.request.get(f"{town.url}/desk/batch/card.pdf").body()
    page.locator("form[action$='/desk/batch'] button.btn-xl").click()
    return read_back(paper, 105)[-1][0]


def fit(page: Page, name: str) -> list[str]:
    found: list[str] = []
    for width in (PHONE, TABLET):
        page.set_viewport_size({"width": width, "height": 800})
        shoot(page, f"{name}-{width}")
        found += [f"{name} at {width} px: {problem}" for problem in too_wide(page)]
    return found


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_somebody_without_a_phone_drinks_the_first_coffee(
    chrome: Browser, town_running: Town, locale: str
) -> None:
    page = desk(chrome, town_running, locale)
    seen = watch(page, town_running.url)
    enrol(page, town_running, f"Rosa {locale}")
    url = page.url
    card(page)
    page.goto(url)
    help_them(page)
    stamp(page, town_running)
    said = print_coffee(page, town_running)
    tablet = came_in(chrome, town_running.device(CAFE)["pair"], locale, scripts=True)
    tablet.locator("#code").fill(said)
    tablet.keyboard.press("Enter")
    expect(tablet.locator(".answer-yes")).to_be_visible(timeout=15_000)
    assert seen == []
    page.context.close()
    tablet.context.close()


def test_a_class_of_twenty_five_is_given_its_cards(
    chrome: Browser, town_running: Town, tmp_path: Path
) -> None:
    page = desk(chrome, town_running)
    page.goto(f"{town_running.url}/desk/packs")
    page.locator("#name").fill("CM2")
    page.locator("#count").fill("25")
    with page.expect_download() as printed:
        page.locator("form[action$='/desk/packs'] button").click()
    path = tmp_path / "cards.pdf"
    printed.value.save_as(path)
    codes = [code for sheet in read_back(path.read_bytes(), 297) for code in sheet]
    assert len(set(codes)) == 25
    # The first child comes to the desk, and the reader types the card.
    page.goto(f"{town_running.url}/desk")
    page.locator("#q").fill(codes[0])
    page.keyboard.press("Enter")
    page.locator("#name").fill("Léa")
    page.locator("#consent").check()
    problems = fit(page, "mediator.enrol-with-card")
    page.locator("main form button.btn-xl").click()
    expect(page.locator("h1")).to_have_text("Léa")
    page.goto(f"{town_running.url}/desk/packs")
    page.get_by_role("link", name="CM2").click()
    page.locator("#cards").fill("\n".join(codes[1:]))
    page.locator("#consent").check()
    page.locator("main form button.btn-xl").click()
    expect(page.locator("#answers")).to_contain_text("24 cartes")
    assert page.locator("main .list-group a[href*='/desk/people/']").count() == 25
    assert problems + fit(page, "mediator.pack") == []
    page.context.close()


def test_a_lost_card_opens_nothing_and_a_new_one_everything(
    chrome: Browser, town_running: Town
) -> None:
    page, entry = desk(chrome, town_running), f"{town_running.url}/sign-in"
    enrol(page, town_running, "Paul")
    url = page.url
    lost = card(page)
    page.goto(url)
    help_them(page)
    stamp(page, town_running)
    owner = came_in(chrome, entry, "fr")
    points = signed_in(owner, lost)
    page.goto(url)
    page.locator("form[action$='/void'] button").click()
    expect(page.locator("form[action$='/vouchers/back'] button")).to_be_visible()
    problems = fit(page, "mediator.person-lost")
    owner.goto(f"{town_running.url}/me")
    assert "/sign-in" in owner.url, "whoever found the card is out"
    owner.goto(entry)
    send(owner, lost)
    expect(owner.locator("#error-summary")).to_be_visible()
    page.goto(url)
    fresh = card(page)
    owner.goto(entry)
    assert signed_in(owner, fresh) == points
    assert problems == []
    page.context.close()
    owner.context.close()


def send(page: Page, held: tuple[str, str]) -> None:
    page.locator("#card").fill(held[0])
    page.locator("#pin").fill(held[1])
    page.locator("main form button.btn-xl").first.click()


def signed_in(page: Page, held: tuple[str, str]) -> str:
    """Sign in with a card, and give the points as the first page tells them."""
    send(page, held)
    return page.locator("main .figure").first.inner_text()
