"""A day on which no script runs: every task that matters, from a new card to the day sheet."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from muvengine.core.people.actor import SYSTEM
from muvengine.reads.people import find_people
from muvengine.services.save_route import save_route
from tests.build import Town, ride
from tests.people import NOON
from tests.stories.small_town import SmallTown, too_wide

pytestmark = pytest.mark.browser
NAME = "Rosalind"


def press(page: Page, form: str = "main form") -> None:
    page.locator(f"{form} button").last.click()


def enrol(desk: Page, url: str) -> tuple[str, str]:
    """Enrol somebody and print their card; give its number and its secret code."""
    desk.goto(f"{url}/desk/enrol")
    desk.locator("#name").fill(NAME)
    desk.locator("#locale").select_option("en")
    desk.locator("label[for='usual_mode-walk']").click()
    desk.locator("#consent").check()
    press(desk)
    press(desk, "section[aria-labelledby='card'] form")
    number = desk.locator(".paper-card .code").inner_text()
    return number, desk.locator(".paper-pin .code").inner_text()


def send_and_contest(page: Page, url: str, file: Path) -> None:
    """Upload a walk that says it is a bicycle, read what is thought of it, and contest that."""
    page.goto(f"{url}/me/trips/new")
    page.locator("label[for='mode-walk']").click()
    page.locator("#file").set_input_files(file)
    press(page)
    expect(page.locator("main .verdict")).to_be_visible()
    page.locator("a[href$='/wrong']").first.click()
    page.locator("#message").fill("It was longer.")
    press(page, "form[action$='/ask']")
    expect(page.locator(".alert-success")).to_be_visible()


def buy_and_print(page: Page, url: str) -> str:
    page.goto(f"{url}/me/offers")
    page.locator("main li.card button").first.click()
    code = page.locator(".code").first.inner_text()
    page.goto(f"{page.url}/print")
    expect(page.locator("main")).to_contain_text(code)
    expect(page.locator("main svg.qr").first).to_be_visible()
    return code


def take(till: Page, url: str, code: str) -> None:
    till.goto(f"{url}/shop")
    till.locator("#code").fill(code)
    till.locator("#code").press("Enter")
    expect(till.locator(".answer-yes")).to_be_visible()
    till.goto(f"{url}/shop/day")
    expect(till.locator("main")).to_contain_text(re.sub(r"\W", "", code)[-3:])


def help_with_paper(desk: Page, url: str) -> None:
    """Help her: two boxes of the paper diary, and a card with two stamps."""
    desk.goto(f"{url}/desk?q={NAME}")
    desk.locator("main a[href*='/desk/people/']").first.click()
    desk.locator("#agreed").check()
    press(desk, "form[action$='/help']")
    desk.goto(f"{url}/desk/diary")
    desk.locator("input[name='tick']:not([disabled])").first.check()
    press(desk)
    expect(desk.locator("section[aria-labelledby='answers']")).to_be_visible()
    desk.goto(f"{url}/desk/stamps")
    desk.locator("#first_at").fill("09:00")
    desk.locator("#last_stop").select_option("cafe")
    desk.locator("#last_at").fill("09:15")
    desk.locator("label[for='mode-walk']").click()
    press(desk)
    expect(desk.locator(".alert-success")).to_be_visible()


def along(town: Town) -> None:
    """Put both shops on the route."""
    wiring = town.wiring
    with wiring.open_reading() as uow:
        route = replace(uow.routes.get("gare"), stops=("boulangerie", "cafe"))
    save_route(wiring.open_uow, route, actor=SYSTEM, now=NOON)


def test_everything_that_matters_is_done_without_a_script(
    chrome: Browser, small_town: SmallTown, tmp_path: Path
) -> None:
    town, url = small_town.town, small_town.url
    along(town)
    desk = small_town.enter(chrome, town.karim_, "en")
    number, pin = enrol(desk, url)
    [person] = find_people(town.wiring.open_reading, NAME)
    town.give(150, to=person)

    phone = small_town.page(chrome, "en")
    phone.goto(f"{url}/sign-in")
    phone.locator("#card").fill(number)
    phone.locator("#pin").fill(pin)
    press(phone)
    expect(phone.locator("h1")).to_contain_text(NAME)
    file = tmp_path / "walk.gpx"
    file.write_bytes(ride())
    send_and_contest(phone, url, file)
    code = buy_and_print(phone, url)

    till = small_town.page(chrome, "en")
    tablet = town.tablet().client.get_cookie("muv-tablet")
    assert tablet is not None
    till.context.add_cookies([{"name": tablet.key, "value": tablet.value, "url": url}])
    take(till, url, code)
    help_with_paper(desk, url)
    # A page with less than a script is no page with less room.
    assert [*small_town.problems, *too_wide(phone), *too_wide(till), *too_wide(desk)] == []
