"""Another app hands files over: they lie aside until their owner says what they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from muvengine.core.people.actor import Actor
from muvengine.core.trips.batch import UNSAID
from muvengine.core.trips.judgement import Claim
from muvengine.services.shelf import OpenUow, Shelf
from muvengine.services.start_upload import SentFile, Upload, add_to_upload, start_upload

SHARED_KEPT: Final = timedelta(days=1)
# What nobody answers must not pile up.
SHARED_MAX: Final = 5


def lay_aside(
    open_uow: OpenUow,
    shelf: Shelf,
    files: Sequence[SentFile],
    *,
    actor: Actor,
    now: datetime,
    new_token: Callable[[], str],
) -> str:
    """Keep files that nothing was said of, and give the public id of what they became.

    Nothing is judged or scored.  The oldest go where more than five would wait.

    Args:
        open_uow: starts a writing transaction.
        shelf: its seal closes the bytes while they wait.
        files: as they were handed over, containers or not.
        actor: whose hand, and for whom.
        now: aware.
        new_token: gives the public id.

    Raises:
        FileTooBig: more files than a batch may hold.
    """
    person_id = actor.on_behalf_of or actor.id
    assert person_id is not None, "somebody is signed in"
    upload = Upload(person_id, UNSAID)
    public_id = start_upload(
        open_uow,
        upload,
        attempt=upload.attempt(actor, new_token()),
        now=now,
        new_token=new_token,
    )
    number = 1
    for file in files:
        number = add_to_upload(open_uow, shelf, public_id, file, actor, number)
    _drop_oldest(open_uow, person_id)
    return public_id


def _drop_oldest(open_uow: OpenUow, person_id: int) -> None:
    with open_uow() as uow:
        for old in uow.uploads.unsaid_of(person_id, most=2 * SHARED_MAX)[SHARED_MAX:]:
            uow.uploads.drop_unsaid(old.public_id)
        uow.commit()


def say_of_shared(open_uow: OpenUow, public_id: str, claim: Claim) -> None:
    """Say how shared trips were made: from now on they are judged; said twice, the first counts."""
    with open_uow() as uow:
        uow.uploads.say(public_id, mode=claim.mode, passengers=claim.passengers)
        uow.commit()


def drop_shared(open_uow: OpenUow, public_id: str) -> None:
    """Throw shared files away that nothing was said of."""
    with open_uow() as uow:
        uow.uploads.drop_unsaid(public_id)
        uow.commit()
