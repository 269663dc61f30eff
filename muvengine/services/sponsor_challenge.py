"""A shop drafts a challenge; an organiser accepts it, declines it, stops or cancels it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from muvengine.core.errors import NotPossible
from muvengine.core.game.challenges.sponsored import Sponsored, SponsoredState, check_sponsored
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.ledger.journal import given_reason
from muvengine.core.people.actor import Actor
from muvengine.core.people.permission import require_organiser
from muvengine.core.vouchers.offer import Offer, OfferState
from muvengine.services.attempt import OpenUow, once
from muvengine.store.unit_of_work import UnitOfWork

KIND: Final = "sponsored"
DRAFTS_MAX: Final = 5
"""Drafts of one shop that may wait for an answer."""

# Nobody buys it: the offer is there to be won, and keeps the stock.
_PRICE_POINTS: Final = 1


def draft_challenge(
    open_uow: OpenUow,
    wanted: Sponsored,
    *,
    attempt: Attempt,
    now: datetime,
    new_token: Callable[[], str],
) -> str:
    """Keep what a shop proposes, and give its public id.

    Args:
        open_uow: starts a writing transaction.
        wanted: as the shop wrote it.
        attempt: claims the write; its actor is the shop's tablet.
        now: aware.
        new_token: draws the public id.

    Raises:
        BadInput: see ``check_sponsored``.
        NotPossible: too many drafts wait already.
        KeyReused: the attempt's key was used for something else.
    """

    def work(uow: UnitOfWork) -> dict[str, Any]:
        check_sponsored(wanted, uow.programme.local_day(now))
        held = uow.sponsored.listed(shop_id=wanted.shop_id)
        waiting = [one for one in held if one.sponsored.state is SponsoredState.DRAFT]
        if len(waiting) >= DRAFTS_MAX:
            raise NotPossible(challenge="drafts")
        kept = replace(wanted, public_id=new_token())
        uow.sponsored.draft(kept, now=now)
        uow.audit.append(attempt.actor, "sponsored.draft", KIND, kept.public_id, at=now)
        return {"public_id": kept.public_id}

    return str(once(open_uow, attempt, work).value["public_id"])


def accept_sponsored(open_uow: OpenUow, public_id: str, *, actor: Actor, now: datetime) -> None:
    """Let people join: the good becomes an offer that can only be won, with its own stock.

    The shop gives it: the programme pays nothing for it.

    Raises:
        NotAllowed: this is for organisers.
        NotFound: no such draft.
        NotPossible: it was answered before, or its last day is over.
    """
    require_organiser(actor)
    with open_uow() as uow:
        draft = uow.sponsored.locked(public_id)
        today = uow.programme.local_day(now)
        if draft.state is not SponsoredState.DRAFT or draft.last_day < today:
            raise NotPossible(challenge="answered")
        offer = Offer(
            shop_id=draft.shop_id,
            title=draft.good,
            price_points=_PRICE_POINTS,
            face_cents=0,
            shop_share_cents=draft.worth_cents,
            pictogram=draft.pictogram,
            stock=draft.stock,
            state=OfferState.PAUSED,
        )
        number = uow.offers.add(offer, now=now)
        answer = {"won_offer_id": number, "answered_at": now, "answered_by": actor.id}
        uow.sponsored.turn(draft, SponsoredState.OPEN, **answer)
        uow.audit.append(actor, "sponsored.accept", KIND, public_id, at=now)
        uow.commit()


def decline_sponsored(
    open_uow: OpenUow, public_id: str, reason: str, *, actor: Actor, now: datetime
) -> None:
    """Say no to a draft, with the reason that the shop reads.

    Raises:
        NotAllowed: this is for organisers.
        ReasonMissing: fewer than five characters.
        NotFound: no such draft.
        NotPossible: it was answered before.
    """
    require_organiser(actor)
    told = given_reason(reason)
    with open_uow() as uow:
        draft = uow.sponsored.locked(public_id)
        answer = {"reason": told, "answered_at": now, "answered_by": actor.id}
        if draft.state is not SponsoredState.DRAFT:
            raise NotPossible(challenge="answered")
        uow.sponsored.turn(draft, SponsoredState.DECLINED, **answer)
        uow.audit.append(actor, "sponsored.decline", KIND, public_id, at=now)
        uow.commit()


def stop_sponsored(open_uow: OpenUow, public_id: str, *, actor: Actor, now: datetime) -> None:
    """Let nobody join any more; those who are in go on, and get the good when it is done.

    Raises:
        NotAllowed: this is for organisers.
        NotFound: no such challenge.
        NotPossible: it is not open.
    """
    require_organiser(actor)
    with open_uow() as uow:
        held = uow.sponsored.locked(public_id)
        if held.state is not SponsoredState.OPEN:
            raise NotPossible(challenge="over")
        uow.sponsored.turn(held, SponsoredState.STOPPED)
        uow.audit.append(actor, "sponsored.stop", KIND, public_id, at=now)
        uow.commit()


def cancel_sponsored(
    open_uow: OpenUow, public_id: str, reason: str, *, actor: Actor, now: datetime
) -> None:
    """End a shop's challenge at once: what is done by now is thanked for, nothing later.

    Raises:
        NotAllowed: this is for organisers.
        ReasonMissing: fewer than five characters.
        NotFound: no such challenge.
        NotPossible: it was not accepted, or ended before.
    """
    require_organiser(actor)
    told = given_reason(reason)
    with open_uow() as uow:
        held = uow.sponsored.locked(public_id)
        if held.state not in {SponsoredState.OPEN, SponsoredState.STOPPED}:
            raise NotPossible(challenge="over")
        uow.sponsored.turn(held, SponsoredState.CANCELLED, reason=told)
        runs = [one.id for one in uow.challenges.of_sponsored(held.id)]
        uow.challenges.end(runs, told, now)
        uow.audit.append(actor, "sponsored.cancel", KIND, public_id, {"reason": told}, at=now)
        uow.commit()
