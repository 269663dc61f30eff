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
    SOLD_OUT_TODAY = "sold_out_today"
    CEILING = "ceiling"
    UNFUNDED = "unfunded"
    LIMIT = "limit"
    DAY_LIMIT = "day_limit"
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

    def over_ceiling(self, offer: Offer) -> bool:
        """Tell whether the offer is worth more than what is left of its shop's ceiling."""
        return self.shop_cents is not None and self.shop_cents < offer.face_cents


@dataclass(frozen=True, slots=True)
class Chooser:
    """Somebody who looks at offers.

    Attributes:
        points: that they can spend.
        frozen: their points are on hold.
        left_today: how many vouchers they may still take today, over all offers.
        said_age: how many years old they were said to be at least; 0 when nobody asked.
    """

    points: int
    frozen: bool = False
    left_today: int = 1
    said_age: int = 0


def obstacle(
    offer: Offer, who: Chooser, *, had: int, today: date, money: Money | None = None
) -> Obstacle | None:
    """Name the first thing in the way; None when it can be taken.

    A page tells people before they press; the sale itself decides again, under its locks.

    Args:
        offer: on sale today.
        who: looks at it.
        had: vouchers of this offer that count against the person's limit.
        today: on the town's calendar.
        money: of the town; None when nobody has looked.
    """
    standing = {
        Obstacle.FROZEN: who.frozen,
        Obstacle.SOLD_OUT: offer.none_on(today) or offer.stock_left == 0,
        Obstacle.SOLD_OUT_TODAY: offer.left_today(today) == 0,
        Obstacle.CEILING: money is not None and money.over_ceiling(offer),
        Obstacle.UNFUNDED: money is not None and money.budget_cents < offer.face_cents,
        Obstacle.LIMIT: had >= offer.per_person,
        Obstacle.DAY_LIMIT: who.left_today <= 0,
        Obstacle.SHORT: who.points < offer.price_points,
    }
    return next((one for one, stands in standing.items() if stands), None)


def age_to_say(offer: Offer, who: Chooser) -> int | None:
    """Give the age somebody must say once that they have; None when nothing is to be said."""
    min_age = offer.terms.min_age
    return None if min_age is None or who.said_age >= min_age else min_age


def had_in_period(offer: Offer, bought_on: Iterable[date], today: date) -> int:
    """Count purchases that lie in the same period as today.

    Args:
        offer: whose period counts.
        bought_on: local days on which the person bought it, given-back ones left out.
        today: on the town's calendar.
    """
    now = period_key(offer.per_person_period, today)
    return sum(period_key(offer.per_person_period, day) == now for day in bought_on)
