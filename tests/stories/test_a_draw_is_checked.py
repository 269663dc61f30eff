"""A prize draw that anybody checks: the seal is noted before, the sum is done again after.

Whoever checks has no account and no scripts, and in the end no need of the town's pages.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from muvengine.cli import main
from tests.build import ride
from tests.stories.small_town import SmallTown, too_wide
from tests.web.draws import announced, drawn

pytestmark = pytest.mark.browser
SAYS = {
    "en": {
        "title": "Spring draw",
        "secret": "It stays secret until the draw.",
        "seal": "Seal of the secret word",
        "seed": "Secret word",
        "check": "Check this draw",
        "right": "All is right.",
        "step": "Right",
    },
    "fr": {
        "title": "Tirage du printemps",
        "secret": "Il reste secret jusqu’au tirage.",
        "seal": "Sceau du mot secret",
        "seed": "Mot secret",
        "check": "Vérifier ce tirage",
        "right": "Tout est juste.",
        "step": "Juste",
    },
}
STEPS = 5


def fact(page: Page, name: str) -> str:
    """Read a fact of the draw's page."""
    named = page.locator("dt").filter(has_text=re.compile(f"^{name}$"))
    return named.locator("xpath=following-sibling::dd[1]").inner_text()


def handed(page: Page, ending: str) -> bytes:
    """Follow a link to a file and give what is in it."""
    href = page.locator(f"main a[href$='{ending}']").first.get_attribute("href")
    assert href is not None
    return page.request.get(f"{page.url.partition('/draws')[0]}{href}").body()


def by_command(path: Path, file: bytes) -> int:
    """Check what was handed out by the command that the page names; give its status."""
    path.write_bytes(file)
    with pytest.raises(SystemExit) as left:
        main(["draw", "check", str(path)])
    return int(left.value.code or 0)


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_a_stranger_checks_a_draw_without_scripts(
    chrome: Browser, small_town: SmallTown, tmp_path: Path, locale: str
) -> None:
    says, town = SAYS[locale], small_town.town
    town.trip(ride())
    key = announced(town)
    page = small_town.page(chrome, locale)
    page.goto(small_town.url)
    page.locator("a[href='/draws']").first.click()
    page.get_by_role("link", name=says["title"]).click()
    expect(page.locator("dl")).to_contain_text(says["secret"])
    expect(page.get_by_role("link", name=says["check"])).to_have_count(0)
    noted = fact(page, says["seal"])
    problems = too_wide(page)

    drawn(town, small_town.clock)
    page.reload()
    seed = fact(page, says["seed"])
    assert fact(page, says["seal"]) == noted == hashlib.sha256(seed.encode()).hexdigest()
    problems += too_wide(page)
    tickets, file = handed(page, "tickets.csv"), handed(page, "draw.json")
    expect(page.locator("dl")).to_contain_text(hashlib.sha256(tickets).hexdigest())
    expect(page.locator("body")).not_to_contain_text(town.fatou_.name)

    page.get_by_role("link", name=says["check"]).click()
    expect(page.locator(".lead")).to_contain_text(says["right"])
    expect(page.locator("main li").filter(has_text=says["step"])).to_have_count(STEPS)
    problems += too_wide(page)

    path = tmp_path / f"{key}.json"
    expect(page.locator("main")).to_contain_text(f"muvengine draw check {path.name}")
    assert by_command(path, file) == 0
    lie = json.loads(file)
    lie["seed"] = lie["seed"][::-1]
    assert by_command(path, json.dumps(lie).encode()) == 1
    assert problems + small_town.problems == []
    page.context.close()
