"""Why so many points: read by the person, printed for her, and traced to its line by the town."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.formats.pdf_text import pdf_text
from tests.stories.browsers import Town, watch
from tests.stories.coming_in import PHONE, bearer
from tests.stories.test_every_page import TABLET, look, shoot

pytestmark = pytest.mark.browser
LINES_MAX = 5
IDEA = {"en": "An idea for next time", "fr": "Une idée pour la prochaine fois"}
MISSED = {"en": "Not this time", "fr": "Pas cette fois"}
WOULD = {"en": "would have given", "fr": "Il fallait"}


def enter(chrome: Browser, town: Town, role: str, locale: str) -> tuple[BrowserContext, Page]:
    context = chrome.new_context(viewport={"width": PHONE, "height": 800}, locale=locale)
    page = context.new_page()
    page.goto(town.person(role)["sign_in"])
    # A person's own language goes before the browser's.
    page.get_by_role("button", name={"en": "English", "fr": "Français"}[locale]).click()
    return context, page


def best_trip(page: Page, town: Town, role: str) -> dict[str, object]:
    trips = page.request.get(f"{town.url}/api/v1/trips", headers=bearer(town, role)).json()
    return dict(max(trips["items"], key=lambda trip: trip["points"]))


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_a_sheet_is_read_at_a_glance_and_opened_by_keyboard(
    chrome: Browser, town_running: Town, locale: str
) -> None:
    context, page = enter(chrome, town_running, "participant", locale)
    seen = watch(page, town_running.url)
    trip = best_trip(page, town_running, "participant")
    page.goto(f"{town_running.url}/me/trips/{trip['id']}")
    rows = page.locator("[data-lines=given] tbody tr")
    idea = page.locator("[data-idea]")
    expect(idea).to_contain_text(IDEA[locale])
    expect(idea).to_contain_text(WOULD[locale])
    assert rows.count() + idea.count() <= LINES_MAX
    assert rows.locator("svg").count() == rows.count()

    fold = page.locator("[data-lines=missed] summary")
    expect(fold).to_contain_text(MISSED[locale])
    expect(page.locator("[data-lines=missed] ul")).to_be_hidden()
    fold.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-lines=missed] ul")).to_be_visible()
    for width in (PHONE, TABLET):
        page.set_viewport_size({"width": width, "height": 800})
        assert list(look(page)) == []
        shoot(page, f"why-{locale}-{width}")
    assert seen == []
    context.close()


def test_a_mediator_prints_the_sheet_in_the_words_of_whose_trip_it_is(
    chrome: Browser, town_running: Town
) -> None:
    context, page = enter(chrome, town_running, "mediator", "en")
    trip = best_trip(page, town_running, "participant")
    paper = f"{town_running.url}/me/trips/{trip['id']}/sheet.pdf"
    assert page.request.get(paper).url == f"{town_running.url}/desk"

    page.goto(f"{town_running.url}/desk?q={town_running.person('participant')['name']}")
    page.locator("main a[href*='/desk/people/']").first.click()
    page.locator("form[action$='/help'] input[type=checkbox]").check()
    page.locator("form[action$='/help'] button").click()
    page.goto(f"{town_running.url}/me/trips/{trip['id']}")
    printed = page.locator("a[href$='sheet.pdf']")
    expect(printed).to_have_text("On paper (PDF)")
    answer = page.request.get(f"{town_running.url}{printed.get_attribute('href')}")
    assert answer.headers["content-type"] == "application/pdf"
    text = pdf_text(answer.body())
    assert "Les points d’un trajet" in text
    assert f"{trip['points']} points" in text
    context.close()


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_an_organiser_reads_where_each_rule_stands(
    chrome: Browser, town_running: Town, locale: str
) -> None:
    context, page = enter(chrome, town_running, "organiser", locale)
    trip = best_trip(page, town_running, "participant")
    page.goto(f"{town_running.url}/organiser/review/{trip['id']}")
    place = {"en": "line", "fr": "ligne"}[locale]
    expect(page.locator("[data-lines=given] tbody .form-text").first).to_contain_text(place)
    for width in (PHONE, TABLET):
        page.set_viewport_size({"width": width, "height": 800})
        assert list(look(page)) == []
        shoot(page, f"where-{locale}-{width}")
    page.locator("a[href*='/organiser/rulebook/versions/']").last.click()
    expect(page.locator("pre.source")).to_contain_text("rule:")
    context.close()
