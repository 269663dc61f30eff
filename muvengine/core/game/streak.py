"""Weeks in a row: what somebody did each week, read from the first to the last.

A missed week ends a streak and costs nothing else: what was reached stays reached.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from muvengine.core.game.game import StreakRules, Suspension
from muvengine.core.game.weeks import WEEK, mondays


class Week(StrEnum):
    """What became of a week."""

    ACTIVE = "active"
    JOKER = "joker"
    PAUSED = "paused"
    SUSPENDED = "suspended"
    OPEN = "open"
    MISSED = "missed"


class ToldWeek(NamedTuple):
    """One week of a calendar.

    Attributes:
        monday: of the week.
        days: which weekdays were active, Monday first.
        state: see ``Week``.
        streak: weeks in a row after it.
    """

    monday: date
    days: tuple[bool, ...]
    state: Week
    streak: int


@dataclass(frozen=True, slots=True)
class Pause:
    """Weeks for which somebody asked to be left out, named by their Mondays.

    Attributes:
        first: the first of them.
        end: the first week after them; None while it lasts.
    """

    first: date
    end: date | None = None

    def covers(self, monday: date) -> bool:
        """Tell whether a week is one of them."""
        return self.first <= monday and (self.end is None or monday < self.end)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What somebody's weeks are read with.

    Attributes:
        days: active weekdays by Monday; a week without any may be absent.
        open_from: the Monday of the first week whose results do not stand yet.
        pauses: those that were asked for.
        suspended: days on which nobody is expected to move.
    """

    days: Mapping[date, tuple[bool, ...]]
    open_from: date
    pauses: Collection[Pause] = ()
    suspended: Collection[Suspension] = ()


class Reached(NamedTuple):
    """A reward that was earned: how many points, and the Monday of the week that did."""

    points: int
    monday: date


RulesOf = Callable[[date], StreakRules | None]
"""Gives the rules of the week of a Monday; None where none were in force."""

_NO_DAY = (False,) * 7


def tell_weeks(
    rules_of: RulesOf, calendar: Calendar, *, first: date, last: date
) -> tuple[ToldWeek, ...]:
    """Read weeks in a row, and give each with what became of it.

    A week with enough active days makes the streak longer, also while it is open, paused or
    suspended.  Else a week that is open, paused or suspended changes nothing; a week within a
    streak may be a joker; any other ends the streak.

    Args:
        rules_of: see ``RulesOf``.
        calendar: of one person.
        first: Monday of the first week that is read.
        last: Monday of the last one.
    """
    told: list[ToldWeek] = []
    streak = 0
    since_joker: int | None = None
    for monday in mondays(first, last):
        rules = rules_of(monday)
        days = calendar.days.get(monday, _NO_DAY)
        state = _state(rules, calendar, monday, days)
        if state is Week.MISSED and streak and _joker_is_due(rules, since_joker):
            state = Week.JOKER
        match state:
            case Week.ACTIVE:
                streak += 1
                since_joker = None if since_joker is None else since_joker + 1
            case Week.JOKER:
                since_joker = 0
            case Week.MISSED:
                streak, since_joker = 0, None
            case _:
                pass
        told.append(ToldWeek(monday, days, state, streak))
    return tuple(told)


def reached(rules_of: RulesOf, told: Iterable[ToldWeek]) -> dict[int, Reached]:
    """Give the rewards that weeks have earned, by their number of weeks in a row.

    Args:
        rules_of: see ``RulesOf``; the week that earns a reward says how many points it is.
        told: only weeks whose results stand.
    """
    found: dict[int, Reached] = {}
    for week in told:
        rules = rules_of(week.monday)
        for reward in rules.rewards if rules else ():
            if week.streak >= reward.weeks:
                found.setdefault(reward.weeks, Reached(reward.points, week.monday))
    return found


def _state(
    rules: StreakRules | None, calendar: Calendar, monday: date, days: tuple[bool, ...]
) -> Week:
    if rules is None:
        return Week.SUSPENDED
    if sum(days) >= rules.days:
        return Week.ACTIVE
    if any(pause.covers(monday) for pause in calendar.pauses):
        return Week.PAUSED
    if any(one.first < monday + WEEK and monday < one.end for one in calendar.suspended):
        return Week.SUSPENDED
    return Week.OPEN if monday >= calendar.open_from else Week.MISSED


def _joker_is_due(rules: StreakRules | None, since_joker: int | None) -> bool:
    """Tell whether a missed week is forgiven: enough active ones lie behind the last joker."""
    if rules is None or rules.joker_every_weeks is None:
        return False
    return since_joker is None or since_joker >= rules.joker_every_weeks - 1
