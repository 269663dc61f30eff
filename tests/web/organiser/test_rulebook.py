from __future__ import annotations

import pytest

from muvengine.reads.rulebook import rulebook_versions
from muvengine.web.organiser.rulebook import THEMES
from muvengine.words.catalogue import say
from tests.build import RULES, Town
from tests.pages import Browser, Page

NEW = "/organiser/rulebook/new"
SOURCE = RULES.read_text(encoding="utf-8")


def raised(version: int = 2, first_day: str = "2026-05-01") -> str:
    """The rulebook of the town, one version and nine weeks on, with its examples."""
    text = SOURCE.replace("\nversion: 1\n", f"\nversion: {version}\n")
    text = text.replace("effective: {from: 2026-01-01}", f"effective: {{from: {first_day}}}")
    for day, later in (("03-12", "05-14"), ("03-14", "05-16"), ("03-29", "05-31")):
        text = text.replace(f"2026-{day}T", f"2026-{later}T")
    return text


def publish(
    browser: Browser, text: str, expect: int = 200, do: str = "publish", **form: str
) -> Page:
    return browser.post(NEW, expect, text=text, do=do, **form)


def versions(town: Town) -> list[int]:
    return [version.version for version in rulebook_versions(town.wiring.open_reading)]


def test_the_rulebook_in_force_is_told_in_words_and_verbatim(town: Town) -> None:
    page = town.ines().get("/organiser/rulebook")
    assert "version 1" in page.text
    assert page.one("pre").words == [SOURCE]
    assert "Version 1 of muv" in page.text


def test_the_next_version_starts_from_the_text_in_force(town: Town) -> None:
    assert town.ines().get(NEW).one("textarea").words[0].strip() == SOURCE.strip()


def test_a_version_typed_in_a_browser_is_published(town: Town) -> None:
    ines = town.ines()
    page = publish(ines, raised().replace("\n", "\r\n"), note="Longer bands")
    assert "Version 2 is published." in page.told
    assert "Version 2 begins on 1 May 2026." in page.text
    assert "Longer bands" in page.text
    assert versions(town) == [2, 1]
    later = ines.get("/organiser/rulebook/versions/2")
    assert later.one("h1").text == "Version 2 of muv"
    assert later.one("pre").words == [raised()]


def test_a_file_takes_the_place_of_the_text(town: Town) -> None:
    page = town.ines().upload(
        NEW, [("muv.yaml", raised(3).encode())], text="nothing: here", do="publish"
    )
    assert "Version 3 is published." in page.told


def test_the_same_form_twice_publishes_once(town: Town) -> None:
    ines = town.ines()
    publish(ines, raised())
    publish(ines, raised())
    assert versions(town) == [2, 1]


def test_checking_keeps_nothing(town: Town) -> None:
    page = publish(town.ines(), raised(), do="check")
    assert "This rulebook is right. It holds from 1 May 2026." in page.told
    assert versions(town) == [1]


@pytest.mark.parametrize("do", ["check", "publish"])
def test_every_problem_is_shown_with_its_place_and_a_caret(town: Town, do: str) -> None:
    text = raised().replace("version: 2", "version: 2\nversoin: 3")
    line = text.splitlines().index("versoin: 3") + 1
    page = publish(town.ines(), text, 422, do=do)
    assert "This rulebook has problems." in page.alert
    told = page.one("pre").words[0]
    assert f"muv.yaml:{line}:1: R101 unknown word 'versoin'" in told
    assert "did you mean 'version'?" in told
    assert [row for row in told.splitlines() if row.strip(" |") == "^"]
    assert "versoin: 3" in page.one("textarea").text, "what was typed is kept"
    assert versions(town) == [1]


def test_problems_are_told_in_french(town: Town) -> None:
    page = publish(town.ines("fr"), "a: b\n", 422)
    assert "Ce règlement a des problèmes." in page.alert


@pytest.mark.parametrize(("text", "form", "said"), [
    ("",                                {},                  "Write the text, or choose a file."),
    (raised(),                          {"note": "x" * 201}, "This is too long."),
])  # fmt: skip
def test_what_is_missing_or_long_is_said(
    town: Town, text: str, form: dict[str, str], said: str
) -> None:
    assert said in publish(town.ines(), text, 422, **form).alert
    assert versions(town) == [1]


def test_days_that_are_over_keep_their_rulebook(town: Town) -> None:
    page = publish(town.ines(), raised(first_day="2026-04-06"), 409)
    assert "would begin on 6 April 2026" in page.alert
    assert versions(town) == [1]


def test_a_day_has_one_rulebook(town: Town) -> None:
    other = raised().replace("\nrulebook: muv\n", "\nrulebook: other\n")
    page = publish(town.ines(), other, 422)
    assert "Another rulebook holds on some of these days." in page.alert


def test_an_unknown_version_is_not_found(town: Town) -> None:
    town.ines().get("/organiser/rulebook/versions/99", 404)


@pytest.mark.parametrize("path", ["/organiser/rulebook", NEW])
def test_help_with_writing_is_one_link_away(town: Town, path: str) -> None:
    page = town.ines().get(path)
    assert page.one("a", href="/help/rules-tutorial")
    assert page.one("a", href="/help/rule-reference")


@pytest.mark.parametrize("theme", THEMES)
def test_a_rulebook_of_the_product_is_a_start(town: Town, theme: str) -> None:
    ines = town.ines()
    assert ines.get(NEW).one("a", href=f"{NEW}?start={theme}")
    text = ines.get(f"{NEW}?start={theme}").one("textarea").words[0].strip()
    assert text == (RULES.parent / f"{theme}.yaml").read_text(encoding="utf-8").strip()
    assert f"label: {{en: {say(f'rule_reference.theme_{theme}', 'en')}, fr: " in text
    assert f"fr: {say(f'rule_reference.theme_{theme}', 'fr')}}}" in text


@pytest.mark.parametrize("start", ["", "nothing", "../rules/muv", "schema"])
def test_any_other_start_is_the_text_in_force(town: Town, start: str) -> None:
    page = town.ines().get(f"{NEW}?start={start}")
    assert page.one("textarea").words[0].strip() == SOURCE.strip()


def test_every_rulebook_that_is_shipped_is_offered() -> None:
    assert {path.stem for path in RULES.parent.glob("*.yaml")} == {*THEMES, "muv"}
