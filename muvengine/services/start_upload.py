"""Somebody sends many files at once; they are kept and judged one after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from muvengine.core.errors import FileRefused, FileTooBig, NotFound
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor
from muvengine.core.trips.batch import Batch, BatchItem, ItemState
from muvengine.formats.containers import PackLimits, Part, open_upload
from muvengine.formats.several_trips import trips_of
from muvengine.services.attempt import once, packed_facts
from muvengine.services.shelf import OpenUow, Shelf
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "start_upload"
FILES_MAX: Final = 500


@dataclass(frozen=True, slots=True)
class Upload:
    """What is said of many files.

    Attributes:
        person_id: whose trips they are.
        mode, passengers: of them all.
        sender_id: number of the app that sends them by itself.
    """

    person_id: int
    mode: str
    passengers: int = 0
    sender_id: int | None = None

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which they are sent, once."""
        return Attempt.of(actor, key, ENDPOINT, self)


@dataclass(frozen=True, slots=True)
class SentFile:
    """One file as it was sent, a container or not."""

    name: str
    data: bytes = field(repr=False)


def start_upload(
    open_uow: OpenUow,
    upload: Upload,
    *,
    attempt: Attempt,
    now: datetime,
    new_token: Callable[[], str],
) -> str:
    """Open a batch for files and give its public id; the same attempt gives the same batch.

    Raises:
        KeyReused: the key was used for something else.
    """
    actor = attempt.actor
    batch = Batch(
        public_id=new_token(),
        person_id=upload.person_id,
        sent_by=actor.id or upload.person_id,
        mode=upload.mode,
        passengers=upload.passengers,
        created_at=now,
        touched_at=None,
        sender_id=upload.sender_id,
    )

    def work(uow: UnitOfWork) -> dict[str, Any]:
        uow.uploads.add(batch)
        return {"upload": batch.public_id}

    return str(once(open_uow, attempt, work).value["upload"])


def add_to_upload(
    open_uow: OpenUow, shelf: Shelf, public_id: str, file: SentFile, actor: Actor, first: int
) -> int:
    """Keep the trips of a file, or of all files of a container, until they are judged.

    Sending the same file under the same first number again keeps nothing twice.

    Args:
        open_uow: starts a writing transaction.
        shelf: its seal closes the bytes while they wait.
        public_id: the batch's.
        file: as sent.
        actor: whose hand; only theirs who opened the batch.
        first: number of the file, or of the first in it.

    Returns:
        The number after the last.

    Raises:
        NotFound: no such batch, or somebody else's.
        FileTooBig: more files than a batch may hold.
    """
    parts = _parts(file, shelf.pack_limits)
    if first + len(parts) > FILES_MAX + 1:
        raise FileTooBig(parts_max=FILES_MAX)
    sealed = [_sealed(shelf, public_id, first + place, part) for place, part in enumerate(parts)]
    with open_uow() as uow:
        if uow.uploads.get(public_id).sent_by != actor.id:
            raise NotFound(kind="upload")
        for place, (part, kept) in enumerate(zip(parts, sealed, strict=True)):
            uow.uploads.add_item(public_id, _item(first + place, part), kept)
        uow.commit()
    return first + len(parts)


def _parts(file: SentFile, limits: PackLimits) -> list[Part]:
    """Open a container; where that goes wrong half way, say so after what was found."""
    found: list[Part] = []
    try:
        for part in open_upload(file.name, file.data, limits):
            found.extend(trips_of(part, limits))
    except FileRefused as refusal:
        return [*found, Part(file.name, b"", refusal)]
    return found


def file_label(public_id: str, number: int) -> str:
    """Name a file of a batch for its seal."""
    return f"{public_id}/{number}"


def _sealed(shelf: Shelf, public_id: str, number: int, part: Part) -> bytes | None:
    if part.refusal is not None:
        return None
    assert shelf.file_seal, "a town has a secret"
    return shelf.file_seal.close_file(part.data, file_label(public_id, number))


def _item(number: int, part: Part) -> BatchItem:
    if part.refusal is None:
        return BatchItem(number, part.name, len(part.data), ItemState.WAITING)
    refusal = part.refusal
    return BatchItem(
        number,
        part.name,
        0,
        ItemState.REFUSED,
        code=refusal.code,
        facts=packed_facts(refusal.facts),
    )
