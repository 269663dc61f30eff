"""Conditions as closures: each says nothing when it holds, or why it does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

from muvengine.core.rules.conditions import (
    MEASURES,
    ROUTE_SHARE,
    ZONE_WORDS,
    AnyOf,
    Between,
    Condition,
    DateIn,
    Figure,
    Flag,
    Named,
    NoneOf,
    OneOf,
    OnRoute,
    StartBetween,
)
from muvengine.core.rules.situation import OF_LEGS, READ_WORD, Situation, measure
from muvengine.core.trips.facts import RouteFacts

Params = Mapping[str, Decimal]
Why = Mapping[str, object]
Check = Callable[[Situation], Why | None]
RoutePick = Callable[[Situation], tuple[RouteFacts, ...]]

LOWEST: Final = -(1 << 62)
HIGHEST: Final = 1 << 62


def valued(figure: Figure, params: Params) -> Decimal:
    """Give a figure's value on the day the parameters are of."""
    return params[figure.name] if isinstance(figure, Named) else figure


def bounds(low: Figure | None, high: Figure | None, scale: int, params: Params) -> tuple[int, int]:
    """Turn written bounds into whole small units that let the same figures through."""
    first, last = LOWEST, HIGHEST
    if low is not None:
        first = int((valued(low, params) * scale).to_integral_value(ROUND_CEILING))
    if high is not None:
        last = int((valued(high, params) * scale).to_integral_value(ROUND_FLOOR))
    return first, last


def reach(low: int, high: int) -> int:
    """Tell how far a streak must be followed to know whether it lies within bounds."""
    return high + 1 if high < HIGHEST else max(low, 1)


def check(condition: Condition, params: Params) -> Check:
    """Make the closure of one condition."""
    match condition:
        case Between():
            return _between(condition, params)
        case OneOf():
            return _one_of(condition)
        case Flag():
            return _flag(condition)
        case StartBetween() | DateIn():
            return _starting(condition)
        case OnRoute():
            return _on_route(condition, params)
        case AnyOf(parts) | NoneOf(parts):
            compiled = [[check(inner, params) for inner in part] for part in parts]
            return _any_of(compiled) if isinstance(condition, AnyOf) else _none_of(compiled)


def routes_of(conditions: tuple[Condition, ...], params: Params) -> RoutePick:
    """Make the closure that picks the set routes a rule speaks of."""
    for condition in conditions:
        if isinstance(condition, OnRoute):
            return _route_pick(condition, params)
    return lambda s: s.facts.routes


def _between(condition: Between, params: Params) -> Check:
    word, scale = condition.word, MEASURES[condition.word].scale
    low, high = bounds(condition.low, condition.high, scale, params)
    read = measure(word, reach(low, high))

    def run(s: Situation) -> Why | None:
        value = read(s)
        if value is not None and low <= value <= high:
            return None
        told = value if value is None or scale == 1 else value / scale
        return {"condition": word, "value": told}

    return run


def _one_of(condition: OneOf) -> Check:
    word, values, read = condition.word, frozenset(condition.values), READ_WORD[condition.word]
    if word == "segment":

        def run_segment(s: Situation) -> Why | None:
            if values.isdisjoint(s.facts.segments):
                # Which groups a person belongs to is nobody's business on a score sheet.
                return {"condition": word}
            return None

        return run_segment
    if word in ZONE_WORDS:
        return _in_zone(word, values)
    if word in OF_LEGS:
        read_all = OF_LEGS[word]

        def run_legs(s: Situation) -> Why | None:
            if values.isdisjoint(read_all(s)):
                return {"condition": word, "value": read(s)}
            return None

        return run_legs

    def run(s: Situation) -> Why | None:
        value = read(s)
        return None if value in values else {"condition": word, "value": value}

    return run


def _in_zone(word: str, keys: frozenset[str]) -> Check:
    read = READ_WORD[word]

    def run(s: Situation) -> Why | None:
        zones = read(s)
        assert isinstance(zones, tuple)
        # In which zones a trip began is not told where it was none of these.
        return {"condition": word} if keys.isdisjoint(zones) else None

    return run


def _flag(condition: Flag) -> Check:
    word, wanted, read = condition.word, condition.value, READ_WORD[condition.word]

    def run(s: Situation) -> Why | None:
        value = read(s)
        return None if value is wanted else {"condition": word, "value": value}

    return run


def _starting(condition: StartBetween | DateIn) -> Check:
    if isinstance(condition, StartBetween):
        return _start_between(condition)
    return _date_in(condition)


def _start_between(condition: StartBetween) -> Check:
    first, end = condition.first_min, condition.end_min
    over_midnight = end < first

    def run(s: Situation) -> Why | None:
        after, before = s.minute >= first, s.minute < end
        if (after or before) if over_midnight else (after and before):
            return None
        return {"condition": "start_between", "value": f"{s.minute // 60:02d}:{s.minute % 60:02d}"}

    return run


def _date_in(condition: DateIn) -> Check:
    spans = tuple((span.first, span.end) for span in condition.spans)

    def run(s: Situation) -> Why | None:
        for first, end in spans:
            if first <= s.day < end:
                return None
        return {"condition": "date_in", "value": s.day.isoformat()}

    return run


def _route_pick(condition: OnRoute, params: Params) -> RoutePick:
    keys = frozenset(condition.keys)
    low, high = bounds(condition.low, condition.high, ROUTE_SHARE.scale, params)

    def pick(s: Situation) -> tuple[RouteFacts, ...]:
        return tuple(
            route
            for route in s.facts.routes
            if low <= route.share_permille <= high and (not keys or route.key in keys)
        )

    return pick


def _on_route(condition: OnRoute, params: Params) -> Check:
    keys, pick = frozenset(condition.keys), _route_pick(condition, params)

    def run(s: Situation) -> Why | None:
        if pick(s):
            return None
        near = [route for route in s.facts.routes if not keys or route.key in keys]
        if not near:
            return {"condition": "route"}
        best = max(near, key=lambda route: route.share_permille)
        return {"condition": "route_share", "route": best.key, "value": best.share_permille / 1000}

    return run


def _any_of(parts: list[list[Check]]) -> Check:
    def run(s: Situation) -> Why | None:
        failed: list[object] = []
        for part in parts:
            for inner in part:
                why = inner(s)
                if why is not None:
                    failed.append(why)
                    break
            else:
                return None
        return {"condition": "any", "parts": failed}

    return run


def _none_of(parts: list[list[Check]]) -> Check:
    def run(s: Situation) -> Why | None:
        for number, part in enumerate(parts):
            if all(inner(s) is None for inner in part):
                return {"condition": "none", "part": number}
        return None

    return run
