"""A challenge as the game file has it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from muvengine.core.rules.conditions import Condition
from muvengine.core.rules.rulebook import Label


class Kind(StrEnum):
    """What a challenge asks for."""

    ABSOLUTE = "absolute"
    PERCENT_INCREASE = "percent_increase"
    DAYS_IN_WEEK = "days_in_week"
    TRY_NEW_MODE = "try_new_mode"
    ROUTE_COLLECTION = "route_collection"
    PLACE_VISIT = "place_visit"
    NO_CAR_WEEK = "no_car_week"
    TEAM_TOTAL = "team_total"
    DUO = "duo"


class Measure(StrEnum):
    """What is counted.

    Kilometres are whole metres here; routes are different ones; days without a car are those
    that the player declares.
    """

    TRIPS = "trips"
    KM = "km"
    DAYS = "days"
    EXPERIENCE = "experience"
    ROUTES = "routes"
    STAMPS = "stamps"
    CAR_FREE = "car_free"


class Difficulty(StrEnum):
    """How much is asked; a challenge of several people has one alone."""

    EASY = "easy"
    MIDDLE = "middle"
    HARD = "hard"
    GROUP = "group"


PERSONAL: Final = (Difficulty.EASY, Difficulty.MIDDLE, Difficulty.HARD)
GROUP_KINDS: Final = (Kind.TEAM_TOTAL, Kind.DUO)
PERSONAL_KINDS: Final = tuple(kind for kind in Kind if kind not in GROUP_KINDS)
MEASURED: Final = (Kind.ABSOLUTE, Kind.PERCENT_INCREASE, Kind.TEAM_TOTAL, Kind.DUO)
"""Kinds that say what they count."""

COUNTED_BY: Final = {
    Kind.DAYS_IN_WEEK: Measure.DAYS,
    Kind.TRY_NEW_MODE: Measure.TRIPS,
    Kind.ROUTE_COLLECTION: Measure.ROUTES,
    Kind.PLACE_VISIT: Measure.STAMPS,
    Kind.NO_CAR_WEEK: Measure.CAR_FREE,
}
"""What the other kinds count."""

METRES_PER_KM: Final = 1000


@dataclass(frozen=True, slots=True)
class Step:
    """What one difficulty asks, and its reward.

    Attributes:
        goal: in the measure's small unit, above zero; for ``percent_increase`` whole percent
            on top of one's own mean; for ``team_total`` for each member.
        points: of the season, above zero.
    """

    goal: int
    points: int


@dataclass(frozen=True, slots=True)
class Challenge:
    """A challenge of the game.

    Attributes:
        name: its own, for ever.
        kind: see ``Kind``.
        measure: see ``Measure``.
        label: what it is called, by language.
        pictogram: one of ``game.PICTOGRAMS``.
        steps: by difficulty.
        modes: a trip counts with a leg in one of these; empty for any.  For ``try_new_mode``
            those that can be new.
        when: what a trip must meet besides.
        floor, ceiling: least and most that ``percent_increase`` asks, in the small unit.
    """

    name: str
    kind: Kind
    measure: Measure
    label: Label
    pictogram: str
    steps: dict[Difficulty, Step]
    modes: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()
    floor: int = 1
    ceiling: int | None = None

    @property
    def of_group(self) -> bool:
        """It takes more than one."""
        return self.kind in GROUP_KINDS
