"""An organiser keeps an offer, new or changed."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.people.actor import Actor
from muvengine.core.vouchers.offer import Offer
from muvengine.services.attempt import OpenUow


def save_offer(open_uow: OpenUow, offer: Offer, *, actor: Actor, now: datetime) -> int:
    """Keep ``offer`` and give its number; a number of 0 makes a new one.

    Raises:
        NotFound: there is no offer of this number.
        SoldOut: the new stock is below what was sold.
    """
    with open_uow() as uow:
        offer_id = offer.id
        if offer_id:
            uow.offers.replace(offer)
        else:
            offer_id = uow.offers.add(offer, now=now)
        uow.audit.append(actor, "offer.save", "offer", str(offer_id), at=now)
        uow.commit()
    return offer_id
