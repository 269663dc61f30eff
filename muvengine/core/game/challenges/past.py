"""What somebody did in the weeks before one, as far as results stood when it began."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from muvengine.core.game.challenges.aim import CountedTrip, aim_of, count
from muvengine.core.game.challenges.challenge import Challenge
from muvengine.core.game.game import Suspension
from muvengine.core.game.streak import Pause
from muvengine.core.game.weeks import WEEK, monday_of, mondays

WEEKS_OF_MEAN: Final = 5


@dataclass(frozen=True)
class Past:
    """What somebody did before a week.

    Attributes:
        weeks: trips of each week that is looked at, by its Monday, from the first one with a
            trip on; a week of rest is empty.
        level: number of the level, counted from 0; None in a game without levels.
        person_id: decides between challenges that fit as well.
        known: counts of weeks by challenge, which several weeks of one person may share.
    """

    weeks: Mapping[date, Sequence[CountedTrip]]
    level: int | None
    person_id: int
    known: dict[tuple[str, date], int] = field(default_factory=dict, compare=False, repr=False)

    def counts(self, challenge: Challenge) -> list[int]:
        """Count what each week brought to a challenge."""
        aim = aim_of(challenge, 1, challenge.modes)
        for monday, week in self.weeks.items():
            if (challenge.name, monday) not in self.known:
                self.known[challenge.name, monday] = count(aim, week)
        return [self.known[challenge.name, monday] for monday in self.weeks]

    @cached_property
    def modes(self) -> frozenset[str]:
        """Modes that were used."""
        trips = (trip for week in self.weeks.values() for trip in week)
        return frozenset(leg.mode for trip in trips for leg in trip.facts.legs)


def by_week(trips: Iterable[CountedTrip]) -> dict[date, list[CountedTrip]]:
    """Put trips together by the Monday of their week."""
    weeks: dict[date, list[CountedTrip]] = {}
    for trip in trips:
        weeks.setdefault(monday_of(trip.day), []).append(trip)
    return weeks


def past_weeks(
    trips: Mapping[date, Sequence[CountedTrip]],
    first: date,
    last: date,
    *,
    pauses: Collection[Pause],
    suspended: Collection[Suspension],
) -> dict[date, Sequence[CountedTrip]]:
    """Give the trips of the weeks that proposals look at, by the week's Monday.

    Weeks of rest that were asked for, and those in which nobody was expected to move, are left
    out.

    Args:
        trips: of one person; see ``by_week``.
        first: Monday of the first week in which they ever moved.
        last: Monday of the last week whose results stood.
        pauses: of the person.
        suspended: see ``is_suspended``.
    """
    return {
        monday: trips.get(monday, ())
        for monday in mondays(first_of_mean(first, last), last)
        if not is_suspended(monday, suspended) and not any(one.covers(monday) for one in pauses)
    }


def first_of_mean(first: date, last: date) -> date:
    """Give the Monday of the first week that proposals look at; see ``past_weeks``."""
    return max(last - (WEEKS_OF_MEAN - 1) * WEEK, first)


def is_suspended(monday: date, suspended: Collection[Suspension]) -> bool:
    """Tell whether nobody is expected to move on a day of this week."""
    return any(one.first < monday + WEEK and monday < one.end for one in suspended)
