"""Seasons with their points, and what closing one would do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from muvengine.core.errors import NotFound
from muvengine.core.ledger.season import Season
from muvengine.store.figures import SeasonFigures, seasons
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]


@dataclass(frozen=True, slots=True)
class ReadSeason:
    """A season, its points, and the open one that follows it, if any."""

    season: Season
    figures: SeasonFigures
    following: Season | None

    @property
    def points_given(self) -> int:
        """What is out of the envelope and was not taken back; until it is closed."""
        return self.figures.points_granted - self.figures.points_left


@dataclass(frozen=True, slots=True)
class NextDays:
    """Days for a season that would follow the last one, as long as that one was."""

    season: Season

    @property
    def first_day(self) -> str:
        """ISO, as a field of a form holds it."""
        return (self.season.last_day + timedelta(days=1)).isoformat()

    @property
    def last_day(self) -> str:
        """As above; a whole year follows a whole year, leap years too."""
        first, last = self.season.first_day, self.season.last_day
        if (last + timedelta(days=1)).replace(year=first.year) == first:
            return last.replace(year=last.year + 1).isoformat()
        return (last + (last - first) + timedelta(days=1)).isoformat()


def all_seasons(open_reading: OpenReading) -> tuple[ReadSeason, ...]:
    """Give every season, the latest first."""
    with open_reading() as uow:
        figures = {one.key: one for one in seasons(uow.connection)}
        return tuple(
            ReadSeason(season, figures[season.key], uow.seasons.following(season))
            for season in uow.seasons.listed()
        )


def one_season(open_reading: OpenReading, key: str) -> ReadSeason:
    """Give one season.

    Raises:
        NotFound: there is none of this name.
    """
    found = next((one for one in all_seasons(open_reading) if one.season.key == key), None)
    if found is None:
        raise NotFound(kind="season")
    return found
