"""Each line of YAML in the tutorial is read by the reader, and it says what the text quotes."""

from __future__ import annotations

import re

import pytest

from muvengine.formats.help_page import FOLDER
from muvengine.formats.rulebook_yaml.read import check_rulebook
from muvengine.formats.rulebook_yaml.report import as_text
from muvengine.words.catalogue import say
from tests.formats.rulebook_yaml.tutorial import RULES, Step, steps

STEPS = [(locale, step) for locale in ("en", "fr") for step in steps(locale)]
THEMES = {"school-month", "bike-month", "senior-walks", "rainy-winter", "company-challenge"}


@pytest.mark.parametrize(("locale", "step"), STEPS, ids=str)
def test_the_check_says_what_the_tutorial_says(locale: str, step: Step) -> None:
    problems = check_rulebook(step.text.encode()).problems
    assert as_text(problems, step.file, locale) == step.told


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_the_tutorial_walks_through_the_five_rulebooks(locale: str) -> None:
    assert {step.file for step in steps(locale)} == {f"{theme}.yaml" for theme in THEMES}
    assert {path.stem for path in RULES.glob("*.yaml")} == THEMES | {"muv"}


def test_both_languages_take_the_same_steps() -> None:
    english, french = list(steps("en")), list(steps("fr"))
    assert [step.file for step in english] == [step.file for step in french]
    assert [bool(step.told) for step in english] == [bool(step.told) for step in french]


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_every_quoted_line_is_part_of_a_step(locale: str) -> None:
    page = (FOLDER / locale / "rules-tutorial.md").read_text(encoding="utf-8")
    taken = list(steps(locale))
    assert page.count("```yaml ") == len(taken)
    assert page.count("```") == 2 * (page.count("```yaml ") + page.count("```text\n"))
    told = re.findall(r"^```text\n(.*?)\n```$", page, re.MULTILINE | re.DOTALL)
    assert list(dict.fromkeys(step.told for step in taken if step.told)) == told
    assert len(told) >= 8


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_the_buttons_have_the_names_that_the_tutorial_says(locale: str) -> None:
    page = (FOLDER / locale / "rules-tutorial.md").read_text(encoding="utf-8")
    buttons = ("new", "check", "keep", "propose", "approve")
    for code in ("layout.menu_rulebook", *(f"rulebooks.{button}" for button in buttons)):
        assert f"**{say(code, locale)}**" in page
