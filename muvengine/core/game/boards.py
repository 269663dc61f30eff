"""Leaderboards: what is compared, over which weeks, and who stands where.

Everything is a sum of whole weeks of the game.  So a trip that comes late counts while its week
is open and nowhere afterwards, and the order of upload cannot matter.  A week belongs to the
month, and to the season, of its Sunday.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from muvengine.core.game.weeks import DAYS_A_WEEK, WEEK, monday_of
from muvengine.core.trips.facts import LegFacts

ALL: Final = ""
"""In the place of a mode: all of them together."""

NEIGHBOURS: Final = 3
"""So many people are shown above and below somebody, and nobody else."""

_REFUSED: Final = "refused"
_DAY_BITS: Final = 9
_DAY_MASK: Final = (1 << _DAY_BITS) - 1


class Period(StrEnum):
    """How long a board looks back."""

    WEEK = "week"
    MONTH = "month"
    SEASON = "season"


class Metric(StrEnum):
    """What is compared."""

    EXPERIENCE = "experience"
    DISTANCE = "distance"
    TRIPS = "trips"
    DAYS = "days"


class Figures(NamedTuple):
    """What somebody, or a group, has in a week or in several.

    Attributes:
        experience: points before caps.
        distance_m: whole metres.
        trips: that count.
        days: with a trip that counts; of a group, of all its people together.
    """

    experience: int = 0
    distance_m: int = 0
    trips: int = 0
    days: int = 0

    def of(self, metric: Metric) -> int:
        """Give the one that is compared."""
        return self[list(Metric).index(metric)]

    def plus(self, other: Figures) -> Figures:
        """Add up."""
        return Figures(*(mine + more for mine, more in zip(self, other, strict=True)))


class Counting(NamedTuple):
    """What one sheet of a trip brings.

    Attributes:
        made_at: when the sheet was made, aware.
        experience: 0 for a trip that was refused or taken back.
        distance_m: of all its legs.
        mode: of its longest leg: the whole trip counts there.
    """

    made_at: datetime
    experience: int
    distance_m: int
    mode: str


class WeekMore(NamedTuple):
    """What is added to somebody's week in one mode; below zero it is taken away.

    Attributes:
        days: trips on each day, packed by ``day_mark``.
    """

    experience: int
    distance_m: int
    trips: int
    days: int

    def plus(self, other: WeekMore) -> WeekMore:
        """Add up."""
        return WeekMore(*(mine + more for mine, more in zip(self, other, strict=True)))

    def minus(self, other: WeekMore) -> WeekMore:
        """Give the difference."""
        return WeekMore(*(mine - less for mine, less in zip(self, other, strict=True)))


NOTHING: Final = WeekMore(0, 0, 0, 0)


def counting(made_at: datetime, experience: int, legs: Iterable[LegFacts]) -> Counting:
    """Tell what a sheet brings: a leg that was refused brings no distance."""
    by_mode: dict[str, int] = {}
    for leg in legs:
        moved = 0 if leg.outcome == _REFUSED else leg.distance_m
        by_mode[leg.mode] = by_mode.get(leg.mode, 0) + moved
    # Of equals the one that came first on the way.
    main = max(by_mode, key=lambda mode: by_mode[mode])
    return Counting(made_at, experience, sum(by_mode.values()), main)


def standing_at_close(sheets: Sequence[Counting], closing: datetime) -> Counting | None:
    """Give the sheet of a trip that counts in its week; see ``weeks.counted``."""
    if not sheets or not sheets[-1].experience:
        return None
    in_time = [sheet for sheet in sheets if sheet.made_at < closing]
    return in_time[-1] if in_time and in_time[-1].experience else None


def brings(sheet: Counting | None, day: date) -> dict[str, WeekMore]:
    """Give what a trip of a local day adds to its week: once to all modes, once to its own."""
    if sheet is None:
        return {}
    more = WeekMore(sheet.experience, sheet.distance_m, 1, day_mark(day))
    return {ALL: more, sheet.mode: more}


def change(before: Mapping[str, WeekMore], after: Mapping[str, WeekMore]) -> dict[str, WeekMore]:
    """Give what must be added by mode; nothing where all stays as it is."""
    moved = {
        mode: after.get(mode, NOTHING).minus(before.get(mode, NOTHING))
        for mode in sorted(before.keys() | after.keys())
    }
    return {mode: more for mode, more in moved.items() if more != NOTHING}


def day_mark(day: date) -> int:
    """Count one trip on a day, in a number that holds the seven days of a week; up to 511 each."""
    return 1 << (_DAY_BITS * day.weekday())


def active_days(packed: int) -> int:
    """Tell on how many days there is a trip."""
    return sum(1 for day in range(DAYS_A_WEEK) if packed >> (_DAY_BITS * day) & _DAY_MASK)


def month_of(monday: date) -> date:
    """Give the first day of the month to which a week belongs."""
    return _sunday(monday).replace(day=1)


def weeks_of_month(first_day: date) -> tuple[date, date]:
    """Give the Mondays of the first and the last week of a month."""
    following = (first_day + timedelta(days=31)).replace(day=1)
    return weeks_between(first_day, following - timedelta(days=1))


def weeks_between(first_day: date, last_day: date) -> tuple[date, date]:
    """Give the Mondays of the first and the last week whose Sunday lies between two days."""
    first = monday_of(first_day)
    last = monday_of(last_day)
    return first, last if _sunday(last) <= last_day else last - WEEK


def _sunday(monday: date) -> date:
    return monday + timedelta(days=DAYS_A_WEEK - 1)


def shared(figure: int, among: int, metric: Metric) -> int:
    """Divide what a group has by those who took part, a half rounded up.

    Returns:
        Points, metres, or tenths of a trip or a day.
    """
    times = 10 if metric in {Metric.TRIPS, Metric.DAYS} else 1
    return (2 * figure * times + among) // (2 * among)


class Place(NamedTuple):
    """Where somebody or a group stands.

    Attributes:
        rank: from 1; equals share it.
        name: of a group its key.
        figure: what is compared.
    """

    rank: int
    name: str
    figure: int


def ranked(figures: Mapping[str, int]) -> tuple[Place, ...]:
    """Put the best first; equals share a rank, and the next one leaves room for them."""
    order = sorted(figures.items(), key=lambda one: (-one[1], one[0]))
    places: list[Place] = []
    for number, (name, figure) in enumerate(order, 1):
        tied = places and places[-1].figure == figure
        places.append(Place(places[-1].rank if tied else number, name, figure))
    return tuple(places)


class GroupWeek(NamedTuple):
    """A team or a quarter in one week.

    Attributes:
        group: its key.
        monday: of the week.
        active: people who took part.
        figures: of all of them together.
    """

    group: str
    monday: date
    active: int
    figures: Figures


class GroupSum(NamedTuple):
    """What a group has over some weeks, with its working.

    Attributes:
        figure: the sum over its weeks of what each gives.
        weeks: that are shown and counted.
        active: people who took part, over its weeks together.
        together: what they have together in this metric.
    """

    figure: int = 0
    weeks: int = 0
    active: int = 0
    together: int = 0

    def plus(self, figure: int, active: int, together: int) -> GroupSum:
        """Add a week."""
        return GroupSum(
            self.figure + figure, self.weeks + 1, self.active + active, self.together + together
        )


def group_sums(
    weeks: Iterable[GroupWeek],
    metric: Metric,
    public_from: int,
    scores: Mapping[tuple[str, date], int] | None = None,
) -> dict[str, GroupSum]:
    """Add up the weeks of each group in which enough people took part.

    A week with fewer is left out of longer periods too: else the difference of two boards
    would tell what the few have done.

    Args:
        weeks: of the period.
        metric: what is compared.
        public_from: so many active people make a week public.
        scores: what a group has in a week where the town's way of counting teams decides it;
            else what it has is divided by those who took part.
    """
    found: dict[str, GroupSum] = {}
    for week in weeks:
        if week.active < max(public_from, 1):
            continue
        together = week.figures.of(metric)
        if scores is None:
            figure = shared(together, week.active, metric)
        elif (week.group, week.monday) in scores:
            figure = scores[week.group, week.monday]
        else:
            continue
        found[week.group] = found.get(week.group, GroupSum()).plus(figure, week.active, together)
    return found
