"""The parts of a rehearsal: dealt at its start, claimed one by one, forgotten at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from muvengine.core.rules.rehearsal_data import as_data, report_of
from muvengine.core.rules.rehearsal_kept import (
    Dealt,
    Group,
    PartState,
    Played,
    RehearsalState,
    Wanted,
)
from muvengine.store.tables import metadata

_SIMULATION: Final = metadata.tables["simulation"]
_PART: Final = metadata.tables["simulation_part"]
WAITING: Final = PartState.WAITING.value
# Whoever plays a part says so every few seconds; taken for dead when this long silent.
LEASE: Final = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class ClaimedPart:
    """A part to be played.

    Attributes:
        rehearsal_id, number: which.
        tries: how often it was claimed, this time included.
        public_id: of the rehearsal.
        wanted: of the rehearsal.
        groups: whose trips.
    """

    rehearsal_id: int
    number: int
    tries: int
    public_id: str
    wanted: Wanted
    groups: tuple[Group, ...]


class SimulationPartStore:
    """Claim and end parts inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def any_open(self) -> bool:
        """Tell whether a rehearsal runs."""
        running = _SIMULATION.c.state == RehearsalState.RUNNING.value
        query = select(_SIMULATION.c.id).where(running).limit(1)
        return self._connection.execute(query).first() is not None

    def claim(self, now: datetime) -> ClaimedPart | None:
        """Take the next part of the rehearsal that waits longest; None where none does.

        A guarded step: of two workers one has it, and the other takes the next.
        """
        free = (
            _PART.c.state == WAITING,
            or_(_PART.c.claimed_at.is_(None), _PART.c.claimed_at < now - LEASE),
        )
        running = _SIMULATION.c.state == RehearsalState.RUNNING.value
        query = (
            select(_PART.c.id)
            .join(_SIMULATION, _SIMULATION.c.id == _PART.c.simulation_id)
            .where(running, *free)
            .order_by(_PART.c.simulation_id, _PART.c.number)
            .limit(1)
        )
        while part_id := self._connection.execute(query).scalar():
            taken = self._connection.execute(
                update(_PART)
                .where(_PART.c.id == part_id, *free)
                .values(claimed_at=now, tries=_PART.c.tries + 1)
            )
            if taken.rowcount:
                return self._claimed(part_id)
        return None

    def still(self, claimed: ClaimedPart, now: datetime) -> bool:
        """Say that a part is still being played; False where another hand has it by now."""
        mine = (*_which(claimed), _PART.c.tries == claimed.tries)
        return (
            self._connection.execute(update(_PART).where(*mine).values(claimed_at=now)).rowcount
            == 1
        )

    def finish(self, claimed: ClaimedPart, played: Played) -> bool:
        """Keep what a part found; False where it was kept before, or its rehearsal is over.

        A slow worker and the one that took it for dead found the same.
        """
        values = {
            "state": PartState.DONE.value,
            "report": as_data(played.report),
            "peaks": played.peaks,
        }
        return (
            self._connection.execute(update(_PART).where(*_which(claimed)).values(values)).rowcount
            == 1
        )

    def fail(self, claimed: ClaimedPart) -> bool:
        """Give a part up; False where it is over already."""
        change = update(_PART).where(*_which(claimed)).values(state=PartState.FAILED.value)
        return self._connection.execute(change).rowcount == 1

    def give_back(self, claimed: ClaimedPart, *, counted: bool) -> None:
        """Let a claimed part wait again.

        Args:
            claimed: by this hand.
            counted: the try counts towards giving it up; not so when it was not its fault.
        """
        mine = (*_which(claimed), _PART.c.tries == claimed.tries)
        tries = claimed.tries if counted else claimed.tries - 1
        self._connection.execute(update(_PART).where(*mine).values(claimed_at=None, tries=tries))

    def revive(self, rehearsal_id: int) -> None:
        """Let the parts that were given up wait again, as if nobody had tried them."""
        given_up = (_PART.c.simulation_id == rehearsal_id, _PART.c.state == PartState.FAILED.value)
        values = {"state": WAITING, "claimed_at": None, "tries": 0}
        self._connection.execute(update(_PART).where(*given_up).values(values))

    def found(self, rehearsal_id: int) -> list[Played]:
        """Give what the parts that are done have found."""
        done = (_PART.c.simulation_id == rehearsal_id, _PART.c.state == PartState.DONE.value)
        query = select(_PART.c.report, _PART.c.peaks).where(*done).order_by(_PART.c.number)
        rows = self._connection.execute(query)
        return [Played(report_of(row.report), row.peaks) for row in rows]

    def _claimed(self, part_id: int) -> ClaimedPart:
        query = (
            select(
                _PART.c.simulation_id,
                _PART.c.number,
                _PART.c.tries,
                _PART.c.groups,
                _SIMULATION.c.public_id,
                _SIMULATION.c.source,
                _SIMULATION.c.first_day,
                _SIMULATION.c.last_day,
                _SIMULATION.c.base_version_id,
            )
            .join(_SIMULATION, _SIMULATION.c.id == _PART.c.simulation_id)
            .where(_PART.c.id == part_id)
        )
        row = self._connection.execute(query).one()
        return ClaimedPart(
            rehearsal_id=row.simulation_id,
            number=row.number,
            tries=row.tries,
            public_id=row.public_id,
            wanted=Wanted(row.source.encode(), row.first_day, row.last_day, row.base_version_id),
            groups=tuple(tuple(group) for group in row.groups),
        )


def add_parts(
    connection: Connection, rehearsal_id: int, parts: Sequence[Dealt], *, first: int = 1
) -> None:
    """Keep the parts of a rehearsal, numbered from ``first``."""
    rows = [
        {
            "simulation_id": rehearsal_id,
            "number": number,
            "groups": [list(group) for group in part.groups],
            "sheets": part.sheets,
            "state": WAITING,
            "tries": 0,
        }
        for number, part in enumerate(parts, start=first)
    ]
    if rows:
        connection.execute(insert(_PART), rows)


def drop_parts(connection: Connection, rehearsal_id: int) -> int:
    """Forget the parts of a rehearsal, and give the last one's number; 0 without any."""
    its = _PART.c.simulation_id == rehearsal_id
    last = connection.execute(select(func.coalesce(func.max(_PART.c.number), 0)).where(its))
    number = int(last.scalar_one())
    connection.execute(delete(_PART).where(its))
    return number


def _which(claimed: ClaimedPart) -> tuple[Any, ...]:
    return (
        _PART.c.simulation_id == claimed.rehearsal_id,
        _PART.c.number == claimed.number,
        _PART.c.state == WAITING,
    )
