"""The rulebook as a value: what the organisers wrote, checked and frozen.

Numbers stay as written: an exact ``Decimal``, or the ``Named`` parameter whose value
depends on the trip's day.  ``compile`` turns them into whole numbers of small units.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from muvengine.core.modes.limits import ModeLimits
from muvengine.core.rules.conditions import Condition, Figure
from muvengine.core.rules.score import Settlement

Label = Mapping[str, str]


class Period(StrEnum):
    """How long a limit or a cap counts before it starts anew, in the local calendar."""

    TRIP = "trip"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"


class Owner(StrEnum):
    """Whose points a cap counts."""

    PARTICIPANT = "participant"
    HELPER = "helper"
    PROGRAMME = "programme"


class Combine(StrEnum):
    """How the bonuses of one group count together."""

    SUM = "sum"
    BEST = "best"
    FIRST = "first"


class Otherwise(StrEnum):
    """What a gate does with a trip that does not pass."""

    REJECT = "reject"
    REVIEW = "review"


class Kind(StrEnum):
    """Which part of the sheet a rule writes."""

    REQUIRE = "require"
    EARN = "earn"
    BONUS = "bonus"
    CAP = "cap"


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One value of a parameter, from a day on; None is from the beginning."""

    value: Decimal
    first_day: date | None = None


@dataclass(frozen=True, slots=True)
class LegPick:
    """Which legs a rule looks at.

    Attributes:
        modes: any of these; none given is every mode.
        km_min: shorter legs are left out, beside the mode's own minimum.
    """

    modes: tuple[str, ...] = ()
    km_min: Figure = Decimal(0)


@dataclass(frozen=True, slots=True)
class Band:
    """Points per kilometre up to a distance of the day; ``up_to_km`` None is without end."""

    points: Figure
    up_to_km: Figure | None = None


@dataclass(frozen=True, slots=True)
class PerKm:
    """Bands over the kilometres of this rule in one local day."""

    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Flat:
    """The same points each time."""

    points: Figure


@dataclass(frozen=True, slots=True)
class Percent:
    """A share of the base; never of another bonus."""

    percent: Figure


@dataclass(frozen=True, slots=True)
class Scaled:
    """A bonus that grows in whole steps with a measure.

    Attributes:
        by: climb_m, active_days, streak_weeks, route_share or stamps.
        every: the size of a step, in the measure's unit; a route share is 0 to 1.
        each: what a step is worth.
        above: steps are counted from here.
        most: what all steps together are worth at most; None for no ceiling.
        percent: ``each`` and ``most`` are percent of the base, else points.
    """

    by: str
    every: Figure
    each: Figure
    above: Figure = Decimal(0)
    most: Figure | None = None
    percent: bool = False


Pay = PerKm | Flat | Percent | Scaled


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many times in a period; of each set route apart when ``per_route``."""

    times: Figure
    period: Period
    per_route: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition that every trip must meet."""

    name: str
    label: Label
    when: tuple[Condition, ...]
    otherwise: Otherwise
    legs: LegPick | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to earn: base points (kind earn) or points on top (kind bonus)."""

    name: str
    kind: Kind
    label: Label
    pays: Pay
    when: tuple[Condition, ...] = ()
    legs: LegPick | None = None
    limit: Limit | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Bonuses that are counted together."""

    name: str
    combine: Combine
    percent_max: Figure | None = None


@dataclass(frozen=True, slots=True)
class Cap:
    """A ceiling over a period; it takes away what is above, on a line of its own.

    Attributes:
        name: the cap's.
        label: what people read; empty lets the period speak.
        points: the ceiling.
        owner: whose points are counted.
        period: see ``Period``.
        rules: only these count; empty for all.
        excluding: all but these count; empty for all.
        alert: tell the organiser when it is reached.
    """

    name: str
    label: Label
    points: Figure
    owner: Owner
    period: Period
    rules: tuple[str, ...] = ()
    excluding: tuple[str, ...] = ()
    alert: bool = False

    def covers(self, rule: str) -> bool:
        """Tell whether a rule's points count under this cap."""
        return rule in self.rules if self.rules else rule not in self.excluding


@dataclass(frozen=True, slots=True)
class ModeRule:
    """One way of moving that the rulebook knows.

    Attributes:
        label: what people read; empty for the product's own word.
        km_min: shorter legs earn nothing per kilometre.
        limits: what a trace of this mode may look like.
        co2: the factor's name in the CO2 table.
    """

    label: Label
    km_min: Decimal
    limits: ModeLimits
    co2: str


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """One version of a town's rules.

    Compared by identity: a rulebook is compiled once and looked up by itself.

    Attributes:
        name, version, label: what it is called.
        first_day: the first local day on which it holds.
        end_day: the first local day on which it no longer holds; None for no end.
        zone: local days are those of this zone; None for the zone of the facts.
        modes: by word, in the order written.
        params: by name, values sorted by day.
        gates, rules, groups, caps: in the order written.
        settlement: see ``Settlement``.
        remind_days: days before an expiry at which people are told.
    """

    name: str
    version: int
    label: Label
    first_day: date
    modes: Mapping[str, ModeRule]
    rules: tuple[Rule, ...]
    end_day: date | None = None
    zone: ZoneInfo | None = None
    gates: tuple[Gate, ...] = ()
    groups: Mapping[str, Group] = field(default_factory=lambda: MappingProxyType({}))
    caps: tuple[Cap, ...] = ()
    params: Mapping[str, tuple[DatedValue, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    settlement: Settlement = field(default_factory=Settlement)
    remind_days: tuple[int, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Tell whether the rulebook is in force on a local day."""
        return self.first_day <= day and (self.end_day is None or day < self.end_day)

    def days_of_change(self) -> Iterator[date]:
        """Give the days on which a parameter changes, in no order."""
        for values in self.params.values():
            for value in values:
                if value.first_day is not None:
                    yield value.first_day
