"""What the shipped rulebooks and the shipped game call things, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from muvengine.words.catalogue import known, sentences, spoken_locales, written

RULES = Path(__file__).parents[2] / "rules"
BOOKS = sorted([*RULES.glob("*.yaml"), *RULES.glob("game/*.yaml")])


def labels(part: Any) -> Iterator[dict[str, str]]:  # noqa: ANN401  any YAML
    if isinstance(part, dict):
        if "label" in part:
            yield part["label"]
        for one in part.values():
            yield from labels(one)
    elif isinstance(part, list):
        for one in part:
            yield from labels(one)


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.stem)
def test_every_label_is_said_in_every_language(book: Path) -> None:
    said = set(sentences("labels").values())
    found = list(labels(yaml.safe_load(book.read_text(encoding="utf-8"))))
    assert found
    assert [label for label in found if label["en"] not in said] == []
    for label in found:
        assert written(label, "fr") == label["fr"]
        assert all(written(label, locale) for locale in spoken_locales())


def test_the_french_of_a_label_is_that_of_its_rulebook() -> None:
    for book in BOOKS:
        for label in labels(yaml.safe_load(book.read_text(encoding="utf-8"))):
            assert written({"en": label["en"]}, "fr") == label["fr"], book


def test_no_label_is_kept_that_no_book_says() -> None:
    books = [yaml.safe_load(book.read_text(encoding="utf-8")) for book in BOOKS]
    assert set(sentences("labels").values()) == {one["en"] for one in labels(books)}


@pytest.mark.parametrize(
    ("texts", "locale", "words"),
    [
        ({"fr": "À pied", "en": "On foot"}, "es", "A pie"),
        ({"fr": "À pied", "en": "On foot"}, "ar", "مشيًا"),
        ({"fr": "À petits pas", "en": "On foot"}, "fr", "À petits pas"),
        ({"fr": "Au galop", "en": "At a gallop"}, "es", "Au galop"),
        ({"fr": "À pied"}, "es", "À pied"),
        ({}, "es", ""),
    ],
)
def test_what_organisers_wrote_comes_first_and_is_never_guessed(
    texts: dict[str, str], locale: str, words: str
) -> None:
    assert written(texts, locale) == words
    assert known("labels.on_foot")
