"""A challenge that was chosen: who is in it, what was fixed then, and what they got."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from muvengine.core.game.challenges.aim import Aim, aim_of
from muvengine.core.game.challenges.challenge import Challenge, Difficulty, Measure
from muvengine.core.game.challenges.sponsored import Sponsored

PERSONAL_ROLE: Final = "personal"
GROUP_ROLE: Final = "group"
DUO_PLAYERS: Final = 2


@dataclass(frozen=True, slots=True)
class Run:
    """A challenge as it was chosen.

    Attributes:
        name: of the challenge in the game; for a shop's its public id.
        difficulty: at which.
        first_day, last_day: whose trips count, both included.
        target: fixed when it was chosen.
        points: its reward; 0 for a shop's voucher.
        modes: those that count.
        version_id: of the game under which it was chosen; None for a shop's.
        sponsored_id: the shop's challenge; None for one of the game.
        team_id: whose week it is; None for one or two people.
        code: what the second of two types; None for others.
        ended_at: when an organiser ended it; sheets that were made later count no more.
        ended_reason: why.
        touched: raised with every sheet that may matter.
        settled: up to which rewards were looked at.
        lost_trip_id: the trip that last counted for less than before.
        id: the row's number; 0 before it is kept.
    """

    name: str
    difficulty: Difficulty
    first_day: date
    last_day: date
    target: int
    points: int
    modes: tuple[str, ...] = ()
    version_id: int | None = None
    sponsored_id: int | None = None
    team_id: int | None = None
    code: str | None = None
    ended_at: datetime | None = None
    ended_reason: str = ""
    touched: int = 1
    settled: int = 0
    lost_trip_id: int | None = None
    id: int = 0

    @property
    def role(self) -> str:
        """Name the place it takes: somebody is in one of each at a time."""
        if self.sponsored_id is not None:
            return f"shop:{self.sponsored_id}"
        return GROUP_ROLE if self.difficulty is Difficulty.GROUP else PERSONAL_ROLE


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody in a challenge.

    Attributes:
        id: the row's number.
        run_id: which.
        person_id: who.
        left_at: when they left it, without any harm; None while they are in.
        done: how far all of them were when rewards were last looked at.
        reached: whether it was done then, as far as this one is concerned.
        waits: why a voucher could not be issued yet; empty for none that waits.
    """

    id: int
    run_id: int
    person_id: int
    left_at: datetime | None = None
    done: int = 0
    reached: bool = False
    waits: str = ""


@dataclass(frozen=True, slots=True)
class Reward:
    """What somebody got for a challenge.

    Attributes:
        player_id, person_id: who, and in which challenge.
        wanted_points: what the game says; 0 for a voucher.
        points: what was paid: less where the season had no more.
        journal_id: None where no point moved.
        voucher_id: of the shop; None for points.
        got_at: aware.
        back_at: when it was taken back; None while it stands.
        lost_trip_id: the trip that was taken back or counted for less then.
        id: the row's number; 0 before it is kept.
    """

    player_id: int
    person_id: int
    wanted_points: int
    points: int
    journal_id: int | None
    voucher_id: int | None
    got_at: datetime
    back_at: datetime | None = None
    lost_trip_id: int | None = None
    id: int = 0


def aim_of_run(run: Run, challenge: Challenge | None, sponsored: Sponsored | None) -> Aim:
    """Give what is to be done in a challenge that was chosen.

    Args:
        run: as it was chosen.
        challenge: what the version of the game said of it; None for a shop's.
        sponsored: the shop's; None for one of the game.
    """
    if sponsored is not None:
        return Aim(Measure.DAYS, run.target, sponsored.modes, sponsored.when)
    assert challenge is not None, "a published game never changes"
    return aim_of(challenge, run.target, run.modes)
