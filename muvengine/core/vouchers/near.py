"""Which shops lie near the routes somebody follows, or in the zone they chose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from muvengine.core.modes.verdict import Outcome
from muvengine.core.routes.beside import ASIDE_M_MAX
from muvengine.core.routes.nearest import nearest
from muvengine.core.routes.set_route import SetRoute
from muvengine.core.routes.zone import Zone, ZoneIndex
from muvengine.core.trips.trip import Trip
from muvengine.core.vouchers.shop import Shop

FOLLOWED_DAYS: Final = 90
FOLLOWED_SHARE_MIN: Final = 0.5
"""Half of a route: who crosses one does not follow it."""


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """Why a shop is near for somebody: by a route of theirs, else by the zone they chose.

    Attributes:
        route: the nearest of the routes they follow.
        distance_m: from the shop to it.
        zone: that they chose; None where a route tells.
    """

    route: SetRoute | None = None
    distance_m: float = 0.0
    zone: Zone | None = None

    @property
    def on_route(self) -> bool:
        """Tell whether who follows the route passes the shop."""
        return self.route is not None and self.distance_m <= self.route.line.buffer_m


def followed(trips: Iterable[Trip], today: date) -> frozenset[str]:
    """Give the keys of the routes that trips of the last weeks followed, by what was kept of them.

    Only trips that count tell; no trace is needed.
    """
    since = today - timedelta(days=FOLLOWED_DAYS)
    return frozenset(
        share.key
        for trip in trips
        if trip.outcome == Outcome.CONFIRMED and not trip.withdrawn_at and trip.local_day >= since
        for share in trip.routes
        if share.share >= FOLLOWED_SHARE_MIN
    )


def near_shops(
    shops: Sequence[Shop], routes: Iterable[SetRoute], zone: Zone | None
) -> dict[str, Near]:
    """Give the shops that are near, by key.

    Args:
        shops: of the programme.
        routes: those that the person follows.
        zone: that the person chose; None for none.
    """
    found: dict[str, Near] = {}
    lat, lon = (np.array([getattr(shop, axis) for shop in shops]) for axis in ("lat", "lon"))
    for route in routes:
        apart_m = nearest(route.line, lat, lon).apart_m.tolist()
        for shop, distance_m in zip(shops, apart_m, strict=True):
            known = found.get(shop.key)
            if distance_m <= min(ASIDE_M_MAX, known.distance_m if known else ASIDE_M_MAX):
                found[shop.key] = Near(route, distance_m)
    inside = ZoneIndex([zone] if zone else ())
    for shop in shops:
        if shop.key not in found and inside.at(shop.lat, shop.lon):
            found[shop.key] = Near(zone=zone)
    return found
