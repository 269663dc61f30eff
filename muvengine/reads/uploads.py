"""Files that somebody sent together, and how far they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from muvengine.core.errors import NotFound
from muvengine.core.people.actor import Actor, Role
from muvengine.core.trips.batch import Batch
from muvengine.store.unit_of_work import UnitOfWork

MOST: Final = 10


def upload(open_reading: Callable[[], UnitOfWork], public_id: str, actor: Actor) -> Batch:
    """Give a batch to whose trips they are, or to who helps them.

    Raises:
        NotFound: no such batch, or somebody else's.
    """
    with open_reading() as uow:
        batch = uow.uploads.get(public_id)
    owners = {Role.PARTICIPANT: actor.id, Role.MEDIATOR: actor.on_behalf_of}
    if owners.get(Role(actor.kind)) != batch.person_id:
        raise NotFound(kind="upload")
    return batch


def uploads(open_reading: Callable[[], UnitOfWork], person_id: int) -> list[Batch]:
    """List a person's batches, the latest first."""
    with open_reading() as uow:
        return uow.uploads.of_person(person_id, most=MOST)


def shared(open_reading: Callable[[], UnitOfWork], person_id: int) -> list[Batch]:
    """List what other apps handed over and the person said nothing of yet, the latest first."""
    with open_reading() as uow:
        return uow.uploads.unsaid_of(person_id, most=MOST)
