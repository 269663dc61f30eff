"""A team of a season, and who is in it from which week to which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.game.iso_week import IsoWeek

NAME_CHARACTERS_MAX: Final = 40
SHOWN_CHARACTERS_MAX: Final = 24
MEMBERS_MAX: Final = 500
"""More than any class or street; a team of a whole town would meet nobody."""


class TeamKind(StrEnum):
    """What its people have in common; everyone is the open team for people alone."""

    NEIGHBOURHOOD = "neighbourhood"
    CLASS = "class"
    ASSOCIATION = "association"
    COMPANY = "company"
    EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class Team:
    """A team.

    Attributes:
        name: 1 to 40 characters, as everybody reads it.
        kind: see there.
        open: anybody may join; else only with the code.
        code: what is typed or scanned to join, nine characters.
        public_id: random, stands in addresses of pages.
        season_id: its season.
        closed_at: from when nobody joins and no week counts; None while it plays.
        id: the row's number; a smaller one was there first.
    """

    name: str
    kind: TeamKind
    open: bool
    code: str
    public_id: str
    season_id: int
    closed_at: datetime | None = None
    id: int = 0

    @property
    def for_alone(self) -> bool:
        """It is the one for people who have no team of their own."""
        return self.kind is TeamKind.EVERYONE


@dataclass(frozen=True, slots=True)
class Membership:
    """Somebody in a team, for whole weeks.

    Attributes:
        person_id: who.
        team_id: where.
        first_day: a Monday: the week after they joined.
        last_day: the Sunday of the week in which they left; None while they stay.
        shown_as: what others of the team may read, as they agreed; empty for nothing.
    """

    person_id: int
    team_id: int
    first_day: date
    last_day: date | None = None
    shown_as: str = ""

    def counts_in(self, week: IsoWeek) -> bool:
        """Tell whether this person's week is the team's."""
        after = self.last_day is None or week.sunday <= self.last_day
        return self.first_day <= week.monday and after


def check_name(name: str, most: int = NAME_CHARACTERS_MAX) -> str:
    """Give a name on one line.

    Raises:
        BadInput: ``fields["name"]`` is missing or long.
    """
    plain = " ".join(name.split())
    if not plain or not plain.isprintable():
        raise BadInput(fields={"name": "missing"})
    if len(plain) > most:
        raise BadInput(fields={"name": "long"}, most=most)
    return plain


def check_shown(name: str) -> str:
    """Give what others of the team may read; empty stays empty.

    Raises:
        BadInput: ``fields["name"]`` is long.
    """
    return check_name(name, SHOWN_CHARACTERS_MAX) if name.strip() else ""


def check_joining(team: Team, *, by_code: bool, members: int) -> None:
    """Refuse a joining that cannot be.

    Args:
        team: which.
        by_code: the code was said, or a helper's hand does it.
        members: how many it has.

    Raises:
        NotPossible: it is closed, needs its code, or is full.
    """
    if team.closed_at is not None:
        raise NotPossible(team="closed")
    if not (team.open or by_code):
        raise NotPossible(team="code")
    if members >= MEMBERS_MAX:
        raise NotPossible(team="full")


def counts_from(day: date) -> date:
    """Give the first day that counts for a team joined on a local day: the next Monday."""
    return IsoWeek.of(day).after().monday


def counts_until(day: date) -> date:
    """Give the last day that counts for a team left on a local day: this Sunday."""
    return IsoWeek.of(day).sunday
