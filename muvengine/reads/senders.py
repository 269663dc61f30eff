"""The apps that send a person's trips by themselves, and what came of late."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from muvengine.core.people.sender import Sender
from muvengine.core.people.token import token_hash
from muvengine.core.trips.batch import Batch
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]
MOST: Final = 10


def senders(open_reading: OpenReading, person_id: int) -> tuple[tuple[Sender, ...], list[Batch]]:
    """List the apps of a person, and what the last ten sendings became, the latest first."""
    with open_reading() as uow:
        return (
            uow.senders.of_person(person_id),
            uow.uploads.by_themselves(person_id, most=MOST),
        )


def came_by_itself(open_reading: OpenReading, trip_id: int) -> bool:
    """Tell whether an app sent a trip in the last month, in the mode that was chosen for it."""
    with open_reading() as uow:
        return uow.uploads.came_by_itself(trip_id)


def sender_by_token(open_reading: OpenReading, token: str) -> Sender | None:
    """Give the app of a token; None of one that is not good, or no more."""
    with open_reading() as uow:
        return uow.senders.by_token(token_hash(token))
