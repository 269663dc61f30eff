"""An app is connected by one link, sends a walk, sends it again, and is stopped.

The owner's part works without scripts; the app's is its real request over a real connection.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.build import ride
from tests.people import NOON
from tests.phone_apps import okhttp_form
from tests.stories.coming_in import PHONE
from tests.stories.small_town import SmallTown, too_wide
from tests.stories.test_every_page import TABLET, look, shoot

pytestmark = pytest.mark.browser
WALK = ride(NOON - timedelta(hours=1))


def settings_of(town: SmallTown, link: str) -> dict[str, str]:
    """What GPSLogger does with the link: it loads the file of settings behind it."""
    address = link.removeprefix("gpslogger://properties/")
    here = address.replace("http://localhost", town.url, 1)
    with urllib.request.urlopen(here, timeout=10) as answer:  # noqa: S310  our own server
        lines = answer.read().decode().splitlines()
    return dict(line.split("=", 1) for line in lines)


def send(town: SmallTown, settings: dict[str, str], data: bytes) -> int:
    """What GPSLogger does when stop is pressed."""
    body, headers = okhttp_form(data)
    name, _, value = settings["httpfileupload_headers"].partition(": ")
    request = urllib.request.Request(  # noqa: S310  our own server
        settings["httpfileupload_url"].replace("http://localhost", town.url, 1),
        data=body,
        headers={**headers, name: value},
        method=settings["httpfileupload_method"],
    )
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def looked_at(page: Page, name: str) -> list[str]:
    found: list[str] = []
    for width in (PHONE, TABLET):
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{name} at {width} px: {problem}" for problem in look(page)]
        shoot(page, f"{name}-{width}")
    return found


def connect(small_town: SmallTown, fatou: Page) -> str:
    """Find the page from the first one, choose, connect; give the link that sets the app up."""
    fatou.goto(f"{small_town.url}/me")
    fatou.locator("details.more summary").click()
    fatou.get_by_role("link", name="Trajets depuis mon téléphone").click()
    card = fatou.locator("[data-app=gpslogger]")
    card.locator("select").select_option("walk")
    card.get_by_role("button", name="Relier GPSLogger").click()
    assert too_wide(fatou) == []
    link = fatou.locator("a[data-setup]").get_attribute("href")
    fatou.get_by_role("link", name="C’est fait").click()
    expect(card).to_contain_text("Reliée. Rien reçu pour le moment.")
    assert link
    return link


def points_at_home(small_town: SmallTown, fatou: Page) -> int:
    """Give what the one trip on the first page earned."""
    fatou.goto(f"{small_town.url}/me")
    trip = fatou.locator("main .card", has_text="À pied")
    expect(trip).to_have_count(1)
    return int(trip.locator(".amount").inner_text().split()[0])


def looked_at_by_axe(chrome: Browser, small_town: SmallTown, link: str) -> list[str]:
    """See every page of it in English, on a telephone and on a tablet."""
    page = small_town.enter(chrome, small_town.town.fatou_, "en", scripts=True)
    page.goto(f"{small_town.url}/me/auto")
    found = looked_at(page, "auto")
    for app in ("gpslogger", "traccar"):
        page.goto(f"{small_town.url}/me/auto")
        card = page.locator(f"[data-app={app}]")
        for more in card.locator("summary").all():
            more.click()
        card.get_by_role("button", name="Connect").last.click()
        found += looked_at(page, f"auto-{app}")
    address = link.removeprefix("gpslogger://properties/").removesuffix(".properties")
    page.goto(address.replace("http://localhost", small_town.url, 1))
    return found + looked_at(page, "auto-phone")


def test_an_app_sends_a_walk_that_counts_once_until_it_is_stopped(
    chrome: Browser, small_town: SmallTown
) -> None:
    small_town.clock.moment = NOON
    fatou = small_town.enter(chrome, small_town.town.fatou_, "fr")
    link = connect(small_town, fatou)
    settings = settings_of(small_town, link)
    assert send(small_town, settings, WALK) == 200
    small_town.clock.moment += timedelta(minutes=5)
    fatou.reload()
    card = fatou.locator("[data-app=gpslogger]")
    expect(card).to_contain_text("Dernier envoi reçu il y a 5 minutes")
    problems = too_wide(fatou)

    assert points_at_home(small_town, fatou) > 0
    before = fatou.locator("main").inner_text()
    assert send(small_town, settings, WALK) == 200
    fatou.reload()
    assert fatou.locator("main").inner_text() == before
    problems += looked_at_by_axe(chrome, small_town, link)

    fatou.goto(f"{small_town.url}/me/auto")
    card.get_by_role("button", name="Arrêter cette application").first.click()
    expect(fatou.locator(".alert-success")).to_contain_text("GPSLogger ne peut plus rien envoyer.")
    assert send(small_town, settings, ride(NOON - timedelta(hours=5))) == 401
    assert problems + small_town.problems == []
