"""Let a set route no longer count."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.errors import NotPossible
from muvengine.core.people.actor import Actor
from muvengine.core.people.permission import require_organiser
from muvengine.core.routes.set_route import CLOSED, LIVE, SetRoute
from muvengine.services.attempt import OpenUow


def close_route(open_uow: OpenUow, key: str, *, actor: Actor, now: datetime) -> SetRoute:
    """Take a route from the public pages; trips sent from now on are not matched with it.

    Trips scored before keep their shares, and the route keeps its line: it can be opened again.
    One that is closed already stays as it is.

    Args:
        open_uow: starts a writing transaction.
        key: of a route that is kept.
        actor: by whose hand.
        now: aware.

    Returns:
        The route as it is now.

    Raises:
        NotAllowed: the actor is neither an organiser nor the system.
        NotFound: no such route.
        NotPossible: it is a draft, which nobody follows yet.
    """
    require_organiser(actor)
    with open_uow() as uow:
        if uow.routes.move(key, CLOSED, before=(LIVE,), now=now):
            uow.programme.routes_changed()
            uow.audit.append(actor, "route.close", "route", key, at=now)
        closed = uow.routes.get(key)
        if closed.state != CLOSED:
            raise NotPossible(state=closed.state)
        uow.commit()
    return closed
