"""Somebody chooses a challenge of the week, alone or with others, or leaves it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from muvengine.core.errors import NotAllowed, NotFound, NotPossible
from muvengine.core.game.challenges.challenge import Challenge, Difficulty, Kind
from muvengine.core.game.challenges.past import is_suspended
from muvengine.core.game.challenges.proposals import GROUP_LEVEL, propose
from muvengine.core.game.challenges.running import DUO_PLAYERS, Run
from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.played import Played
from muvengine.core.ledger.attempt import Answer, Attempt
from muvengine.core.people.actor import Actor
from muvengine.core.vouchers.code import draw_code, normalise
from muvengine.services.attempt import OpenUow, once
from muvengine.services.game_rules import played
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "choose_challenge"


@dataclass(frozen=True, slots=True)
class Choosing:
    """A wish to take a challenge up.

    Attributes:
        person_id: whose.
        name: of a challenge that is proposed; empty with ``run_id`` or ``code``.
        difficulty: at which it is proposed.
        run_id: of a challenge that the team has begun.
        code: of a challenge for two, as it was typed.
    """

    person_id: int
    name: str = ""
    difficulty: str = ""
    run_id: int = 0
    code: str = ""

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which this wish is made, once."""
        return Attempt.of(actor, key, ENDPOINT, self)


def choose_challenge(
    open_uow: OpenUow,
    choosing: Choosing,
    *,
    attempt: Attempt,
    now: datetime,
    new_token: Callable[[], str],
) -> Answer:
    """Take a challenge up for this week; what it asks and its reward are fixed from now on.

    Args:
        open_uow: starts a writing transaction.
        choosing: which, and for whom.
        attempt: ``choosing.attempt(actor, key)``; its actor asks.
        now: aware.
        new_token: draws the code for the second of two.

    Returns:
        ``{"run": number}``.

    Raises:
        NotAllowed: somebody else asks, who does not act for them.
        NotFound: nobody, or no such challenge.
        MistypedCode: the code is none.
        NotPossible: ``challenge`` says why: the week is free, it is not proposed, done already,
            another one is taken, the level or a team is missing, two are together already.
    """

    def work(uow: UnitOfWork) -> dict[str, Any]:
        require_own(choosing.person_id, attempt.actor)
        uow.trips.lock_owner(choosing.person_id)
        week = IsoWeek.of(uow.programme.local_day(now))
        book = _book(uow, week.monday)
        run = _run(uow, choosing, book, week, now, new_token)
        if uow.challenges.join(run, choosing.person_id, by=attempt.actor.id, now=now) is None:
            raise NotPossible(challenge="taken")
        uow.challenges.touch_run(run.id)
        return {"run": run.id}

    return once(open_uow, attempt, work)


def require_own(person_id: int, actor: Actor) -> None:
    """Let nobody act for somebody whom they do not help.

    Raises:
        NotAllowed: somebody else asks.
    """
    if person_id not in {actor.id, actor.on_behalf_of}:
        raise NotAllowed(person="other")


def _book(uow: UnitOfWork, monday: date) -> Played:
    games = uow.games.listed()
    book = None if games is None else played(uow, games)
    if book is None or book.of_week(monday) is None:
        raise NotPossible(challenge="no_game")
    if is_suspended(monday, book.suspended):
        raise NotPossible(challenge="free_week")
    return book


def _run(
    uow: UnitOfWork,
    choosing: Choosing,
    book: Played,
    week: IsoWeek,
    now: datetime,
    new_token: Callable[[], str],
) -> Run:
    if choosing.run_id or choosing.code:
        return _joined(uow, choosing, week)
    game = book.of_week(week.monday)
    challenge = game.challenge(choosing.name) if game else None
    if challenge is None:
        raise NotFound(kind="challenge")
    if not challenge.of_group:
        return _begun(uow, _personal(uow, choosing, book, week), now)
    if challenge.name in {one.name for one in uow.sponsored.halts()}:
        raise NotPossible(challenge="not_proposed")
    level = uow.challenge_trips.past(choosing.person_id, book, week.monday).level
    if level is not None and level < GROUP_LEVEL:
        raise NotPossible(challenge="level")
    return _together(uow, choosing.person_id, challenge, book, week, now, new_token)


