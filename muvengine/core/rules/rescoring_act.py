"""Scoring past trips anew by another version of the rules: an act of two organisers.

    asked --approve--> running --> done
      |                 |   ^
      v                 v   |
    dropped           stopped

Each trip of the period is taken up once, in the order in which the sheets were made that stand
when the act begins.  Nobody loses points unless the act says so, and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from muvengine.core.rules.score import Score, of_rules


class ActState(StrEnum):
    """How far an act has come."""

    ASKED = "asked"
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"
    DROPPED = "dropped"


OPEN: frozenset[ActState] = frozenset({ActState.ASKED, ActState.RUNNING, ActState.STOPPED})
"""States of an act that is not over; a town has one such act at a time."""


class TripState(StrEnum):
    """What became of one trip."""

    WAITING = "waiting"
    CHANGED = "changed"
    SAME = "same"
    KEPT = "kept"
    SKIPPED = "skipped"


class Why(StrEnum):
    """Why a trip was passed over, or its points were kept."""

    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    WAITS = "waits"
    VERSION = "version"
    LESS = "less"
    REVIEW = "review"
    ENVELOPE = "envelope"
    CLOSED = "closed"
    GONE = "gone"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Terms:
    """What is asked for.

    Attributes:
        version_id: of the rules that score the trips anew.
        first, last: the period, local days, both in it.
        reasons: why, by language; everybody whose points change reads it.
        take_back: why trips may lose points as well; empty where none may.
    """

    version_id: int
    first: date
    last: date
    reasons: Mapping[str, str]
    take_back: str = ""


class Count(NamedTuple):
    """Trips of which the same became.

    Attributes:
        state: see ``TripState``.
        why: see ``Why``; empty where nothing is to be said, as of a trip that has more now.
        trips: how many.
        before: their points before.
        after: their points now; of those that kept theirs, what the rules would have given.
    """

    state: TripState
    why: str
    trips: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act did.

    Attributes:
        counts: each kind of end once; a trip of more and one of fewer points are two kinds.
        people: how many have a trip that was changed.
        came_later: trips of the period that were sent after its list was made.
    """

    counts: tuple[Count, ...]
    people: int
    came_later: int

    @property
    def changed(self) -> int:
        """Trips with other points now."""
        return sum(one.trips for one in self._changed())

    @property
    def points_up(self) -> int:
        """Points that were added."""
        return sum(max(0, one.after - one.before) for one in self._changed())

    @property
    def points_down(self) -> int:
        """Points that were taken back."""
        return sum(max(0, one.before - one.after) for one in self._changed())

    def of(self, state: TripState) -> tuple[Count, ...]:
        """Give those of which this became."""
        return tuple(one for one in self.counts if one.state is state)

    def _changed(self) -> tuple[Count, ...]:
        return self.of(TripState.CHANGED)


@dataclass(frozen=True, slots=True)
class RescoringAct:
    """An act at rest.

    Attributes:
        id: the row's number.
        public_id: stands in the page's address.
        terms: see there.
        rehearsal_id: number of the finished rehearsal it was asked for with.
        state: see ``ActState``.
        asked_at, asked_by: when and by whom; None for whoever runs the server.
        decided_at, decided_by: when and by whom it was approved or dropped.
        listed_to: the last local day whose trips are listed; None before the first.
        finished_at: when the last trip was done.
        outcome: once done.
    """

    id: int
    public_id: str
    terms: Terms
    rehearsal_id: int
    state: ActState
    asked_at: datetime
    asked_by: int | None
    decided_at: datetime | None = None
    decided_by: int | None = None
    listed_to: date | None = None
    finished_at: datetime | None = None
    outcome: Outcome | None = None

    @property
    def listed(self) -> bool:
        """All trips are listed."""
        return self.listed_to == self.terms.last

    def second_may_be(self, person_id: int | None) -> bool:
        """Tell whether somebody did not ask for it, and so may approve it."""
        return person_id is not None and person_id != self.asked_by


def difference(old: Score, new: Score) -> int:
    """Give how many points the rules give more; what the season had left is apart."""
    return _by_rules(new) - _by_rules(old)


def _by_rules(score: Score) -> int:
    return sum(line.points for line in of_rules(score.lines))


def aside(later: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Add up what later trips have counted, to be left out of the counters of an earlier one."""
    found: dict[str, int] = {}
    for counts in later:
        for key, value in counts.items():
            found[key] = found.get(key, 0) + value
    return found
