"""The trip as the rules see it: facts and counters, in whole small units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from muvengine.core.rules import history
from muvengine.core.rules.conditions import UNLESS_SAID
from muvengine.core.rules.counters import (
    LIFE_TRIPS,
    Counters,
    mode_key,
    period_keys,
    trips_of_week,
    trips_on,
    week_key,
)
from muvengine.core.trips.facts import LegFacts, RouteFacts, TripFacts

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Situation(NamedTuple):
    """One trip at the moment it is scored.

    Attributes:
        facts: the trip's.
        counters: the person's, before this trip.
        day: the local day of the trip's start, also over midnight.
        minute: local start, in minutes after midnight.
        distance_m: of all legs.
        plain: some of it meets what a rule asks without saying so, see
            ``conditions.UNLESS_SAID``.
        legs: those of which that is true; all where it is true of none.
        periods: names of the day, week, month and season, for counters.
        streaks: weeks of streak found so far and how far was looked, shared by all rules.
    """

    facts: TripFacts
    counters: Counters
    day: date
    minute: int
    distance_m: int
    plain: bool
    legs: tuple[LegFacts, ...]
    periods: tuple[str, str, str, str]
    streaks: dict[str, tuple[int, int]]


Reader = Callable[[Situation], int | None]
"""Reads one measure; None when the person has no such figure yet."""

Word = Callable[[Situation], object]
"""Reads one word, or the tuple of words the person has."""


def situation(
    facts: TripFacts, counters: Counters, zone: ZoneInfo | None, season: str
) -> Situation:
    """Lay out a trip for the rules.

    Args:
        facts: the trip's.
        counters: the person's, before this trip.
        zone: days and hours are local to it; None for the zone of the facts.
        season: the rulebook's name.
    """
    start = facts.start.astimezone(zone) if zone else facts.start
    day = start.date()
    legs = tuple([leg for leg in facts.legs if _is_plain(leg, facts)])
    return Situation(
        facts=facts,
        counters=counters,
        day=day,
        minute=start.hour * 60 + start.minute,
        distance_m=sum([leg.distance_m for leg in facts.legs]),
        plain=bool(legs),
        legs=legs or facts.legs,
        periods=period_keys(day, season),
        streaks={},
    )


def measure(word: str, most: int) -> Reader:
    """Give the reader of a measure.

    Args:
        word: a measure of the vocabulary, or route_share.
        most: how far a streak or an absence need be followed.
    """
    match word:
        case "streak_days":
            return lambda s: history.streak_days(s.counters, s.day, most)
        case "streak_weeks":
            return lambda s: _streak_weeks(s, most)
        case "days_since_last_trip":
            return lambda s: history.days_since_last_trip(s.counters, s.day, most)
        case _:
            return _PLAIN[word]


def weeks_back(word: str, most: int) -> int:
    """Tell how many packed weeks before the trip's own a measure may read."""
    match word:
        case "active_days":
            return 1
        case "streak_days" | "days_since_last_trip":
            return most // 7 + 1
        case "streak_weeks":
            return history.weeks_read(most)
        case _:
            return 0


def best_share(routes: tuple[RouteFacts, ...]) -> int:
    """Give the largest share, in thousandths; 0 without a route."""
    return max((route.share_permille for route in routes), default=0)


def first_of_mode(s: Situation) -> bool:
    """Tell whether the trip has a mode that the person never used before."""
    return any(s.counters.get(mode_key(leg.mode), 0) <= 0 for leg in s.facts.legs)


def _is_plain(leg: LegFacts, facts: TripFacts) -> bool:
    """Tell whether a leg is confirmed and stands on more than a word, as the trip must too."""
    return (
        facts.outcome in _PLAIN_VERDICTS
        and (leg.outcome or facts.outcome) in _PLAIN_VERDICTS
        and (leg.evidence_class or facts.evidence_class) in _PLAIN_EVIDENCE
    )


def verdicts(s: Situation) -> tuple[str, ...]:
    """Give the outcomes of the legs, each once; the trip's where it is not confirmed itself."""
    outcome = str(s.facts.outcome)
    if outcome not in _PLAIN_VERDICTS:
        return (outcome,)
    return tuple(dict.fromkeys(leg.outcome or outcome for leg in s.facts.legs))


def evidence_classes(s: Situation) -> tuple[str, ...]:
    """Give the evidence classes of the legs, each once."""
    of_trip = str(s.facts.evidence_class)
    return tuple(dict.fromkeys(leg.evidence_class or of_trip for leg in s.facts.legs))


def _streak_weeks(s: Situation, most: int) -> int:
    """Follow the streak once for all rules; what ended before the horizon is known for good."""
    found, looked = s.streaks.get("weeks", (0, 0))
    if found >= looked and looked < most:
        found = history.streak_weeks(s.counters, s.day, most)
        s.streaks["weeks"] = (found, most)
    return min(found, most)


_PLAIN_VERDICTS: Final = frozenset(UNLESS_SAID["verdict"])
_PLAIN_EVIDENCE: Final = frozenset(UNLESS_SAID["evidence"])

_PLAIN: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        "distance_km": lambda s: s.distance_m,
        "duration_min": lambda s: s.facts.duration_s,
        "climb_m": lambda s: s.facts.climb_m,
        "passengers": lambda s: s.facts.passengers,
        "stamps": lambda s: s.facts.stamps,
        "route_share": lambda s: best_share(s.facts.routes),
        "trips_today": lambda s: trips_on(s.counters, s.day) + 1,
        "trips_in_week": lambda s: trips_of_week(s.counters.get(week_key(s.day), 0)) + 1,
        "trips_total": lambda s: s.counters.get(LIFE_TRIPS, 0) + 1,
        "active_days": lambda s: history.active_days(s.counters, s.day),
    }
)

OF_LEGS: Final[Mapping[str, Callable[[Situation], tuple[str, ...]]]] = MappingProxyType(
    {"verdict": verdicts, "evidence": evidence_classes}
)
"""Words of which a trip with several legs may have more than one."""

READ_WORD: Final[Mapping[str, Word]] = MappingProxyType(
    {
        "weekday": lambda s: WEEKDAYS[s.day.weekday()],
        "weather": lambda s: s.facts.weather,
        "segment": lambda s: s.facts.segments,
        "zone_from": lambda s: s.facts.zones_from,
        "zone_to": lambda s: s.facts.zones_to,
        "evidence": lambda s: str(s.facts.evidence_class),
        "verdict": lambda s: str(s.facts.outcome),
        "assisted": lambda s: s.facts.assisted,
        "first_of_mode": first_of_mode,
    }
)
