"""Conditions in plain words, and what was the case instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Final

from babel.numbers import format_decimal

from muvengine.core.rules.checks import Params, valued
from muvengine.core.rules.conditions import (
    AnyOf,
    Between,
    Condition,
    DateIn,
    Figure,
    Flag,
    NoneOf,
    OneOf,
    OnRoute,
    StartBetween,
)
from muvengine.core.rules.situation import WEEKDAYS
from muvengine.core.units import M_PER_KM
from muvengine.words.catalogue import known, say
from muvengine.words.figures import SPACE, Clock, FullDay, Share, figure

DOMAIN: Final = "rule_phrases"
SPAN_MIN: Final = 3
PLURAL_FROM: Final = 2
LENGTHS: Final = ("distance_km", "min_km")
"""Words whose value is a length."""

CHOSEN: Final = ("weekday", "weather", "evidence", "verdict")
"""Words whose values come from a closed list and have a phrase each."""

_NOTHING: Final[Mapping[str, str]] = {
    "days_since_last_trip": "was_never_before",
    "weather": "was_no_weather",
    "route": "was_route",
    "zone_from": "was_zone_from",
    "zone_to": "was_zone_to",
}
"""What is said where there is no value to tell."""


def phrase(condition: Condition, params: Params, locale: str) -> str:
    """Say one condition: 'on Monday to Friday', 'distance: at least 0.3 km'."""
    match condition:
        case Between(word):
            return _say(f"when_{word}", locale, bounds=_bounds(condition, params, locale))
        case OnRoute():
            return _on_route(condition, params, locale)
        case StartBetween() | DateIn():
            return _starting(condition, locale)
        case Flag(word, value):
            return _say(f"when_{word}_{'yes' if value else 'no'}", locale)
        case OneOf(word, values):
            return _say(f"when_{word}", locale, values=values_in_words(word, values, locale))
        case AnyOf(parts) | NoneOf(parts):
            said = [phrases(part, params, locale) for part in parts]
            text = joined("or", said, locale)
            return text if isinstance(condition, AnyOf) else _say("when_none", locale, values=text)


def phrases(conditions: Iterable[Condition], params: Params, locale: str) -> str:
    """Say several conditions that must all hold."""
    return joined("and", [phrase(c, params, locale) for c in conditions], locale)


def joined(code: str, parts: Iterable[str], locale: str) -> str:
    """Join phrases by 'or', 'and' as the language does."""
    text = ""
    for part in parts:
        text = _say(code, locale, first=text, second=part) if text else part
    return text


def wanted(
    why: Mapping[str, object], when: Iterable[Condition], params: Params, locale: str
) -> str:
    """Say the condition that was not met.

    Args:
        why: of the line; ``condition`` is a word of the vocabulary, base or min_km.
        when: the rule's conditions, those it leaves unsaid too.
        params: of the trip's day.
        locale: see ``say``.
    """
    word = why.get("condition")
    for condition in when:
        if condition.word == word or (word == "route_share" and condition.word == "route"):
            return phrase(condition, params, locale)
    return ""


def instead(why: Mapping[str, object], locale: str) -> str:
    """Say what was the case instead: 'it was a Saturday'; empty where there is nothing to say."""
    word, value = str(why.get("condition")), why.get("value")
    if value is None:
        code = _NOTHING.get(word)
        return _say(code, locale) if code else ""
    if not known(f"{DOMAIN}.was_{word}"):
        return ""
    told: object = value
    if word in CHOSEN:
        told = _value(word, str(value), locale)
    elif word == "route_share" and isinstance(value, int | float):
        told = Share(value)
    elif word == "start_between":
        hours, _, minutes = str(value).partition(":")
        told = clock(int(hours) * 60 + int(minutes))
    elif word == "date_in":
        told = FullDay(date.fromisoformat(str(value)))
    elif word in LENGTHS:
        told = length(Decimal(str(value)), locale)
    elif isinstance(value, float):
        told = written(str(value), locale)
    elif value == 0 and known(f"{DOMAIN}.step_{word}"):
        return _say("was_nothing", locale)
    return _say(f"was_{word}", locale, value=told)


def number(figure: Figure, params: Params, locale: str) -> str:
    """Write a figure's value on a day, exactly: 1.25 is not told as 1.2."""
    return written(valued(figure, params), locale)


