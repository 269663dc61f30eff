"""Offers at rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Row,
    and_,
    case,
    func,
    insert,
    or_,
    select,
    update,
)

from muvengine.core.errors import NotFound, SoldOut, SoldOutToday
from muvengine.core.vouchers.offer import Offer, OfferState, Period
from muvengine.store.tables import metadata
from muvengine.store.terms import terms_columns, terms_of

_OFFER: Final = metadata.tables["offer"]
_SHOP: Final = metadata.tables["shop"]


@dataclass(frozen=True, slots=True)
class OfferOfShop:
    """An offer with the name of its shop."""

    offer: Offer
    shop_key: str
    shop_name: str


class OfferStore:
    """Find and change offers inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, offer: Offer, *, now: datetime) -> int:
        """Keep a new offer and give its number."""
        written = self._connection.execute(
            insert(_OFFER).values(**_values(offer), issued=0, created_at=now).returning(_OFFER.c.id)
        )
        return int(written.scalar_one())

    def replace(self, offer: Offer) -> None:
        """Change what a shop gives; vouchers already sold keep what they promised.

        Raises:
            NotFound: no such offer.
            SoldOut: the new stock is below what was sold.
        """
        changed = self._connection.execute(
            update(_OFFER)
            .where(_OFFER.c.id == offer.id)
            .where(_OFFER.c.issued <= (offer.stock if offer.stock is not None else 2**31))
            .values(**_values(offer))
        )
        if changed.rowcount != 1:
            self.get(offer.id)
            raise SoldOut(offer=offer.id)

    def get(self, offer_id: int) -> OfferOfShop:
        """Find an offer.

        Raises:
            NotFound: no such offer.
        """
        row = self._connection.execute(_select().where(_OFFER.c.id == offer_id)).first()
        if row is None:
            raise NotFound(offer=offer_id)
        return _offer(row)

    def listed(self, *, shop_id: int | None = None, on: date | None = None) -> list[OfferOfShop]:
        """List offers, cheapest first.

        Args:
            shop_id: of one shop only.
            on: only those on sale on that day, in open shops.
        """
        query = _select().order_by(_OFFER.c.price_points, _OFFER.c.id)
        if shop_id is not None:
            query = query.where(_OFFER.c.shop_id == shop_id)
        if on is not None:
            query = query.where(
                _OFFER.c.state == OfferState.LIVE.value,
                _SHOP.c.state == "open",
                or_(_OFFER.c.visible_from.is_(None), _OFFER.c.visible_from <= on),
                or_(_OFFER.c.visible_until.is_(None), _OFFER.c.visible_until >= on),
            )
        return [_offer(row) for row in self._connection.execute(query)]

    def set_none(self, offer_id: int, shop_id: int, until: date | None) -> bool:
        """Note until when a shop has none of its offer; False when it is not its offer."""
        changed = self._connection.execute(
            update(_OFFER)
            .where(_OFFER.c.id == offer_id, _OFFER.c.shop_id == shop_id)
            .values(none_until=until)
        )
        return changed.rowcount == 1

    def take(self, offer_id: int, today: date) -> None:
        """Take one from the stock and one from the day's, in one guarded step.

        Args:
            offer_id: which.
            today: on the town's calendar; after a clock was set back, the later day counts on.

        Raises:
            SoldOut: nothing is left.
            SoldOutToday: nothing is left today.
        """
        offer = _OFFER.c
        same_day = and_(offer.sold_on.is_not(None), offer.sold_on >= today)
        stocked = or_(offer.stock.is_(None), offer.issued < offer.stock)
        below = or_(
            offer.daily_issue_limit.is_(None),
            func.coalesce(offer.sold_on < today, True),
            offer.sold_that_day < offer.daily_issue_limit,
        )
        taken = self._connection.execute(
            update(_OFFER)
            .where(offer.id == offer_id, stocked, below)
            .values(
                issued=offer.issued + 1,
                sold_that_day=case((same_day, offer.sold_that_day + 1), else_=1),
                sold_on=case((same_day, offer.sold_on), else_=today),
            )
        )
        if taken.rowcount != 1:
            empty = select(offer.id).where(offer.id == offer_id, ~stocked)
            gone = self._connection.execute(empty).first() is not None
            raise SoldOut(offer=offer_id) if gone else SoldOutToday(offer=offer_id)

    def give_back(self, offer_id: int, sold_on: date | None = None) -> None:
        """Put one back into the stock, and into its day's when that is the last one sold on."""
        offer = _OFFER.c
        that_day = and_(offer.sold_on == sold_on, offer.sold_that_day > 0)
        self._connection.execute(
            update(_OFFER)
            .where(offer.id == offer_id)
            .values(
                issued=offer.issued - 1,
                sold_that_day=offer.sold_that_day - case((that_day, 1), else_=0),
            )
        )


def _select() -> Any:  # noqa: ANN401  SQLAlchemy's own type names every column
    joined = _OFFER.join(_SHOP, _OFFER.c.shop_id == _SHOP.c.id)
    return select(
        _OFFER, _SHOP.c.key.label("shop_key"), _SHOP.c.name.label("shop_name")
    ).select_from(joined)


def _offer(row: Row[Any]) -> OfferOfShop:
    offer = Offer(
        id=row.id,
        shop_id=row.shop_id,
        title=row.title,
        note=row.note,
        pictogram=row.pictogram,
        kind=row.kind,
        price_points=row.price_points,
        face_cents=row.face_cents,
        shop_share_cents=row.shop_share_cents,
        divisible=row.divisible,
        stock=row.stock,
        issued=row.issued,
        per_person=row.per_person,
        per_person_period=Period(row.per_person_period),
        visible_from=row.visible_from,
        visible_until=row.visible_until,
        valid_days=row.valid_days,
        state=OfferState(row.state),
        none_until=row.none_until,
        terms=terms_of(row),
        daily_issue_limit=row.daily_issue_limit,
        sold_on=row.sold_on,
        sold_that_day=row.sold_that_day,
    )
    return OfferOfShop(offer, row.shop_key, row.shop_name)


def _values(offer: Offer) -> dict[str, Any]:
    return {
        "shop_id": offer.shop_id,
        "title": dict(offer.title),
        "note": dict(offer.note),
        "pictogram": offer.pictogram,
        "kind": offer.kind,
        "price_points": offer.price_points,
        "face_cents": offer.face_cents,
        "shop_share_cents": offer.shop_share_cents,
        "divisible": offer.divisible,
        "stock": offer.stock,
        "per_person": offer.per_person,
        "per_person_period": offer.per_person_period.value,
        "visible_from": offer.visible_from,
        "visible_until": offer.visible_until,
        "valid_days": offer.valid_days,
        "state": offer.state.value,
        "daily_issue_limit": offer.daily_issue_limit,
        **terms_columns(offer.terms),
    }
