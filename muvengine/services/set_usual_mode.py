"""A participant tells how they usually travel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from muvengine.core.errors import BadInput
from muvengine.core.modes.mode import Mode
from muvengine.core.people.actor import Actor
from muvengine.store.unit_of_work import UnitOfWork


def set_usual_mode(
    open_uow: Callable[[], UnitOfWork],
    *,
    person_id: int,
    mode: str | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep the usual mode; None takes the answer back.

    Raises:
        BadInput: ``fields["usual_mode"]`` is unknown.
        NotFound: no such person.
    """
    if mode is not None and mode not in set(Mode):
        raise BadInput(fields={"usual_mode": "unknown"})
    with open_uow() as uow:
        person = uow.people.get(person_id)
        uow.people.change(person.id, usual_mode=mode)
        uow.audit.append(
            actor, "person.usual_mode", "person", str(person.id), {"mode": mode}, at=now
        )
        uow.commit()
