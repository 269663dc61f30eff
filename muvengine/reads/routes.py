"""The programme's set routes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from muvengine.core.routes.beside import RouteBeside, routes_beside
from muvengine.core.routes.set_route import SetRoute
from muvengine.store.unit_of_work import UnitOfWork


def routes(
    open_reading: Callable[[], UnitOfWork], *, today: date | None = None
) -> tuple[SetRoute, ...]:
    """List set routes by key.

    Args:
        open_reading: starts a reading transaction.
        today: only those that count on this local day; None for all, drafts and closed too.
    """
    with open_reading() as uow:
        if today is None:
            return tuple(uow.routes.all_of_them())
        return tuple(route for route in uow.routes.live() if route.holds_on(today))


def route(open_reading: Callable[[], UnitOfWork], key: str) -> SetRoute:
    """Give one route.

    Raises:
        NotFound: no such route.
    """
    with open_reading() as uow:
        return uow.routes.get(key)


def routes_by(
    open_reading: Callable[[], UnitOfWork], lat: float, lon: float, *, today: date
) -> tuple[RouteBeside, ...]:
    """List the routes of a day that pass a place within a short walk, the nearest first."""
    return routes_beside(routes(open_reading, today=today), lat, lon)
