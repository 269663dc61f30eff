"""What two rulebooks pay for the same trips: sums that can be added up from parts.

The report of some people's trips and that of the others' trips are merged into the report of
all, whichever way people were dealt out.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeVar

MOST_SHOWN: Final = 10
"""How many of the largest losses, gains and differences are kept."""

CHANGE_MOST: Final = 1000
"""Percent; whoever gains more is counted as gaining so much."""

SEVERAL: Final = "several"
"""The mode of a trip with legs in more than one."""

NOT_KNOWN: Final = "?"
"""The neighbourhood of a trip whose facts were kept before there were zones."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V", "Sums", "RuleSums")


class Sums(NamedTuple):
    """What some trips earn as it was and with the candidate.

    Attributes:
        people: whose trips they are.
        trips: how many.
        base, candidate: whole points.
    """

    people: int = 0
    trips: int = 0
    base: int = 0
    candidate: int = 0

    def plus(self, other: Sums) -> Sums:
        """Add two sums over different people."""
        return Sums(*map(sum, zip(self, other, strict=True)))

    @property
    def change(self) -> int:
        """Points more with the candidate."""
        return self.candidate - self.base


class RuleSums(NamedTuple):
    """What one rule, cap or gate did, as it was and with the candidate.

    Attributes:
        people: for whom it gave or took, one way or the other.
        base, candidate: points; negative for caps.
        base_times, candidate_times: sheets on which it gave or took, or closed the gate.
        base_limited, candidate_limited: sheets on which its limit was used up.
    """

    people: int = 0
    base: int = 0
    candidate: int = 0
    base_times: int = 0
    candidate_times: int = 0
    base_limited: int = 0
    candidate_limited: int = 0

    def plus(self, other: RuleSums) -> RuleSums:
        """Add two sums over different people."""
        return RuleSums(*map(sum, zip(self, other, strict=True)))


class Given(NamedTuple):
    """A line that gave or took points."""

    rule: str
    points: int


class TripChange(NamedTuple):
    """One trip that earns more or less, with the lines that gave or took points."""

    change: int
    trip: int
    day: date
    mode: str
    metres: int
    base: int
    candidate: int
    base_lines: tuple[Given, ...]
    candidate_lines: tuple[Given, ...]


class PersonChange(NamedTuple):
    """What one person earns more or less in the whole period."""

    change: int
    person: int
    base: int
    candidate: int


class Unlike(NamedTuple):
    """A sheet that is not the same as it was."""

    trip: int
    score_no: int
    base: int
    candidate: int


def _none() -> Mapping[Any, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Report:
    """What a rehearsal found; rows and totals are of the last sheet of each trip.

    Attributes:
        total: all trips of the period.
        statuses: how many trips are scored, wait or are rejected: as it was, and with the
            candidate.
        rules: by name of rule, cap or gate.
        modes: by mode, ``SEVERAL`` for trips with several.
        quarters: by the neighbourhood in which it began, "" for none of them; a trip may count in
            several; see ``NOT_KNOWN``.
        segments: by public group, "" for people of none; a trip may count in several.
        assisted: by "yes" and "no".
        days: by local day of the trip.
        changes: people by percent of change, rounded down; None for those who earn something
            only with the candidate.
        losses, gains: the largest of single trips, the largest first.
        losers, winners: the largest of people, the largest first.
        sheets: sheets that were made, those of trips scored anew all of them.
        unlike: of these, those with another status or other points on a line.
        first_unlike: some of them, the earliest trips.
    """

    total: Sums = field(default_factory=Sums)
    statuses: Mapping[str, tuple[int, int]] = field(default_factory=_none)
    rules: Mapping[str, RuleSums] = field(default_factory=_none)
    modes: Mapping[str, Sums] = field(default_factory=_none)
    quarters: Mapping[str, Sums] = field(default_factory=_none)
    segments: Mapping[str, Sums] = field(default_factory=_none)
    assisted: Mapping[str, Sums] = field(default_factory=_none)
    days: Mapping[date, Sums] = field(default_factory=_none)
    changes: Mapping[int | None, Sums] = field(default_factory=_none)
    losses: tuple[TripChange, ...] = ()
    gains: tuple[TripChange, ...] = ()
    losers: tuple[PersonChange, ...] = ()
    winners: tuple[PersonChange, ...] = ()
    sheets: int = 0
    unlike: int = 0
    first_unlike: tuple[Unlike, ...] = ()


def merged(reports: Iterable[Report]) -> Report:
    """Add reports of different people; in any order and any grouping it is the same report."""
    return reduce(_two, reports, Report())


def _two(one: Report, other: Report) -> Report:
    return Report(
        total=one.total.plus(other.total),
        statuses={
            status: _pair(one.statuses.get(status, (0, 0)), other.statuses.get(status, (0, 0)))
            for status in {**one.statuses, **other.statuses}
        },
        rules=_rows(one.rules, other.rules),
        modes=_rows(one.modes, other.modes),
        quarters=_rows(one.quarters, other.quarters),
        segments=_rows(one.segments, other.segments),
        assisted=_rows(one.assisted, other.assisted),
        days=_rows(one.days, other.days),
        changes=_rows(one.changes, other.changes),
        losses=largest(one.losses + other.losses, gains=False),
        gains=largest(one.gains + other.gains, gains=True),
        losers=largest(one.losers + other.losers, gains=False),
        winners=largest(one.winners + other.winners, gains=True),
        sheets=one.sheets + other.sheets,
        unlike=one.unlike + other.unlike,
        first_unlike=earliest(one.first_unlike + other.first_unlike),
    )


def _pair(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] + other[0], one[1] + other[1]


def _rows(one: Mapping[K, V], other: Mapping[K, V]) -> dict[K, V]:
    found = dict(one)
    for key, row in other.items():
        found[key] = found[key].plus(row) if key in found else row
    return found


C = TypeVar("C", TripChange, PersonChange)


def largest(changes: Iterable[C], *, gains: bool) -> tuple[C, ...]:
    """Keep the largest gains or losses, the largest first; of equal ones the earlier row."""
    order: Callable[[C], tuple[int, int]] = (
        (lambda one: (-one.change, one[1])) if gains else (lambda one: (one.change, one[1]))
    )
    return tuple(sorted(changes, key=order)[:MOST_SHOWN])


def earliest(unlike: Iterable[Unlike]) -> tuple[Unlike, ...]:
    """Keep the sheets of the earliest trips."""
    return tuple(sorted(unlike)[:MOST_SHOWN])
