"""Files that were sent together: kept while they wait, claimed one by one, forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from muvengine.core.errors import NotFound
from muvengine.core.trips.batch import UNSAID, Batch, BatchItem, ItemState
from muvengine.store.insert_once import insert_once
from muvengine.store.tables import metadata

_BATCH: Final = metadata.tables["upload_batch"]
_ITEM: Final = metadata.tables["upload_item"]
_TRIP: Final = metadata.tables["trip"]
# What another app handed over waits for its owner, not for a worker.
_IS_SAID: Final = exists().where(_BATCH.c.id == _ITEM.c.batch_id, _BATCH.c.mode != UNSAID)
# Longer than one file takes on a slow machine; whoever claimed it is taken for dead then.
LEASE: Final = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A file to be judged, with what is known of its batch."""

    id: int
    number: int
    sealed: bytes
    tries: int
    batch: Batch


class UploadStore:
    """Keep and work off batches inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, batch: Batch) -> None:
        """Keep a new batch."""
        values = {
            name: getattr(batch, name)
            for name in (
                "public_id",
                "person_id",
                "sent_by",
                "mode",
                "passengers",
                "sender_id",
                "created_at",
            )
        }
        self._connection.execute(insert(_BATCH), values)

    def add_item(self, public_id: str, item: BatchItem, sealed: bytes | None) -> bool:
        """Keep a file of a batch; False where one with its number is kept already."""
        values: dict[str, Any] = {
            "batch_id": self._id(public_id),
            "number": item.number,
            "name": item.name,
            "size_bytes": item.size_bytes,
            "sealed": sealed,
            "state": str(item.state),
            "code": item.code,
            "facts": dict(item.facts),
            "tries": 0,
        }
        return insert_once(self._connection, _ITEM, values, returning=_ITEM.c.id) is not None

    def next_number(self, public_id: str) -> int:
        """Give the number after the last file's."""
        query = select(func.coalesce(func.max(_ITEM.c.number), 0)).where(
            _ITEM.c.batch_id == self._id(public_id)
        )
        return int(self._connection.execute(query).scalar_one()) + 1

    def get(self, public_id: str) -> Batch:
        """Find a batch with its files.

        Raises:
            NotFound: no such batch.
        """
        row = self._row(public_id)
        query = (
            select(_ITEM, _TRIP.c.public_id.label("trip"))
            .outerjoin(_TRIP, _TRIP.c.id == _ITEM.c.trip_id)
            .where(_ITEM.c.batch_id == row["id"])
            .order_by(_ITEM.c.number)
        )
        items = tuple(_item(found) for found in self._connection.execute(query).mappings())
        return _batch(row, items)

    def of_person(self, person_id: int, *, most: int) -> list[Batch]:
        """List the batches that a person sent, the latest first."""
        sent = _BATCH.c.sender_id.is_(None) & (_BATCH.c.mode != UNSAID)
        return self._latest(person_id, sent, most)

    def unsaid_of(self, person_id: int, *, most: int) -> list[Batch]:
        """List what other apps handed over and nobody said the mode of, the latest first."""
        return self._latest(person_id, _BATCH.c.mode == UNSAID, most)

    def say(self, public_id: str, *, mode: str, passengers: int) -> bool:
        """Say how the trips of a batch were made; False where somebody said so before."""
        said = update(_BATCH).where(_BATCH.c.public_id == public_id, _BATCH.c.mode == UNSAID)
        values = {"mode": mode, "passengers": passengers}
        return bool(self._connection.execute(said.values(values)).rowcount)

    def drop_unsaid(self, public_id: str) -> None:
        """Forget a batch whose mode nobody said."""
        self._drop((_BATCH.c.public_id == public_id) & (_BATCH.c.mode == UNSAID))

    def prune_unsaid(self, before: datetime) -> int:
        """Forget batches handed over before then whose mode nobody said; give how many."""
        return self._drop((_BATCH.c.created_at < before) & (_BATCH.c.mode == UNSAID))

    def by_themselves(self, person_id: int, *, most: int) -> list[Batch]:
        """List the batches that apps of a person sent by themselves, the latest first."""
        return self._latest(person_id, _BATCH.c.sender_id.is_not(None), most)

    def _latest(self, person_id: int, wanted: ColumnElement[bool], most: int) -> list[Batch]:
        query = select(_BATCH.c.public_id).where(_BATCH.c.person_id == person_id, wanted)
        found = self._connection.execute(query.order_by(_BATCH.c.id.desc()).limit(most))
        return [self.get(public_id) for public_id in found.scalars()]

    def came_by_itself(self, trip_id: int) -> bool:
        """Tell whether an app sent a trip, as long as the line of its file is kept."""
        query = (
            select(_ITEM.c.id)
            .join(_BATCH, _BATCH.c.id == _ITEM.c.batch_id)
            .where(_ITEM.c.trip_id == trip_id, _BATCH.c.sender_id.is_not(None))
        )
        return self._connection.execute(query.limit(1)).first() is not None

    def any_waiting(self) -> bool:
        """Tell whether a file waits, claimed or not."""
        query = select(_ITEM.c.id).where(_ITEM.c.state == str(ItemState.WAITING), _IS_SAID).limit(1)
        return self._connection.execute(query).first() is not None

    def claim(self, now: datetime, *, public_id: str | None = None) -> Claimed | None:
        """Take the file that waits longest, of any batch or of one; None where none does.

        A guarded step: of two workers one has it, and the other takes the next.
        """
        free = [
            _ITEM.c.state == str(ItemState.WAITING),
            _IS_SAID,
            or_(_ITEM.c.claimed_at.is_(None), _ITEM.c.claimed_at < now - LEASE),
        ]
        query = select(_ITEM.c.id).where(*free)
        if public_id is not None:
            query = query.where(_ITEM.c.batch_id == self._id(public_id))
        while item_id := self._connection.execute(query.order_by(_ITEM.c.id).limit(1)).scalar():
            taken = self._connection.execute(
                update(_ITEM)
                .where(_ITEM.c.id == item_id, *free)
                .values(claimed_at=now, tries=_ITEM.c.tries + 1)
            )
            if taken.rowcount:
                return self._claimed(item_id, now)
        return None

    def finish(self, item_id: int, item: BatchItem, trip_id: int | None, now: datetime) -> None:
        """Write down what became of a file, and forget its bytes.

        That a trip was kept stays said: a slow worker and the one that took it for dead may
        both tell.
        """
        values = {
            "state": str(item.state),
            "code": item.code,
            "facts": dict(item.facts),
            "trip_id": trip_id,
            "sealed": None,
            "done_at": now,
        }
        open_still = (_ITEM.c.id == item_id, _ITEM.c.state != str(ItemState.KEPT))
        self._connection.execute(update(_ITEM).where(*open_still).values(values))

    def give_back(self, item_id: int) -> None:
        """Let a claimed file wait again as if nobody had tried it."""
        values = {"claimed_at": None, "tries": _ITEM.c.tries - 1}
        self._connection.execute(update(_ITEM).where(_ITEM.c.id == item_id).values(values))

    def prune(self, before: datetime) -> int:
        """Forget batches sent before then; give how many."""
        return self._drop(_BATCH.c.created_at < before)

    def _drop(self, gone: ColumnElement[bool]) -> int:
        batches = select(_BATCH.c.id).where(gone)
        self._connection.execute(delete(_ITEM).where(_ITEM.c.batch_id.in_(batches)))
        return self._connection.execute(delete(_BATCH).where(gone)).rowcount

    def _claimed(self, item_id: int, now: datetime) -> Claimed:
        row = (
            self._connection.execute(
                select(_ITEM, _BATCH.c.public_id)
                .join(_BATCH, _BATCH.c.id == _ITEM.c.batch_id)
                .where(_ITEM.c.id == item_id)
            )
            .mappings()
            .one()
        )
        touch = update(_BATCH).where(_BATCH.c.id == row["batch_id"]).values(touched_at=now)
        self._connection.execute(touch)
        batch = _batch(self._row(row["public_id"]), ())
        return Claimed(item_id, row["number"], row["sealed"] or b"", row["tries"], batch)

    def _id(self, public_id: str) -> int:
        return int(self._row(public_id)["id"])

    def _row(self, public_id: str) -> RowMapping:
        query = select(_BATCH).where(_BATCH.c.public_id == public_id)
        row = self._connection.execute(query).mappings().first()
        if row is None:
            raise NotFound(kind="upload")
        return row


def _batch(row: RowMapping, items: tuple[BatchItem, ...]) -> Batch:
    names = [name for name in Batch.__slots__ if name != "items"]
    return Batch(**{name: row[name] for name in names}, items=items)


def _item(row: RowMapping) -> BatchItem:
    return BatchItem(
        number=row["number"],
        name=row["name"],
        size_bytes=row["size_bytes"],
        state=ItemState(row["state"]),
        trip_id=row["trip"] or "",
        code=row["code"],
        facts=row["facts"],
    )
