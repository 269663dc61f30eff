# ruff: noqa: E501  each amount stands on one line of the table
from __future__ import annotations

import pytest

from muvengine.words.amounts import in_words

SAID = [
    (0,            "zéro euro",                                            "zero euros"),
    (1,            "zéro euro et un centime",                              "zero euros and one cent"),
    (100,          "un euro",                                              "one euro"),
    (150,          "un euro et cinquante centimes",                        "one euro and fifty cents"),
    (1680,         "seize euros et quatre-vingts centimes",                "sixteen euros and eighty cents"),
    (2101,         "vingt et un euros et un centime",                      "twenty-one euros and one cent"),
    (7100,         "soixante et onze euros",                               "seventy-one euros"),
    (8000,         "quatre-vingts euros",                                  "eighty euros"),
    (8100,         "quatre-vingt-un euros",                                "eighty-one euros"),
    (9100,         "quatre-vingt-onze euros",                              "ninety-one euros"),
    (9900,         "quatre-vingt-dix-neuf euros",                          "ninety-nine euros"),
    (10_000,       "cent euros",                                           "one hundred euros"),
    (20_000,       "deux cents euros",                                     "two hundred euros"),
    (20_300,       "deux cent trois euros",                                "two hundred and three euros"),
    (100_000,      "mille euros",                                          "one thousand euros"),
    (100_500,      "mille cinq euros",                                     "one thousand and five euros"),
    (8_000_000,    "quatre-vingt mille euros",                             "eighty thousand euros"),
    (20_000_000,   "deux cent mille euros",                                "two hundred thousand euros"),
    (28_080_000,   "deux cent quatre-vingt mille huit cents euros",        "two hundred and eighty thousand eight hundred euros"),
    (100_000_000,  "un million d’euros",                                   "one million euros"),
    (300_000_000,  "trois millions d’euros",                               "three million euros"),
    (300_000_100,  "trois millions un euros",                              "three million and one euros"),
]  # fmt: skip


@pytest.mark.parametrize(("cents", "french", "english"), SAID)
def test_an_amount_is_written_out(cents: int, french: str, english: str) -> None:
    assert in_words(cents, "fr") == french
    assert in_words(cents, "en") == english


def test_every_amount_up_to_a_thousand_euros_is_said_in_its_own_way() -> None:
    for locale in ("fr", "en"):
        said = {in_words(cents, locale) for cents in range(100_000)}
        assert len(said) == 100_000
