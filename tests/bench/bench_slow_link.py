"""How soon a slow telephone on a bad network can use the main pages and the till.

400 ms there and back, 50 kB a second, a processor six times slower than this one, nothing kept
from an earlier visit.  Useful means: the first contents are drawn and the heading is seen.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator

from playwright.sync_api import Browser, BrowserContext, Page

from tests.stories.browsers import Town, chromium, running_town

LATENCY_MS = 400
BYTES_PER_S = 50_000
SLOWER = 6
ROUNDS = 3
PAGES = {
    "start": ("participant", "/"),
    "my page": ("participant", "/me"),
    "my points": ("participant", "/me/points"),
    "add a trip": ("participant", "/me/trips/new"),
    "till": ("shop", "/shop"),
}
PAINTED = """() => {
    const [first] = performance.getEntriesByName("first-contentful-paint");
    const [way] = performance.getEntriesByType("navigation");
    const sent = performance.getEntriesByType("resource").concat(way);
    return [first ? first.startTime : 0, way.domContentLoadedEventEnd,
        sent.reduce((sum, one) => sum + one.transferSize, 0)];
}"""


def buy(context: BrowserContext, town: Town) -> str:
    """Buy whatever the points are enough for, and give the path of the voucher."""
    page = context.new_page()
    page.goto(f"{town.url}/me/offers")
    page.locator("main li.card button").first.click()
    path = page.url.removeprefix(town.url)
    page.close()
    return path


def come_in(chrome: Browser, town: Town, role: str) -> BrowserContext:
    context = chrome.new_context(viewport={"width": 360, "height": 740}, locale="fr-FR")
    page = context.new_page()
    page.goto(town.device()["pair"] if role == "shop" else town.person(role)["sign_in"])
    page.close()
    return context


def slow(page: Page) -> None:
    """Let the page be what it is on an old telephone far from the next mast."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.clearBrowserCache")
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY_MS,
            "downloadThroughput": BYTES_PER_S,
            "uploadThroughput": BYTES_PER_S,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def visits(context: BrowserContext, url: str) -> Iterator[tuple[float, float, float]]:
    for _ in range(ROUNDS):
        page = context.new_page()
        # A worker of the till would answer in the network's place.
        context.route("**/sw.js", lambda route: route.abort())
        slow(page)
        page.goto(url, wait_until="load")
        page.locator("h1").wait_for(state="visible")
        painted, usable, sent = page.evaluate(PAINTED)
        yield painted, usable, sent
        page.close()


def main() -> int:
    """Print a line for each page: medians of some visits."""
    sys.stdout.write(f"{'page':<12} first paint  usable  over the wire\n")
    with running_town() as town, chromium() as chrome:
        contexts = {role: come_in(chrome, town, role) for role in ("participant", "shop")}
        voucher = {"a voucher": ("participant", buy(contexts["participant"], town))}
        for name, (role, path) in (PAGES | voucher).items():
            seen = list(visits(contexts[role], town.url + path))
            painted, usable, sent = (
                statistics.median(column) for column in zip(*seen, strict=True)
            )
            line = (
                f"{name:<12} {painted / 1000:9.1f} s {usable / 1000:6.1f} s {sent / 1000:8.0f} kB"
            )
            sys.stdout.write(f"{line}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
