"""Help texts and public texts in every language: the same links, facts and parts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from muvengine.core.people.notice import Notice
from muvengine.formats import help_page, notice_text
from muvengine.words.catalogue import COMPLETE, spoken_locales

# What players, shops and helpers read; the rest is for organisers.
FOR_EVERYBODY = (
    "at-the-desk",
    "draws",
    "game",
    "pots",
    "shops",
    "signing-in",
    "till",
    "trips-by-themselves",
)
OTHERS = [locale for locale in spoken_locales() if locale not in COMPLETE]
WANTED = [
    *((help_page.FOLDER, f"{name}.md") for name in FOR_EVERYBODY),
    *((notice_text.FOLDER, f"{name.value}.md") for name in Notice),
]


def parts(path: Path) -> tuple[list[str], list[str], int, int]:
    """Give the links, the facts between percent signs, and how many headings and tables lines."""
    text = path.read_text("utf-8")
    links = sorted(re.findall(r"\]\(([^)]+)\)", text))
    facts = sorted(re.findall(r"%[a-z_]+%", text))
    headings = len(re.findall(r"^#+ ", text, re.MULTILINE))
    return links, facts, headings, len(re.findall(r"^\|", text, re.MULTILINE))


@pytest.mark.parametrize("locale", OTHERS)
def test_each_language_has_every_text_for_everybody_and_no_other(locale: str) -> None:
    found = {(path.parent.parent, path.name) for folder in (help_page.FOLDER, notice_text.FOLDER)
             for path in (folder / locale).iterdir()}  # fmt: skip
    assert found == set(WANTED)


@pytest.mark.parametrize("locale", OTHERS)
def test_a_text_links_and_names_what_the_english_one_does(locale: str) -> None:
    different = [
        name
        for folder, name in WANTED
        if parts(folder / locale / name) != parts(folder / "en" / name)
    ]
    assert different == []


def test_a_text_that_a_language_lacks_is_given_in_english_and_says_so() -> None:
    page = help_page.help_page("rules-tutorial", "ar")
    assert page is not None
    assert page.locale == "en"
