"""What a page weighs over the wire, headers included, as a real browser counts it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, StorageState

from tests.stories.browsers import Town

pytestmark = pytest.mark.browser

FIRST_BYTES_MAX = 110_000
NEXT_BYTES_MAX = 15_000
OWN_BYTES_MAX = 30_000
# A tablet of a shop stays open all day: its scripts come once.  What reads codes from a camera
# follows them, and is not waited for.
TILL_BYTES_MAX = 150_000
TILL_NEXT_BYTES_MAX = 28_000
READER = "/zxing-wasm/"
PARTICIPANT = ["/me", "/me/wallet", "/me/trips/new", "/me/vouchers", "/me/offers"]


@dataclass
class Visit:
    """Bytes over the wire, by what was asked for."""

    bytes_of: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.bytes_of.values())

    @property
    def own(self) -> int:
        """Scripts and styles, what we chose of Bootstrap with them."""
        return sum(size for path, size in self.bytes_of.items() if path.endswith((".css", ".js")))


def visit(context: BrowserContext, url: str) -> Visit:
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    paths: dict[str, str] = {}
    found = Visit()

    def named(event: dict[str, Any]) -> None:
        paths[event["requestId"]] = urlsplit(event["response"]["url"]).path

    def weighed(event: dict[str, Any]) -> None:
        # What comes from the browser's own shelf weighs nothing.
        path = paths.get(event["requestId"], "")
        found.bytes_of[path] = found.bytes_of.get(path, 0) + int(event["encodedDataLength"])

    wire.on("Network.responseReceived", named)
    wire.on("Network.loadingFinished", weighed)
    page.goto(url, wait_until="load")
    page.wait_for_function("document.fonts.status === 'loaded'")
    page.close()
    return found


def signed_in(chrome: Browser, url: str) -> StorageState:
    context = chrome.new_context(locale="fr-FR")
    context.new_page().goto(url)
    state = context.storage_state()
    context.close()
    return state


def twice(chrome: Browser, state: StorageState | None, url: str) -> tuple[Visit, Visit]:
    """Come for the first time, with an empty shelf, and once more."""
    # What a service worker gives from its own shelf would weigh nothing at all.
    context = chrome.new_context(locale="fr-FR", storage_state=state, service_workers="block")
    visits = visit(context, url), visit(context, url)
    context.close()
    return visits


def test_a_page_weighs_little_the_first_time_and_almost_nothing_the_next(
    chrome: Browser, town_running: Town, record_property: Callable[[str, object], None]
) -> None:
    known = signed_in(chrome, town_running.person("participant")["sign_in"])
    for path in ["/", *PARTICIPANT]:
        first, later = twice(chrome, None if path == "/" else known, town_running.url + path)
        record_property(path, (first.total, later.total, first.own))
        assert 0 < first.total <= FIRST_BYTES_MAX, (path, first.bytes_of)
        assert 0 < later.total <= NEXT_BYTES_MAX, (path, later.bytes_of)
        assert first.own <= OWN_BYTES_MAX, (path, first.bytes_of)


def test_the_till_comes_once(chrome: Browser, town_running: Town) -> None:
    known = signed_in(chrome, town_running.device()["pair"])
    first, later = twice(chrome, known, town_running.url + "/shop")
    needed = sum(size for path, size in first.bytes_of.items() if READER not in path)
    assert 0 < needed <= TILL_BYTES_MAX, first.bytes_of
    assert 0 < later.total <= TILL_NEXT_BYTES_MAX, later.bytes_of
