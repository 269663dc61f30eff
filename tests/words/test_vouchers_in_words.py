"""What stands on a voucher, in both languages."""

from __future__ import annotations

from datetime import date, time

import pytest

from muvengine.core.vouchers.code import ALPHABET
from muvengine.core.vouchers.terms import ClosedHours, ClosedTimes, Terms
from muvengine.words.spelling import spelled
from muvengine.words.terms_in_words import terms_lines
from muvengine.words.voucher_in_words import heading_lines, paper_terms
from tests.formats.test_voucher_pdf import voucher

LUNCH = tuple(ClosedHours(day, time(12), time(14)) for day in (0, 1))
TERMS = Terms(
    20,
    18,
    no_alcohol_tobacco=True,
    closed=ClosedTimes(
        (*LUNCH, ClosedHours(2, time(18)), ClosedHours(6)), (date(2026, 12, 24), date(2026, 5, 1))
    ),
)
ENGLISH = (
    "20% off the bill, up to €5.00",
    "From 18 years of age",
    "No alcohol, no tobacco",
    "Not on Monday, Tuesday from 12:00 to 14:00",
    "Not on Wednesday from 18:00 to midnight",
    "Not on Sunday",
    "Not on 1 May 2026, 24 December 2026",
)
FRENCH = (
    "20 % sur l’addition, jusqu’à 5,00 €",
    "À partir de 18 ans",
    "Ni alcool, ni tabac",
    "Pas le lundi, mardi de 12 h 00 à 14 h 00",
    "Pas le mercredi de 18 h 00 à minuit",
    "Pas le dimanche",
    "Pas le 1er mai 2026, 24 décembre 2026",
)


@pytest.mark.parametrize(("locale", "said"), [("en", ENGLISH), ("fr", FRENCH)])
def test_terms_are_said_in_short_lines(locale: str, said: tuple[str, ...]) -> None:
    lines = terms_lines(TERMS, 500, locale)
    assert tuple(line.replace("\u00a0", " ").replace("\u202f", " ") for line in lines) == said


def test_an_offer_that_asks_nothing_says_nothing() -> None:
    assert terms_lines(Terms(), 500, "en") == ()


def test_paper_names_only_the_days_on_which_the_voucher_would_be_good() -> None:
    held = voucher(1, terms=TERMS, face_cents=500)
    assert paper_terms(held, "en")[-1] == "Not on 1 May 2026"


def test_what_is_left_stands_on_a_voucher_that_may_be_used_in_parts() -> None:
    held = voucher(1, divisible=True, face_cents=500, redeemed_cents=200)
    assert list(heading_lines(held, "Fatou", "en")) == [
        "At Café de la Mousse",
        "Good until 5 July 2026",
        "For Fatou",
        "Worth €3.00",
    ]


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_every_letter_of_a_code_has_a_word_that_starts_with_it(locale: str) -> None:
    words = spelled(ALPHABET, locale).split()
    assert [word[0] for word in words] == list(ALPHABET)
    assert all(len(word) > 1 for word in words[10:])


def test_a_language_without_words_is_silent() -> None:
    assert spelled("K7M", "xx") == ""
