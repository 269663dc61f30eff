"""Amina acts for her neighbour Jeanne on an old telephone without scripts, and stops."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.stories.browsers import Town, watch
from tests.stories.small_town import too_wide
from tests.stories.test_every_page import shoot
from tests.stories.test_in_company import came_in


def test_a_neighbour_acts_without_scripts(chrome: Browser, town_running: Town) -> None:
    page = came_in(chrome, town_running, "participant", scripts=False)
    seen = watch(page, town_running.url)
    page.goto(f"{town_running.url}/me")
    page.locator("details.more summary").click()
    page.locator("a[href='/me/mandates']").click()
    problems = too_wide(page)
    page.get_by_role("button", name="Agir pour Jeanne", exact=True).click()
    expect(page.locator(".helping")).to_contain_text("Vous agissez pour Jeanne")
    for path in ("/me", "/me/points", "/me/trips", "/me/trips/new", "/me/offers", "/me/vouchers"):
        answer = page.goto(town_running.url + path)
        assert answer is not None
        assert answer.status == 200, path
        problems += [f"{path}: {one}" for one in too_wide(page)]
        shoot(page, f"acting-{path.replace('/', '-')}")
    # The page she may not open is the only one that says no.
    answer = page.goto(f"{town_running.url}/me/privacy")
    assert answer is not None
    assert answer.status == 403
    expect(page.locator("main")).to_contain_text("pour cette personne seule")
    page.get_by_role("button", name="Arrêter d’agir pour Jeanne").click()
    expect(page.locator("h1")).to_contain_text("Amina")
    expect(page.locator(".helping")).to_have_count(0)
    assert problems == []
    assert [one for one in seen if "403" not in one] == []
    page.context.close()
