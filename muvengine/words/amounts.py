"""Amounts of money written out, as cheques and statements ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

SPELT: Final = frozenset({"en", "fr"})
CENTS: Final = 100
EUROS_END: Final = 1_000_000_000

_UNITS_EN: Final = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS_EN: Final = [
    ".",
    ".",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
]
_UNITS_FR: Final = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
_TENS_FR: Final = [
    ".",
    ".",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "soixante",
    "quatre-vingt",
    "quatre-vingt",
]


def in_words(amount_cents: int, locale: str) -> str:
    """Write an amount of euros out.

    Args:
        amount_cents: 0 to below a thousand million euros.
        locale: English or French; in any other language the figures have to do.

    Returns:
        Empty where we cannot count in words.
    """
    if locale.partition("_")[0] not in SPELT:
        return ""
    assert 0 <= amount_cents < EUROS_END * CENTS
    euros, cents = divmod(amount_cents, CENTS)
    french = locale.partition("_")[0] == "fr"
    spell = _french if french else _english
    joined = " et " if french else " and "
    parts = [_named(euros, "euro", spell, french=french)]
    if cents:
        parts.append(_named(cents, "centime" if french else "cent", spell, french=french))
    return joined.join(parts)


def _named(count: int, name: str, spell: Callable[[int], str], *, french: bool) -> str:
    # French counts zero among the singular, English among the plural.
    one = count in {0, 1} if french else count == 1
    of = "d’" if french and count and not count % 1_000_000 else ""
    return f"{spell(count)} {of}{name}{'' if one else 's'}"


def _english(number: int) -> str:
    for size, name in ((1_000_000, "million"), (1000, "thousand")):
        if number >= size:
            head, rest = divmod(number, size)
            words = f"{_english(head)} {name}"
            return f"{words} {'and ' if rest < 100 else ''}{_english(rest)}" if rest else words  # noqa: PLR2004
    if number >= 100:  # noqa: PLR2004
        hundreds, rest = divmod(number, 100)
        words = f"{_UNITS_EN[hundreds]} hundred"
        return f"{words} and {_english(rest)}" if rest else words
    if number < len(_UNITS_EN):
        return _UNITS_EN[number]
    tens, unit = divmod(number, 10)
    return f"{_TENS_EN[tens]}-{_UNITS_EN[unit]}" if unit else _TENS_EN[tens]


def _french(number: int, *, before_thousand: bool = False) -> str:
    if number >= 1_000_000:  # noqa: PLR2004
        millions, rest = divmod(number, 1_000_000)
        words = f"{_french(millions)} million{'s' if millions > 1 else ''}"
        return f"{words} {_french(rest)}" if rest else words
    if number >= 1000:  # noqa: PLR2004
        thousands, rest = divmod(number, 1000)
        # "Mille" stands alone and has no plural; what counts it loses its own.
        words = "mille" if thousands == 1 else f"{_french(thousands, before_thousand=True)} mille"
        return f"{words} {_french(rest)}" if rest else words
    if number >= 100:  # noqa: PLR2004
        hundreds, rest = divmod(number, 100)
        words = "cent" if hundreds == 1 else f"{_UNITS_FR[hundreds]} cent"
        if not rest:
            return f"{words}s" if hundreds > 1 and not before_thousand else words
        return f"{words} {_french(rest, before_thousand=before_thousand)}"
    return _below_hundred(number, before_thousand=before_thousand)


def _below_hundred(number: int, *, before_thousand: bool) -> str:
    if number < len(_UNITS_FR):
        return _UNITS_FR[number]
    tens, unit = divmod(number, 10)
    # Seventy and ninety count on from sixty and eighty.
    if tens in {7, 9}:
        unit += 10
    if not unit:
        plural = "s" if tens == 8 and not before_thousand else ""  # noqa: PLR2004
        return f"{_TENS_FR[tens]}{plural}"
    if unit in {1, 11} and tens < 8:  # noqa: PLR2004
        return f"{_TENS_FR[tens]} et {_UNITS_FR[unit]}"
    return f"{_TENS_FR[tens]}-{_UNITS_FR[unit]}"
