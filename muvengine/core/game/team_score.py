"""What a team reached in a week, with how it is computed.

The figure of a member is their experience of the week: points before caps, so that whoever has
reached a cap still helps their team.  The score is rounded once, to a whole number: what people
see is what decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

BEST: Final = 3
"""So many members count in full under ``top3_plus_mean``."""


class Method(StrEnum):
    """How the figures of members become the score of their team."""

    TOP3_PLUS_MEAN = "top3_plus_mean"
    PER_ACTIVE_MEMBER = "per_active_member"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class TeamScore:
    """A score and its working: ``best`` and the rounded ``shared / among``.

    Attributes:
        method: how it was computed.
        members: people who were in the team for the whole week.
        active: those of them whose week counted anything.
        best: of the three best members together; 0 under the other methods.
        shared: the sum that is divided.
        among: by how many it is divided, at least 1.
    """

    method: Method
    members: int
    active: int
    best: int
    shared: int
    among: int

    @property
    def mean(self) -> int:
        """The divided part, a half rounded up."""
        return (2 * self.shared + self.among) // (2 * self.among)

    @property
    def score(self) -> int:
        """What the team has."""
        return self.best + self.mean


def team_score(method: Method, experience: Iterable[int], *, least_active: int = 1) -> TeamScore:
    """Compute a team's week.

    Under ``top3_plus_mean`` the rest are all other members, also those who stayed at home: so
    no way of a member, however short, ever lowers the score of their team.

    Args:
        method: how.
        experience: of each member in this week, at least 0; in whatever order.
        least_active: ``per_active_member`` divides by at least so many, so that one strong
            member alone is not yet a strong team.
    """
    figures = sorted(experience, reverse=True)
    assert not figures or figures[-1] >= 0
    active = sum(figure > 0 for figure in figures)
    if method is Method.TOP3_PLUS_MEAN:
        best, rest = figures[:BEST], figures[BEST:]
        return TeamScore(method, len(figures), active, sum(best), sum(rest), max(1, len(rest)))
    among = max(1, active, least_active) if method is Method.PER_ACTIVE_MEMBER else 1
    return TeamScore(method, len(figures), active, 0, sum(figures), among)