def _personal(uow: UnitOfWork, choosing: Choosing, book: Played, week: IsoWeek) -> Run:
    game, version = book.of_week(week.monday), book.games.of_week(week.monday)
    assert game is not None, "looked at before"
    assert version is not None, "looked at before"
    proposed = propose(
        game,
        uow.challenge_trips.past(choosing.person_id, book, week.monday),
        week.monday,
        uow.challenge_trips.week(choosing.person_id, week.monday, book.games),
        stopped={one.name for one in uow.sponsored.halts()},
        routes=len(uow.badges.open_routes()),
    )
    wanted = (choosing.name, choosing.difficulty)
    for one in proposed:
        if (one.challenge.name, str(one.difficulty)) == wanted:
            if one.already:
                raise NotPossible(challenge="already")
            return Run(
                name=one.challenge.name,
                difficulty=one.difficulty,
                first_day=week.monday,
                last_day=week.sunday,
                target=one.target,
                points=one.points,
                modes=one.modes,
                version_id=version.id,
            )
    raise NotPossible(challenge="not_proposed")


def _together(  # noqa: PLR0913, PLR0917  who, what and when
    uow: UnitOfWork,
    person_id: int,
    challenge: Challenge,
    book: Played,
    week: IsoWeek,
    now: datetime,
    new_token: Callable[[], str],
) -> Run:
    version = book.games.of_week(week.monday)
    assert version is not None, "looked at before"
    step = challenge.steps[Difficulty.GROUP]
    team_id, code, target = None, None, step.goal
    if challenge.kind is Kind.DUO:
        code = draw_code(new_token())
    else:
        team_id = uow.challenge_trips.team_of(person_id, week.monday)
        if team_id is None:
            raise NotPossible(challenge="no_team")
        for held in uow.challenges.of_team(team_id, week.monday):
            if held.name == challenge.name:
                return held
        # Who counts in a week is known on its Monday and does not change any more.
        target *= len(uow.challenge_trips.members(team_id, week.monday))
    run = Run(
        name=challenge.name,
        difficulty=Difficulty.GROUP,
        first_day=week.monday,
        last_day=week.sunday,
        target=target,
        points=step.points,
        modes=challenge.modes,
        version_id=version.id,
        team_id=team_id,
        code=code,
    )
    return _begun(uow, run, now)


def _begun(uow: UnitOfWork, run: Run, now: datetime) -> Run:
    number = uow.challenges.begin(run, now=now)
    if number is None:
        # Another one of the team pressed at the same moment.
        assert run.team_id is not None, "a code was drawn twice"
        held = uow.challenges.of_team(run.team_id, run.first_day)
        return next(one for one in held if one.name == run.name)
    return uow.challenges.get(number)


def _joined(uow: UnitOfWork, choosing: Choosing, week: IsoWeek) -> Run:
    """Find what somebody else has begun; whoever is invited needs no level."""
    found = uow.challenges.by_code(normalise(choosing.code)) if choosing.code else None
    run = uow.challenges.locked(found.id if found else choosing.run_id)
    if run.first_day != week.monday or run.ended_at is not None:
        raise NotPossible(challenge="over")
    if run.code is not None and found is not None:
        people = {one.person_id for one in uow.challenges.players(run.id)}
        if choosing.person_id in people or len(people) >= DUO_PLAYERS:
            raise NotPossible(challenge="two_already")
        return run
    team_id = uow.challenge_trips.team_of(choosing.person_id, week.monday)
    if run.team_id is None or run.team_id != team_id:
        raise NotFound(kind="challenge")
    return run
