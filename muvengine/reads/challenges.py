"""Somebody's challenges: what is proposed this week, what runs, what came of earlier ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from muvengine.core.game.challenges.aim import Aim, Progress
from muvengine.core.game.challenges.challenge import Challenge, Kind
from muvengine.core.game.challenges.past import Past, is_suspended
from muvengine.core.game.challenges.proposals import GROUP_LEVEL, Proposal, propose
from muvengine.core.game.challenges.running import (
    DUO_PLAYERS,
    GROUP_ROLE,
    PERSONAL_ROLE,
    Player,
    Reward,
    Run,
    aim_of_run,
)
from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.played import Played
from muvengine.core.rules.rulebook import Label
from muvengine.reads.my_week import played_by
from muvengine.store.sponsored import SponsoredOfShop
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]
WEEKS_TOLD: Final = 26


@dataclass(frozen=True, slots=True)
class MyChallenge:
    """A challenge that somebody is in, or was in.

    Attributes:
        run: as it was chosen.
        label: what it is called.
        pictogram: its drawing, of the game or of a shop's offers.
        aim: what is to be done.
        progress: as the sheets stand now.
        reward: what it brought; None before it is given.
        waits: a voucher was earned that cannot be issued yet.
        shop: the shop's challenge; None for one of the game.
        voucher: code of the voucher it brought.
        days: those that can be said to be without a car, with what was said.
        people: how many do it together.
        lost_trip: public id of one's own trip with which the reward went back.
        is_over: its days are over, or it was ended.
    """

    run: Run
    label: Label
    pictogram: str
    aim: Aim
    progress: Progress
    reward: Reward | None
    waits: bool
    shop: SponsoredOfShop | None
    voucher: str | None
    days: Mapping[date, bool]
    people: int
    lost_trip: str | None
    is_over: bool

    @property
    def standing(self) -> bool:
        """A reward was given and not taken back."""
        return self.reward is not None and self.reward.back_at is None

    @property
    def of_two(self) -> bool:
        """It is for two."""
        return self.run.code is not None

    @property
    def alone(self) -> bool:
        """The second of two is to come."""
        return self.of_two and self.people < DUO_PLAYERS


@dataclass(frozen=True, slots=True)
class ThisWeek:
    """Somebody's challenges this week.

    Attributes:
        week: see ``IsoWeek``.
        open_until: the last local day on which a trip of this week still counts.
        free: nobody is expected to move this week.
        level: number of the level; None in a game without levels.
        personal: the one that was chosen.
        together: the one for two or the team.
        of_shops: those of shops that last, or were joined for this week.
        proposed: what may be chosen; empty once one is.
        to_begin: challenges for two or the team that may be begun.
        team_runs: what the team has begun and this one has not joined, with its label.
        shops: challenges of shops that can be joined.
    """

    week: IsoWeek
    open_until: date
    free: bool
    level: int | None
    personal: MyChallenge | None
    together: MyChallenge | None
    of_shops: Sequence[MyChallenge]
    proposed: Sequence[Proposal]
    to_begin: Sequence[Challenge]
    team_runs: Sequence[tuple[Run, Challenge]]
    shops: Sequence[SponsoredOfShop]


def this_week(open_reading: OpenReading, person_id: int, now: datetime) -> ThisWeek | None:
    """Read somebody's challenges of this week; None where the town plays no game yet.

    Args:
        open_reading: starts a reading transaction.
        person_id: whose.
        now: in the town's zone.
    """
    week = IsoWeek.of(now.date())
    with open_reading() as uow:
        played = played_by(uow)
        game = None if played is None else played.of_week(week.monday)
        if played is None or game is None:
            return None
        mine = [
            _mine(uow, played, player, run, now)
            for player, run in uow.challenges.mine(person_id, week.monday)
        ]
        by_role = {one.run.role: one for one in mine if one.run.first_day == week.monday}
        past = uow.challenge_trips.past(person_id, played, week.monday)
        free = is_suspended(week.monday, played.suspended)
        personal, together = by_role.get(PERSONAL_ROLE), by_role.get(GROUP_ROLE)
        of_shops = [one for one in mine if one.shop is not None]
        joined = {one.run.sponsored_id for one in of_shops}
        open_shops = uow.sponsored.listed(open_on=now.date())
        return ThisWeek(
            week=week,
            open_until=week.closes_on(game.closes_after_days) - timedelta(days=1),
            free=free,
            level=past.level,
            personal=personal,
            together=together,
            of_shops=of_shops,
            proposed=() if personal or free else _proposed(uow, played, past, week),
            to_begin=() if together or free else _to_begin(uow, played, past, week),
            team_runs=() if together or free else _of_team(uow, played, person_id, week),
            shops=[one for one in open_shops if one.sponsored.id not in joined],
        )


def my_challenges(
    open_reading: OpenReading, person_id: int, now: datetime
) -> tuple[MyChallenge, ...]:
    """List somebody's challenges of the last half year that are over, the latest first."""
    week = IsoWeek.of(now.date())
    with open_reading() as uow:
        played = played_by(uow)
        if played is None:
            return ()
        since = week.monday - timedelta(weeks=WEEKS_TOLD)
        return tuple(
            _mine(uow, played, player, run, now)
            for player, run in uow.challenges.mine(person_id, since)
            if run.last_day < week.monday
        )


