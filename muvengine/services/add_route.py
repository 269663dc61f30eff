"""Keep a new set route as a draft."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.errors import BadInput
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor
from muvengine.core.people.permission import require_organiser
from muvengine.core.routes.set_route import SetRoute
from muvengine.services.attempt import OpenUow
from muvengine.services.save_route import SavedRoute, keep_route, known_route, saved_once
from muvengine.store.unit_of_work import UnitOfWork


def add_route(
    open_uow: OpenUow, route: SetRoute, *, actor: Actor, now: datetime, attempt: Attempt
) -> SavedRoute:
    """Keep a route that there was not before; a form sent twice makes one.

    Args:
        open_uow: starts a writing transaction.
        route: its length is measured here, its stops are put in order; its state is not read.
        actor: by whose hand.
        now: aware.
        attempt: claims the write.

    Raises:
        NotAllowed: the actor is neither an organiser nor the system.
        KeyReused: the attempt's key was used for something else.
        BadInput: ``key`` is ``taken``; then see ``save_route``.
    """
    require_organiser(actor)

    def work(uow: UnitOfWork) -> SavedRoute:
        if known_route(uow, route.line.key):
            raise BadInput(fields={"key": "taken"})
        return keep_route(uow, route, None, actor, now, may_move_live=False)

    return saved_once(open_uow, work, attempt)
