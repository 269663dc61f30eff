"""The closed vocabulary of conditions: everything a rule may ask, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Named:
    """A parameter of the rulebook, written ``$name``."""

    name: str


Figure = Decimal | Named


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure that a condition can hold between bounds.

    Attributes:
        scale: whole units per written unit, as metres in a kilometre.
        bound_max: the largest bound that makes sense, in written units.
    """

    scale: int
    bound_max: int


MEASURES: Final[Mapping[str, Measure]] = MappingProxyType(
    {
        "distance_km": Measure(1000, 1000),
        "duration_min": Measure(60, 1440),
        "climb_m": Measure(1, 5000),
        "passengers": Measure(1, 8),
        "stamps": Measure(1, 50),
        "trips_today": Measure(1, 100),
        "trips_in_week": Measure(1, 500),
        "trips_total": Measure(1, 100_000),
        "days_since_last_trip": Measure(1, 365),
        "active_days": Measure(1, 7),
        "streak_days": Measure(1, 100),
        "streak_weeks": Measure(1, 53),
    }
)
ROUTE_SHARE: Final = Measure(1000, 1)

WORDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "weekday": ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
        "weather": ("dry", "rain", "snow", "heat", "cold", "wind", "fog", "pollution"),
        "segment": (),
        "zone_from": (),
        "zone_to": (),
        "evidence": ("declared", "trace", "proven"),
        "verdict": ("confirmed", "doubtful"),
    }
)
ZONE_WORDS: Final = ("zone_from", "zone_to")
"""Words whose values are keys of the town's zones."""

FLAGS: Final = ("assisted", "first_of_mode")

# What a rule that does not say otherwise asks of every trip: a forgotten word must
# never pay the full price for a trip that nobody could confirm.
UNLESS_SAID: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"verdict": ("confirmed",), "evidence": ("trace", "proven")}
)


@dataclass(frozen=True, slots=True)
class Between:
    """A measure within bounds, both included; None leaves a side open."""

    word: str
    low: Figure | None = None
    high: Figure | None = None


@dataclass(frozen=True, slots=True)
class OneOf:
    """A word out of a list; for ``segment`` and zones, one of those there are."""

    word: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    word: str
    value: bool


@dataclass(frozen=True, slots=True)
class StartBetween:
    """The local start, in minutes after midnight; the end is excluded.

    A window whose end lies before its start goes over midnight.
    """

    first_min: int
    end_min: int
    word: str = "start_between"


@dataclass(frozen=True, slots=True)
class Days:
    """Local days in a row: from the first, before the last."""

    first: date
    end: date


@dataclass(frozen=True, slots=True)
class DateIn:
    """The local day of the start lies in one of these stretches."""

    spans: tuple[Days, ...]
    word: str = "date_in"


@dataclass(frozen=True, slots=True)
class OnRoute:
    """One of the trip's set routes is among these and was followed this far.

    Attributes:
        keys: any of these routes; empty for every set route.
        low, high: bounds of the share, 0 to 1.
    """

    keys: tuple[str, ...] = ()
    low: Figure | None = None
    high: Figure | None = None
    word: str = "route"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the alternatives holds as a whole."""

    parts: tuple[tuple[Condition, ...], ...]
    word: str = "any"


@dataclass(frozen=True, slots=True)
class NoneOf:
    """None of the alternatives holds as a whole."""

    parts: tuple[tuple[Condition, ...], ...]
    word: str = "none"


Condition = Between | OneOf | Flag | StartBetween | DateIn | OnRoute | AnyOf | NoneOf


def walk(conditions: tuple[Condition, ...]) -> Iterator[Condition]:
    """Give every condition, those inside ``any`` and ``none`` too."""
    for condition in conditions:
        yield condition
        if isinstance(condition, AnyOf | NoneOf):
            for part in condition.parts:
                yield from walk(part)


def zones_of(conditions: tuple[Condition, ...]) -> frozenset[str]:
    """Give the keys of the zones that conditions speak of."""
    return frozenset(
        key
        for condition in walk(conditions)
        if isinstance(condition, OneOf) and condition.word in ZONE_WORDS
        for key in condition.values
    )


def implied(conditions: tuple[Condition, ...]) -> tuple[OneOf, ...]:
    """Give what a rule asks of a trip without saying so; see ``UNLESS_SAID``."""
    said = {condition.word for condition in walk(conditions)}
    return tuple(OneOf(word, values) for word, values in UNLESS_SAID.items() if word not in said)
