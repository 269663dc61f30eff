"""A shop says that it has none of an offer today, or has it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from muvengine.core.errors import BadInput, NotFound
from muvengine.core.people.actor import Actor
from muvengine.services.attempt import OpenUow

DAYS_AHEAD_MAX: Final = 31
# A voucher that would end meanwhile is good for so many days afterwards.
DAYS_TO_COME_BACK: Final = 3


@dataclass(frozen=True, slots=True)
class NoneLeft:
    """What a shop has none of.

    Attributes:
        shop_id: whose offer it must be.
        offer_id: the offer.
        until: the last day without it, today or later.
    """

    shop_id: int
    offer_id: int
    until: date


def mark_none(open_uow: OpenUow, none: NoneLeft, *, actor: Actor, now: datetime) -> int:
    """Stop the sale of an offer until a day; vouchers that are out stay good.

    Those that would end before people can come back end three days after ``until`` instead.
    Safe to repeat.

    Args:
        open_uow: starts a writing transaction.
        none: what and until when.
        actor: the shop's tablet, or an organiser.
        now: in the town's zone.

    Returns:
        How many vouchers last longer now.

    Raises:
        BadInput: the day is over, or more than 31 days ahead.
        NotFound: the shop has no such offer.
    """
    today = now.date()
    if not timedelta(0) <= none.until - today <= timedelta(days=DAYS_AHEAD_MAX):
        raise BadInput(fields={"until": "out_of_range"})
    with open_uow() as uow:
        if not uow.offers.set_none(none.offer_id, none.shop_id, none.until):
            raise NotFound(kind="offer")
        back = none.until + timedelta(days=DAYS_TO_COME_BACK)
        longer = uow.vouchers.prolong(none.offer_id, first=today, to=back)
        facts = {"until": none.until.isoformat(), "longer": longer}
        uow.audit.append(actor, "offer.none", "offer", str(none.offer_id), facts, at=now)
        uow.commit()
    return longer


def clear_none(
    open_uow: OpenUow, shop_id: int, offer_id: int, *, actor: Actor, now: datetime
) -> None:
    """Put an offer on sale again at once; vouchers that last longer meanwhile keep it.

    Raises:
        NotFound: the shop has no such offer.
    """
    with open_uow() as uow:
        if not uow.offers.set_none(offer_id, shop_id, None):
            raise NotFound(kind="offer")
        uow.audit.append(actor, "offer.some", "offer", str(offer_id), at=now)
        uow.commit()
