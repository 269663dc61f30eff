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
from tests.stories.coming_in import PHONE
from tests.stories.small_town import too_wide
from tests.stories.test_every_page import look

pytestmark = pytest.mark.browser
PLACES = (("La mairie", "Là où flotte un drapeau"), ("Le lavoir", "L’eau y chante"))
TITLE = "Chasse du soir"
WORDS = {
    "fr": ("J’ai trouvé", "C’était le dernier endroit"),
    "en": ("I have found it", "That was the last place!"),
}


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


def write_and_start(page: Page, town: Town) -> str:
    """Write a hunt of two places by the forms and start it; give its key."""
    page.goto(f"{town.url}/organiser/hunts")
    page.locator("a[href$='/hunts/new']").click()
    today, soon = (
        page.evaluate(f"new Date(Date.now() + {days} * 864e5).toISOString().slice(0, 10)")
        for days in (0, 9)
    )
    page.locator("#title_fr").fill(TITLE)
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


def stamp(desk: Page, printed: PrintedCard, name: str) -> None:
    desk.locator("#card").fill(printed.number)
    desk.get_by_role("button", name="Tamponner", exact=True).click()
    expect(desk.locator(".alert-success")).to_contain_text(name)


def find_the_last(
    chrome: Browser, sign: str, printed: PrintedCard, locale: str, *, scripts: bool
) -> list[str]:
    """Scan the square, sign in with the card, press the button; scanned again, it says so."""
    press, last = WORDS[locale]
    context = chrome.new_context(
        java_script_enabled=scripts, viewport={"width": PHONE, "height": 800}, locale=locale
    )
    player = context.new_page()
    seen = watch(player, sign.partition("/H/")[0])
    player.goto(sign)
    player.locator("#card").fill(printed.number)
    player.locator("#pin").fill(printed.pin)
    send(player)
    # They are led on to the place; their own language is French.
    speak(player, locale)
    # The tool that looks for barriers needs scripts itself.
    problems = list(look(player)) if scripts else too_wide(player)
    player.get_by_role("button", name=press).click()
    expect(player.locator(".alert-success")).to_contain_text(last)
    expect(player.locator("main")).to_contain_text("La mairie")
    problems += too_wide(player)
    player.goto(sign)
    expect(player.locator("main")).to_contain_text("Le lavoir")
    context.close()
    return problems + seen


def test_a_card_is_stamped_and_the_last_place_is_found_without_scripts(
    chrome: Browser, town_running: Town
) -> None:
    town, names = town_running, {"fr": "Sidonie", "en": "Rosalind"}
    cards = {locale: player_with_a_card(town, name) for locale, name in names.items()}
    office = enter(chrome, town, "organiser", "en")
    key = write_and_start(office, town)
    # From here on: a form that was filled in wrongly is an error on the console.
    seen = watch(office, town.url)

    desk = enter(chrome, town, "mediator", "fr")
    seen_at_desk = watch(desk, town.url)
    desk.goto(f"{town.url}/desk/hunts")
    desk.locator(f"a[href$='/desk/hunts/{key}/1']").click()
    for locale, name in names.items():
        stamp(desk, cards[locale], name)

    sign = f"{town.url}/H/{token(town, key, 2)}"
    problems = find_the_last(chrome, sign, cards["fr"], "fr", scripts=False)
    problems += find_the_last(chrome, sign, cards["en"], "en", scripts=True)
    office.goto(f"{town.url}/organiser/hunts/{key}/stamps")
    for name in names.values():
        expect(office.locator("main")).to_contain_text(name)
    office.context.close()
    desk.context.close()
    assert problems + seen + seen_at_desk == []
