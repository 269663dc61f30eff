"""Rehearsals at rest: what was asked, and what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, RowMapping, exists, func, insert, select, update

from muvengine.core.errors import NotFound
from muvengine.core.rules.rehearsal_data import as_data, report_of
from muvengine.core.rules.rehearsal_kept import (
    Dealt,
    KeptRehearsal,
    Progress,
    RehearsalState,
    Wanted,
)
from muvengine.core.rules.rehearsal_report import Report
from muvengine.store.simulation_parts import WAITING, add_parts, drop_parts
from muvengine.store.tables import metadata

_SIMULATION: Final = metadata.tables["simulation"]
_PART: Final = metadata.tables["simulation_part"]
_RUNNING: Final = RehearsalState.RUNNING.value
_DONE: Final = RehearsalState.DONE.value
# A list needs neither texts nor reports.
_BRIEF: Final = tuple(one for one in _SIMULATION.c if one.name not in {"source", "report"})


class SimulationStore:
    """Keep, find and end rehearsals inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, rehearsal: KeptRehearsal, parts: Sequence[Dealt]) -> int:
        """Keep a new rehearsal with its parts, and give its number."""
        wanted = rehearsal.wanted
        values = {
            "public_id": rehearsal.public_id,
            "base_version_id": wanted.base_id,
            "name": rehearsal.name,
            "version": rehearsal.version,
            "sha256": rehearsal.sha256,
            "source": wanted.source.decode(),
            "first_day": wanted.first,
            "last_day": wanted.last,
            "state": rehearsal.state.value,
            "together": rehearsal.together,
            "asked_at": rehearsal.asked_at,
            "asked_by": rehearsal.asked_by,
        }
        query = insert(_SIMULATION).values(values).returning(_SIMULATION.c.id)
        number = int(self._connection.execute(query).scalar_one())
        add_parts(self._connection, number, parts)
        return number

    def get(self, public_id: str) -> KeptRehearsal:
        """Find one, with its text and what was found.

        Raises:
            NotFound: no such rehearsal.
        """
        query = select(_SIMULATION).where(_SIMULATION.c.public_id == public_id)
        row = self._connection.execute(query).mappings().first()
        if row is None:
            raise NotFound(kind="rehearsal")
        return _kept(row)

    def latest(self, *, most: int) -> tuple[KeptRehearsal, ...]:
        """List rehearsals without texts and reports, the one asked for last first."""
        query = select(*_BRIEF).order_by(_SIMULATION.c.id.desc()).limit(most)
        return tuple(_kept(row) for row in self._connection.execute(query).mappings())

    def last_done(self, sha256: str) -> KeptRehearsal | None:
        """Give the last finished rehearsal of exactly this text, with what was found."""
        done = (_SIMULATION.c.sha256 == sha256) & (_SIMULATION.c.state == _DONE)
        query = select(_SIMULATION).where(done).order_by(_SIMULATION.c.id.desc()).limit(1)
        row = self._connection.execute(query).mappings().first()
        return None if row is None else _kept(row)

    def running(self) -> int:
        """Count the rehearsals that are not over."""
        query = select(func.count()).where(_SIMULATION.c.state == _RUNNING)
        return int(self._connection.execute(query).scalar_one())

    def progress(self, rehearsal_id: int) -> Progress:
        """Tell how much of a running rehearsal is played."""
        done = _PART.c.state != WAITING
        query = select(
            func.coalesce(func.sum(_PART.c.sheets), 0).label("sheets"),
            func.coalesce(func.sum(_PART.c.sheets).filter(done), 0).label("played"),
            func.max(_PART.c.claimed_at).label("touched_at"),
        ).where(_PART.c.simulation_id == rehearsal_id)
        row = self._connection.execute(query).one()
        return Progress(int(row.sheets), int(row.played), row.touched_at)

    def ready(self) -> KeptRehearsal | None:
        """Give a running rehearsal of which no part waits, to be added up; None without one."""
        waits = exists().where(
            (_PART.c.simulation_id == _SIMULATION.c.id) & (_PART.c.state == WAITING)
        )
        query = select(_SIMULATION).where(_SIMULATION.c.state == _RUNNING, ~waits)
        row = self._connection.execute(query.order_by(_SIMULATION.c.id)).mappings().first()
        return None if row is None else _kept(row)

    def finish(
        self, rehearsal: KeptRehearsal, report: Report, season_left: int | None, now: datetime
    ) -> bool:
        """Keep what was found and forget the parts; False where another hand was faster."""
        values = {"report": as_data(report), "season_left": season_left}
        if not self._turn(rehearsal, RehearsalState.DONE, finished_at=now, **values):
            return False
        drop_parts(self._connection, rehearsal.id)
        return True

    def give_up(self, rehearsal: KeptRehearsal, now: datetime) -> bool:
        """End a running rehearsal that cannot be played; its parts stay, to go on with."""
        return self._turn(rehearsal, RehearsalState.FAILED, finished_at=now)

    def go_on(self, rehearsal: KeptRehearsal) -> bool:
        """Let a rehearsal that was given up run again; False where it is not given up."""
        return self._turn(rehearsal, RehearsalState.RUNNING, finished_at=None)

    def join(self, rehearsal: KeptRehearsal, everybody: Dealt) -> bool:
        """Put everybody into one part; False where another hand was faster."""
        if not self._turn(rehearsal, RehearsalState.RUNNING, together=True):
            return False
        after = drop_parts(self._connection, rehearsal.id)
        # A slow worker may still hold an earlier part: it must not find its number again.
        add_parts(self._connection, rehearsal.id, [everybody], first=after + 1)
        return True

    def _turn(self, read: KeptRehearsal, after: RehearsalState, **values: Any) -> bool:  # noqa: ANN401  columns
        """Move a rehearsal on from the state it was read in."""
        same: ColumnElement[bool] = (
            (_SIMULATION.c.id == read.id)
            & (_SIMULATION.c.state == read.state.value)
            & (_SIMULATION.c.together == read.together)
        )
        change = update(_SIMULATION).where(same).values(state=after.value, **values)
        return self._connection.execute(change).rowcount == 1


def _kept(row: RowMapping) -> KeptRehearsal:
    source: str = row.get("source", "")
    report: Mapping[str, Any] | None = row.get("report")
    return KeptRehearsal(
        id=row["id"],
        public_id=row["public_id"],
        wanted=Wanted(source.encode(), row["first_day"], row["last_day"], row["base_version_id"]),
        name=row["name"],
        version=row["version"],
        sha256=row["sha256"],
        state=RehearsalState(row["state"]),
        together=row["together"],
        asked_at=row["asked_at"],
        asked_by=row["asked_by"],
        finished_at=row["finished_at"],
        season_left=row["season_left"],
        report=None if report is None else report_of(report),
    )
