"""An organiser answers a shop that asked to join."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.people.actor import Actor
from muvengine.core.people.permission import require_organiser
from muvengine.core.vouchers.shop import Shop
from muvengine.core.vouchers.shop_request import RequestState
from muvengine.services.attempt import OpenUow


def accept_request(
    open_uow: OpenUow, request_id: int, shop: Shop, *, actor: Actor, now: datetime
) -> int:
    """Make the shop of a request and give its number.

    Args:
        open_uow: starts a writing transaction.
        request_id: the request's number.
        shop: placed and named by the organiser; its key must be free.
        actor: an organiser.
        now: aware.

    Raises:
        NotAllowed: this is for organisers.
        NotFound: no such request, or it was forgotten.
        BadInput: the key belongs to another shop.
        NotPossible: it was answered before.
    """
    require_organiser(actor)
    with open_uow() as uow:
        kept = uow.shop_requests.get(request_id)
        if any(other.key == shop.key for other in uow.shops.listed(open_only=False)):
            # One that was answered is told as such, also to whom presses twice.
            if kept.state is not RequestState.WAITING:
                raise NotPossible(state=kept.state.value)
            raise BadInput(fields={"key": "taken"})
        shop_id = uow.shops.save(shop, now=now)
        state = RequestState.ACCEPTED
        if not uow.shop_requests.answer(request_id, state, now=now, by=actor.id, shop_id=shop_id):
            raise NotPossible(state="answered")
        uow.audit.append(actor, "shop.accept", "shop", shop.key, at=now)
        uow.commit()
    return shop_id


def decline_request(
    open_uow: OpenUow, request_id: int, reason: str, *, actor: Actor, now: datetime
) -> None:
    """Say no to a request, with the reason that the shop reads.

    Raises:
        NotAllowed: this is for organisers.
        BadInput: no reason is given.
        NotFound: no such request, or it was forgotten.
        NotPossible: it was answered before.
    """
    require_organiser(actor)
    if not reason.strip():
        raise BadInput(fields={"reason": "needed"})
    with open_uow() as uow:
        uow.shop_requests.get(request_id)
        state = RequestState.DECLINED
        if not uow.shop_requests.answer(
            request_id, state, now=now, by=actor.id, reason=reason.strip()
        ):
            raise NotPossible(state="answered")
        uow.audit.append(actor, "shop.decline", "request", str(request_id), at=now)
        uow.commit()
