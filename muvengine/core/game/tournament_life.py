"""A tournament and its matches as they are kept, and what a hand may still change.

What follows a round is drawn on the day before it begins: until then an organiser can put a
result right, and afterwards nobody can, since others already play for what it decided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from muvengine.core.errors import NotPossible
from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.matches import MatchPoints, Reason, Result
from muvengine.core.game.team_settings import Plan
from muvengine.core.game.team_table import Played
from muvengine.core.game.tournament import Fixture, Kept, Phase

TEAMS_MIN: Final = 2


class TournamentState(StrEnum):
    """It goes on, its final is over, or it was called off."""

    RUNNING = "running"
    OVER = "over"
    CANCELLED = "cancelled"


class MatchState(StrEnum):
    """To come, over, put right by a hand, or called off."""

    OPEN = "open"
    PLAYED = "played"
    CORRECTED = "corrected"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Tournament:
    """A tournament, with the terms under which it was drawn up.

    Attributes:
        title: by language.
        teams: numbers, as they were there at the draw.
        first_week: of the ranking phase.
        reason: why it was called off.
    """

    public_id: str
    season_id: int
    title: Mapping[str, str]
    plan: Plan
    points: MatchPoints
    teams: tuple[int, ...]
    first_week: IsoWeek
    state: TournamentState = TournamentState.RUNNING
    reason: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """A match and what became of it.

    Attributes:
        fixture: who meets whom, and when.
        state: see there.
        played: None while it is open or where it was called off before it was played.
        told: why it was corrected or called off.
    """

    id: int
    tournament_id: int
    fixture: Fixture
    state: MatchState
    played: Played | None = None
    told: str = ""

    @property
    def kept(self) -> Kept:
        """What counts of it for tables and draws."""
        off = self.state in (MatchState.OPEN, MatchState.CANCELLED)
        return Kept(self.fixture, None if off else self.played)

    def with_result(self, played: Played) -> Match:
        """Give the match as it is once its week is final."""
        return replace(self, state=MatchState.PLAYED, played=played)


class Ending(StrEnum):
    """How an organiser says that a match ended."""

    HOME = "home"
    AWAY = "away"
    DRAW = "draw"


def drawn_on(plan: Plan, matches: Sequence[Match]) -> date:
    """Give the local day on which what follows the last match is drawn, or all is over."""
    last = max(one.fixture.week for one in matches)
    return last.after(1 + plan.rest_weeks).monday - timedelta(days=1)


def check_changeable(tournament: Tournament, match: Match, matches: Sequence[Match]) -> None:
    """Refuse to touch a match whose result others already play for.

    Args:
        tournament: of the match.
        match: which.
        matches: all of the tournament.

    Raises:
        NotPossible: the tournament is over, or a later phase or round is drawn.
    """
    if tournament.state is not TournamentState.RUNNING:
        raise NotPossible(state=str(tournament.state))
    order, mine = list(Phase), match.fixture
    for one in matches:
        later_phase = order.index(one.fixture.phase) > order.index(mine.phase)
        later_round = mine.phase is one.fixture.phase is Phase.KNOCKOUT
        if later_phase or (later_round and one.fixture.turn > mine.turn):
            raise NotPossible(match="drawn")


def put_right(match: Match, ending: Ending, points: MatchPoints, told: str) -> Match:
    """Give a match with the result that an organiser says; what both reached stays.

    Args:
        match: one that is over.
        ending: how it ended.
        points: what a match gives.
        told: why, as people will read it.

    Raises:
        NotPossible: it is not over, has one side only, or would end level in the bracket.
    """
    played = match.played
    if played is None or played.away is None or match.state is MatchState.CANCELLED:
        raise NotPossible(match="open")
    if ending is Ending.DRAW:
        if match.fixture.phase is Phase.KNOCKOUT:
            raise NotPossible(match="knockout")
        result = Result(points.draw, points.draw, None, Reason.HAND)
    elif ending is Ending.HOME:
        result = Result(points.win, points.loss, played.home, Reason.HAND)
    else:
        result = Result(points.loss, points.win, played.away, Reason.HAND)
    corrected = replace(played, result=result)
    return replace(match, state=MatchState.CORRECTED, played=corrected, told=told)
