"""Somebody's game: level, weeks in a row, badges, and what comes next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from muvengine.core.game.badges import EXPERIENCE, REPORTS, Progress, progress
from muvengine.core.game.game import Badge, Game, StreakReward, StreakRules
from muvengine.core.game.held import HeldBadge, PaidReward
from muvengine.core.game.levels import Standing, standing
from muvengine.core.game.played import Played
from muvengine.core.game.streak import ToldWeek
from muvengine.core.game.weeks import WEEK, monday_of
from muvengine.core.vouchers.voucher import UNDO_MAX
from muvengine.formats.game_yaml.known import known_played
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]
WEEKS_SHOWN: Final = 8
_NO_DAYS: Final = (False,) * 7


@dataclass(frozen=True, slots=True)
class MyBadge:
    """A badge somebody holds, or held.

    Attributes:
        badge: what it is; None where the game does not say any more.
        name: its own.
        got_at: aware.
        trip: public id of the trip it stands on; None for several, or for help.
        lost: it was taken back.
        lost_trip: public id of the trip with which it was lost; None for a report.
    """

    badge: Badge | None
    name: str
    got_at: datetime
    trip: str | None
    lost: bool = False
    lost_trip: str | None = None


@dataclass(frozen=True, slots=True)
class MyStreak:
    """Weeks in a row.

    Attributes:
        rules: of this week.
        weeks: in a row, this one among them as soon as it counts.
        days: which days of this week are active, Monday first.
        told: the last weeks, this one last; empty before the first trip.
        paused: a pause lasts.
        following: the next reward that was not paid yet; None at the end.
        paid: the rewards that stand.
    """

    rules: StreakRules
    weeks: int
    days: tuple[bool, ...]
    told: Sequence[ToldWeek]
    paused: bool
    following: StreakReward | None
    paid: Sequence[PaidReward]

    @property
    def missing_days(self) -> int:
        """How many days this week still needs."""
        return max(self.rules.days - sum(self.days), 0)


@dataclass(frozen=True, slots=True)
class MyWeek:
    """One person's game.

    Attributes:
        game: of this week.
        standing: None in a game without levels.
        streak: None in a game without.
        badges: those that are held, the first one first.
        to_come: those that are not, the nearest one first.
        lost: those that were taken back, the latest first, unless they are held again.
    """

    game: Game
    standing: Standing | None
    streak: MyStreak | None
    badges: Sequence[MyBadge]
    to_come: Sequence[Progress]
    lost: Sequence[MyBadge]


def played_by(uow: UnitOfWork) -> Played | None:
    """Give every version with what it says; None where the town plays no game."""
    games = uow.games.listed()
    return None if games is None else known_played(games, uow.games.source)


def my_week(open_reading: OpenReading, person_id: int, now: datetime) -> MyWeek | None:
    """Read somebody's game; None where the town plays none yet.

    Args:
        open_reading: starts a reading transaction.
        person_id: whose.
        now: in the town's zone.
    """
    monday = monday_of(now.date())
    with open_reading() as uow:
        played = played_by(uow)
        game = None if played is None else played.of_week(monday)
        if played is None or game is None:
            return None
        tallies = uow.badges.tallies(person_id)
        ever = uow.badges.ever(person_id)
        mine = _badges(uow, played, ever)
        held = {one.name for one in mine if not one.lost}
        routes, shops = uow.badges.open_routes(), uow.badges.open_shops()
        if any(one.shops is not None for one in game.badges):
            tallies = {**tallies, **uow.badges.shops_visited(person_id, now - UNDO_MAX)}
        if any(one.reports is not None for one in game.badges):
            tallies = {**tallies, REPORTS: uow.reports.confirmed(person_id)}
        return MyWeek(
            game=game,
            standing=standing(game.levels, tallies.get(EXPERIENCE, 0)),
            streak=_streak(uow, played, person_id, monday, now),
            badges=[one for one in mine if not one.lost],
            to_come=_to_come(
                [
                    progress(one, tallies, routes, shops)
                    for one in game.badges
                    if one.name not in held
                ]
            ),
            lost=[one for one in reversed(mine) if one.lost and one.name not in held],
        )


def _to_come(waiting: list[Progress]) -> list[Progress]:
    """Sort by what is missing; the file's order decides between equals."""
    return sorted(waiting, key=lambda one: one.needed - one.done)


def _badges(uow: UnitOfWork, played: Played, ever: Sequence[HeldBadge]) -> list[MyBadge]:
    numbers = {one.trip_id for one in ever} | {one.lost_trip_id for one in ever}
    public = uow.badges.public_ids([number for number in numbers if number is not None])
    return [
        MyBadge(
            badge=played.said[one.version_id].badge(one.badge),
            name=one.badge,
            got_at=one.got_at,
            trip=None if one.trip_id is None else public[one.trip_id],
            lost=one.lost_at is not None,
            lost_trip=None if one.lost_trip_id is None else public[one.lost_trip_id],
        )
        for one in ever
    ]


def _streak(
    uow: UnitOfWork, played: Played, person_id: int, monday: date, now: datetime
) -> MyStreak | None:
    rules = played.rules_of(monday)
    if rules is None:
        return None
    scores, pauses = uow.week_scores.of(person_id), uow.streaks.pauses(person_id)
    told = played.tell(scores, pauses, last=monday, open_from=played.open_from(now))
    paid = uow.streaks.rewards(person_id)
    done = {one.weeks for one in paid}
    days = next((one.active for one in scores if one.monday == monday), _NO_DAYS)
    return MyStreak(
        rules=rules,
        weeks=told[-1].streak if told else 0,
        days=days,
        told=[week for week in told if week.monday > monday - WEEKS_SHOWN * WEEK],
        paused=any(pause.covers(monday) for pause in pauses),
        following=next((one for one in rules.rewards if one.weeks not in done), None),
        paid=paid,
    )
