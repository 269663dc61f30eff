"""Let a set route count: a draft for the first time, a closed one again."""

from __future__ import annotations

from datetime import date, datetime

from muvengine.core.errors import BadInput
from muvengine.core.people.actor import Actor
from muvengine.core.people.permission import require_organiser
from muvengine.core.routes.set_route import CLOSED, DRAFT, LIVE, SetRoute
from muvengine.services.attempt import OpenUow
from muvengine.services.save_route import faults
from muvengine.store.unit_of_work import UnitOfWork


def publish_route(open_uow: OpenUow, key: str, *, actor: Actor, now: datetime) -> SetRoute:
    """Show a route to everybody and match trips with it from now on.

    One that counts already stays as it is.

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
        BadInput: it lacks something, see ``faults``; ``valid_until`` is ``past`` where its last
            day is over.
    """
    require_organiser(actor)
    with open_uow() as uow:
        route = uow.routes.get(key)
        today = now.astimezone(uow.programme.get().zone).date()
        wrong = _wrong(route, uow, today)
        if wrong:
            raise BadInput(fields=wrong)
        if uow.routes.move(key, LIVE, before=(DRAFT, CLOSED), now=now):
            act = "route.publish" if route.state == DRAFT else "route.reopen"
            facts = {"length_m": route.length_m, "buffer_m": route.line.buffer_m}
            uow.programme.routes_changed()
            uow.audit.append(actor, act, "route", key, facts, at=now)
        published = uow.routes.get(key)
        uow.commit()
    return published


def _wrong(route: SetRoute, uow: UnitOfWork, today: date) -> dict[str, str]:
    wrong = faults(route, uow)
    if route.valid_until and route.valid_until < today:
        wrong.setdefault("valid_until", "past")
    return wrong
