"""Judge the files that wait, one after the other, each exactly once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from muvengine.core.errors import MuvError, StorageRefused
from muvengine.core.people.actor import Actor, Role
from muvengine.core.trips.batch import BatchItem, ItemState
from muvengine.core.trips.judgement import Claim
from muvengine.services.attempt import packed_facts
from muvengine.services.shelf import OpenUow, Shelf
from muvengine.services.start_upload import file_label
from muvengine.services.submit_trip import Submission, submit_trip
from muvengine.store.upload_batches import Claimed

log = logging.getLogger(__name__)

# A file that brought the process down so often will do it again.
TRIES_MAX: Final = 3
FAULT: Final = "fault"


def work_upload(
    open_uow: OpenUow,
    shelf: Shelf,
    *,
    now: Callable[[], datetime],
    new_token: Callable[[], str],
    public_id: str | None = None,
) -> bool:
    """Judge the file that waits longest, as an upload of its own.

    The key of its attempt is made of the batch and its number: after a worker that died
    before it said so, the next one finds the same trip.

    Args:
        open_uow: starts a writing transaction.
        shelf: of this process.
        now: the clock.
        new_token: gives a trip's public id.
        public_id: of one batch; None for all.

    Returns:
        False where nothing waits.

    Raises:
        StorageRefused: the database is away or full; the file waits on.
    """
    with open_uow() as uow:
        claimed = uow.uploads.claim(now(), public_id=public_id)
        uow.commit()
    if claimed is None:
        return False
    try:
        item, trip = _judge(open_uow, shelf, claimed, now(), new_token)
    except StorageRefused:
        _give_back(open_uow, claimed)
        raise
    _write_down(open_uow, claimed, item, trip, now())
    return True


def _write_down(
    open_uow: OpenUow, claimed: Claimed, item: BatchItem, trip: str, now: datetime
) -> None:
    with open_uow() as uow:
        trip_id = uow.trips.get(trip).id if trip else None
        uow.uploads.finish(claimed.id, item, trip_id, now)
        uow.commit()


def _give_back(open_uow: OpenUow, claimed: Claimed) -> None:
    """Let a file wait on: it was not its fault, and must not count towards giving it up."""
    with open_uow() as uow:
        uow.uploads.give_back(claimed.id)
        uow.commit()


def _judge(
    open_uow: OpenUow,
    shelf: Shelf,
    claimed: Claimed,
    now: datetime,
    new_token: Callable[[], str],
) -> tuple[BatchItem, str]:
    """Give what became of a file, and the public id of its trip."""
    found = BatchItem(claimed.number, "", 0, ItemState.KEPT)
    failed = replace(found, state=ItemState.FAILED, code=FAULT)
    data = _data(shelf, claimed)
    if data is None or claimed.tries > TRIES_MAX:
        return failed, ""
    try:
        submission = _submission(claimed, data)
        trip = submit_trip(
            open_uow,
            shelf,
            submission,
            attempt=submission.attempt(f"upload-{claimed.batch.public_id}-{claimed.number}"),
            now=now,
            new_token=new_token,
        )
    except StorageRefused:
        # The database is away or full: the file waits until somebody has made room.
        raise
    except MuvError as refusal:
        facts = packed_facts(refusal.facts)
        return replace(found, state=ItemState.REFUSED, code=refusal.code, facts=facts), ""
    except Exception:
        log.exception("file %s of upload %s", claimed.number, claimed.batch.public_id)
        return failed, ""
    return found, trip.public_id


def _data(shelf: Shelf, claimed: Claimed) -> bytes | None:
    label = file_label(claimed.batch.public_id, claimed.number)
    return shelf.file_seal.open_file(claimed.sealed, label) if shelf.file_seal else None


def _submission(claimed: Claimed, data: bytes) -> Submission:
    batch = claimed.batch
    helped = batch.sent_by != batch.person_id
    if helped:
        actor = Actor(Role.MEDIATOR, batch.sent_by, batch.person_id)
    else:
        actor = Actor(Role.PARTICIPANT, batch.person_id)
    claim = Claim(batch.mode, passengers=batch.passengers)
    by_itself = "api" if batch.sender_id else "page"
    return Submission(batch.person_id, actor, data, claim, "desk" if helped else by_itself)


def work_uploads(step: Callable[[], bool], *, now: Callable[[], datetime], until: datetime) -> int:
    """Judge what waits until nothing does or the time is over; give how many."""
    done = 0
    while now() < until and step():
        done += 1
    return done
