"""A helper makes a team for this season, and closes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.game.team import Team, TeamKind, check_name, counts_until
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.ledger.journal import given_reason
from muvengine.core.people.actor import Actor
from muvengine.core.people.permission import require_helper
from muvengine.core.vouchers.code import draw_code
from muvengine.services.attempt import OpenUow, once
from muvengine.services.team_season import season_of_play
from muvengine.store.unit_of_work import UnitOfWork

KIND: Final = "team"
TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class NewTeam:
    """A team to be made; the one for people alone is open to everybody."""

    name: str
    kind: TeamKind
    open: bool = False


def make_team(
    open_uow: OpenUow,
    new: NewTeam,
    *,
    attempt: Attempt,
    now: datetime,
    new_token: Callable[[], str],
) -> str:
    """Make a team and give its public id.

    Args:
        open_uow: starts a writing transaction.
        new: see there.
        attempt: claims the write; its actor is the helper.
        now: aware.
        new_token: draws 128 random bits.

    Raises:
        NotAllowed: participants and tablets make no teams.
        BadInput: ``fields["name"]`` is missing, long or taken in this season.
        NotPossible: no season runs, or it has its team for people alone.
        KeyReused: the attempt's key was used for something else.
    """
    require_helper(attempt.actor)
    name = check_name(new.name)

    def make(uow: UnitOfWork) -> dict[str, Any]:
        season = season_of_play(uow, uow.programme.local_day(now))
        public_id = _add(uow, replace(new, name=name), season.id, now, attempt.actor.id, new_token)
        uow.audit.append(attempt.actor, "team.make", KIND, public_id, at=now)
        return {"public_id": public_id}

    return str(once(open_uow, attempt, make).value["public_id"])


def _add(
    uow: UnitOfWork,
    new: NewTeam,
    season_id: int,
    now: datetime,
    by: int | None,
    new_token: Callable[[], str],
) -> str:
    held = [one.team for one in uow.teams.of_season(season_id)]
    alone = new.kind is TeamKind.EVERYONE
    if alone and any(one.for_alone and one.closed_at is None for one in held):
        raise NotPossible(team="everyone")
    for _ in range(TRIES):
        code, public_id = draw_code(new_token()), new_token()
        team = Team(new.name, new.kind, new.open or alone, code, public_id, season_id)
        if uow.teams.add(team, now=now, by=by) is not None:
            return public_id
    # Five drawn codes are not all taken: it is the name.
    raise BadInput(fields={"name": "taken"})


def close_team(
    open_uow: OpenUow, public_id: str, reason: str, *, actor: Actor, now: datetime
) -> bool:
    """Let a team play no more: this week is the last that counts for it.

    Its matches to come stay, and the others win them; its people may join another team.

    Returns:
        False when it was closed before.

    Raises:
        NotAllowed: participants and tablets close no teams.
        NotFound: no such team.
        ReasonMissing: fewer than five characters.
    """
    require_helper(actor)
    told = given_reason(reason)
    with open_uow() as uow:
        team = uow.teams.locked(uow.teams.get(public_id).id)
        if not uow.teams.close(team.id, told, now=now):
            return False
        uow.teams.empty(team.id, counts_until(uow.programme.local_day(now)))
        uow.audit.append(actor, "team.close", KIND, public_id, at=now)
        uow.commit()
    return True
