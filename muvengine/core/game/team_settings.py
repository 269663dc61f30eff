"""What a town decides about its teams; every figure has a default."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from muvengine.core.game.matches import MatchPoints
from muvengine.core.game.team_score import Method, TeamScore, team_score


@dataclass(frozen=True, slots=True)
class Plan:
    """How a tournament goes; it is kept as it was when the tournament was drawn up.

    Attributes:
        ranking_weeks: matches of everybody, 1 to 52.
        group_size: teams of a group, at least 3; with no more teams than one group holds there
            are no groups.
        knockout_teams: so many go on to the bracket, at least 2.
        rest_weeks: between two draws, 0 to 4: a week's result is known some days after its
            Sunday, so that without a rest people learn whom they meet when the week has begun.
    """

    ranking_weeks: int = 4
    group_size: int = 4
    knockout_teams: int = 8
    rest_weeks: int = 1

    def __post_init__(self) -> None:
        assert self.ranking_weeks >= 1
        assert self.group_size >= 3  # noqa: PLR2004  else a group could be one team alone
        assert self.knockout_teams >= 2  # noqa: PLR2004  a match has two sides
        assert self.rest_weeks >= 0


@dataclass(frozen=True, slots=True)
class TeamSettings:
    """How teams count.

    Attributes:
        method: how the score of a week is computed.
        least_active: see ``team_score``.
        closes_after_days: so long after its Sunday a week takes late and corrected trips.
        public_from: figures are public of teams with so many active members.
        points: what a match gives.
        plan: of a tournament that is drawn up now.
    """

    method: Method = Method.TOP3_PLUS_MEAN
    least_active: int = 3
    closes_after_days: int = 3
    public_from: int = 5
    points: MatchPoints = field(default_factory=MatchPoints)
    plan: Plan = field(default_factory=Plan)

    def score(self, experience: Iterable[int]) -> TeamScore:
        """Compute a team's week from what each member has."""
        return team_score(self.method, experience, least_active=self.least_active)


DEFAULTS: Final = TeamSettings()