def written(value: Decimal | str, locale: str) -> str:
    """Write an exact number as the language does."""
    return format_decimal(Decimal(value), format="#,##0.###", locale=locale)


def length(km: Decimal, locale: str) -> str:
    """Write a length exactly: 0.637 km is told as 637 m."""
    if km < 1:
        return f"{written(km * M_PER_KM, locale)}{SPACE}m"
    return f"{written(km, locale)}{SPACE}km"


def amount(value: Decimal) -> int:
    """Give the number that chooses between singular and plural.

    A broken number takes the plural in English; in French so does one from two on.  Zero is
    plural in English and singular in French.
    """
    if value == int(value):
        return int(value)
    return 0 if value < PLURAL_FROM else PLURAL_FROM


def _on_route(condition: OnRoute, params: Params, locale: str) -> str:
    where = (
        _say("when_route", locale, values=joined("or", condition.keys, locale))
        if condition.keys
        else _say("when_any_route", locale)
    )
    if condition.low is None and condition.high is None:
        return where
    low, high = (
        Share(float(valued(figure, params))) if figure is not None else None
        for figure in (condition.low, condition.high)
    )
    part = _say("when_route_share", locale, bounds=_told(low, high, locale))
    return joined("and", (where, part), locale)


def _starting(condition: StartBetween | DateIn, locale: str) -> str:
    if isinstance(condition, DateIn):
        days = [_days(span.first, span.end, locale) for span in condition.spans]
        return _say("when_date_in", locale, values=joined("or", days, locale))
    first, end = clock(condition.first_min), clock(condition.end_min)
    return _say("when_start_between", locale, first=first, end=end)


def _bounds(condition: Between, params: Params, locale: str) -> str:
    write = length if condition.word in LENGTHS else written
    low, high = (
        None if figure is None else write(valued(figure, params), locale)
        for figure in (condition.low, condition.high)
    )
    return _told(low, high, locale)


def _told(low: object, high: object, locale: str) -> str:
    if high is None:
        return _say("at_least", locale, low=low)
    if low is None:
        return _say("at_most", locale, high=high)
    if low == high:
        return _say("exactly", locale, low=low)
    return _say("between", locale, low=low, high=high)


def values_in_words(word: str, values: tuple[str, ...], locale: str) -> str:
    """Say a list of words of one condition: 'Monday to Friday', 'rain or snow'."""
    if word == "weekday":
        numbers = sorted(WEEKDAYS.index(day) for day in values)
        if len(numbers) >= SPAN_MIN and numbers == list(range(numbers[0], numbers[-1] + 1)):
            first, last = (_say(WEEKDAYS[n], locale) for n in (numbers[0], numbers[-1]))
            return _say("span", locale, first=first, last=last)
    return joined("or", [_value(word, value, locale) for value in values], locale)


def _value(word: str, value: str, locale: str) -> str:
    if word == "weekday":
        return _say(value, locale)
    code = f"{word}_{value}"
    return _say(code, locale) if known(f"{DOMAIN}.{code}") else value


def _days(first: date, end: date, locale: str) -> str:
    """Say days in a row by the first and the last that counts."""
    last = end - timedelta(days=1)
    if last == first:
        return figure(FullDay(first), locale)
    return _say("span_days", locale, first=FullDay(first), last=FullDay(last))


def _say(code: str, locale: str, **facts: object) -> str:
    return say(f"{DOMAIN}.{code}", locale, **facts)


def clock(minutes: int) -> Clock:
    """Give the hour that is so many minutes after midnight; the end of a day is its start."""
    return Clock(datetime(2000, 1, 1, minutes // 60 % 24, minutes % 60, tzinfo=UTC))
