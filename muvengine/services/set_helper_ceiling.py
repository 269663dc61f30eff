"""An organiser says how many points a helper may hand out in a day."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.errors import BadInput, NotAllowed, NotFound
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.identity import Person
from muvengine.core.people.workshop import CEILING_MAX
from muvengine.services.attempt import OpenUow


def set_helper_ceiling(
    open_uow: OpenUow, public_id: str, points_max: int, *, actor: Actor, now: datetime
) -> Person:
    """Keep a helper's ceiling for workshops; what was given today stays given.

    Args:
        open_uow: starts a writing transaction.
        public_id: of a mediator.
        points_max: 0 to 10 000; 0 lets them hand out nothing.
        actor: the organiser.
        now: aware.

    Raises:
        NotAllowed: this is for organisers.
        BadInput: ``points_max`` out of range.
        NotFound: no such mediator.
    """
    if actor.kind != Role.ORGANISER or actor.id is None:
        raise NotAllowed(audience=Role.ORGANISER.value)
    if not 0 <= points_max <= CEILING_MAX:
        raise BadInput(fields={"points_max": "range"})
    with open_uow() as uow:
        helper = uow.people.by_public_id(public_id)
        if helper.role is not Role.MEDIATOR:
            raise NotFound(kind="person")
        uow.workshops.set_ceiling(helper.id, points_max, now=now, by=actor.id)
        meta = {"points_max": points_max}
        uow.audit.append(actor, "helper.ceiling", "person", str(helper.id), meta, at=now)
        uow.commit()
    return helper
