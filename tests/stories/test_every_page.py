"""Every page as its audience meets it: found by links, looked at by axe, phone and tablet wide.

With ``MUV_TEST_SHOTS=folder`` a picture of each is kept, to be looked at by a person.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.routing import MapAdapter

from muvengine.app import create_app
from muvengine.bootstrap import wire
from muvengine.settings import Settings
from tests.crawl import door
from tests.stories.browsers import Town, watch
from tests.stories.careful import NARROW, calm, is_seen_narrow, narrow
from tests.stories.coming_in import PHONE, enter
from tests.stories.dark import is_seen_in_the_dark, look_in_the_dark, told
from tests.stories.small_town import too_wide

pytestmark = pytest.mark.browser

TABLET = 1024
HOMES = {
    "public": "/",
    "participant": "/me",
    "mediator": "/desk",
    "organiser": "/organiser",
    "shop": "/shop",
}
# Whose walk must meet a page: by its name, else by its part.
WALKED_BY = {
    "public": "public",
    "api_document": "public",
    "account": "public",
    "account.password": "mediator",
    "account.access": "mediator",
    "account.codes": "mediator",
    "participant": "participant",
    "mediator": "mediator",
    "organiser": "organiser",
    "shop": "shop",
}
# Seen with everybody's own bar, these pages differ in the bar alone: one walk looks at them.
LIKE_FOR_ALL = "public"
# Pages without a link that everybody sees.
ASIDE = {
    "public": [
        "/sign-in",
        "/sign-in/staff",
        "/pair",
        "/api/v1/",
        "/sign-in/mail/asked",
        "/mail/confirm/nothing",
        "/mail/confirmed",
        "/mail/stop/nobody/nothing",
        "/mail/stopped",
    ],
    "participant": [],
    "mediator": ["/password", "/access/codes", "/desk?q=am", "/desk/balance"],
    "organiser": ["/password"],
    "shop": [],
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
ASK_AXE = """tags => axe.run({runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})
    .then(result => result.violations)"""
WHAT_IS_SHOWN = """[...document.querySelectorAll("body *")]
    .map(one => one.checkVisibility() ? 1 : 0).join("")"""
# Reached by a code that nobody has any more, or not a page at all.
NOT_CRAWLED = {
    "static",
    "account.card",
    "account.link",
    # After a password; looked at by axe in test_mail_and_codes.
    "account.code",
    "account.pair_with_code",
    "participant.carpool_with_code",
    "account.stop",
    "participant.scan_sign",
    # By the square on a sign; scanned and pressed in test_a_treasure_hunt.
    "account.hunt_sign",
    "participant.hunt_sign",
    # What the till's script asks; its bare page is looked at in test_till.
    "shop.snapshot",
    "shop.last",
    "shop.shell",
    # By a code that somebody holds; looked at by axe in test_at_the_counter.
    "account.counter",
    "participant.counter",
    "participant.use_voucher",
    "participant.used_voucher",
    "public.join_answer",
    # Trips that two organisers count again; looked at by axe in test_trips_counted_again.
    "organiser.rescoring",
    # By a token that somebody holds; looked at by axe in test_trips_that_come_by_themselves.
    "public.set_up",
    # Files on their way; looked at by axe in test_many_files.
    "participant.upload",
}
NOT_PAGES = re.compile(
    r"^/(api|ingest|static|health|ready|metrics)|\.(pdf|csv|json|js|jpg|webmanifest|properties)$"
)


def part_of(endpoint: str) -> str:
    return endpoint.partition(".")[0]


def walked_by(endpoint: str) -> str | None:
    return WALKED_BY.get(endpoint) or WALKED_BY.get(part_of(endpoint))


@dataclass
class Walk:
    """What a crawl met."""

    endpoints: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def doors(tmp_path_factory: pytest.TempPathFactory) -> MapAdapter:
    """The addresses the application knows."""
    path = tmp_path_factory.mktemp("doors") / "muv.db"
    settings = Settings(secret_key="s" * 32, database_url=f"sqlite:///{path}")
    return create_app(wire(settings)).url_map.bind("127.0.0.1")


def pages(doors: MapAdapter) -> set[str]:
    return {
        rule.endpoint
        for rule in doors.map.iter_rules()
        if rule.methods and "GET" in rule.methods and not NOT_PAGES.search(rule.rule)
    }


def links(page: Page, own: str) -> Iterator[str]:
    for href in page.eval_on_selector_all("a[href]", "links => links.map(a => a.href)"):
        if href.startswith(own) and not NOT_PAGES.search(urlsplit(href).path):
            yield href.partition("#")[0]


def crawl(context: BrowserContext, town: Town, doors: MapAdapter, audience: str) -> Walk:
    """Follow links until every kind of page was seen once, at both widths."""
    walk, page = Walk(), context.pages[0]
    seen = watch(page, town.url)
    # A search that finds somebody comes before the same page without one.
    waiting = [*ASIDE[audience], *links(page, town.url), page.url, HOMES[audience]]
    waiting = [url if url.startswith("http") else town.url + url for url in waiting]
    while waiting:
        url = waiting.pop(0)
        endpoint = door(doors, url)
        if endpoint is None:
            walk.problems.append(f"a link leads nowhere: {url}")
        # One page of a kind is enough: ten shops look alike.
        elif endpoint not in walk.endpoints:
            walk.endpoints.add(endpoint)
            if audience == LIKE_FOR_ALL or part_of(endpoint) != LIKE_FOR_ALL:
                walk.problems += [f"{url}: {problem}" for problem in visit(page, url, endpoint)]
                waiting += [link for link in links(page, town.url) if link not in waiting]
    walk.problems += [f"{audience}: {one}" for one in seen]
    return walk


def visit(page: Page, url: str, endpoint: str) -> Iterator[str]:
    """Look at one page on a phone and on a tablet."""
    page.set_viewport_size({"width": PHONE, "height": 800})
    answer = page.goto(url)
    if answer is None or "text/html" not in (answer.headers.get("content-type") or ""):
        return
    shown = None
    for width in (PHONE, TABLET):
        page.set_viewport_size({"width": width, "height": 800})
        before, shown = shown, page.evaluate(WHAT_IS_SHOWN)
        # Colours, names and order stay as they are: a wide page is new where it shows more.
        problems = look(page) if shown != before else too_wide(page)
        yield from (f"{width} px: {problem}" for problem in problems)
        shoot(page, f"{endpoint}-{width}")
    if is_seen_in_the_dark(endpoint):
        yield from (f"dark: {problem}" for problem in look_in_the_dark(page))
    if is_seen_narrow(endpoint):
        yield from (f"{NARROW} px: {problem}" for problem in narrow(page))
        yield from (f"own colours: {problem}" for problem in calm(page))


def look(page: Page) -> Iterator[str]:
    yield from too_wide(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    # Only what is wrong comes over: all that is right of a page takes as long as to look at it.
    yield from told(page.evaluate(ASK_AXE, TAGS))


def shoot(page: Page, name: str) -> None:
    folder = os.environ.get("MUV_TEST_SHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("audience", HOMES)
def test_every_page_can_be_reached_and_is_fit_to_be_seen(
    chrome: Browser, town_running: Town, doors: MapAdapter, audience: str
) -> None:
    context = enter(chrome, town_running, audience)
    walk = crawl(context, town_running, doors, audience)
    context.close()
    assert walk.problems == []
    own = {page for page in pages(doors) if walked_by(page) == audience}
    assert own - walk.endpoints - NOT_CRAWLED == set()


def test_every_page_belongs_to_somebodys_walk(doors: MapAdapter) -> None:
    assert {page for page in pages(doors) if not walked_by(page)} - NOT_CRAWLED == set()


def test_axe_sees_a_bad_page(chrome: Browser) -> None:
    page = chrome.new_page()
    page.set_content("<html><body><img src='data:,'><input><div>pale</div></body></html>")
    assert any("image-alt" in problem for problem in look(page))
