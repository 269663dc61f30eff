"""A person wins a voucher: the programme's money for it moves, and none of their points.

Called inside another service's transaction, which sees to it that it happens once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from muvengine.core.errors import OfferClosed
from muvengine.core.ledger import events
from muvengine.core.ledger.journal import By
from muvengine.core.ledger.worth import Worth
from muvengine.core.vouchers.code import draw_code
from muvengine.core.vouchers.offer import OfferState
from muvengine.core.vouchers.signed_text import draw_token_id
from muvengine.services.buy_voucher import Purchase, new_voucher
from muvengine.store.unit_of_work import UnitOfWork


def win_voucher(
    uow: UnitOfWork, offer_id: int, person_id: int, by: By, new_token: Callable[[], str]
) -> int:
    """Issue a voucher that costs no points, and give its number.

    It takes no place of those a person may buy.  An offer that is not on sale can be won: one
    may be made for that alone.

    Args:
        uow: writing.
        offer_id: whose voucher.
        person_id: who won it.
        by: whose hand, when (in the town's zone) and why.
        new_token: draws the code and the QR's token.

    Raises:
        NotFound: no such offer, or the person's account is closed.
        OfferClosed: the offer or its shop is closed for good.
        SoldOut, SoldOutToday: nothing of it is left.
        Unfunded: the budget, or the part of it that this shop may take, does not hold it.
    """
    uow.people.get(person_id)
    offer = replace(uow.offers.get(offer_id).offer, price_points=0)
    if offer.state is OfferState.CLOSED or not uow.shops.get(shop_id=offer.shop_id).open:
        raise OfferClosed(offer=offer_id)
    today = by.at.date()
    uow.offers.take(offer_id, today)
    uow.ceilings.check(offer.shop_id, offer.face_cents, today)
    names = draw_code(new_token()), draw_token_id(new_token())
    worth = Worth(person_id, 0, offer.face_cents)
    posted = uow.ledger.post(events.voucher_issue(names[1], worth, by), by.at)
    bought = Purchase(offer_id, person_id)
    return uow.vouchers.add_won(new_voucher(offer, bought, names, posted.id, by.at))
