"""What an organiser does to a draw by hand: tell the number from outside, cancel, hand over."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.errors import NotPossible
from muvengine.core.game.draw import DrawState, check_cancel, plain_number
from muvengine.core.ledger.journal import given_reason
from muvengine.core.people.actor import Actor
from muvengine.services.attempt import OpenUow
from muvengine.services.draw_prizes import NewToken, draw_winners, issue_prizes


def tell_outside(
    open_uow: OpenUow, key: str, typed: str, *, actor: Actor, now: datetime, new_token: NewToken
) -> None:
    """Write down the number from outside; the winners are drawn at once.

    Args:
        open_uow: starts a writing transaction.
        key: of a draw whose tickets are frozen.
        typed: the number or numbers, in any order; see ``plain_number``.
        actor: by whose hand.
        now: in the town's zone.
        new_token: draws the codes of vouchers that are won.

    Raises:
        NotFound: no such draw.
        BadInput: no number in it.
        NotPossible: its tickets are not frozen yet, it asks for no number or knows it, or is over.
    """
    value = plain_number(typed)
    with open_uow() as uow:
        draw = uow.draws.locked(uow.draws.get(key=key).id)
        if draw.state is not DrawState.FROZEN or draw.ready:
            raise NotPossible(state=draw.state.value)
        uow.draws.tell_outside(draw.id, value)
        said = {"number": value}
        uow.audit.append(actor, "draw.outside", "draw", key, at=now, meta=said)
        uow.commit()
    if draw_winners(open_uow, draw.id, now=now):
        issue_prizes(open_uow, now=now, new_token=new_token)


def cancel_draw(open_uow: OpenUow, key: str, reason: str, *, actor: Actor, now: datetime) -> None:
    """Let a draw not take place: everybody reads why, and its seed is opened.

    Raises:
        NotFound: no such draw.
        ReasonMissing: fewer than five characters.
        NotPossible: it was drawn or cancelled before.
    """
    reason = given_reason(reason)
    with open_uow() as uow:
        draw = uow.draws.locked(uow.draws.get(key=key).id)
        check_cancel(draw)
        uow.draws.cancel(draw.id, reason, now=now)
        uow.audit.append(actor, "draw.cancel", "draw", key, at=now, meta={"reason": reason})
        uow.commit()


def hand_over(open_uow: OpenUow, prize_id: int, note: str, *, actor: Actor, now: datetime) -> None:
    """Write down that a prize was handed to its winner.

    A voucher is issued by itself; one that waits because it cannot be may be made good by hand.

    Args:
        open_uow: starts a writing transaction.
        prize_id: of a prize that was won.
        note: how, at least five characters; the audit keeps it.
        actor: by whose hand.
        now: aware.

    Raises:
        NotFound: no such prize.
        ReasonMissing: fewer than five characters.
        NotPossible: nobody won it, it was given before, or its voucher is on its way.
    """
    note = given_reason(note)
    with open_uow() as uow:
        prize, key = uow.draw_prizes.locked(prize_id)
        on_its_way = prize.offer_id is not None and not prize.waits
        if prize.ticket is None or prize.given_at is not None or on_its_way:
            raise NotPossible(prize=prize_id)
        uow.draw_prizes.handed_over(prize_id, note, by=actor.id, now=now)
        said = {"place": prize.place, "note": note}
        uow.audit.append(actor, "draw.hand_over", "draw", key, at=now, meta=said)
        uow.commit()
