"""What a missed line would have taken: '2 km more', 'starting before 9 o'clock'."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Any, Final

from muvengine.core.rules.checks import Params, valued
from muvengine.core.rules.conditions import (
    AnyOf,
    Between,
    Condition,
    Flag,
    OneOf,
    OnRoute,
    StartBetween,
)
from muvengine.core.rules.other_facts import least_km
from muvengine.core.rules.rulebook import Rule, Rulebook, Scaled
from muvengine.core.units import M_PER_KM
from muvengine.words.catalogue import known, say
from muvengine.words.conditions_in_words import clock, joined, length, values_in_words, written
from muvengine.words.figures import Share

Why = Mapping[str, Any]

_FLAGS: Final = {("assisted", True): "a_mediator", ("first_of_mode", True): "a_new_mode"}
_BEST: Final = {"verdict": "confirmed", "evidence": "proven"}
_STEP_M: Final = 10
_STEP_KM: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Asked:
    """Where and how a condition was missed.

    Attributes:
        book: of the sheet.
        params: of the trip's day.
        locale: see ``say``.
        routes: what people call the set routes.
    """

    book: Rulebook
    params: Params
    locale: str
    routes: Mapping[str, str]

    def say(self, code: str, **facts: object) -> str:
        """Say a sentence of this domain."""
        return say(f"explanations.{code}", self.locale, **facts)


def need(why: Why, when: Iterable[Condition], rule: Rule | None, asked: Asked) -> str:
    """Say what was missing as something a sentence can begin or go on with.

    Args:
        why: of the line, or of one alternative.
        when: the conditions of the rule or gate, those it leaves unsaid too.
        rule: None for a gate.
        asked: see ``Asked``.

    Returns:
        Empty where nobody could say it better than the condition itself does.
    """
    word = str(why.get("condition"))
    if word == "base":
        return asked.say("points_to_add_to")
    if word == "min_km":
        return _longer_stretch(why, rule, asked) if rule else ""
    for condition in when:
        if condition.word == word or (word == "route_share" and isinstance(condition, OnRoute)):
            return _of_condition(why, condition, asked)
    if rule is not None and isinstance(rule.pays, Scaled) and rule.pays.by == word:
        first = valued(rule.pays.above, asked.params) + valued(rule.pays.every, asked.params)
        return _more(why, word, first, asked)
    return ""


def _of_condition(why: Why, condition: Condition, asked: Asked) -> str:
    text = ""
    match condition:
        case Between(word, low) if low is not None:
            text = _more(why, word, valued(low, asked.params), asked)
        case OneOf(word, values) if _BEST.get(word) not in {None, *values}:
            # Nobody is told that a worse proof would have been better.
            text = ""
        case OneOf(word, values) if known(f"explanations.other_{word}"):
            told = values_in_words(word, values, asked.locale)
            text = asked.say(f"other_{word}", values=told)
        case Flag(word, value) if (word, value) in _FLAGS:
            text = asked.say(_FLAGS[word, value])
        case StartBetween():
            text = _start(str(why.get("value")), condition, asked)
        case OnRoute():
            text = _route(why, condition, asked)
        case AnyOf(parts):
            text = _any(why, parts, asked)
    return text


def _more(why: Why, word: str, low: Decimal, asked: Asked) -> str:
    """Say how much was missing; nothing where it was too much."""
    value = why.get("value")
    missing = low - Decimal(str(value)) if isinstance(value, int | float) else Decimal(0)
    if missing <= 0 or not known(f"explanations.more_{word}"):
        return ""
    if word == "route_share":
        key = str(why.get("route", ""))
        route = asked.routes.get(key, key)
        return asked.say("more_route_share", amount=Share(float(_up(missing, "0.01"))), route=route)
    if word == "distance_km":
        return asked.say(f"more_{word}", amount=_km(missing, asked.locale))
    whole = int(missing.to_integral_value(ROUND_CEILING))
    return asked.say(f"more_{word}", amount=written(Decimal(whole), asked.locale), n=whole)


def _longer_stretch(why: Why, rule: Rule, asked: Asked) -> str:
    modes = (rule.legs.modes if rule.legs else ()) or tuple(asked.book.modes)
    least = {least_km(asked.book, rule, mode, asked.params) for mode in modes}
    if len(least) > 1:
        return asked.say("longer_stretch")
    missing = least.pop() - Decimal(str(why.get("value", 0)))
    return asked.say("more_min_km", amount=_km(missing, asked.locale)) if missing > 0 else ""


def _start(value: str, window: StartBetween, asked: Asked) -> str:
    """Say the nearer side of the window; both where it goes over midnight."""
    hours, _, minutes = value.partition(":")
    first, end = clock(window.first_min), clock(window.end_min)
    if window.end_min < window.first_min:
        return asked.say("start_between", first=first, end=end)
    if int(hours) * 60 + int(minutes) < window.first_min:
        return asked.say("start_from", first=first)
    return asked.say("start_before", end=end)


def _route(why: Why, condition: OnRoute, asked: Asked) -> str:
    if why.get("condition") == "route_share":
        low = condition.low
        return _more(why, "route_share", valued(low, asked.params), asked) if low else ""
    if not condition.keys:
        return asked.say("any_route")
    names = [asked.routes.get(key, key) for key in condition.keys]
    return asked.say("a_route", values=joined("or", names, asked.locale))


def _any(why: Why, parts: tuple[tuple[Condition, ...], ...], asked: Asked) -> str:
    """Join what each alternative asks; nothing where one of them cannot be said."""
    missed = why.get("parts")
    if not isinstance(missed, list | tuple) or len(missed) != len(parts):
        return ""
    needs = [need(one, part, None, asked) for one, part in zip(missed, parts, strict=True)]
    return joined("or", needs, asked.locale) if all(needs) else ""


def _km(missing: Decimal, locale: str) -> str:
    """Write a length that is surely enough: 637 m as 640 m, 1.263 km as 1.3 km."""
    if missing < 1:
        metres = missing * M_PER_KM
        return length(_up(metres / _STEP_M) * _STEP_M / M_PER_KM, locale)
    return length(_up(missing / _STEP_KM) * _STEP_KM, locale)


def _up(figure: Decimal, step: str = "1") -> Decimal:
    return figure.quantize(Decimal(step), ROUND_CEILING)
