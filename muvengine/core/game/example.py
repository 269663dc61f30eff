"""Examples that organisers write beside their game, each with what they agreed on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from muvengine.core.game.badges import progress, tallies_of
from muvengine.core.game.challenges.example import Tried, reached_in, target_in
from muvengine.core.game.game import Game, StreakRules
from muvengine.core.game.levels import standing
from muvengine.core.game.streak import Calendar, Pause, reached, tell_weeks
from muvengine.core.game.weeks import DAYS_A_WEEK, WEEK
from muvengine.core.trips.facts import TripFacts

# Weeks of an example are no weeks of a calendar: nothing is suspended in them.
FIRST: Final = date(2001, 1, 1)


@dataclass(frozen=True, slots=True)
class Expected:
    """What should come of it; None is not looked at.

    Attributes:
        streak: weeks in a row at the end.
        points: of all rewards for weeks in a row.
        level: number of the level, counted from 0.
        badges: names of those that are reached, no others.
        target: of the challenge that was chosen, as written: kilometres, trips, days.
        reached: whether the trips are enough for it.
    """

    streak: int | None = None
    points: int | None = None
    level: int | None = None
    badges: tuple[str, ...] | None = None
    target: Decimal | None = None
    reached: bool | None = None


@dataclass(frozen=True, slots=True)
class GameExample:
    """One sentence the organisers agreed on.

    Attributes:
        name: the sentence.
        expect: what should come of it.
        weeks: active days of weeks that follow each other, all of them closed.
        paused: which of the weeks were paused, counted from 1.
        experience: to be read as a level.
        trips: in order; all of them count.
        chosen: a challenge that was chosen in the week of the trips.
    """

    name: str
    expect: Expected
    weeks: tuple[int, ...] = ()
    paused: tuple[int, ...] = ()
    experience: int = 0
    trips: tuple[TripFacts, ...] = ()
    chosen: Tried | None = None


class Wrong(NamedTuple):
    """One difference: of which figure, what came, what was agreed."""

    of: str
    got: object
    wanted: object


def differences(game: Game, example: GameExample) -> Iterator[Wrong]:
    """Play an example, and give what is not as agreed."""
    streak, points = _weeks(game, example)
    found = standing(game.levels, example.experience)
    level = -1 if found is None else found.number
    badges = tuple(sorted(_badges(game, example)))
    wanted = example.expect
    agreed = None if wanted.badges is None else tuple(sorted(wanted.badges))
    for of, got, expected in (
        ("streak", streak, wanted.streak),
        ("points", points, wanted.points),
        ("level", level, wanted.level),
        ("badges", badges, agreed),
        ("target", target_in(game, example.chosen), wanted.target),
        ("reached", reached_in(game, example.chosen, example.trips), wanted.reached),
    ):
        if expected is not None and got != expected:
            yield Wrong(of, got, expected)


def _weeks(game: Game, example: GameExample) -> tuple[int, int]:
    if game.streak is None or not example.weeks:
        return 0, 0
    weeks = [FIRST + number * WEEK for number in range(len(example.weeks))]
    calendar = Calendar(
        days={
            monday: tuple(day < count for day in range(DAYS_A_WEEK))
            for monday, count in zip(weeks, example.weeks, strict=True)
        },
        open_from=weeks[-1] + WEEK,
        pauses=[
            Pause(monday, monday + WEEK)
            for number, monday in enumerate(weeks, start=1)
            if number in example.paused
        ],
    )

    def rules_of(_: date) -> StreakRules | None:
        return game.streak

    told = tell_weeks(rules_of, calendar, first=weeks[0], last=weeks[-1])
    points = sum(one.points for one in reached(rules_of, told).values())
    return told[-1].streak, points


def _badges(game: Game, example: GameExample) -> Iterator[str]:
    tallies: dict[str, int] = {}
    for facts in example.trips:
        for key, more in tallies_of(game, facts, experience=1).items():
            tallies[key] = tallies.get(key, 0) + more
    for badge in game.badges:
        # An example knows no other routes than those it followed.
        if badge.routes != 0 and progress(badge, tallies, ()).reached:
            yield badge.name
