"""An organiser lets a challenge of the game rest, ends it, or lets it go on."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.errors import NotFound, NotPossible
from muvengine.core.ledger.journal import given_reason
from muvengine.core.people.actor import Actor
from muvengine.core.people.permission import require_organiser
from muvengine.services.attempt import OpenUow
from muvengine.services.game_rules import played
from muvengine.store.sponsored import Halt
from muvengine.store.unit_of_work import UnitOfWork

KIND = "challenge"


def halt_challenge(
    open_uow: OpenUow, name: str, reason: str, *, end: bool, actor: Actor, now: datetime
) -> int:
    """Propose a challenge no more, until it is lifted.

    Those who have chosen it go on and get their reward; where it is ended, what they have
    done by now counts, and nothing that comes later.

    Args:
        open_uow: starts a writing transaction.
        name: of a challenge of the game.
        reason: that everybody it concerns may read.
        end: whether those that were chosen end now.
        actor: an organiser.
        now: aware.

    Returns:
        How many challenges that were chosen ended.

    Raises:
        NotAllowed: this is for organisers.
        ReasonMissing: fewer than five characters.
        NotFound: no game ever had it.
        NotPossible: it rests already.
    """
    require_organiser(actor)
    told = given_reason(reason)
    with open_uow() as uow:
        _known(uow, name)
        if not uow.sponsored.halt(Halt(name, end, told, now), by=actor.id):
            raise NotPossible(challenge="halted")
        going = uow.challenges.going(name, uow.programme.local_day(now)) if end else []
        uow.challenges.end(going, told, now)
        act = "challenge.end" if end else "challenge.halt"
        uow.audit.append(actor, act, KIND, name, {"reason": told}, at=now)
        uow.commit()
    return len(going)


def lift_halt(open_uow: OpenUow, name: str, *, actor: Actor, now: datetime) -> None:
    """Propose a challenge again.

    Raises:
        NotAllowed: this is for organisers.
        NotPossible: it does not rest.
    """
    require_organiser(actor)
    with open_uow() as uow:
        if not uow.sponsored.lift(name, now):
            raise NotPossible(challenge="going")
        uow.audit.append(actor, "challenge.lift", KIND, name, at=now)
        uow.commit()


def _known(uow: UnitOfWork, name: str) -> None:
    games = uow.games.listed()
    said = played(uow, games).said.values() if games else ()
    if not any(game.challenge(name) for game in said):
        raise NotFound(kind="challenge")
