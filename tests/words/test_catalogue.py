"""Every sentence exists in every language, with the same facts in it."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from muvengine.core import errors
from muvengine.words.catalogue import DOMAINS, TRANSLATIONS, Plural, known, say, sentences
from muvengine.words.figures import Cents, Clock, FullDay, Metres, Seconds, Share
from muvengine.words.translations import compiled, missing, po_path, step

LOCALES = ["fr"]
MAY_DAY = datetime(2026, 5, 1, 9, tzinfo=UTC)


def braces(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def refusals(kind: type[errors.MuvError] = errors.MuvError) -> Iterator[type[errors.MuvError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from refusals(child)


def test_every_refusal_has_a_sentence_and_a_code_of_its_own() -> None:
    codes = [kind.code for kind in refusals()]
    assert len(codes) == len(set(codes))
    assert [code for code in codes if not known(f"refusals.{code}")] == []


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("domain", DOMAINS)
def test_every_sentence_is_translated(domain: str, locale: str) -> None:
    assert list(missing(domain, locale)) == []


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("domain", DOMAINS)
def test_a_translation_names_the_same_facts(domain: str, locale: str) -> None:
    for message in step(domain, locale):
        if message.id:
            ids = message.id if isinstance(message.id, (tuple, list)) else [message.id]
            said = message.string if isinstance(message.string, (tuple, list)) else [message.string]
            allowed = set().union(*(braces(text) for text in ids))
            for text in said:
                assert braces(str(text)) <= allowed, message.context
            assert braces(ids[-1]) <= braces(str(said[-1])), message.context


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("domain", DOMAINS)
def test_the_compiled_file_is_fresh(domain: str, locale: str) -> None:
    binary = po_path(domain, locale).with_suffix(".mo").read_bytes()
    assert binary == compiled(step(domain, locale))


def test_no_translation_file_is_left_over() -> None:
    for path in TRANSLATIONS.rglob("*.po"):
        assert path.stem in DOMAINS


@pytest.mark.parametrize("domain", DOMAINS)
def test_sentences_are_typographically_clean(domain: str) -> None:
    for key, source in sentences(domain).items():
        for text in source if isinstance(source, Plural) else (source,):
            assert " - " not in text, f"{key}: a hyphen is not a dash"
            assert not re.search(r'"\w', text), f"{key}: straight quotes"


@pytest.mark.parametrize("domain", DOMAINS)
def test_french_keeps_its_signs_on_the_line_of_their_word(domain: str) -> None:
    for message in step(domain, "fr"):
        said = message.string if isinstance(message.string, (tuple, list)) else [message.string]
        parted = [text for text in said if re.search("(?: [:;?!%»€]|« )", str(text))]
        assert parted == [], message.context


@pytest.mark.parametrize(
    ("fact", "english", "french"),
    [
        (1234,              "1,234",      "1\u202f234"),
        (3.25,              "3.2",        "3,2"),
        (Cents(150),        "€1.50",      "1,50\xa0€"),
        (Metres(850),       "850\xa0m",   "850\xa0m"),
        (Metres(3249),      "3.2\xa0km",  "3,2\xa0km"),
        (Seconds(90),       "2\xa0min",   "2\xa0min"),
        (Seconds(5400),     "1\xa0h\xa030", "1\xa0h\xa030"),
        (Share(0.704),      "70%",        "70\u202f%"),
        (date(2026, 3, 14), "Saturday 14 March", "samedi 14 mars"),
        (date(2026, 4, 1),  "Wednesday 1 April", "mercredi 1er avril"),
        (FullDay(date(2026, 1, 1)), "1 January 2026", "1er janvier 2026"),
        (FullDay(date(2026, 1, 11)), "11 January 2026", "11 janvier 2026"),
        (MAY_DAY,           "Friday 1 May, 09:00", "vendredi 1er mai, 9\xa0h\xa000"),
        (Clock(datetime(2026, 3, 14, 9, 5, tzinfo=UTC)), "09:05", "9\xa0h\xa005"),
    ],
)  # fmt: skip
def test_figures_are_written_as_each_language_writes_them(
    fact: object, english: str, french: str
) -> None:
    assert say("refusals.wrong_shop", "en", shop=fact).endswith(f"{english}.")
    assert say("refusals.wrong_shop", "fr", shop=fact).endswith(f"{french}.")


@pytest.mark.parametrize(
    ("count", "english", "french"),
    [
        (0, "0 points", "0 point"),
        (1, "1 point", "1 point"),
        (2, "2 points", "2 points"),
        (-4000, "-4,000 points", "-4\u202f000 points"),
    ],
)
def test_points_are_counted_as_each_language_counts(count: int, english: str, french: str) -> None:
    assert say("participant.n_points", "en", n=count) == english
    assert say("participant.n_points", "fr", n=count) == french


def test_a_language_we_do_not_speak_falls_back_to_english() -> None:
    assert say("modes.walk", "pt") == "On foot"
