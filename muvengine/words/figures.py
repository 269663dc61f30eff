"""Figures as each language writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Final

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal

from muvengine.core.units import M_PER_KM, S_PER_HOUR, S_PER_MIN


@dataclass(frozen=True, slots=True)
class Cents:
    """Money in euro cents."""

    amount: int


@dataclass(frozen=True, slots=True)
class Metres:
    """A distance; from one kilometre on it is told in kilometres."""

    amount: float


@dataclass(frozen=True, slots=True)
class Seconds:
    """A duration, told in minutes, or hours and minutes."""

    amount: float


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the whole, 0 to 1, told in percent."""

    amount: float


@dataclass(frozen=True, slots=True)
class Clock:
    """The hour and minute of a moment, in the moment's own zone."""

    moment: datetime


@dataclass(frozen=True, slots=True)
class FullDay:
    """A day that may lie in another year, told with its year."""

    day: date


@dataclass(frozen=True, slots=True)
class Month:
    """The month a day lies in, told with its year."""

    day: date


# A figure and its unit stay on one line.
SPACE: Final = "\u00a0"
NARROW_SPACE: Final = "\u202f"


def figure(value: object, locale: str) -> str:
    """Write one fact: numbers, dates, money, distances; anything else as it stands."""
    spoken = _locale(locale)
    match value:
        case bool() | str():
            return str(value)
        case int():
            return format_decimal(value, locale=spoken)
        case float():
            return format_decimal(round(value, 1), locale=spoken)
        case datetime():
            return format_datetime(value, _dated(_MOMENT, value, spoken), locale=spoken)
        case date():
            return format_date(value, _dated(_DAY, value, spoken), locale=spoken)
        case _:
            return _measure(value, spoken)


def _measure(value: object, spoken: Locale) -> str:
    match value:
        case Cents(amount):
            text = format_currency(amount / 100, "EUR", locale=spoken)
        case Metres(amount):
            text = _distance(amount, spoken)
        case Seconds(amount):
            text = _duration(amount, spoken)
        case Share(amount):
            text = f"{round(amount * 100)}{_BEFORE_PERCENT.get(spoken.language, '')}%"
        case FullDay(day):
            text = format_date(day, _dated(_FULL_DAY, day, spoken), locale=spoken)
        case Month(day):
            text = format_date(day, _MONTH[spoken.language], locale=spoken)
        case Clock(moment):
            text = format_datetime(moment, _CLOCK[spoken.language], locale=spoken)
        case _:
            text = str(value)
    return text


def _distance(amount_m: float, spoken: Locale) -> str:
    if amount_m < M_PER_KM:
        return f"{round(amount_m)}{SPACE}{_unit('m', spoken)}"
    told = format_decimal(round(amount_m / M_PER_KM, 1), locale=spoken)
    return f"{told}{SPACE}{_unit('km', spoken)}"


def _duration(amount_s: float, spoken: Locale) -> str:
    minutes = max(1, round(amount_s / S_PER_MIN))
    if amount_s < S_PER_HOUR:
        return f"{minutes}{SPACE}{_unit('min', spoken)}"
    told = f"{minutes // 60}{SPACE}{_unit('h', spoken)}{SPACE}{minutes % 60:02d}"
    # Two numbers side by side would change places where the letters run the other way.
    return f"{told}{SPACE}{_unit('min', spoken)}" if spoken.language in _UNITS else told


def _unit(sign: str, spoken: Locale) -> str:
    return _UNITS.get(spoken.language, {}).get(sign, sign)


def language_name(of: str, locale: str) -> str:
    """Name a language in another."""
    return _locale(of).get_language_name(locale) or of


def browser_locale(locale: str) -> str:
    """Name a language so that a browser writes its figures as they are written here."""
    # Some would take the digits of another country.
    return f"{_SPOKEN.get(locale, locale).replace('_', '-')}-u-nu-latn"


def _dated(patterns: _Patterns, day: date, spoken: Locale) -> str:
    pattern = patterns[spoken.language]
    # Two languages count the first of a month, and only the first, as an ordinal.
    first = _FIRST.get(spoken.language) if day.day == 1 else None
    return pattern.replace("d MMMM", f"d'{first}' MMMM") if first else pattern


class _Patterns(dict[str, str]):
    def __missing__(self, _language: str) -> str:
        return self["en"]


_DAY: Final = _Patterns(
    en="EEEE d MMMM", es="EEEE d 'de' MMMM", pt="EEEE, d 'de' MMMM", ar="EEEE d MMMM"
)
_FULL_DAY: Final = _Patterns(en="d MMMM y", es="d 'de' MMMM 'de' y", pt="d 'de' MMMM 'de' y")
_MONTH: Final = _Patterns(en="MMMM y", es="MMMM 'de' y", pt="MMMM 'de' y")
_MOMENT: Final = _Patterns(
    en="EEEE d MMMM, HH:mm",
    fr=f"EEEE d MMMM, H{SPACE}'h'{SPACE}mm",
    es="EEEE d 'de' MMMM, H:mm",
    pt="EEEE, d 'de' MMMM, HH:mm",
    ar="EEEE d MMMM، HH:mm",
)
_CLOCK: Final = _Patterns(en="HH:mm", fr=f"H{SPACE}'h'{SPACE}mm", es="H:mm")
# Of two ways of writing a language, the one of the country next door.
_SPOKEN: Final = {"pt": "pt_PT"}
_FIRST: Final = {"fr": "er", "it": "º"}
_BEFORE_PERCENT: Final = {"fr": NARROW_SPACE, "es": SPACE}
# Everywhere else the signs of the units are the same.
_UNITS: Final = {"ar": {"m": "م", "km": "كم", "min": "د", "h": "س"}}


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(_SPOKEN.get(code, code))
