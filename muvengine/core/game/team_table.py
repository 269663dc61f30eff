"""The table of a phase: who stands where, and why before the next."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from muvengine.core.game.matches import Reason, Result


class Tie(StrEnum):
    """What places one team before another."""

    POINTS = "points"
    WON = "won"
    SCORED = "scored"
    FIRST = "first"


TABLE_TIES: Final = (Tie.POINTS, Tie.WON, Tie.SCORED, Tie.FIRST)
"""Points of matches, matches won, the scores of its matches together, who was there first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A team in a table.

    Attributes:
        team: its number; a smaller one was there first.
        won, drawn, lost, free: weeks.
        points: of matches.
        scored: the scores of its matches together.
    """

    team: int
    won: int = 0
    drawn: int = 0
    lost: int = 0
    free: int = 0
    points: int = 0
    scored: int = 0

    @property
    def played(self) -> int:
        """Matches against somebody."""
        return self.won + self.drawn + self.lost

    @property
    def _order(self) -> tuple[int, ...]:
        return (-self.points, -self.won, -self.scored, self.team)


@dataclass(frozen=True, slots=True)
class Played:
    """A match that is over.

    Attributes:
        home, away: numbers; ``away`` None was a free week.
        home_score, away_score: what both reached.
        result: how it ended.
    """

    home: int
    away: int | None
    home_score: int
    away_score: int
    result: Result


def team_table(teams: Collection[int], matches: Iterable[Played]) -> tuple[Standing, ...]:
    """Place every team, see ``TABLE_TIES``; the order of what is given never matters.

    Args:
        teams: numbers of all that take part.
        matches: over, and all of them between these teams.
    """
    standings = {team: Standing(team) for team in teams}
    for match in matches:
        result = match.result
        standings[match.home] = _with(
            standings[match.home], result, result.home_points, match.home_score
        )
        if match.away is not None:
            standings[match.away] = _with(
                standings[match.away], result, result.away_points, match.away_score
            )
    return tuple(sorted(standings.values(), key=lambda one: one._order))  # noqa: SLF001  ours


def places(table: Iterable[Standing]) -> tuple[int, ...]:
    """Give the teams of a table, the best first."""
    return tuple(one.team for one in table)


def _with(standing: Standing, result: Result, points: int, score: int) -> Standing:
    more = replace(standing, points=standing.points + points, scored=standing.scored + score)
    if result.reason is Reason.FREE:
        # Nobody was there to be compared with: the score of a free week places nobody.
        return replace(more, free=more.free + 1, scored=standing.scored)
    if result.winner is None:
        return replace(more, drawn=more.drawn + 1)
    if result.winner == standing.team:
        return replace(more, won=more.won + 1)
    return replace(more, lost=more.lost + 1)
