"""Everything of the game that one person's week holds, for the page and for the letter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from muvengine.core.people.identity import Person
from muvengine.core.spots.report import Report
from muvengine.reads.challenges import ThisWeek, this_week
from muvengine.reads.choices import Choice, choices, goal
from muvengine.reads.hunts import MyHunt, my_hunts
from muvengine.reads.my_week import MyWeek, my_week
from muvengine.reads.reports import latest_news
from muvengine.reads.teams import MyTeam, my_team
from muvengine.reads.wallet import wallet
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]
LETTERS_MAX: Final = 200
"""Letters that are printed at once."""


@dataclass(frozen=True, slots=True)
class PlayerWeek:
    """One person's week.

    Attributes:
        game: level, weeks in a row, badges; None where the town plays no game.
        challenges: chosen and proposed; None where the town plays no game.
        team: None for somebody in none.
        points: to spend now.
        goal: the voucher they are nearest to; None where nothing is on sale.
        hunts: those that can be played, and those they have played.
        report: what they reported and heard of last in these days; None for nothing new.
    """

    game: MyWeek | None
    challenges: ThisWeek | None
    team: MyTeam | None
    points: int
    goal: Choice | None
    hunts: tuple[MyHunt, ...]
    report: Report | None


def player_week(open_reading: OpenReading, person: Person, now: datetime) -> PlayerWeek:
    """Read somebody's week.

    Args:
        open_reading: starts a reading transaction.
        person: whose.
        now: in the town's zone.
    """
    return PlayerWeek(
        game=my_week(open_reading, person.id, now),
        challenges=this_week(open_reading, person.id, now),
        team=my_team(open_reading, person.id, now),
        points=wallet(open_reading, person.id).available,
        goal=goal(choices(open_reading, person, now)),
        hunts=my_hunts(open_reading, person.id, now),
        report=latest_news(open_reading, person.id, now),
    )


def wants_letter(open_reading: OpenReading, person_id: int) -> bool:
    """Tell whether somebody wants the weekly letter on paper."""
    with open_reading() as uow:
        return uow.week_letters.wanted(person_id)


def letters_of(open_reading: OpenReading, desk_id: int) -> tuple[Person, ...]:
    """List by name whose letters a mediator prints."""
    with open_reading() as uow:
        return uow.week_letters.of_desk(desk_id, most=LETTERS_MAX)
