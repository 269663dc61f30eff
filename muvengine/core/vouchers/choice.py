"""May this person have this offer now, and if not, what stands in the way?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muvengine.core.vouchers.offer import Offer, period_key


class Obstacle(StrEnum):
    """Why an offer cannot be taken, in order of precedence."""

    FROZEN = "frozen"
    SOLD_OUT = "sold_out"
    CEILING = "ceiling"
    UNFUNDED = "unfunded"
    LIMIT = "limit"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Money:
    """What the town can still promise for an offer.

    Attributes:
        budget_cents: free in the budget.
        shop_cents: left of the shop's ceiling; None where it has none.
    """

    budget_cents: int
    shop_cents: int | None = None


def obstacle(
    offer: Offer, *, points: int, had: int, frozen: bool, money: Money | None = None
) -> Obstacle | None:
    """Name the first thing in the way; None when it can be taken.

    A page tells people before they press; the sale itself decides again, under its locks.

    Args:
        offer: on sale today.
        points: that the person can spend.
        had: vouchers of this offer that count against the person's limit.
        frozen: the person's points are on hold.
        money: of the town; None when nobody has looked.
    """
    if frozen:
        return Obstacle.FROZEN
    if offer.stock_left == 0:
        return Obstacle.SOLD_OUT
    if money is not None and money.shop_cents is not None and money.shop_cents < offer.face_cents:
        return Obstacle.CEILING
    if money is not None and money.budget_cents < offer.face_cents:
        return Obstacle.UNFUNDED
    if had >= offer.per_person:
        return Obstacle.LIMIT
    return Obstacle.SHORT if points < offer.price_points else None


def had_in_period(offer: Offer, bought_on: Iterable[date], today: date) -> int:
    """Count purchases that lie in the same period as today.

    Args:
        offer: whose period counts.
        bought_on: local days on which the person bought it, given-back ones left out.
        today: on the town's calendar.
    """
    now = period_key(offer.per_person_period, today)
    return sum(period_key(offer.per_person_period, day) == now for day in bought_on)
