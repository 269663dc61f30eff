"""A shop's challenge from its draft to the coffee: the shop in French, the office in English,
and the player without scripts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from muvengine.bootstrap import wire
from muvengine.formats.gpx.write import write_gpx
from muvengine.formats.trace_generator.line import through_blocks
from muvengine.formats.trace_generator.ride import RideLeg, record
from muvengine.reads.programme import programme
from muvengine.services.settle_challenges import settle_challenges
from muvengine.settings import Settings
from tests.stories.browsers import Town, watch
from tests.stories.coming_in import PHONE
from tests.stories.test_every_page import look

pytestmark = pytest.mark.browser
TITLE = "Une nuit à pied"
GOOD = "Un café du matin"
# Nobody of the seed town travels then; each story has a person and an hour of its own.
NIGHTS_AGO = 1


def came_in(chrome: Browser, url: str, language: str, *, scripts: bool) -> Page:
    context = chrome.new_context(
        viewport={"width": PHONE, "height": 800}, java_script_enabled=scripts
    )
    page = context.new_page()
    page.goto(url)
    page.get_by_role("button", name=language).click()
    return page


def walk_at_night(town: Town) -> str:
    """A walk that begins at four in the morning."""
    now = datetime.now(UTC)  # noqa: TID251  the demo that runs goes by the real clock
    night = now.replace(hour=4, minute=0, second=0, microsecond=0)
    start = night - timedelta(days=NIGHTS_AGO)
    lat, lon = through_blocks(43.6379, 5.0898, 43.6405, 5.0968)
    path = town.folder / "night.gpx"
    fixes = record((RideLeg("walk", lat, lon),), start, 77)
    path.write_bytes(write_gpx(fixes, "Trip").encode())
    return str(path)


def settle(town: Town) -> None:
    """What the job does every five minutes."""
    wiring = wire(Settings(database_url=f"sqlite:///{town.folder / 'instance' / 'muv.db'}"))
    now = wiring.now().astimezone(programme(wiring.open_reading).zone)
    settle_challenges(wiring.open_uow, now=now, new_token=wiring.new_token)
    wiring.engine.dispose()


def draft(page: Page, town: Town) -> list[str]:
    page.goto(f"{town.url}/shop/challenges")
    problems = list(look(page))
    page.locator("#title").fill(TITLE)
    page.locator("#days").fill("1")
    page.locator("#modes-walk").check()
    page.locator("#first").fill("03:00")
    page.locator("#until").fill("06:59")
    first = page.locator("#first_day").input_value()
    day = datetime.fromisoformat(first) - timedelta(days=2)
    page.locator("#first_day").fill(day.date().isoformat())
    page.locator("#good").fill(GOOD)
    page.locator("#worth").fill("1,80")
    page.locator("#stock").fill("3")
    page.get_by_role("button", name="Envoyer aux organisateurs").click()
    expect(page.locator("[role=status]").first).to_contain_text("Envoyé")
    expect(page.locator("main")).to_contain_text("attend une réponse")
    return problems + list(look(page))


def accept(page: Page, town: Town) -> list[str]:
    page.goto(f"{town.url}/organiser/challenges")
    mine = page.locator("section.card", has_text=TITLE)
    expect(mine).to_contain_text("waits for an answer")
    mine.get_by_role("button", name="Accept").click()
    expect(page.locator("[role=status]").first).to_contain_text("People can join now")
    return list(look(page))


def take_up(page: Page, town: Town) -> None:
    page.goto(f"{town.url}/me/challenges")
    mine = page.locator("section.card", has_text=TITLE)
    expect(mine).to_contain_text(GOOD)
    mine.get_by_role("button", name="Je le relève").click()
    expect(page.locator("[role=status]").first).to_contain_text("Vous avez relevé le défi")
    expect(page.locator("section.card", has_text=TITLE)).to_contain_text("0 sur 1")


def walk(page: Page, town: Town) -> str:
    """Walk, and give the code of the voucher that this brings."""
    page.goto(f"{town.url}/me/trips/new")
    page.locator("label[for='mode-walk']").click()
    page.locator("input[type=file]").set_input_files(walk_at_night(town))
    page.locator("main form[enctype] button").last.click()
    page.goto(f"{town.url}/me/challenges")
    expect(page.locator("section.card", has_text=TITLE)).to_contain_text("1 sur 1")
    settle(town)
    page.reload()
    mine = page.locator("section.card", has_text=TITLE)
    expect(mine).to_contain_text("Votre bon est prêt")
    mine.get_by_role("link", name="Voir mon bon").click()
    page.get_by_role("link", name=GOOD).first.click()
    return page.locator(".code").first.inner_text()


def test_a_deed_asked_for_by_a_shop_ends_in_its_coffee(chrome: Browser, town_running: Town) -> None:
    town = town_running
    tablet = came_in(chrome, town.device()["pair"], "Français", scripts=True)
    office = came_in(chrome, town.person("organiser")["sign_in"], "English", scripts=True)
    seen = watch(tablet, town.url) + watch(office, town.url)
    problems = draft(tablet, town) + accept(office, town)

    people = [one for one in town.said["people"] if one["role"] == "participant"]
    player = came_in(chrome, people[-1]["sign_in"], "Français", scripts=False)
    take_up(player, town)
    code = walk(player, town)

    tablet.goto(f"{town.url}/shop")
    tablet.locator("#code").fill(code)
    tablet.keyboard.press("Enter")
    expect(tablet.locator(".answer-yes")).to_be_visible(timeout=25_000)
    tablet.goto(f"{town.url}/shop/challenges")
    expect(tablet.locator("section.card", has_text=TITLE)).to_contain_text("1 bon utilisé")
    assert problems == []
    assert [one for one in seen if not one.endswith(".ico")] == []
    for page in (tablet, office, player):
        page.context.close()
