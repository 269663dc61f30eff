"""Pages as they are where the telephone is set to dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zlib import crc32

from playwright.sync_api import Page

# Dark changes colours alone, and most pages wear the same: one in three is looked at.
ONE_IN = 3
ASK_AXE = """() => axe.run({runOnly: ["color-contrast"], resultTypes: ["violations"]})
    .then(result => result.violations)"""


def is_seen_in_the_dark(endpoint: str) -> bool:
    """Choose by name, so that the same pages are looked at each time."""
    return crc32(endpoint.encode()) % ONE_IN == 0


def look_in_the_dark(page: Page) -> Iterator[str]:
    """See whether everything can be read; axe is in the page already."""
    # Without motion nothing is half way between its colours.
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    yield from told(page.evaluate(ASK_AXE))
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")


def told(violations: list[dict[str, Any]]) -> Iterator[str]:
    """Say what axe found wrong, and where."""
    for violation in violations:
        where = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
        yield f"axe {violation['id']}: {where}"
