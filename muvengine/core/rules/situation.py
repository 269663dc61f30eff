"""The trip as the rules see it: facts and counters, in whole small units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from muvengine.core.rules import history
from muvengine.core.rules.counters import LIFE_TRIPS, Counters, mode_key, trips_on
from muvengine.core.trips.facts import RouteFacts, TripFacts

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Situation:
    """One trip at the moment it is scored.

    Attributes:
        facts: the trip's.
        counters: the person's, before this trip.
        day: the local day of the trip's start, also over midnight.
        minute: local start, in minutes after midnight.
        distance_m: of all legs.
    """

    facts: TripFacts
    counters: Counters
    day: date
    minute: int
    distance_m: int


Reader = Callable[[Situation], int | None]
"""Reads one measure; None when the person has no such figure yet."""

Word = Callable[[Situation], object]
"""Reads one word, or the tuple of words the person has."""


def situation(facts: TripFacts, counters: Counters, zone: ZoneInfo | None) -> Situation:
    """Lay out a trip for the rules.

    Args:
        facts: the trip's.
        counters: the person's, before this trip.
        zone: days and hours are local to it; None for the zone of the facts.
    """
    start = facts.start.astimezone(zone) if zone else facts.start
    return Situation(
        facts=facts,
        counters=counters,
        day=start.date(),
        minute=start.hour * 60 + start.minute,
        distance_m=sum(leg.distance_m for leg in facts.legs),
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
            return lambda s: history.streak_weeks(s.counters, s.day, most)
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


_PLAIN: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        "distance_km": lambda s: s.distance_m,
        "duration_min": lambda s: s.facts.duration_s,
        "climb_m": lambda s: s.facts.climb_m,
        "passengers": lambda s: s.facts.passengers,
        "stamps": lambda s: s.facts.stamps,
        "route_share": lambda s: best_share(s.facts.routes),
        "trips_today": lambda s: trips_on(s.counters, s.day) + 1,
        "trips_total": lambda s: s.counters.get(LIFE_TRIPS, 0) + 1,
        "active_days": lambda s: history.active_days(s.counters, s.day),
    }
)

READ_WORD: Final[Mapping[str, Word]] = MappingProxyType(
    {
        "weekday": lambda s: WEEKDAYS[s.day.weekday()],
        "weather": lambda s: s.facts.weather,
        "segment": lambda s: s.facts.segments,
        "evidence": lambda s: str(s.facts.evidence_class),
        "verdict": lambda s: str(s.facts.outcome),
        "assisted": lambda s: s.facts.assisted,
        "first_of_mode": first_of_mode,
    }
)
