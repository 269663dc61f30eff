"""The programme's set routes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

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
