"""Somebody joins a team, by their own hand or a helper's, and leaves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from muvengine.core.errors import NotPossible, UnknownCode
from muvengine.core.game.team import (
    Membership,
    Team,
    check_joining,
    check_shown,
    counts_from,
    counts_until,
)
from muvengine.core.people.actor import Actor
from muvengine.core.people.limits import TEAM_CODE_OF_PERSON
from muvengine.core.people.permission import HELPERS, require_helper
from muvengine.core.vouchers.code import normalise
from muvengine.services import throttle
from muvengine.services.attempt import OpenUow
from muvengine.services.meant_person import meant_person
from muvengine.services.team_season import season_of_play
from muvengine.store.boards import TEAM
from muvengine.store.unit_of_work import UnitOfWork

KIND: Final = "team"


@dataclass(frozen=True, slots=True)
class Joining:
    """Who joins, and what others of the team may read of them; empty for nothing."""

    person_id: int
    shown_as: str = ""


def join_by_code(
    open_uow: OpenUow,
    open_reading: OpenUow,
    said: str,
    joining: Joining,
    *,
    actor: Actor,
    now: datetime,
) -> Team:
    """Put somebody into the team of a code; their next week is the first that counts.

    Args:
        open_uow: starts a writing transaction.
        open_reading: starts a reading one.
        said: the code as typed, or the end of a scanned address.
        joining: who.
        actor: whose hand it is.
        now: aware.

    Raises:
        MistypedCode: a character is wrong.
        TooManyAttempts: too many codes of no team.
        UnknownCode: no team has it.
        NotPossible: they are in another team, the team is closed or full, or no season runs.
        BadInput: the name for the team is long.
    """
    code, shown = normalise(said), check_shown(joining.shown_as)
    key, limit = throttle.key_of("team_code", f"{joining.person_id}"), TEAM_CODE_OF_PERSON
    costs = (UnknownCode,)
    with (
        throttle.counting(open_uow, open_reading, key=key, limit=limit, now=now, costs=costs),
        open_uow() as uow,
    ):
        team = uow.teams.by_code(code)
        if team is None:
            raise UnknownCode
        _join(uow, team, Joining(joining.person_id, shown), actor, now, by_code=True)
        uow.commit()
    return team


def join_open_team(
    open_uow: OpenUow, public_id: str, joining: Joining, *, actor: Actor, now: datetime
) -> Team:
    """Put somebody into a team that is open to everybody.

    Raises:
        NotFound: no such team.
        NotPossible: as for ``join_by_code``, or it wants its code.
        BadInput: the name for the team is long.
    """
    shown = check_shown(joining.shown_as)
    with open_uow() as uow:
        team = uow.teams.get(public_id)
        _join(uow, team, Joining(joining.person_id, shown), actor, now, by_code=False)
        uow.commit()
    return team


def join_by_card(
    open_uow: OpenUow, public_id: str, said: str, *, actor: Actor, now: datetime
) -> str:
    """Put whoever a helper means into a team, card after card, and give their name.

    Args:
        open_uow: starts a writing transaction.
        public_id: the team's.
        said: a card as a reader types it, its number, or a name.
        actor: the helper.
        now: aware.

    Raises:
        NotAllowed: this is for helpers.
        NotFound: no such team.
        UnknownCode: nobody is meant.
        NotPossible: more than one has this name; or as for ``join_by_code``.
    """
    require_helper(actor)
    with open_uow() as uow:
        team = uow.teams.get(public_id)
        person = meant_person(uow, said, actor)
        hand = Actor(actor.kind, actor.id, on_behalf_of=person.id)
        _join(uow, team, Joining(person.id), hand, now, by_code=True)
        uow.commit()
    return person.name


def leave_team(open_uow: OpenUow, person_id: int, *, actor: Actor, now: datetime) -> Team | None:
    """Let somebody's current week be their last in their team.

    Returns:
        The team they left; None where they are in none.
    """
    with open_uow() as uow:
        day = uow.programme.local_day(now)
        mine = uow.teams.mine(person_id, season_of_play(uow, day).id)
        if mine is None:
            return None
        team, _ = mine
        uow.teams.leave(person_id, team.id, counts_until(day))
        uow.board_rows.recount((TEAM, str(team.id)), counts_from(day))
        _note(uow, actor, "team.leave", team, now)
        uow.commit()
    return team


def show_in_team(
    open_uow: OpenUow, person_id: int, shown_as: str, *, actor: Actor, now: datetime
) -> None:
    """Change what others of the team may read of somebody; empty for nothing.

    Raises:
        BadInput: it is long.
        NotPossible: they are in no team.
    """
    shown = check_shown(shown_as)
    with open_uow() as uow:
        mine = uow.teams.mine(person_id, season_of_play(uow, uow.programme.local_day(now)).id)
        if mine is None:
            raise NotPossible(team="none")
        uow.teams.show_as(person_id, mine[0].id, shown)
        _note(uow, actor, "team.show", mine[0], now)
        uow.commit()


def _join(
    uow: UnitOfWork, team: Team, joining: Joining, actor: Actor, now: datetime, *, by_code: bool
) -> None:
    day = uow.programme.local_day(now)
    season = season_of_play(uow, day)
    # The team's row is the lock: two who come together never overfill it.
    held = uow.teams.locked(team.id)
    if held.season_id != season.id:
        raise NotPossible(team="closed")
    mine = uow.teams.mine(joining.person_id, season.id)
    if mine is not None and mine[0].id == held.id:
        return
    if mine is not None:
        raise NotPossible(team="other")
    check_joining(held, by_code=by_code, members=len(uow.teams.staying(held.id)))
    new = Membership(joining.person_id, held.id, counts_from(day), shown_as=joining.shown_as)
    if not uow.teams.join(new, season.id, now=now, by=actor.id):
        # Another hand put them into some team at this very moment.
        raise NotPossible(team="other")
    uow.board_rows.recount((TEAM, str(held.id)), new.first_day)
    _note(uow, actor, "team.join", held, now)


def _note(uow: UnitOfWork, actor: Actor, act: str, team: Team, now: datetime) -> None:
    """Remember what a helper did; what people do for themselves is nobody's to look up."""
    if actor.kind in HELPERS:
        uow.audit.append(actor, act, KIND, team.public_id, at=now)
