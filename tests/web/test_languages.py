"""The pages in the languages that speak to players, shops and helpers only."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from muvengine.core.people.actor import SYSTEM
from muvengine.reads.programme import programme
from muvengine.services.set_programme import set_programme
from muvengine.words.catalogue import (
    COMPLETE,
    FOR_EVERYBODY,
    LANGUAGES,
    direction,
    say,
    spoken_locales,
)
from tests.build import Town
from tests.pages import Page
from tests.people import NOON

OTHERS = [locale for locale in spoken_locales() if locale not in COMPLETE]
TEMPLATES = Path(__file__).parent.parent.parent / "muvengine" / "web" / "templates"
FOR_ORGANISERS = {"organiser"}
ARABIC = re.compile("[\u0600-\u06ff]")


@pytest.fixture
def everywhere(town: Town) -> Town:
    """The town with all six languages."""
    spoken = replace(programme(town.wiring.open_reading), locales=tuple(LANGUAGES))
    set_programme(town.wiring.open_uow, spoken, actor=SYSTEM, now=NOON)
    return town


def spoken_on(page: Page) -> tuple[str | None, str | None]:
    declared = page.one("html").attrs
    return declared.get("lang"), declared.get("dir")


@pytest.mark.parametrize("locale", OTHERS)
def test_players_shops_and_helpers_are_spoken_to_in_their_language(
    everywhere: Town, locale: str
) -> None:
    everywhere.give(200)
    fatou, karim = everywhere.fatou(locale), everywhere.karim(locale=locale)
    visited = [
        everywhere.stranger(locale).get("/"),
        everywhere.stranger(locale).get("/help/till"),
        everywhere.stranger(locale).get("/notices/privacy"),
        *(fatou.get(f"/me{path}") for path in ("", "/trips/new", "/points", "/vouchers")),
        everywhere.tablet(locale=locale).get("/shop"),
        karim.get("/desk"),
        karim.get("/desk/enrol"),
    ]
    for page in visited:
        assert spoken_on(page) == (locale, direction(locale)), page.path
    assert visited[3].one("h1").text == say("participant.hello", locale, name="Fatou")
    if locale == "ar":
        assert all(ARABIC.search(page.one("h1").text) for page in visited)
        assert visited[3].source.count("site.rtl.css") == 1


def test_the_first_visit_speaks_the_language_of_the_browser(everywhere: Town) -> None:
    for asked, locale in (("ar-MA,ar;q=0.9", "ar"), ("es-419", "es"), ("nl,de", "fr")):
        assert spoken_on(everywhere.stranger(asked).get("/"))[0] == locale


def test_each_language_is_offered_by_its_own_name_and_on_the_till_too(everywhere: Town) -> None:
    for page in (everywhere.stranger().get("/"), everywhere.tablet().get("/shop")):
        offered = page.all("button", name="locale")
        assert {one.attrs["value"]: one.text for one in offered} == LANGUAGES
        assert {one.attrs["dir"] for one in offered if one.attrs["lang"] == "ar"} == {"rtl"}


def test_a_page_for_organisers_is_english_as_a_whole_and_says_so(everywhere: Town) -> None:
    page = everywhere.ines("it").get("/organiser/shops")
    assert spoken_on(page) == ("en", "ltr")
    assert page.one("h1").text == "Shops and offers"
    assert page.one("p", lang="it").text == "Questa pagina esiste solo in inglese."
    assert page.one("button", value="it").attrs.get("aria-current") == "true"


def test_a_text_for_organisers_is_marked_as_english_in_the_help(everywhere: Town) -> None:
    stranger = everywhere.stranger("it")
    link = stranger.get("/help").one("a", href="/help/rule-reference")
    assert (link.attrs["lang"], link.text) == ("en", say("rule_reference.title", "en"))
    page = stranger.get("/help/rules-tutorial")
    assert page.all("span", lang="en")[0].text == page.one("h1").text


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_api_refuses_in_the_language_of_the_caller(everywhere: Town, language: str) -> None:
    answer = everywhere.app.test_client().get(
        "/api/v1/trips", headers={"Accept-Language": language}
    )
    assert answer.json is not None
    assert answer.json["detail"] == say("refusals.sign_in_needed", language)


def test_a_card_speaks_the_language_of_its_person_on_a_french_page(everywhere: Town) -> None:
    karim = everywhere.karim(locale="fr")
    asked = {"name": "Samira", "locale": "ar", "usual_mode": "walk", "consent": "true"}
    person = karim.send("/desk/enrol", karim.hidden("/desk/enrol") | asked)
    assert person.one("h1").text == "Samira"
    card = karim.post(f"{person.path}/card", on=person.path)
    assert spoken_on(card) == ("fr", "ltr")
    part = card.one("section", class_="paper-card")
    assert (part.attrs["lang"], part.attrs["dir"]) == ("ar", "rtl")
    assert say("paper.step_show", "ar") in part.text


def test_no_page_for_everybody_says_what_is_for_organisers() -> None:
    said = re.compile(r"say\('([a-z_]+)\.")
    found = {
        f"{path.relative_to(TEMPLATES)}: {domain}"
        for path in TEMPLATES.rglob("*.html")
        if path.parent.name not in FOR_ORGANISERS
        for domain in said.findall(path.read_text("utf-8"))
        if domain not in FOR_EVERYBODY
    }
    assert found == {
        # Names of texts for organisers, marked as English.
        "public/help.html: rehearsals",
        "public/help.html: rule_reference",
    }