def _mine(uow: UnitOfWork, played: Played, player: Player, run: Run, now: datetime) -> MyChallenge:
    challenge, shop = _what(uow, played, run)
    aim = aim_of_run(run, challenge, shop.sponsored if shop else None)
    if challenge is not None:
        label, pictogram = challenge.label, challenge.pictogram
    else:
        assert shop is not None
        label, pictogram = shop.sponsored.title, shop.sponsored.pictogram
    reward = uow.challenge_rewards.of_players([player.id]).get(player.id)
    voucher = None
    if reward is not None and reward.voucher_id is not None and reward.back_at is None:
        voucher = uow.challenge_rewards.voucher(reward.voucher_id).code
    return MyChallenge(
        run=run,
        label=label,
        pictogram=pictogram,
        aim=aim,
        progress=_progress(uow, played, player, run, aim),
        reward=reward,
        waits=bool(player.waits),
        shop=shop,
        voucher=voucher,
        days=_days(uow, challenge, player, run, now.date()),
        people=len(uow.challenges.players(run.id)),
        lost_trip=_lost_trip(uow, reward, player.person_id),
        is_over=run.last_day < now.date() or run.ended_at is not None,
    )


def _what(
    uow: UnitOfWork, played: Played, run: Run
) -> tuple[Challenge | None, SponsoredOfShop | None]:
    if run.sponsored_id is not None:
        return None, uow.sponsored.numbered(run.sponsored_id)
    assert run.version_id is not None
    return played.said[run.version_id].challenge(run.name), None


def _progress(uow: UnitOfWork, played: Played, player: Player, run: Run, aim: Aim) -> Progress:
    """Tell how far it is: what was looked at last, unless something has come since."""
    if run.settled == run.touched:
        return Progress(player.done, run.target, player.done, player.reached)
    return uow.challenge_trips.progress(run, aim, played.games)[player.person_id]


def _days(
    uow: UnitOfWork, challenge: Challenge | None, player: Player, run: Run, today: date
) -> Mapping[date, bool]:
    if challenge is None or challenge.kind is not Kind.NO_CAR_WEEK:
        return {}
    who = player.person_id
    said = uow.challenge_rewards.car_free([who], run.first_day, run.last_day).get(who, ())
    many = (min(run.last_day, today) - run.first_day).days + 1
    days = [run.first_day + timedelta(days=number) for number in range(many)]
    return {day: day in said for day in days}


def _lost_trip(uow: UnitOfWork, reward: Reward | None, person_id: int) -> str | None:
    if reward is None or reward.back_at is None or reward.lost_trip_id is None:
        return None
    # Of a team only one's own trip is named.
    trip = uow.trips.numbered(reward.lost_trip_id)
    return trip.public_id if trip.person_id == person_id else None


def _proposed(uow: UnitOfWork, played: Played, past: Past, week: IsoWeek) -> tuple[Proposal, ...]:
    game = played.of_week(week.monday)
    assert game is not None, "looked at before"
    return propose(
        game,
        past,
        week.monday,
        uow.challenge_trips.week(past.person_id, week.monday, played.games),
        stopped={one.name for one in uow.sponsored.halts()},
        routes=len(uow.badges.open_routes()),
    )


def _to_begin(uow: UnitOfWork, played: Played, past: Past, week: IsoWeek) -> list[Challenge]:
    game = played.of_week(week.monday)
    if game is None or (past.level is not None and past.level < GROUP_LEVEL):
        return []
    halted = {one.name for one in uow.sponsored.halts()}
    team_id = uow.challenge_trips.team_of(past.person_id, week.monday)
    begun: set[str] = set()
    if team_id is not None:
        begun = {one.name for one in uow.challenges.of_team(team_id, week.monday)}
    return [
        one
        for one in game.challenges
        if one.of_group
        and one.name not in halted | begun
        and (one.kind is Kind.DUO or team_id is not None)
    ]


def _of_team(
    uow: UnitOfWork, played: Played, person_id: int, week: IsoWeek
) -> list[tuple[Run, Challenge]]:
    team_id = uow.challenge_trips.team_of(person_id, week.monday)
    runs = () if team_id is None else uow.challenges.of_team(team_id, week.monday)
    found = [(run, _what(uow, played, run)[0]) for run in runs]
    return [(run, challenge) for run, challenge in found if challenge is not None]
