"""The same trip, had it just met a condition: a little longer, a little earlier, in the rain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal
from typing import Final
from zoneinfo import ZoneInfo

from muvengine.core.rules.checks import Params, valued
from muvengine.core.rules.conditions import (
    MEASURES,
    ROUTE_SHARE,
    AnyOf,
    Between,
    Condition,
    Figure,
    OneOf,
    OnRoute,
    StartBetween,
)
from muvengine.core.rules.rulebook import Rule, Rulebook, Scaled
from muvengine.core.trips.facts import TripFacts
from muvengine.core.units import M_PER_KM

MINUTES_OF_DAY: Final = 24 * 60

_Change = Callable[[TripFacts, int], TripFacts]


def met(
    facts: TripFacts, condition: Condition, params: Params, zone: ZoneInfo | None
) -> tuple[TripFacts, ...]:
    """Give the trips that just meet a condition, by each way there is.

    Returns:
        None at all where the trip went beyond a bound, or where the condition asks of the
        person or the calendar and not of the trip.
    """
    match condition:
        case Between(word, low) if low is not None and word in _SET:
            ways = _more(facts, word, low, params)
        case OneOf("weather", values):
            ways = iter([replace(facts, weather=value) for value in values])
        case OneOf("evidence", values):
            ways = iter([_known_by(facts, value) for value in values])
        case OnRoute(keys, low) if low is not None:
            ways = _further(facts, keys, low, params)
        case StartBetween():
            ways = iter([_started(facts, condition, zone)])
        case AnyOf(parts) if all(len(part) == 1 for part in parts):
            each = [met(facts, part[0], params, zone) for part in parts]
            ways = iter([one for way in each for one in way] if all(each) else [])
        case _:
            ways = iter(())
    return tuple(ways)


def stepped(facts: TripFacts, pays: Scaled, params: Params) -> tuple[TripFacts, ...]:
    """Give the trip that reaches the first step of a growing bonus."""
    first = valued(pays.above, params) + valued(pays.every, params)
    if pays.by == "route_share":
        return tuple(_further(facts, (), first, params))
    return tuple(_more(facts, pays.by, first, params)) if pays.by in _SET else ()


def least_km(book: Rulebook, rule: Rule, mode: str, params: Params) -> Decimal:
    """Tell how long a leg must be for a rule to count it."""
    asked = valued(rule.legs.km_min, params) if rule.legs else Decimal(0)
    return max(asked, book.modes[mode].km_min)


def lengthened(
    facts: TripFacts, book: Rulebook, rule: Rule, params: Params
) -> tuple[TripFacts, ...]:
    """Give the trip whose longest leg in a rule's modes is just long enough."""
    modes = (rule.legs.modes if rule.legs else ()) or tuple(book.modes)
    fitting = [index for index, leg in enumerate(facts.legs) if leg.mode in modes]
    if not fitting:
        return ()
    index = max(fitting, key=lambda index: facts.legs[index].distance_m)
    leg = facts.legs[index]
    metres = _whole(least_km(book, rule, leg.mode, params) * M_PER_KM)
    longer = replace(leg, distance_m=max(leg.distance_m, metres))
    return (replace(facts, legs=(*facts.legs[:index], longer, *facts.legs[index + 1 :])),)


def _more(facts: TripFacts, word: str, low: Figure, params: Params) -> Iterator[TripFacts]:
    wanted = _whole(valued(low, params) * MEASURES[word].scale)
    # What is large enough already was not what was missing.
    if _READ[word](facts) < wanted:
        yield _SET[word](facts, wanted)


def _distance(facts: TripFacts, metres: int) -> TripFacts:
    """Lengthen the longest leg."""
    missing = metres - _READ["distance_km"](facts)
    index = max(range(len(facts.legs)), key=lambda index: facts.legs[index].distance_m)
    leg = facts.legs[index]
    longer = replace(leg, distance_m=leg.distance_m + missing)
    return replace(facts, legs=(*facts.legs[:index], longer, *facts.legs[index + 1 :]))


def _further(
    facts: TripFacts, keys: tuple[str, ...], low: Figure, params: Params
) -> Iterator[TripFacts]:
    """Follow further the route that was followed furthest, of those asked for."""
    share = _whole(valued(low, params) * ROUTE_SHARE.scale)
    near = [i for i, route in enumerate(facts.routes) if not keys or route.key in keys]
    best = max(near, key=lambda i: facts.routes[i].share_permille, default=None)
    if best is None or facts.routes[best].share_permille >= share:
        return
    routes = list(facts.routes)
    routes[best] = replace(routes[best], share_permille=share)
    yield replace(facts, routes=tuple(sorted(routes, key=lambda one: -one.share_permille)))


def _known_by(facts: TripFacts, evidence_class: str) -> TripFacts:
    legs = tuple(replace(leg, evidence_class="") for leg in facts.legs)
    return replace(facts, legs=legs, evidence_class=evidence_class)


def _started(facts: TripFacts, window: StartBetween, zone: ZoneInfo | None) -> TripFacts:
    """Move the start to the nearest minute of the window on the same day."""
    start = facts.start.astimezone(zone) if zone else facts.start
    minute = start.hour * 60 + start.minute
    moved = window.first_min if minute < window.first_min else window.end_min - 1
    moved %= MINUTES_OF_DAY
    return replace(facts, start=start.replace(hour=moved // 60, minute=moved % 60))


def _whole(figure: Decimal) -> int:
    return int(figure.to_integral_value(ROUND_CEILING))


_SET: Final[Mapping[str, _Change]] = {
    "distance_km": _distance,
    "duration_min": lambda facts, value: replace(facts, duration_s=value),
    "climb_m": lambda facts, value: replace(facts, climb_m=value),
    "passengers": lambda facts, value: replace(facts, passengers=value),
    "stamps": lambda facts, value: replace(facts, stamps=value),
}

_READ: Final[Mapping[str, Callable[[TripFacts], int]]] = {
    "distance_km": lambda facts: sum(leg.distance_m for leg in facts.legs),
    "duration_min": lambda facts: facts.duration_s,
    "climb_m": lambda facts: facts.climb_m,
    "passengers": lambda facts: facts.passengers,
    "stamps": lambda facts: facts.stamps,
}
