"""The weekly letter of one person, in their own language, ready for paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.streak import ToldWeek
from muvengine.core.game.weeks import monday_of
from muvengine.core.people.identity import Person
from muvengine.reads.player_week import player_week
from muvengine.web import here
from muvengine.web.owner_words import in_words_of
from muvengine.web.week_lines import WeekLine, week_lines

WEEKS_SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class Letter:
    """One page.

    Attributes:
        person: whose.
        words: ways to speak to this person, by name.
        monday: of the week that runs.
        lines: what there is to say.
        points: to spend.
        weeks: the last ones with their active days, the latest first.
    """

    person: Person
    words: Mapping[str, Callable[..., Any]]
    monday: date
    lines: Sequence[WeekLine]
    points: int
    weeks: Sequence[ToldWeek]

    @property
    def sunday(self) -> date:
        """Its last day."""
        return IsoWeek(self.monday).sunday


def letter_of(person: Person) -> Letter:
    """Write somebody's letter as their week stands now."""
    now = here.now()
    week = player_week(here.wiring().open_reading, person, now)
    streak = week.game.streak if week.game else None
    told = list(reversed(streak.told))[:WEEKS_SHOWN] if streak else []
    lines = week_lines(week, person.locale)
    monday = monday_of(now.date())
    return Letter(person, in_words_of(person), monday, lines, week.points, told)
