"""A rehearsal that is kept: asked for by an organiser, played part by part, then read by others.

A running one is done in the end, or given up; one that was given up may be let go on.
Its parts are dealt when it is asked for.  The report of each is kept when it is played, so
that a process that is killed loses one part and nothing is added up twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from muvengine.core.rules.rehearsal_report import Report

DAYS_BACK: Final = 30
"""So long is the period where nobody says which, up to today."""

Group = tuple[int, ...]
"""People, by number, who must be played together."""


class RehearsalState(StrEnum):
    """How far a rehearsal has come."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class PartState(StrEnum):
    """How far one part has come; a waiting one may be claimed by somebody."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is rehearsed.

    Attributes:
        source: the candidate's file, without a problem.
        first, last: the period, local days, both in it.
        base_id: the version it is compared with; None for the sheets as they were kept.
    """

    source: bytes = field(repr=False)
    first: date
    last: date
    base_id: int | None = None


@dataclass(frozen=True, slots=True)
class Played:
    """What one part found.

    Attributes:
        report: of its people.
        peaks: how far its people brought the counters of the whole programme.
    """

    report: Report
    peaks: dict[str, int]


@dataclass(frozen=True, slots=True)
class Dealt:
    """One part, before it is played.

    Attributes:
        groups: whose trips.
        sheets: how many they have in the period, 0 where nobody counted.
    """

    groups: tuple[Group, ...]
    sheets: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a running rehearsal is played.

    Attributes:
        sheets: of all parts.
        played: of those that are done.
        touched_at: when somebody last took a part; None before the first.
    """

    sheets: int
    played: int
    touched_at: datetime | None

    @property
    def percent(self) -> int:
        """Give the share that is played, 0 to 99: the sum comes at the end."""
        return min(99, 100 * self.played // self.sheets) if self.sheets else 0


@dataclass(frozen=True, slots=True)
class KeptRehearsal:
    """A rehearsal at rest.

    Attributes:
        id: the row's number.
        public_id: stands in the page's address.
        wanted: see there.
        name, version: of the candidate.
        sha256: of the candidate's file.
        state: see ``RehearsalState``.
        together: everybody is played in one part, since all of them together may have
            reached a ceiling of the whole programme.
        asked_at: when.
        asked_by: number of the organiser; None for the system.
        finished_at: when it was added up, or given up.
        season_left: points of the season before the period, once done; None without one.
        report: once done, without anybody's number.
    """

    id: int
    public_id: str
    wanted: Wanted
    name: str
    version: int
    sha256: str
    state: RehearsalState
    together: bool
    asked_at: datetime
    asked_by: int | None
    finished_at: datetime | None = None
    season_left: int | None = None
    report: Report | None = field(default=None, repr=False)


def nameless(report: Report) -> Report:
    """Take the numbers of people and trips out of a report, to be kept for years."""
    return replace(
        report,
        losses=tuple(one._replace(trip=0) for one in report.losses),
        gains=tuple(one._replace(trip=0) for one in report.gains),
        losers=tuple(one._replace(person=0) for one in report.losers),
        winners=tuple(one._replace(person=0) for one in report.winners),
        first_unlike=(),
    )
