"""Add up what two sheets of each trip say, one trip after the other."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import Final, Generic, NamedTuple, TypeVar

from muvengine.core.rules.rehearsal_report import (
    CHANGE_MOST,
    MOST_SHOWN,
    SEVERAL,
    Given,
    PersonChange,
    Report,
    RuleSums,
    Sums,
    TripChange,
    Unlike,
    earliest,
    largest,
)
from muvengine.core.rules.score import Line, LineStatus
from muvengine.core.trips.facts import TripFacts

_DID: Final = frozenset({LineStatus.APPLIED, LineStatus.CAP, LineStatus.FAILED})
_LIMIT: Final = LineStatus.LIMIT
# Places of a rule's sums that are counted up here; see ``RuleSums``.
_POINTS: Final = 1
_TIMES: Final = 3
_LIMITED: Final = 5
_ROOM: Final = 8 * MOST_SHOWN

K = TypeVar("K", bound=Hashable)
C = TypeVar("C", TripChange, PersonChange)


class Table(Generic[K]):
    """Rows of sums by a key, each with the number of its people."""

    def __init__(self) -> None:
        self._rows: dict[K, list[int]] = {}
        self._seen: set[tuple[int, K]] = set()

    def add(self, key: K, person: int, base: int, candidate: int) -> None:
        """Add a trip to a row."""
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = [0, 0, 0, 0]
        if (person, key) not in self._seen:
            self._seen.add((person, key))
            row[0] += 1
        row[1] += 1
        row[2] += base
        row[3] += candidate

    def close_people(self) -> None:
        """Forget whom the rows are of; those people do not come again."""
        self._seen.clear()

    def rows(self) -> dict[K, Sums]:
        """Give the sums so far."""
        return {key: Sums(*row) for key, row in self._rows.items()}


class Told(NamedTuple):
    """What a sheet says: its status and lines, and which of these gave or took points."""

    status: str
    lines: tuple[Line, ...]
    given: tuple[Given, ...]
    points: int

    @classmethod
    def of(cls, status: str, lines: tuple[Line, ...]) -> Told:
        """Read a sheet."""
        given = tuple([Given(line[0], line[2]) for line in lines if line[2]])
        return cls(status, lines, given, sum([one[1] for one in given]))


class Which(NamedTuple):
    """Which sheet of which trip."""

    trip: int
    score_no: int
    person: int
    quarters: tuple[str, ...]


class Tally:
    """The running sums; a person's trips come together, before ``close_people``."""

    def __init__(self) -> None:
        self._modes, self._quarters, self._segments = Table[str](), Table[str](), Table[str]()
        self._assisted, self._days = Table[str](), Table[date]()
        self._rules: dict[str, list[int]] = {}
        self._rules_seen: set[tuple[int, str]] = set()
        self._statuses: dict[str, list[int]] = {}
        self._people: dict[int, list[int]] = {}
        self._total = Sums()
        self._changes: dict[int | None, Sums] = {}
        self._losses: list[TripChange] = []
        self._gains: list[TripChange] = []
        self._losers: list[PersonChange] = []
        self._winners: list[PersonChange] = []
        self._first_unlike: list[Unlike] = []
        self._sheets = self._unlike = 0

    def compare(self, which: Which, base: Told, candidate: Told) -> None:
        """Note whether a sheet stays as it was."""
        self._sheets += 1
        if base.given != candidate.given or base.status != candidate.status:
            self._unlike += 1
            unlike = Unlike(which.trip, which.score_no, base.points, candidate.points)
            self._first_unlike = list(earliest((*self._first_unlike, unlike)))

    def add(self, which: Which, facts: TripFacts, day: date, base: Told, candidate: Told) -> None:
        """Add the last sheet of a trip."""
        person, points = which.person, (base.points, candidate.points)
        mode = _mode(facts)
        self._modes.add(mode, person, *points)
        self._days.add(day, person, *points)
        self._assisted.add("yes" if facts.assisted else "no", person, *points)
        for segment in facts.segments or ("",):
            self._segments.add(segment, person, *points)
        for quarter in which.quarters:
            self._quarters.add(quarter, person, *points)
        own = self._people.setdefault(person, [0, 0, 0])
        for place, figure in enumerate((1, *points)):
            own[place] += figure
        for side, told in enumerate((base, candidate)):
            self._statuses.setdefault(str(told.status), [0, 0])[side] += 1
            self._lines(told.lines, side, person)
        change = candidate.points - base.points
        if change:
            metres = sum([leg.distance_m for leg in facts.legs])
            lines = (base.given, candidate.given)
            trip = TripChange(change, which.trip, day, mode, metres, *points, *lines)
            _keep(self._gains if change > 0 else self._losses, trip)

    def _lines(self, lines: tuple[Line, ...], side: int, person: int) -> None:
        for line in lines:
            status = line[3]
            if status in _DID:
                row = self._rule(line[0], person)
                row[_POINTS + side] += line[2]
                row[_TIMES + side] += 1
            elif status == _LIMIT:
                self._rule(line[0], person)[_LIMITED + side] += 1

    def _rule(self, name: str, person: int) -> list[int]:
        row = self._rules.get(name)
        if row is None:
            row = self._rules[name] = [0] * len(RuleSums._fields)
        if (person, name) not in self._rules_seen:
            self._rules_seen.add((person, name))
            row[0] += 1
        return row

    def close_people(self) -> None:
        """Count the people whose trips are all there; they do not come again."""
        for person, (trips, base, candidate) in self._people.items():
            sums = Sums(1, trips, base, candidate)
            self._total = self._total.plus(sums)
            percent = percent_of(base, candidate)
            self._changes[percent] = self._changes.get(percent, Sums()).plus(sums)
            if sums.change:
                changed = PersonChange(sums.change, person, base, candidate)
                _keep(self._winners if sums.change > 0 else self._losers, changed)
        self._people.clear()
        self._rules_seen.clear()
        for table in (self._modes, self._quarters, self._segments, self._assisted):
            table.close_people()
        self._days.close_people()

    def report(self) -> Report:
        """Give the sums so far."""
        assert not self._people, "the last people's trips are not closed"
        return Report(
            total=self._total,
            statuses={status: (one, other) for status, (one, other) in self._statuses.items()},
            rules={name: RuleSums(*row) for name, row in self._rules.items()},
            modes=self._modes.rows(),
            quarters=self._quarters.rows(),
            segments=self._segments.rows(),
            assisted=self._assisted.rows(),
            days=self._days.rows(),
            changes=dict(self._changes),
            losses=largest(self._losses, gains=False),
            gains=largest(self._gains, gains=True),
            losers=largest(self._losers, gains=False),
            winners=largest(self._winners, gains=True),
            sheets=self._sheets,
            unlike=self._unlike,
            first_unlike=tuple(self._first_unlike),
        )


def percent_of(base: int, candidate: int) -> int | None:
    """Give the change in whole percent, rounded down; None from nothing to something."""
    if base == 0:
        return None if candidate else 0
    return min(CHANGE_MOST, (candidate - base) * 100 // base)


def _mode(facts: TripFacts) -> str:
    first = facts.legs[0].mode
    for leg in facts.legs:
        if leg.mode != first:
            return SEVERAL
    return first


def _keep(kept: list[C], one: C) -> None:
    """Keep a change; what is surely not among the largest is dropped now and then."""
    kept.append(one)
    if len(kept) > _ROOM:
        kept[:] = largest(kept, gains=one.change > 0)
