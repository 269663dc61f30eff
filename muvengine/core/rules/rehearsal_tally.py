"""Add up what two sheets of each trip say, one trip after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import Final, Generic, NamedTuple, TypeVar

from muvengine.core.rules.rehearsal_outcomes import DID, Outcome, Told
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
from muvengine.core.trips.facts import TripFacts

# Places of a rule's sums that are counted up here; see ``RuleSums``.
_POINTS: Final = 1
_TIMES: Final = 3
_LIMITED: Final = 5
_ROOM: Final = 8 * MOST_SHOWN
_MET: Final = 1000
_TABLES: Final = ("modes", "quarters", "segments", "assisted")

K = TypeVar("K", bound=Hashable)
C = TypeVar("C", TripChange, PersonChange)
Kind = tuple[str, bool, tuple[str, ...], tuple[str, ...]]


class Which(NamedTuple):
    """Which sheet of which trip."""

    trip: int
    score_no: int
    person: int
    quarters: tuple[str, ...]


class _Person:
    """The sums of one person, until all their trips are there.

    Attributes:
        kinds: trips and points by all that a trip is told apart by, days excepted.
        days: the same by local day.
    """

    __slots__ = ("_counted", "_met", "days", "kinds")

    def __init__(self) -> None:
        self.kinds: dict[Kind, list[int]] = {}
        self.days: dict[date, list[int]] = {}
        # As it was, and with the candidate; what is met is counted together, which is faster.
        self._met: tuple[list[Outcome], list[Outcome]] = ([], [])
        self._counted: tuple[Counter[Outcome], Counter[Outcome]] = (Counter(), Counter())

    def meet(self, base: Sequence[Outcome], candidate: Sequence[Outcome]) -> None:
        """Add what the lines of a sheet did, one way and the other."""
        was, would = self._met
        was += base
        would += candidate
        if len(would) > _MET:
            self._count()

    def rules(self) -> dict[str, list[int]]:
        """Give the sums of each rule, as in ``RuleSums``."""
        self._count()
        found: dict[str, list[int]] = {}
        for side, outcomes in enumerate(self._counted):
            for (rule, points, status), times in outcomes.items():
                row = found.setdefault(rule, [1, *[0] * (len(RuleSums._fields) - 1)])
                if status in DID:
                    row[_POINTS + side] += points * times
                    row[_TIMES + side] += times
                else:
                    row[_LIMITED + side] += times
        return found

    def _count(self) -> None:
        for met, counted in zip(self._met, self._counted, strict=True):
            counted.update(met)
            met.clear()


class _Largest(Generic[C]):
    """The largest gains, or the largest losses, and some others.

    Attributes:
        kept: in no order.
        least: what changes by less is not among them.
    """

    def __init__(self) -> None:
        self.kept: list[C] = []
        self.least = 0

    def keep(self, one: C) -> None:
        """Keep a change; what is surely not among the largest is dropped now and then."""
        self.kept.append(one)
        if len(self.kept) > _ROOM:
            self.kept[:] = largest(self.kept, gains=one.change > 0)
            self.least = abs(self.kept[-1].change)


class Tally:
    """The running sums; a person's trips come together, before ``close_people``."""

    def __init__(self) -> None:
        self._people: dict[int, _Person] = {}
        self._tables: dict[str, dict[str, list[int]]] = {name: {} for name in _TABLES}
        self._days: dict[date, list[int]] = {}
        self._rules: dict[str, list[int]] = {}
        self._statuses: dict[tuple[str, str], int] = {}
        self._total = Sums()
        self._changes: dict[int | None, Sums] = {}
        self._losses, self._gains = _Largest[TripChange](), _Largest[TripChange]()
        self._losers, self._winners = _Largest[PersonChange](), _Largest[PersonChange]()
        self._first_unlike: list[Unlike] = []
        self._sheets = self._unlike = 0

    def compare(self, which: Which, base: Told, candidate: Told) -> None:
        """Note whether a sheet stays as it was."""
        self._sheets += 1
        if base.like(candidate):
            return
        self._unlike += 1
        first = self._first_unlike
        if len(first) < MOST_SHOWN or which[:2] < first[-1][:2]:
            unlike = Unlike(which.trip, which.score_no, base.points, candidate.points)
            self._first_unlike = list(earliest((*first, unlike)))

    def add(self, which: Which, facts: TripFacts, base: Told, candidate: Told) -> None:
        """Add the last sheet of a trip."""
        own = self._people.get(which.person)
        if own is None:
            own = self._people[which.person] = _Person()
        mode, was, will = _mode(facts), base.points, candidate.points
        _count(own.kinds, (mode, facts.assisted, facts.segments, which.quarters), was, will)
        _count(own.days, candidate.day, was, will)
        own.meet(base.outcomes, candidate.outcomes)
        statuses = (base.status, candidate.status)
        self._statuses[statuses] = self._statuses.get(statuses, 0) + 1
        if was != will:
            self._changed(which.trip, mode, facts, base, candidate)

    def _changed(self, trip: int, mode: str, facts: TripFacts, base: Told, candidate: Told) -> None:
        change = candidate.points - base.points
        largest_so_far = self._gains if change > 0 else self._losses
        if abs(change) >= largest_so_far.least:
            lines = (_given(base), _given(candidate))
            metres = sum([leg.distance_m for leg in facts.legs])
            told = (candidate.day, mode, metres, base.points, candidate.points)
            largest_so_far.keep(TripChange(change, trip, *told, *lines))

    def close_people(self) -> None:
        """Count the people whose trips are all there; they do not come again."""
        for person, own in self._people.items():
            self._close(person, own)
        self._people.clear()

    def _close(self, person: int, own: _Person) -> None:
        found: dict[str, dict[str, list[int]]] = {name: {} for name in _TABLES}
        for (mode, assisted, segments, quarters), row in own.kinds.items():
            _plus(found["modes"], mode, row)
            _plus(found["assisted"], "yes" if assisted else "no", row)
            for segment in segments or ("",):
                _plus(found["segments"], segment, row)
            for quarter in quarters:
                _plus(found["quarters"], quarter, row)
        for name, rows in found.items():
            _one_more(self._tables[name], rows)
        _one_more(self._days, own.days)
        for name, row in own.rules().items():
            _plus(self._rules, name, row)
        trips, base, candidate = map(sum, zip(*own.kinds.values(), strict=True))
        sums = Sums(1, trips, base, candidate)
        self._total = self._total.plus(sums)
        percent = percent_of(base, candidate)
        self._changes[percent] = self._changes.get(percent, Sums()).plus(sums)
        if sums.change:
            changed = PersonChange(sums.change, person, base, candidate)
            (self._winners if sums.change > 0 else self._losers).keep(changed)

    def report(self) -> Report:
        """Give the sums so far."""
        assert not self._people, "the last people's trips are not closed"
        return Report(
            total=self._total,
            statuses=_by_status(self._statuses),
            rules={name: RuleSums(*row) for name, row in self._rules.items()},
            modes=_sums(self._tables["modes"]),
            quarters=_sums(self._tables["quarters"]),
            segments=_sums(self._tables["segments"]),
            assisted=_sums(self._tables["assisted"]),
            days=_sums(self._days),
            changes=dict(self._changes),
            losses=largest(self._losses.kept, gains=False),
            gains=largest(self._gains.kept, gains=True),
            losers=largest(self._losers.kept, gains=False),
            winners=largest(self._winners.kept, gains=True),
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


def _count(rows: dict[K, list[int]], key: K, base: int, candidate: int) -> None:
    """Add a trip to a person's row."""
    row = rows.get(key)
    if row is None:
        rows[key] = [1, base, candidate]
        return
    row[0] += 1
    row[1] += base
    row[2] += candidate


def _plus(rows: dict[str, list[int]], key: str, more: Sequence[int]) -> None:
    row = rows.get(key)
    if row is None:
        rows[key] = list(more)
        return
    for place, figure in enumerate(more):
        row[place] += figure


def _one_more(table: dict[K, list[int]], rows: Mapping[K, list[int]]) -> None:
    """Add the rows of one person, who is counted once in each."""
    for key, (trips, base, candidate) in rows.items():
        row = table.get(key)
        if row is None:
            table[key] = [1, trips, base, candidate]
            continue
        row[0] += 1
        row[1] += trips
        row[2] += base
        row[3] += candidate


def _sums(rows: Mapping[K, list[int]]) -> dict[K, Sums]:
    return {key: Sums(*row) for key, row in rows.items()}


def _by_status(pairs: Mapping[tuple[str, str], int]) -> dict[str, tuple[int, int]]:
    found: dict[str, list[int]] = {}
    for pair, times in pairs.items():
        for side, status in enumerate(pair):
            found.setdefault(str(status), [0, 0])[side] += times
    return {status: (base, candidate) for status, (base, candidate) in found.items()}


def _given(told: Told) -> tuple[Given, ...]:
    return tuple(Given(rule, points) for rule, points, _status in told.given)
