"""Which shops are near for somebody, from what is kept of their trips."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from muvengine.core.vouchers.near import Near, followed
from muvengine.core.vouchers.near import near_shops as near_of
from muvengine.store.unit_of_work import UnitOfWork

# The latest trips tell which routes somebody follows now.
TRIPS_MAX: Final = 50


def near_shops(
    open_reading: Callable[[], UnitOfWork], person_id: int, today: date
) -> dict[str, Near]:
    """Give the shops near the routes that somebody follows or in their zone, by key.

    Args:
        open_reading: starts a reading transaction.
        person_id: whose; only which routes their trips counted for is looked at.
        today: local.
    """
    with open_reading() as uow:
        keys = followed(uow.trips.page(person_id, before=None, most=TRIPS_MAX), today)
        routes = [route for route in uow.routes.live() if route.line.key in keys]
        quarter = uow.board_players.quarter(person_id)
        chosen = [zone for zone in uow.zones.all_of_them() if quarter and zone.key == quarter[0]]
        shops = uow.shops.listed(open_only=True) if routes or chosen else []
    on_time = [route for route in routes if route.holds_on(today)]
    return near_of(shops, on_time, chosen[0] if chosen else None)
