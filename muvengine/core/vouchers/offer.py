"""What a shop gives for points, and who may have it now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from muvengine.core.errors import BadInput, OfferClosed, SoldOut, SoldOutToday
from muvengine.core.vouchers.terms import Terms

PERCENT_OFF: Final = "percent_off"


class OfferState(StrEnum):
    """Only a live offer can be bought; vouchers already sold stay good."""

    DRAFT = "draft"
    LIVE = "live"
    PAUSED = "paused"
    CLOSED = "closed"


class Payer(StrEnum):
    """Who gives the worth of an offer: the town, the shop, or each a part."""

    TOWN = "town"
    SHOP = "shop"
    BOTH = "both"


class Period(StrEnum):
    """How long a person's limit lasts; a season is a calendar year here."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"


@dataclass(frozen=True, slots=True)
class Offer:
    """A good, or an amount of money off, for a price in points.

    Attributes:
        id: 0 before it is kept.
        shop_id: who gives it.
        title, note: words by language.
        pictogram: its drawing.
        kind: item, amount_off or percent_off.
        price_points: above zero.
        face_cents: what the programme pays the shop, for a percentage at most; 0 when the shop
            pays itself.
        shop_share_cents: what the shop gives of its own; nothing is owed for it.
        terms: what the shop asks when it takes a voucher.
        divisible: may be used in parts.
        stock: how many there are in all; None for no limit.
        issued: vouchers sold and not void.
        daily_issue_limit: how many may be sold a day; None for no limit.
        sold_on, sold_that_day: the last day on which one was sold, and how many that day.
        per_person, per_person_period: how many one person may have in a period.
        visible_from, visible_until: first and last day on sale, or None.
        valid_days: life of a voucher, the day of issue included.
        state: see ``OfferState``.
        none_until: the shop has none of it up to this day, included; None when it has.
    """

    shop_id: int
    title: Mapping[str, str]
    price_points: int
    face_cents: int
    id: int = 0
    note: Mapping[str, str] = field(default_factory=dict)
    pictogram: str = "gift"
    kind: str = "item"
    shop_share_cents: int = 0
    divisible: bool = False
    stock: int | None = None
    issued: int = 0
    per_person: int = 1
    per_person_period: Period = Period.WEEK
    visible_from: date | None = None
    visible_until: date | None = None
    valid_days: int = 90
    state: OfferState = OfferState.LIVE
    none_until: date | None = None
    terms: Terms = field(default_factory=Terms)
    daily_issue_limit: int | None = None
    sold_on: date | None = None
    sold_that_day: int = 0

    def none_on(self, day: date) -> bool:
        """Tell whether the shop said that it has none of it on a local day."""
        return self.none_until is not None and day <= self.none_until

    @property
    def stock_left(self) -> int | None:
        """How many can still be sold; None for no limit."""
        return None if self.stock is None else max(0, self.stock - self.issued)

    @property
    def worth_cents(self) -> int:
        """What it is worth to the person who has it."""
        return self.face_cents + self.shop_share_cents

    @property
    def payer(self) -> Payer:
        """Who gives this worth."""
        if not self.face_cents:
            return Payer.SHOP
        return Payer.BOTH if self.shop_share_cents else Payer.TOWN

    def left_today(self, today: date) -> int | None:
        """How many can still be sold on a local day; None for no daily limit."""
        if self.daily_issue_limit is None:
            return None
        # A clock set back counts towards the later day.
        sold = self.sold_that_day if self.sold_on and self.sold_on >= today else 0
        return max(0, self.daily_issue_limit - sold)

    def on_sale(self, today: date) -> bool:
        """Tell whether it can be bought on a local day, stock aside."""
        return (
            self.state is OfferState.LIVE
            and (self.visible_from is None or self.visible_from <= today)
            and (self.visible_until is None or today <= self.visible_until)
        )


def check_whole(offer: Offer) -> None:
    """Refuse an offer that contradicts itself.

    Raises:
        BadInput: ``fields["percent_off"]`` is missing on a part off the bill, or there on
            something else; ``fields["divisible"]`` for a part off the bill in parts.
    """
    percent = offer.terms.percent_off
    if (offer.kind == PERCENT_OFF) != (percent is not None):
        raise BadInput(fields={"percent_off": "missing" if percent is None else "unwanted"})
    if percent is not None and offer.divisible:
        raise BadInput(fields={"divisible": "percent_off"})


def check_on_sale(offer: Offer, today: date) -> None:
    """Refuse what cannot be bought on a local day.

    Raises:
        OfferClosed: not live, not yet, or no longer on sale.
        SoldOut: the shop has none of it today, with the fact ``none_until``; or nothing is
            left.  Not ``OfferClosed``: the offer goes on, and comes back by itself.
        SoldOutToday: nothing is left today; tomorrow there is.
    """
    if not offer.on_sale(today):
        raise OfferClosed(offer=offer.id)
    if offer.none_on(today):
        raise SoldOut(offer=offer.id, none_until=offer.none_until)
    if offer.stock_left == 0:
        raise SoldOut(offer=offer.id)
    if offer.left_today(today) == 0:
        raise SoldOutToday(offer=offer.id)


def period_key(period: Period, today: date) -> str:
    """Name the period a day lies in: ``2026-03-14``, ``2026-W11``, ``2026-03`` or ``2026``."""
    if period is Period.DAY:
        return today.isoformat()
    if period is Period.WEEK:
        year, week, _ = today.isocalendar()
        return f"{year}-W{week:02d}"
    return f"{today:%Y-%m}" if period is Period.MONTH else f"{today:%Y}"
