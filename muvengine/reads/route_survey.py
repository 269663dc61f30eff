"""A set route with what lies around it, kept or still being drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from muvengine.core.routes.advice import Advice, Stop, StopAlong, advice, stops_along
from muvengine.core.routes.set_route import SetRoute
from muvengine.core.traces.area import Area
from muvengine.core.vouchers.shop import Shop
from muvengine.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is there before anything is drawn.

    Attributes:
        area: of the programme; None without a limit.
        shops: that take part, by name.
        others: the live routes, by key, without the one that is looked at.
    """

    area: Area | None
    shops: tuple[Shop, ...]
    others: tuple[SetRoute, ...]


@dataclass(frozen=True, slots=True)
class RouteSurvey:
    """A route among its surroundings.

    Attributes:
        around: see ``Surroundings``.
        stops: the chosen shops that are known, in the order of the line.
        aside: how far each shop that takes part lies from the line, by key.
        advice: what is unwise about it.
    """

    around: Surroundings
    stops: tuple[tuple[Shop, StopAlong], ...]
    aside: dict[str, StopAlong]
    advice: tuple[Advice, ...]


def surroundings(open_reading: Callable[[], UnitOfWork], key: str = "") -> Surroundings:
    """Give what is around a route.

    Args:
        open_reading: starts a reading transaction.
        key: of the route that is looked at.
    """
    with open_reading() as uow:
        return Surroundings(
            area=uow.programme.get().area,
            shops=tuple(uow.shops.listed(open_only=True)),
            others=tuple(route for route in uow.routes.live() if route.line.key != key),
        )


def survey(open_reading: Callable[[], UnitOfWork], route: SetRoute) -> RouteSurvey:
    """Look at a route, which need not be kept.

    Args:
        open_reading: starts a reading transaction.
        route: its line has two vertices at least.
    """
    around = surroundings(open_reading, route.line.key)
    places = [Stop(shop.key, shop.lat, shop.lon) for shop in around.shops]
    along = stops_along(route.line, places)
    chosen = tuple(stop for stop in along if stop.key in route.stops)
    by_key = {shop.key: shop for shop in around.shops}
    return RouteSurvey(
        around=around,
        stops=tuple((by_key[stop.key], stop) for stop in chosen),
        aside={stop.key: stop for stop in along},
        advice=advice(route.line, chosen, [other.line for other in around.others]),
    )
