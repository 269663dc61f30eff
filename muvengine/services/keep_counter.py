"""Make, renew and take down the sign on a shop's counter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from muvengine.core.errors import NotFound, NotPossible
from muvengine.core.people.actor import Actor
from muvengine.core.people.permission import require_organiser
from muvengine.core.people.token import upper_case
from muvengine.core.vouchers.code import draw_code
from muvengine.services.attempt import OpenUow


def make_counter_sign(
    open_uow: OpenUow, shop: str, *, actor: Actor, now: datetime, new_token: Callable[[], str]
) -> None:
    """Make a shop's counter sign; one that stands there takes nothing from now on.

    Args:
        open_uow: starts a writing transaction.
        shop: its key.
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
        found = uow.shops.get(key=shop)
        if not found.open:
            raise NotPossible(state="closed")
        renewed = uow.counters.revoke(found.id, now)
        code = draw_code(new_token())
        while uow.counters.find_sign(code=code) is not None:
            code = draw_code(new_token())
        token, secret = upper_case(new_token()), upper_case(new_token())
        uow.counters.add_sign(found.id, token, code, secret, now=now, by=actor.id)
        act = "counter.renew" if renewed else "counter.make"
        uow.audit.append(actor, act, "shop", shop, at=now)
        uow.commit()


def revoke_counter_sign(open_uow: OpenUow, shop: str, *, actor: Actor, now: datetime) -> None:
    """Take a shop's counter sign down: nothing can be used by it any more.

    Raises:
        NotAllowed: this is for organisers.
        NotFound: no such shop, or it has no sign.
    """
    require_organiser(actor)
    with open_uow() as uow:
        if not uow.counters.revoke(uow.shops.get(key=shop).id, now):
            raise NotFound(kind="sign")
        uow.audit.append(actor, "counter.revoke", "shop", shop, at=now)
        uow.commit()
