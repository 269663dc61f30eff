"""What can be had for points."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from muvengine.store.offers import OfferOfShop
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]

__all__ = ["OfferOfShop", "offer", "offers_of_shop", "offers_on_sale", "picture", "pictures_of"]


def offers_on_sale(open_reading: OpenReading, today: date) -> list[OfferOfShop]:
    """List what is on sale on a local day, cheapest first; sold out ones are among them."""
    with open_reading() as uow:
        return uow.offers.listed(on=today)


def offers_of_shop(open_reading: OpenReading, shop_id: int) -> list[OfferOfShop]:
    """List everything a shop gives or gave."""
    with open_reading() as uow:
        return uow.offers.listed(shop_id=shop_id)


def picture(open_reading: OpenReading, offer_id: int, key: str) -> bytes:
    """Give an offer's picture.

    Raises:
        NotFound: no such picture, or not any more.
    """
    with open_reading() as uow:
        return uow.pictures.get(offer_id, key)


def pictures_of(open_reading: OpenReading, offer_ids: Collection[int]) -> dict[int, bytes]:
    """Give the pictures of several offers, by offer."""
    with open_reading() as uow:
        return uow.pictures.of(offer_ids)


def offer(open_reading: OpenReading, offer_id: int) -> OfferOfShop:
    """Give one offer.

    Raises:
        NotFound: no such offer.
    """
    with open_reading() as uow:
        return uow.offers.get(offer_id)
