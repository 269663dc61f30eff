"""A match: the weeks of two teams beside each other.

In a knock-out somebody goes on.  ``KNOCKOUT_TIES`` is the order in which equal teams are told
apart; it is written in the rules as it stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Reason(StrEnum):
    """What decided a match."""

    SCORE = "score"
    EQUAL = "equal"
    SHARE = "share"
    SEED = "seed"
    FREE = "free"
    HAND = "hand"


KNOCKOUT_TIES: Final = (Reason.SCORE, Reason.SHARE, Reason.SEED)
"""The higher score; the greater share of members who took part; the better place before."""


@dataclass(frozen=True, slots=True)
class MatchPoints:
    """What a match gives; ``free`` is for a team that had nobody to meet."""

    win: int = 3
    draw: int = 1
    loss: int = 0
    free: int = 1


@dataclass(frozen=True, slots=True)
class Side:
    """A team in its week.

    Attributes:
        team: its number.
        score: see ``team_score``.
        members, active: of the week.
    """

    team: int
    score: int
    members: int
    active: int


@dataclass(frozen=True, slots=True)
class Result:
    """How a match ended.

    Attributes:
        home_points, away_points: for the table.
        winner: the team's number; None of a draw.
        reason: what decided it.
    """

    home_points: int
    away_points: int
    winner: int | None
    reason: Reason


def play(home: Side, away: Side | None, points: MatchPoints) -> Result:
    """Let the higher score win; equal scores are a draw.

    Args:
        home: a team that plays.
        away: the other; None where it meets nobody.
        points: what winning gives.
    """
    if away is None:
        return Result(points.free, 0, home.team, Reason.FREE)
    if home.score == away.score:
        return Result(points.draw, points.draw, None, Reason.EQUAL)
    return _won(home, away, Reason.SCORE, points, home_wins=home.score > away.score)


def play_out(home: Side, away: Side | None, points: MatchPoints) -> Result:
    """Decide a match of the knock-out, see ``KNOCKOUT_TIES``.

    Args:
        home: of two equal teams the one with the better place before.
        away: None where the other goes on without a match.
        points: what winning gives.
    """
    if away is None or home.score != away.score:
        return play(home, away, points)
    # a/m against b/n as a*n against b*m: no fraction is rounded.
    ours, theirs = home.active * max(1, away.members), away.active * max(1, home.members)
    if ours != theirs:
        return _won(home, away, Reason.SHARE, points, home_wins=ours > theirs)
    return _won(home, away, Reason.SEED, points, home_wins=True)


def _won(home: Side, away: Side, reason: Reason, points: MatchPoints, *, home_wins: bool) -> Result:
    if home_wins:
        return Result(points.win, points.loss, home.team, reason)
    return Result(points.loss, points.win, away.team, reason)
