"""Make, renew and take down the sign that hangs at a shop's stop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from muvengine.core.errors import NotFound, NotPossible
from muvengine.core.people.actor import Actor
from muvengine.core.people.permission import require_organiser
from muvengine.core.people.token import upper_case
from muvengine.core.vouchers.code import draw_code
from muvengine.services.attempt import OpenUow


def make_sign(
    open_uow: OpenUow, stop: str, *, actor: Actor, now: datetime, new_token: Callable[[], str]
) -> None:
    """Make a shop's sign; one that hangs there already says nothing from now on.

    Args:
        open_uow: starts a writing transaction.
        stop: the shop's key.
        actor: an organiser, or the system.
        now: aware.
        new_token: draws 128 random bits.

    Raises:
        NotAllowed: this is for organisers.
        NotFound: no such shop.
        NotPossible: the shop has left the programme.
    """
    require_organiser(actor)
    with open_uow() as uow:
        if not uow.shops.get(key=stop).open:
            raise NotPossible(state="closed")
        renewed = uow.stops.revoke(stop, now)
        code = draw_code(new_token())
        while uow.stops.find_sign(code=code) is not None:
            code = draw_code(new_token())
        uow.stops.add_sign(stop, upper_case(new_token()), code, now=now, by=actor.id)
        act = "stop.renew" if renewed else "stop.make"
        uow.audit.append(actor, act, "shop", stop, at=now)
        uow.commit()


def revoke_sign(open_uow: OpenUow, stop: str, *, actor: Actor, now: datetime) -> None:
    """Take a shop's sign down: whoever reads it from now on is told that it is old.

    Raises:
        NotAllowed: this is for organisers.
        NotFound: no sign hangs there.
    """
    require_organiser(actor)
    with open_uow() as uow:
        if not uow.stops.revoke(stop, now):
            raise NotFound(kind="sign")
        uow.audit.append(actor, "stop.revoke", "shop", stop, at=now)
        uow.commit()
