"""An organiser keeps an offer, new or changed."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor
from muvengine.core.vouchers.offer import Offer, check_whole
from muvengine.services.attempt import OpenUow, once
from muvengine.store.unit_of_work import UnitOfWork


def save_offer(
    open_uow: OpenUow,
    offer: Offer,
    *,
    actor: Actor,
    now: datetime,
    attempt: Attempt | None = None,
) -> int:
    """Keep ``offer`` and give its number; a number of 0 makes a new one.

    Args:
        open_uow: starts a writing transaction.
        offer: whole, as it shall be.
        actor: by whose hand.
        now: aware.
        attempt: claims the write, so that a form sent twice makes one offer; None for callers
            that repeat nothing.

    Raises:
        KeyReused: the attempt's key was used for something else.
        BadInput: see ``check_whole``.
        NotFound: there is no offer of this number.
        SoldOut: the new stock is below what was sold.
    """
    check_whole(offer)

    def work(uow: UnitOfWork) -> int:
        if offer.id:
            uow.offers.replace(offer)
        offer_id = offer.id or uow.offers.add(offer, now=now)
        uow.audit.append(actor, "offer.save", "offer", str(offer_id), at=now)
        return offer_id

    if attempt is not None:
        return int(once(open_uow, attempt, work).value)
    with open_uow() as uow:
        offer_id = work(uow)
        uow.commit()
    return offer_id
