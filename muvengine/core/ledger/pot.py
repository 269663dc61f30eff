"""A pot: people give points to one goal of the neighbourhood, and the town adds to them.

::

    open --full, at night or by an organiser--> reached      points are spent, money is paid
      '-----last day over, or ended early-----> ending --> not_reached
                                                every point goes back to who gave it

A pot never holds more than its goal, so that nobody gives for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from muvengine.core.errors import BadInput, NotPossible, UndoTooLate
from muvengine.core.ledger.account import Account, Unit

UNDO_MAX: Final = timedelta(minutes=15)
MILESTONES_MAX: Final = 4
"""More steps than that cannot be told apart on a phone."""


class PotState(StrEnum):
    """See the module."""

    OPEN = "open"
    ENDING = "ending"
    REACHED = "reached"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step on the way to a goal.

    Attributes:
        points: from which on it is reached; above zero, below the goal.
        label: what is then sure, words by language.
    """

    points: int
    label: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pot:
    """A goal, and how far it is.

    Attributes:
        key: short name in addresses.
        title, about: words by language.
        goal_points: above zero; gifts and what the town adds count alike.
        last_day: on which points can be given.
        pictogram: its drawing.
        match_ratio: points the town adds for each one given; 0 for none.
        match_points_max: at most so many in all, as long as the season's envelope lasts.
        reached_cents: what the town pays for the goal when it is reached; laid aside at once.
        state: see ``PotState``.
        given_points, matched_points: that are in it, or were when it was reached.
        givers: how many people gave; their names are nobody's business.
        milestones: steps on the way, in rising order.
        id: 0 before it is kept.
    """

    key: str
    title: Mapping[str, str]
    goal_points: int
    last_day: date
    about: Mapping[str, str] = field(default_factory=dict)
    pictogram: str = "gift"
    match_ratio: int = 0
    match_points_max: int = 0
    reached_cents: int = 0
    state: PotState = PotState.OPEN
    given_points: int = 0
    matched_points: int = 0
    givers: int = 0
    milestones: tuple[Milestone, ...] = ()
    id: int = 0

    @property
    def held_points(self) -> int:
        """What is in it."""
        return self.given_points + self.matched_points

    @property
    def missing_points(self) -> int:
        """How many are missing."""
        return max(0, self.goal_points - self.held_points)

    @property
    def match_left(self) -> int:
        """What the town may still add."""
        return max(0, self.match_points_max - self.matched_points) if self.match_ratio else 0

    def has_reached(self, milestone: Milestone) -> bool:
        """Tell whether a step is lit up."""
        return self.held_points >= milestone.points

    @property
    def next_milestone(self) -> Milestone | None:
        """The first step that is not reached; None when all are, or there is none."""
        return next((one for one in self.milestones if not self.has_reached(one)), None)

    def takes(self, today: date) -> bool:
        """Tell whether points can be given on a local day."""
        return self.state is PotState.OPEN and today <= self.last_day and self.missing_points > 0


def check_milestones(pot: Pot) -> None:
    """Refuse steps that are none.

    Raises:
        BadInput: ``fields["milestones"]``: more than four (``many``), one without words
            (``words``), or points that do not rise between zero and the goal (``order``).
    """
    steps = [0, *(one.points for one in pot.milestones), pot.goal_points]
    if len(pot.milestones) > MILESTONES_MAX:
        raise BadInput(fields={"milestones": "many"})
    if not all(any(one.label.values()) for one in pot.milestones):
        raise BadInput(fields={"milestones": "words"})
    if any(following <= one for one, following in pairwise(steps)):
        raise BadInput(fields={"milestones": "order"})


def check_gift(pot: Pot, points: int, today: date) -> None:
    """Refuse what a pot cannot take.

    Raises:
        NotPossible: it takes no points any more (``pot``), or fewer are missing (``missing``).
    """
    if not pot.takes(today):
        raise NotPossible(pot=pot.key)
    if points > pot.missing_points:
        raise NotPossible(missing=pot.missing_points)


def match_of(pot: Pot, points: int, envelope_left: int) -> int:
    """Tell what the town adds to a gift.

    Args:
        pot: as it stands before the gift.
        points: of the gift, at most what is missing.
        envelope_left: what the season can still give.
    """
    wanted = min(points * pot.match_ratio, pot.match_left)
    return max(0, min(wanted, pot.missing_points - points, envelope_left))


def check_pot_undo(pot: Pot, *, given_at: datetime, now: datetime) -> None:
    """Refuse to take a gift back that is no longer the giver's.

    Raises:
        NotPossible: the pot was closed, or the gift has gone back.
        UndoTooLate: more than fifteen minutes ago.
    """
    if pot.state is not PotState.OPEN:
        raise NotPossible(pot=pot.key)
    if now - given_at > UNDO_MAX:
        raise UndoTooLate(scanned_at=given_at)


def pot_points(pot_id: int) -> Account:
    """Give where the points of a pot are."""
    return Account(f"pot:{pot_id}", Unit.POINTS, "pot", pot_id, bounded=True)


def pot_money(pot_id: int) -> Account:
    """Give where the money lies that is paid once the goal is reached."""
    return Account(f"pot:{pot_id}:money", Unit.CENTS, "pot", pot_id, bounded=True)
