"""Near the ways of a person: by what is kept of their trips, never by a trace."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from muvengine.core.routes.route import Route
from muvengine.core.routes.set_route import SetRoute
from muvengine.core.routes.zone import Zone
from muvengine.core.trips.trip import RouteShare, Trip
from muvengine.core.vouchers.near import followed, near_shops
from muvengine.core.vouchers.shop import Shop
from tests.people import NOON

TODAY = NOON.date()
# One hundred metres north are 0.0009 degrees.
STREET = SetRoute(
    Route("street", np.array([43.64, 43.64]), np.array([5.08, 5.10])), {"en": "Street"}
)
SQUARE = SetRoute(Route("square", np.array([43.6412, 43.6412]), np.array([5.08, 5.10])), {})
TRIP = Trip(
    public_id="one",
    person_id=1,
    submitted_by=None,
    channel="page",
    mode="walk",
    start_at=NOON,
    end_at=NOON,
    local_day=TODAY,
    distance_m=1000,
    duration_s=600,
    outcome="confirmed",
    reasons=(),
    evidence_class="trace",
    fixes_sha256="",
    shape_sha256="",
    created_at=NOON,
    routes=(RouteShare("street", 0.8),),
)


def shop(key: str, lat: float, lon: float = 5.09) -> Shop:
    return Shop(key, key, lat, lon)


# fmt: off
TRIPS = [
    ("a trip that counts",            {},                                            {"street"}),
    ("one from last season",          {"local_day": TODAY - timedelta(days=91)},     set()),
    ("a doubtful one",                {"outcome": "doubtful"},                       set()),
    ("one that was taken back",       {"withdrawn_at": NOON},                        set()),
    ("one that only crossed a route", {"routes": (RouteShare("street", 0.3),)},      set()),
]
# fmt: on


@pytest.mark.parametrize(("changed", "keys"), [row[1:] for row in TRIPS], ids=[r[0] for r in TRIPS])
def test_a_route_is_followed_by_trips_that_count(
    changed: dict[str, object], keys: set[str]
) -> None:
    assert followed([replace(TRIP, **changed)], TODAY) == keys  # type: ignore[arg-type]


def test_a_shop_is_near_by_the_nearest_route_somebody_follows() -> None:
    shops = [shop("door", 43.6401), shop("between", 43.6409), shop("far", 43.65)]
    found = near_shops(shops, [STREET, SQUARE], None)
    assert set(found) == {"door", "between"}
    assert found["door"].route is STREET
    assert found["door"].on_route
    assert found["between"].route is SQUARE
    assert found["between"].distance_m == pytest.approx(33, abs=2)
    assert not near_shops(shops, [], None)


def test_a_step_aside_is_no_more_than_two_minutes() -> None:
    found = near_shops([shop("aside", 43.6412), shop("too-far", 43.6414)], [STREET], None)
    assert set(found) == {"aside"}
    assert not found["aside"].on_route
    assert found["aside"].distance_m == pytest.approx(133, abs=2)


def test_shops_of_the_chosen_zone_are_near_unless_a_route_tells_more() -> None:
    lat, lon = np.array([43.63, 43.66, 43.66, 43.63]), np.array([5.08, 5.08, 5.10, 5.10])
    zone = Zone("centre", {"en": "Centre"}, lat, lon)
    shops = [shop("door", 43.64), shop("inside", 43.65), shop("outside", 43.65, 5.13)]
    found = near_shops(shops, [STREET], zone)
    assert set(found) == {"door", "inside"}
    assert found["door"].zone is None
    assert found["inside"].zone is zone
