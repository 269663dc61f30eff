"""A treasure hunt with a card: an organiser writes it, a helper stamps, a sign is scanned.

The player's part works without scripts: the address in the square, a card with its secret code,
and one button.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from muvengine.bootstrap import wire
from muvengine.core.people.card import PrintedCard
from muvengine.reads.hunts import signs_of
from muvengine.settings import Settings
from tests import people
from tests.stories.browsers import Town, watch
from tests.stories.test_every_page import PHONE, TABLET, look, shoot

pytestmark = pytest.mark.browser
PLACES = (("La mairie", "Là où flotte un drapeau"), ("Le lavoir", "L’eau y chante"))
WORDS = {
    "fr": ("Chasse du soir", "Tamponner", "J’ai trouvé", "C’était le dernier endroit"),
    "en": ("Evening hunt", "Stamp", "I have found it", "That was the last place!"),
}


def fit(page: Page, name: str) -> list[str]:
    found: list[str] = []
    for width in (PHONE, TABLET):
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{name} at {width} px: {problem}" for problem in look(page)]
        shoot(page, f"{name}-{width}")
    return found


def player_with_a_card(town: Town, name: str) -> PrintedCard:
    wiring = wire(Settings(database_url=f"sqlite:///{town.folder / 'instance' / 'muv.db'}"))
    printed = people.card(wiring.open_uow, people.participant(wiring.open_uow, name))
    wiring.engine.dispose()
    return printed


def token(town: Town, key: str, number: int) -> str:
    """What the square on a poster says."""
    wiring = wire(Settings(database_url=f"sqlite:///{town.folder / 'instance' / 'muv.db'}"))
    said = signs_of(wiring.open_reading, key)[1][number].token
    wiring.engine.dispose()
    return said


def speak(page: Page, locale: str) -> None:
    page.locator(f"footer button[value='{locale}']").click()


def enter(chrome: Browser, town: Town, role: str, locale: str) -> Page:
    page = chrome.new_page()
    page.goto(town.person(role)["sign_in"])
    speak(page, locale)
    return page


def send(page: Page) -> None:
    page.locator("main form button.btn-primary").first.click()


def write_and_start(page: Page, town: Town, title: str) -> str:
    """Write a hunt of two places by the forms and start it; give its key."""
    page.goto(f"{town.url}/organiser/hunts")
    page.locator("a[href$='/hunts/new']").click()
    today, soon = (
        page.evaluate(f"new Date(Date.now() + {days} * 864e5).toISOString().slice(0, 10)")
        for days in (0, 9)
    )
    page.locator("#title_fr").fill(title)
    page.locator("#first_day").fill(today)
    page.locator("#first_time").fill("00:00")
    page.locator("#last_day").fill("2099-01-01")
    send(page)
    expect(page.locator("[role=alert]")).to_be_visible()
    page.locator("#last_day").fill(soon)
    send(page)
    for name, hint in PLACES:
        page.locator("a[href$='/places/new']").click()
        page.locator("#name_fr").fill(name)
        page.locator("#hint_fr").fill(hint)
        send(page)
    page.locator("form[action$='/start'] button").click()
    expect(page.locator("form[action$='/pause']")).to_be_visible()
    return page.url.rpartition("/")[2]


def find_without_scripts(chrome: Browser, sign: str, printed: PrintedCard, locale: str) -> None:
    """Scan the square, sign in with the card, press the button; scanned again, it says so."""
    _, _, press, last = WORDS[locale]
    context = chrome.new_context(
        java_script_enabled=False, viewport={"width": PHONE, "height": 800}, locale=locale
    )
    player = context.new_page()
    player.goto(sign)
    player.locator("#card").fill(printed.number)
    player.locator("#pin").fill(printed.pin)
    send(player)
    # They are led on to the place; their own language is French.
    speak(player, locale)
    player.get_by_role("button", name=press).click()
    expect(player.locator(".alert-success")).to_contain_text(last)
    expect(player.locator("main")).to_contain_text("La mairie")
    player.goto(sign)
    expect(player.locator("main")).to_contain_text("Le lavoir")
    context.close()


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_a_card_is_stamped_and_the_last_place_is_found_without_scripts(
    chrome: Browser, town_running: Town, locale: str
) -> None:
    title, stamp, _, _ = WORDS[locale]
    printed = player_with_a_card(town_running, f"Sidonie {locale}")
    office = enter(chrome, town_running, "organiser", locale)
    key = write_and_start(office, town_running, title)
    # From here on: a form that was filled in wrongly is an error on the console.
    seen = watch(office, town_running.url)
    problems = fit(office, f"organiser.hunt-{locale}")

    desk = enter(chrome, town_running, "mediator", locale)
    desk.goto(f"{town_running.url}/desk/hunts")
    desk.locator(f"a[href$='/desk/hunts/{key}/1']").click()
    desk.locator("#card").fill(printed.number)
    desk.get_by_role("button", name=stamp, exact=True).click()
    expect(desk.locator(".alert-success")).to_contain_text("Sidonie")
    problems += fit(desk, f"mediator.hunt_place-{locale}")

    sign = f"{town_running.url}/H/{token(town_running, key, 2)}"
    find_without_scripts(chrome, sign, printed, locale)
    office.goto(f"{town_running.url}/organiser/hunts/{key}/stamps")
    expect(office.locator("main")).to_contain_text("Sidonie")
    problems += fit(office, f"organiser.hunt_stamps-{locale}")
    office.context.close()
    desk.context.close()
    assert problems + seen == []
