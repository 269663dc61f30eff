"""Sealed traces and sketches: the parts of a trip that are forgotten soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
from sqlalchemy import Connection, Table, delete, insert, select

from muvengine.store.prepared import Prepared, placed, places
from muvengine.store.tables import metadata

_TRIP: Final = metadata.tables["trip"]
_RAW: Final = metadata.tables["raw_trace"]
_SKETCH: Final = metadata.tables["trip_sketch"]
_CELL: Final = metadata.tables["trip_sketch_cell"]

Sketch = tuple[int, ...]

# A sketch is found by its smallest hashes.  Of two traces that share 0.3 of their cells at
# least one of the eight is common in 94 of 100 cases, at 0.5 in 996 of 1 000.
FOUND_BY: Final = 8

_ADD_RAW: Final = Prepared(insert(_RAW))
_ADD_SKETCH: Final = Prepared(insert(_SKETCH))
_ADD_CELLS: Final = Prepared(insert(_CELL))
_NEAR: Final = Prepared(
    select(_SKETCH.c.trip_id, _SKETCH.c.sketch)
    .join(_CELL, _CELL.c.trip_id == _SKETCH.c.trip_id)
    .where(_CELL.c.cell.in_(places("cell", FOUND_BY)))
    .distinct()
    .limit(200)
)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much was erased."""

    traces: int
    sketches: int


class TraceStore:
    """Keep, find and forget traces inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, trip_id: int, sealed: bytes, *, purge_at: datetime) -> None:
        """Keep a sealed trace until its day."""
        row = {"trip_id": trip_id, "sealed": sealed, "purge_at": purge_at}
        _ADD_RAW.run(self._connection, row)

    def sealed(self, trip_id: int) -> bytes | None:
        """Give a sealed trace, or None when it is gone."""
        query = select(_RAW.c.sealed).where(_RAW.c.trip_id == trip_id)
        return self._connection.execute(query).scalar_one_or_none()

    def keep_sketch(self, trip_id: int, sketch: Sketch, *, purge_at: datetime) -> None:
        """Keep what finds copies of a trip until its day."""
        packed = np.array(sketch, dtype="<u8").tobytes()
        row = {"trip_id": trip_id, "sketch": packed, "purge_at": purge_at}
        _ADD_SKETCH.run(self._connection, row)
        cells = [{"cell": cell, "trip_id": trip_id} for cell in sketch[:FOUND_BY]]
        _ADD_CELLS.run_many(self._connection, cells)

    def sketches_near(
        self, sketch: Sketch, *, before: int | None = None, beside: frozenset[int] = frozenset()
    ) -> list[Sketch]:
        """Give the sketches that may be of the same trace, at most 200.

        Args:
            sketch: of the trace looked at.
            before: only those of trips kept before the one of this number; None for all.
            beside: none of the trips of these numbers.
        """
        found = _NEAR.all(self._connection, placed("cell", sketch[:FOUND_BY], FOUND_BY))
        return [
            tuple(np.frombuffer(packed, dtype="<u8").tolist())
            for trip_id, packed in found
            if (before is None or trip_id < before) and trip_id not in beside
        ]

    def forget(self, trip_id: int) -> None:
        """Erase a trip's trace at once; its sketch still tells copies."""
        self._connection.execute(delete(_RAW).where(_RAW.c.trip_id == trip_id))

    def forget_of(self, person_id: int) -> int:
        """Erase every trace of a person at once; sketches still tell copies; give how many."""
        theirs = select(_TRIP.c.id).where(_TRIP.c.person_id == person_id)
        gone = delete(_RAW).where(_RAW.c.trip_id.in_(theirs))
        return self._connection.execute(gone).rowcount

    def purge(self, now: datetime, *, most: int) -> Forgotten:
        """Erase what has had its day, at most so many of each."""
        traces = self._due(_RAW, now, most)
        if traces:
            self._connection.execute(delete(_RAW).where(_RAW.c.trip_id.in_(traces)))
        sketches = self._due(_SKETCH, now, most)
        if sketches:
            self._connection.execute(delete(_CELL).where(_CELL.c.trip_id.in_(sketches)))
            self._connection.execute(delete(_SKETCH).where(_SKETCH.c.trip_id.in_(sketches)))
        return Forgotten(traces=len(traces), sketches=len(sketches))

    def _due(self, table: Table, now: datetime, most: int) -> list[int]:
        query = select(table.c.trip_id).where(table.c.purge_at <= now).limit(most)
        return list(self._connection.execute(query).scalars())
