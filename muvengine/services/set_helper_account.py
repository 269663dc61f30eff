"""An organiser says under which account a helper plays, so that no hand gives to itself."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.errors import NotFound, NotPossible
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.permission import require_organiser
from muvengine.services.attempt import OpenUow
from muvengine.services.meant_person import meant_person
from muvengine.store.unit_of_work import UnitOfWork


def set_helper_account(
    open_uow: OpenUow, public_id: str, said: str, *, actor: Actor, now: datetime
) -> str:
    """Keep the account under which a helper plays, and give the helper's name.

    Args:
        open_uow: starts a writing transaction.
        public_id: of a mediator.
        said: the card of their own account, its number or a name; empty for one who does not play.
        actor: the organiser.
        now: aware.

    Raises:
        NotAllowed: this is for organisers.
        NotFound: no such mediator.
        UnknownCode: nobody is meant.
        NotPossible: ``state`` is many (names) or taken (another helper plays under it).
    """
    require_organiser(actor)
    with open_uow() as uow:
        helper = uow.people.by_public_id(public_id)
        if helper.role is not Role.MEDIATOR:
            raise NotFound(kind="person")
        account = _account(uow, said, actor)
        if not uow.mandates.set_account(helper.id, account, by=actor.id, now=now):
            raise NotPossible(state="taken")
        uow.audit.append(actor, "helper.account", "person", str(helper.id), at=now)
        uow.commit()
    return helper.name


def _account(uow: UnitOfWork, said: str, actor: Actor) -> int | None:
    return meant_person(uow, said, actor).id if said.strip() else None
