"""Every sentence exists in every language, with the same facts in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from muvengine.core import errors
from muvengine.words.catalogue import (
    DOMAINS,
    FOR_EVERYBODY,
    LANGUAGES,
    TRANSLATIONS,
    Plural,
    demanded,
    known,
    say,
    sentences,
    spoken_locales,
)
from muvengine.words.figures import (
    Cents,
    Clock,
    FullDay,
    Metres,
    Month,
    Seconds,
    Share,
    figure,
)
from muvengine.words.translations import forms, left_over, problems, step

LOCALES = spoken_locales()[1:]
MAY_DAY = datetime(2026, 5, 1, 9, tzinfo=UTC)


def refusals(kind: type[errors.MuvError] = errors.MuvError) -> Iterator[type[errors.MuvError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from refusals(child)


def test_every_refusal_has_a_sentence_and_a_code_of_its_own() -> None:
    codes = [kind.code for kind in refusals()]
    assert len(codes) == len(set(codes))
    assert [code for code in codes if not known(f"refusals.{code}")] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_translation_is_there_fresh_and_names_the_same_facts(locale: str) -> None:
    found = [f"{name}.{why}" for name in demanded(locale) for why in problems(name, locale)]
    assert found == []


def test_no_translation_file_is_left_over() -> None:
    assert {path.name for path in TRANSLATIONS.iterdir()} == set(LOCALES)
    assert [name for locale in LOCALES for name in left_over(locale)] == []


def test_what_is_for_everybody_is_a_part_of_what_there_is() -> None:
    assert set(DOMAINS) > FOR_EVERYBODY
    assert demanded("ar") == tuple(domain for domain in DOMAINS if domain in FOR_EVERYBODY)
    assert demanded("fr") == demanded("en") == DOMAINS


@pytest.mark.parametrize("domain", DOMAINS)
def test_sentences_are_typographically_clean(domain: str) -> None:
    for key, source in sentences(domain).items():
        for text in source if isinstance(source, Plural) else (source,):
            assert " - " not in text, f"{key}: a hyphen is not a dash"
            assert not re.search(r'"\w', text), f"{key}: straight quotes"


@pytest.mark.parametrize("domain", DOMAINS)
def test_french_keeps_its_signs_on_the_line_of_their_word(domain: str) -> None:
    for message in step(domain, "fr"):
        parted = [text for text in forms(message) if re.search("(?: [:;?!%»€]|« )", text)]
        assert parted == [], message.context


FIGURES = [
    1234,
    3.25,
    Cents(123450),
    Metres(850),
    Metres(3249),
    Seconds(90),
    Seconds(5400),
    Share(0.704),
    date(2026, 3, 14),
    date(2026, 4, 1),
    FullDay(date(2026, 1, 1)),
    Month(date(2026, 5, 1)),
    MAY_DAY,
    Clock(datetime(2026, 3, 14, 9, 5, tzinfo=UTC)),
]
# A line stands for each figure above; _ is the space that does not break, ~ the narrow one.
WRITTEN = {
    "en": """1,234|3.2|€1,234.50|850_m|3.2_km|2_min|1_h_30|70%|Saturday 14 March
        |Wednesday 1 April|1 January 2026|May 2026|Friday 1 May, 09:00|09:05""",
    "fr": """1~234|3,2|1~234,50_€|850_m|3,2_km|2_min|1_h_30|70~%|samedi 14 mars
        |mercredi 1er avril|1er janvier 2026|mai 2026|vendredi 1er mai, 9_h_00|9_h_05""",
    "it": """1.234|3,2|1.234,50_€|850_m|3,2_km|2_min|1_h_30|70%|sabato 14 marzo
        |mercoledì 1º aprile|1º gennaio 2026|maggio 2026|venerdì 1º maggio, 09:00|09:05""",
    "es": """1.234|3,2|1.234,50_€|850_m|3,2_km|2_min|1_h_30|70_%|sábado 14 de marzo
        |miércoles 1 de abril|1 de enero de 2026|mayo de 2026|viernes 1 de mayo, 9:00|9:05""",
    "pt": """1_234|3,2|1_234,50_€|850_m|3,2_km|2_min|1_h_30|70%|sábado, 14 de março
        |quarta-feira, 1 de abril|1 de janeiro de 2026|maio de 2026
        |sexta-feira, 1 de maio, 09:00|09:05""",
    "ar": """1,234|3.2|\u200f1,234.50_€|850_م|3.2_كم|2_د|1_س_30_د|70%|السبت 14 مارس
        |الأربعاء 1 أبريل|1 يناير 2026|مايو 2026|الجمعة 1 مايو، 09:00|09:05""",
}


@pytest.mark.parametrize("locale", LANGUAGES)
def test_figures_are_written_as_each_language_writes_them(locale: str) -> None:
    expected = [one.strip() for one in WRITTEN[locale].split("|")]
    told = [figure(fact, locale) for fact in FIGURES]
    assert [one.replace("\u00a0", "_").replace("\u202f", "~") for one in told] == expected


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_a_sentence_writes_its_facts_as_its_language_does(locale: str) -> None:
    for fact in FIGURES:
        assert say("refusals.wrong_shop", locale, shop=fact).endswith(f"{figure(fact, locale)}.")


def test_latin_letters_and_signed_numbers_keep_their_place_in_arabic() -> None:
    assert "\u2068Café Rosa\u2069" in say("refusals.wrong_shop", "ar", shop="Café Rosa")
    assert "\u2068-4\u2069" in say("refusals.wrong_shop", "ar", shop=-4)
    assert "\u2068" not in say("refusals.wrong_shop", "ar", shop="مقهى")


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


@pytest.mark.parametrize(
    ("locale", "forms"),
    [
        ("it", "0 punti|1 punto|2 punti|5 punti|11 punti|100 punti"),
        ("ar", "0 نقطة|1 نقطة|2 نقطتان|5 نقاط|11 نقطة|100 نقطة"),
    ],
)
def test_each_way_of_counting_has_its_form(locale: str, forms: str) -> None:
    told = [say("participant.n_points", locale, n=count) for count in (0, 1, 2, 5, 11, 100)]
    assert "|".join(told) == forms


def test_a_language_we_do_not_speak_falls_back_to_english() -> None:
    assert say("modes.walk", "eo") == "On foot"


def test_what_is_for_organisers_is_told_whole_in_english_elsewhere() -> None:
    assert say("office.audit_title", "it") == say("office.audit_title", "en")
