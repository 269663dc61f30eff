"""Somebody comes on the boards under a pseudonym, leaves them, or plays for a quarter."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.game.pseudonym import check_pseudonym
from muvengine.core.game.team import counts_from, counts_until
from muvengine.core.people.actor import Actor
from muvengine.core.people.permission import HELPERS
from muvengine.services.attempt import OpenUow
from muvengine.store.boards import QUARTER
from muvengine.store.unit_of_work import UnitOfWork

KIND: Final = "person"


def join_board(
    open_uow: OpenUow,
    person_id: int,
    pseudonym: str,
    *,
    actor: Actor,
    now: datetime,
    word_given: bool = False,
) -> str:
    """Put somebody on the boards, with all their weeks; give the pseudonym as it is kept.

    Args:
        open_uow: starts a writing transaction.
        person_id: who.
        pseudonym: as they chose it.
        actor: whose hand it is.
        now: aware.
        word_given: a helper says that this person has asked for it; recorded with their hand.

    Raises:
        NotFound: nobody, or their account is closed.
        NotPossible: a helper without this person's word; or they are on the boards.
        BadInput: ``fields["pseudonym"]``, see ``check_pseudonym``, or ``taken``.
    """
    helped = actor.kind in HELPERS
    if helped and not word_given:
        raise NotPossible(word="missing")
    with open_uow() as uow:
        uow.trips.lock_owner(person_id)
        if uow.board_players.get(person_id) is not None:
            raise NotPossible(board="joined")
        name = check_pseudonym(pseudonym, uow.people.get(person_id).name)
        if not uow.board_players.join(person_id, name, by=actor.id, now=now):
            raise BadInput(fields={"pseudonym": "taken"})
        uow.board_rows.place(person_id)
        _note(uow, actor, "board.join", person_id, now)
        uow.commit()
    return name


def leave_board(open_uow: OpenUow, person_id: int, *, actor: Actor, now: datetime) -> bool:
    """Take somebody off every board at once, and forget their pseudonym.

    Returns:
        False where they were on none.
    """
    with open_uow() as uow:
        uow.trips.lock_owner(person_id)
        left = uow.board_players.leave(person_id)
        if left:
            _note(uow, actor, "board.leave", person_id, now)
        uow.commit()
    return left


def play_for_quarter(
    open_uow: OpenUow, person_id: int, zone_key: str, *, actor: Actor, now: datetime
) -> None:
    """Let somebody's weeks count for a quarter, from the next Monday on; "" for none.

    Raises:
        NotFound: nobody, or no such quarter.
    """
    with open_uow() as uow:
        if zone_key:
            uow.zones.get(zone_key)
        uow.trips.lock_owner(person_id)
        day = uow.programme.local_day(now)
        mine = uow.board_players.quarter(person_id)
        if (mine[0] if mine else "") == zone_key:
            return
        if mine:
            uow.board_players.leave_quarter(person_id, counts_until(day))
            uow.board_rows.recount((QUARTER, mine[0]), counts_from(day))
        if zone_key:
            first_day = counts_from(day)
            uow.board_players.play_for(person_id, zone_key, first_day, by=actor.id, now=now)
            uow.board_rows.recount((QUARTER, zone_key), first_day)
        _note(uow, actor, "board.quarter", person_id, now)
        uow.commit()


def _note(uow: UnitOfWork, actor: Actor, act: str, person_id: int, now: datetime) -> None:
    """Remember what a helper did; what people do for themselves is nobody's to look up."""
    if actor.kind in HELPERS:
        uow.audit.append(actor, act, KIND, str(person_id), at=now)
