"""The reference page says what the reader reads: every word, its sentence, a good example."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from muvengine.formats.help_page import FOLDER
from muvengine.formats.rulebook_yaml.json_schema import json_schema
from muvengine.formats.rulebook_yaml.plain import blocks
from muvengine.formats.rulebook_yaml.read import check_rulebook
from muvengine.formats.rulebook_yaml.reference import (
    choices,
    is_number,
    meaning,
    reference,
    sentence,
    unit,
)
from muvengine.formats.rulebook_yaml.reference_samples import BLOCKS, CONDITIONS
from muvengine.formats.rulebook_yaml.vocabulary import RANGE, Vocabulary, Word, vocabularies
from muvengine.words.catalogue import sentences
from muvengine.words.rule_reference import LINKS, PAGE, SENTENCES
from tests.formats.rulebook_yaml.samples import rulebook_around

LOCALES = ["en", "fr"]
WORDS = [(block, word) for block in vocabularies() for word in block.words]
# Things that are counted one by one.
COUNTS = {
    "rulebook_version",
    "limits_fixes_min",
    "dated_value",
    "limit_times",
    "when_passengers",
    "when_stamps",
    "when_trips_today",
    "when_trips_in_week",
    "when_trips_total",
    "range_min",
    "range_max",
    "trip_passengers",
    "trip_stamps",
    "history_trips",
    "history_trips_today",
    "history_trips_this_week",
    "history_fired",
}


def named(pair: tuple[Vocabulary, Word]) -> str:
    block, word = pair
    return f"{block.kind}_{word.name}"


def in_schema() -> Iterator[str]:
    """Name every word of the JSON Schema, blocks inside a value too; bounds are one block."""
    whole = json_schema()
    definitions: dict[str, Any] = {**whole["definitions"], "Rulebook": whole}
    for name, shape in definitions.items():
        kind = RANGE if name.startswith("Range_") else name.lower()
        yield from (f"{kind}_{word}" for word in shape["properties"])
        for word, inner in shape["properties"].items():
            for _, block in blocks(inner, ()):
                # Days in a row are told with the word itself.
                if isinstance(block.get("properties"), dict) and word != "date_in":
                    assert word == "params"
                    yield from (f"dated_{name}" for name in block["properties"])


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_is_up_to_date(locale: str) -> None:
    page = (FOLDER / locale / "rule-reference.md").read_bytes()
    assert page == reference(locale).encode(), "make reference"


def test_the_page_has_the_words_of_the_schema_and_no_others() -> None:
    assert {named(pair) for pair in WORDS} == set(in_schema())


def test_each_word_block_and_choice_has_its_sentence_and_none_is_left_over() -> None:
    used = {sentence(block.kind, word.name) for block, word in WORDS}
    kinds = {block.kind for block in vocabularies()}
    used |= {f"about_{kind}" for kind in kinds} | {f"title_{kind}" for kind in kinds - {RANGE}}
    for _, word in WORDS:
        said = [meaning(word.name, choice) for choice in choices(word)]
        # The language's own name, and measures that are told as conditions.
        assert all(said) or word.name in {"schema", "by"}
        own = [code for code in said if code and code.startswith("rule_reference.")]
        used |= {code.removeprefix("rule_reference.") for code in own}
    assert used == set(SENTENCES) - set(PAGE) - set(LINKS)


@pytest.mark.parametrize("key", sorted(PAGE))
def test_each_sentence_around_the_words_is_on_the_page(key: str) -> None:
    text = re.escape(str(sentences("rule_reference")[key]))
    assert re.search(re.sub(r"\\{\w+\\}", ".+", text), reference("en"))


@pytest.mark.parametrize("pair", WORDS, ids=named)
def test_each_number_says_in_what_it_is_counted(pair: tuple[Vocabulary, Word]) -> None:
    block, word = pair
    if is_number(word):
        assert bool(unit(block.kind, word.name)) != (named(pair) in COUNTS)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_link_leads_to_a_heading(locale: str) -> None:
    page = reference(locale)
    targets = set(re.findall(r"\]\(#([^)]+)\)", page))
    headings = re.findall(r"^##+ `([^`]+)`", page, re.MULTILINE)
    assert targets <= set(headings)
    assert len(headings) == len(set(headings))
    assert {block.place for block in vocabularies() if block.kind not in {RANGE, "rulebook"}} <= (
        targets
    )


def test_each_block_and_each_condition_has_an_example() -> None:
    places = {block.place for block in vocabularies() if block.kind not in {RANGE, "rulebook"}}
    assert set(BLOCKS) == places - {"when"}
    [when] = [block for block in vocabularies() if block.kind == "when"]
    assert set(CONDITIONS) == {word.name for word in when.words}


@pytest.mark.parametrize(("place", "sample"), [*BLOCKS.items(), *CONDITIONS.items()])
def test_the_reader_reads_each_example(place: str, sample: str) -> None:
    assert re.search(rf"\b{place.rpartition('.')[2]}:", sample)
    checked = check_rulebook(rulebook_around(sample))
    # A small example shows no trip for each rule.
    assert {problem.code for problem in checked.problems} <= {"R401"}
    assert checked.good


def test_a_wrong_example_would_be_found() -> None:
    assert not check_rulebook(rulebook_around("when: {distance: {min: 2}}")).good
    assert not check_rulebook(rulebook_around("caps: [{cap: day}]")).good


def test_make_reference_writes_the_pages() -> None:
    text = (Path(__file__).parents[3] / "Makefile").read_text(encoding="utf-8")
    assert "rules schema --page $$locale > muvengine/help/$$locale/rule-reference.md" in text
