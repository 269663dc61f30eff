"""An organiser opens a centre, renames it, and says which helpers work there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from muvengine.core.errors import NotFound
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.centre import Centre, check_centre
from muvengine.core.people.permission import require_organiser
from muvengine.services.attempt import OpenUow
from muvengine.store.unit_of_work import UnitOfWork

KIND: Final = "centre"


def open_centre(
    open_uow: OpenUow, centre: Centre, *, actor: Actor, now: datetime, new_token: Callable[[], str]
) -> Centre:
    """Keep a new centre; a key is drawn where it has none.

    Raises:
        NotAllowed: this is for organisers.
        BadInput: see ``check_centre``.
    """
    require_organiser(actor)
    checked = check_centre(centre)
    checked = replace(checked, key=checked.key or new_token())
    with open_uow() as uow:
        uow.centres.add(checked, by=actor.id, now=now)
        uow.audit.append(actor, "centre.open", KIND, checked.key, at=now)
        uow.commit()
    return checked


def rename_centre(open_uow: OpenUow, centre: Centre, *, actor: Actor, now: datetime) -> Centre:
    """Change the name and the place of a centre.

    Raises:
        NotAllowed: this is for organisers.
        BadInput: see ``check_centre``.
        NotFound: no such centre.
    """
    require_organiser(actor)
    checked = check_centre(centre)
    with open_uow() as uow:
        kept = replace(checked, id=uow.centres.get(checked.key).id)
        uow.centres.save(kept)
        uow.audit.append(actor, "centre.rename", KIND, kept.key, at=now)
        uow.commit()
    return kept


def place_helper(
    open_uow: OpenUow, key: str, public_id: str, *, works: bool, actor: Actor, now: datetime
) -> str:
    """Let a helper work at a centre, or no more; give their name.

    Args:
        open_uow: starts a writing transaction.
        key: of the centre.
        public_id: of a mediator.
        works: they do from now on; False ends it.
        actor: the organiser.
        now: aware.

    Raises:
        NotAllowed: this is for organisers.
        NotFound: no such centre or mediator.
    """
    require_organiser(actor)
    with open_uow() as uow:
        centre, helper = uow.centres.get(key), uow.people.by_public_id(public_id)
        if helper.role is not Role.MEDIATOR:
            raise NotFound(kind="person")
        if _turn(uow, centre, helper.id, works=works, by=actor.id, now=now):
            act = "centre.place" if works else "centre.release"
            uow.audit.append(actor, act, "person", str(helper.id), {"centre": key}, at=now)
        uow.commit()
    return helper.name


def _turn(
    uow: UnitOfWork, centre: Centre, helper_id: int, *, works: bool, by: int | None, now: datetime
) -> bool:
    if works:
        return uow.centres.join(helper_id, centre.id, by=by, now=now)
    return uow.centres.leave(helper_id, centre.id)
