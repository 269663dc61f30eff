"""What somebody needs who magnifies a page, has large fingers, or uses the keyboard alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from zlib import crc32

from playwright.sync_api import Page

SCRIPT: Final = (Path(__file__).parent / "careful.js").read_text(encoding="utf-8")
# WCAG 1.4.10: a page at 1280 px that is magnified four times.
NARROW: Final = 320
# A page with more to press than this is walked through so far; nobody would go on.
STOPS_MAX: Final = 150
SAID_MAX: Final = 5
# The browser stops at what scrolls by itself too.
SCROLLED: Final = 12


def is_seen_narrow(endpoint: str) -> bool:
    """Choose every page of players, shops and helpers, and by name half of the organisers'.

    Each key pressed takes time; with ``MUV_TEST_NARROW=all`` none is left out.
    """
    chosen = os.environ.get("MUV_TEST_NARROW") == "all" or not endpoint.startswith("organiser.")
    return chosen or crc32(endpoint.encode()) % 2 == 0


def narrow(page: Page) -> Iterator[str]:
    """Look at a page that is as narrow as it may be: widths, spacing, fingers, keys."""
    page.set_viewport_size({"width": NARROW, "height": 640})
    if not page.evaluate("'careful' in window"):
        page.evaluate(SCRIPT)
    for look in ("targets", "cut", "sideways", "spaced"):
        # Boxes of a kind are all too small; the first few say so.
        yield from page.evaluate(f"careful.{look}()")[:SAID_MAX]
    yield from keys(page)


def keys(page: Page) -> Iterator[str]:
    """Go through a page by Tab, once to its end."""
    session = page.context.new_cdp_session(page)
    stops = min(page.evaluate("careful.begin()"), STOPS_MAX)
    for _ in range(stops + SCROLLED):
        for kind in ("rawKeyDown", "keyUp"):
            session.send(
                "Input.dispatchKeyEvent",
                {"type": kind, "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9},
            )
    session.detach()
    if stops < STOPS_MAX:
        yield from page.evaluate("careful.walked()")


def calm(page: Page) -> Iterator[str]:
    """Look at a page in colours of one's own, where nothing shall move."""
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    yield from page.evaluate("careful.calm()")
    page.emulate_media(forced_colors="none", reduced_motion="no-preference")
