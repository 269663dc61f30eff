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
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter, RequestRedirect

from muvengine.app import create_app
from muvengine.bootstrap import wire
from muvengine.settings import Settings
from tests.stories.browsers import Town, watch

pytestmark = pytest.mark.browser

PHONE, TABLET = 360, 1024
AUDIENCES = ("public", "participant", "mediator", "organiser", "shop")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
PAGES_MAX = 80
# Reached by a code that nobody has any more, or not a page at all.
NOT_CRAWLED = {
    "static",
    "account.card",
    "account.link",
    "account.pair_with_code",
}
NOT_PAGES = re.compile(r"^/(api|static|health|ready|metrics)")


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


def door(doors: MapAdapter, url: str) -> str | None:
    try:
        endpoint, _ = doors.match(urlsplit(url).path, method="GET")
    except (HTTPException, RequestRedirect):
        return None
    return str(endpoint)


def context_for(chrome: Browser, town: Town, audience: str, width: int) -> BrowserContext:
    context = chrome.new_context(
        viewport={"width": width, "height": 800}, locale="fr-FR" if width == PHONE else "en-GB"
    )
    if audience == "shop":
        context.new_page().goto(town.device()["pair"])
    elif audience != "public":
        context.new_page().goto(town.person(audience)["sign_in"])
    return context


def links(page: Page, own: str) -> Iterator[str]:
    for href in page.eval_on_selector_all("a[href]", "links => links.map(a => a.href)"):
        if href.startswith(own) and not NOT_PAGES.match(urlsplit(href).path):
            yield href.partition("#")[0]


def crawl(context: BrowserContext, town: Town, doors: MapAdapter, label: str) -> Walk:
    walk, page = Walk(), context.new_page()
    seen = watch(page, town.url)
    start = {"shop": "/shop", "mediator": "/desk", "organiser": "/organiser", "participant": "/me"}
    waiting = [town.url + start.get(label.split("-", maxsplit=1)[0], "/"), town.url + "/"]
    looked: dict[str, int] = {}
    while waiting and len(looked) < PAGES_MAX:
        url = waiting.pop(0)
        endpoint = door(doors, url)
        if endpoint is None:
            walk.problems.append(f"a link leads nowhere: {url}")
            continue
        # One page of a kind is enough: ten shops look alike.
        if looked.setdefault(endpoint, 0) >= 1:
            continue
        answer = page.goto(url)
        if answer is None or "text/html" not in (answer.headers.get("content-type") or ""):
            continue
        looked[endpoint] += 1
        walk.problems += [f"{url}: {problem}" for problem in look(page)]
        shoot(page, f"{label}-{endpoint}")
        waiting += [link for link in links(page, town.url) if link not in waiting]
    walk.endpoints |= set(looked)
    walk.problems += [f"{label}: {one}" for one in seen]
    return walk


def look(page: Page) -> Iterator[str]:
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    if wide > 0:
        yield f"scrolls sideways by {wide} px"
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    for violation in result.response["violations"]:
        where = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
        yield f"axe {violation['id']}: {where}"


def shoot(page: Page, name: str) -> None:
    folder = os.environ.get("MUV_TEST_SHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("width", [PHONE, TABLET])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_page_an_audience_can_reach_is_fit_to_be_seen(
    chrome: Browser, town_running: Town, doors: MapAdapter, audience: str, width: int
) -> None:
    context = context_for(chrome, town_running, audience, width)
    walk = crawl(context, town_running, doors, f"{audience}-{width}")
    context.close()
    assert walk.problems == []
    assert len(walk.endpoints) >= 3


def test_axe_sees_a_bad_page(chrome: Browser) -> None:
    page = chrome.new_page()
    page.set_content("<html><body><img src='data:,'><input><div>pale</div></body></html>")
    assert any("image-alt" in problem for problem in look(page))


def test_no_page_is_out_of_reach(chrome: Browser, town_running: Town, doors: MapAdapter) -> None:
    reached: set[str] = set()
    for audience in AUDIENCES:
        context = context_for(chrome, town_running, audience, TABLET)
        reached |= crawl(context, town_running, doors, f"{audience}-reach").endpoints
        context.close()
    pages = {
        rule.endpoint
        for rule in doors.map.iter_rules()
        if rule.methods and "GET" in rule.methods and not NOT_PAGES.match(rule.rule)
    }
    assert pages - reached - NOT_CRAWLED == set()
