"""Somebody leaves for good: they are forgotten, and every sum stays.

What they have goes first, by ordinary journals: open vouchers are closed, points on their way
are released, and all of them end.  Then they leave what others share with them, and at last
their rows go.  The ledger keeps its lines under an account that is nobody's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Final

from muvengine.core.errors import NotAllowed, NotPossible
from muvengine.core.game.team import counts_from, counts_until
from muvengine.core.ledger import events
from muvengine.core.ledger.account import available
from muvengine.core.ledger.journal import By
from muvengine.core.ledger.lots import LotUse
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.identity import Person
from muvengine.core.people.permission import HELPERS
from muvengine.core.trips.review import ReviewState
from muvengine.services.attempt import OpenUow
from muvengine.services.closing import close_usable
from muvengine.services.reach import require_reach
from muvengine.services.release_points import release_award
from muvengine.store.boards import QUARTER, TEAM
from muvengine.store.retry import retried
from muvengine.store.unit_of_work import UnitOfWork
from muvengine.words.catalogue import say

NAME: Final = "erased-"


@dataclass(frozen=True, slots=True)
class Erased:
    """What ended with an account: points, and vouchers that were not used."""

    points: int
    vouchers: int


def erase_person(
    open_uow: OpenUow,
    person_id: int,
    *,
    actor: Actor,
    now: datetime,
    new_token: Callable[[], str],
    again: bool = False,
) -> Erased:
    """Forget a participant, all or nothing.

    Args:
        open_uow: starts a writing transaction.
        person_id: who.
        actor: themselves, or who has their signed wish on paper.
        now: in the town's zone.
        new_token: draws the name of the account that is nobody's.
        again: they were forgotten before, and an older copy of the database still knew them.

    Raises:
        NotFound: nobody, their account is closed already, or a mediator of other centres.
        NotAllowed: somebody else asks who does not act for them.
        NotPossible: they work for the town, or their account is on hold.
    """
    check = _check_played if again else _check_wish
    return retried(partial(_erase, open_uow, person_id, actor, check, now, new_token()))


def _erase(
    open_uow: OpenUow,
    person_id: int,
    actor: Actor,
    check: Callable[[Person, Actor], None],
    now: datetime,
    token: str,
) -> Erased:
    with open_uow() as uow:
        uow.trips.lock_owner(person_id)
        person = uow.people.get(person_id)
        check(person, actor)
        require_reach(uow, actor, person_id, now)
        by = By(actor, now, say("privacy.erase_reason", person.locale))
        vouchers = close_usable(uow, person_id, by)
        points = _end_points(uow, person_id, by)
        _leave_company(uow, person_id, now)
        _stop_questions(uow, person_id, by)
        uow.erasure.forget(person_id, Actor(person.role.value, person_id).key)
        uow.erasure.make_nobody(person_id, NAME + token[:22], now=now)
        meta = {"points": points, "vouchers": vouchers}
        uow.audit.append(actor, "privacy.erase", "person", str(person_id), meta, at=now)
        uow.commit()
    return Erased(points, vouchers)


def _check_played(person: Person, _actor: Actor) -> None:
    if person.role is not Role.PARTICIPANT:
        raise NotPossible(person="staff")


def _check_wish(person: Person, actor: Actor) -> None:
    _check_played(person, actor)
    helped = actor.kind in HELPERS and actor.on_behalf_of in (person.id, None)
    if not helped and actor.id != person.id:
        raise NotAllowed(audience=Role.PARTICIPANT.value)
    if person.frozen:
        raise NotPossible(person="frozen")


def _end_points(uow: UnitOfWork, person_id: int, by: By) -> int:
    for award in uow.awards.waiting_of(person_id):
        release_award(uow, award, by.at)
    uow.ledger.lock(available(person_id))
    ended = 0
    for lot in uow.lots.open(person_id):
        event = events.points_expire(lot.id, person_id, lot.remaining, by)
        posted = uow.ledger.post(event, by.at)
        uow.lots.use(posted.transfers[0], (LotUse(lot.id, lot.remaining),))
        ended += lot.remaining
    return ended


def _leave_company(uow: UnitOfWork, person_id: int, now: datetime) -> None:
    """Leave teams and quarters with the next week, boards and challenges at once."""
    day = uow.programme.local_day(now)
    for team_id in uow.teams.inside(person_id):
        uow.teams.leave(person_id, team_id, counts_until(day))
        uow.board_rows.recount((TEAM, str(team_id)), counts_from(day))
    quarter = uow.board_players.quarter(person_id)
    if quarter is not None:
        uow.board_players.leave_quarter(person_id, counts_until(day))
        uow.board_rows.recount((QUARTER, quarter[0]), counts_from(day))
    uow.board_players.leave(person_id)
    for player, run in uow.challenges.mine(person_id, date.min):
        if uow.challenge_rewards.standing(player.id) is None:
            uow.challenges.leave(player.id, now)
            uow.challenges.touch_run(run.id)


def _stop_questions(uow: UnitOfWork, person_id: int, by: By) -> None:
    for trip_id in uow.reviews.open_of(person_id):
        uow.reviews.close(trip_id, ReviewState.WITHDRAWN, now=by.at, answer="", by=by.actor.id)
