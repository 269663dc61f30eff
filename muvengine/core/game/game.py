"""A town's game as data: levels, streaks of weeks, badges, challenges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from muvengine.core.game.challenges.challenge import Challenge
from muvengine.core.game.team_settings import DEFAULTS, TeamSettings
from muvengine.core.rules.conditions import Condition
from muvengine.core.rules.rulebook import Label

CLOSES_AFTER_DAYS: Final = 3
PICTOGRAMS: Final = (
    "walk", "run", "wheelchair", "bike", "ebike", "escooter", "bus", "tram", "subway", "train",
    "carpool", "seed", "star", "full-star", "trophy", "flag", "heart", "map", "route", "place",
    "shop", "calendar", "clock", "rain", "sun", "smile", "people", "helper", "light", "house",
    "thumb", "coffee", "gift", "climb", "chat", "eye",
)  # fmt: skip
"""Words for drawings that levels and badges may choose."""


@dataclass(frozen=True, slots=True)
class Level:
    """A step of experience.

    Attributes:
        first: the experience from which it holds.
        label: what it is called, by language.
        pictogram: one of ``PICTOGRAMS``.
    """

    first: int
    label: Label
    pictogram: str


@dataclass(frozen=True, slots=True)
class StreakReward:
    """Points for so many weeks in a row."""

    weeks: int
    points: int


@dataclass(frozen=True, slots=True)
class StreakRules:
    """What a week in a row takes.

    Attributes:
        days: active days that a week needs, 1 to 7.
        joker_every_weeks: of so many weeks in a row one may be missed; None for none.
        rewards: in the order of their weeks.
    """

    days: int = 3
    joker_every_weeks: int | None = None
    rewards: tuple[StreakReward, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportRules:
    """What a confirmed report of something on a route or at a place brings.

    Attributes:
        points: for each; 0 or more.
        a_week_max: points for reports that one person gets in a week.
    """

    points: int
    a_week_max: int


@dataclass(frozen=True, slots=True)
class Suspension:
    """Local days on which nobody is expected to move: from the first, before the last."""

    first: date
    end: date
    label: Label


@dataclass(frozen=True, slots=True)
class Badge:
    """A sign of something done; exactly one of the six figures is given.

    Attributes:
        name: its own, for ever.
        label: what it is called, by language.
        pictogram: one of ``PICTOGRAMS``.
        trips: so many trips that meet ``modes`` and ``when``.
        routes: so many different set routes followed; 0 for every one that is open.
        stamps: so many stamps collected on the way.
        helped: so many trips entered for others.
        shops: vouchers used in so many different shops; 0 for every one that is open.
        reports: so many reports that were confirmed.
        modes: a trip counts with a leg in one of these; empty for any.
        when: what a trip must meet besides.
    """

    name: str
    label: Label
    pictogram: str
    trips: int | None = None
    routes: int | None = None
    stamps: int | None = None
    helped: int | None = None
    shops: int | None = None
    reports: int | None = None
    modes: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Game:
    """What a game file says.

    Attributes:
        label: what the game is called, by language.
        closes_after_days: days after its Sunday until a week's results stand.
        levels: the first begins at 0; empty where the town plays without.
        streak: None where the town plays without.
        suspended: in the order written.
        badges: in the order written.
        reports: None where they bring no points.
        challenges: in the order written.
        teams: how they count; its ``closes_after_days`` is the game's.
    """

    label: Label
    closes_after_days: int = CLOSES_AFTER_DAYS
    levels: tuple[Level, ...] = ()
    streak: StreakRules | None = None
    suspended: tuple[Suspension, ...] = ()
    badges: tuple[Badge, ...] = ()
    reports: ReportRules | None = None
    challenges: tuple[Challenge, ...] = ()
    teams: TeamSettings = DEFAULTS

    def badge(self, name: str) -> Badge | None:
        """Find a badge; None for one that the file has no more."""
        return next((badge for badge in self.badges if badge.name == name), None)

    def challenge(self, name: str) -> Challenge | None:
        """Find a challenge; None for one that the file has no more."""
        return next((one for one in self.challenges if one.name == name), None)
