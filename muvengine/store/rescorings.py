"""Acts that score past trips anew, at rest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, insert, select, update

from muvengine.core.errors import NotFound
from muvengine.core.rules.rehearsal_kept import RehearsalState
from muvengine.core.rules.rescoring_act import (
    OPEN,
    ActState,
    Count,
    Outcome,
    RescoringAct,
    Terms,
    TripState,
)
from muvengine.store.tables import metadata

_ACT: Final = metadata.tables["rescoring"]
_SIMULATION: Final = metadata.tables["simulation"]
_OPEN: Final = tuple(sorted(state.value for state in OPEN))


class RescoringStore:
    """Keep, find and end acts inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, act: RescoringAct) -> None:
        """Keep a new act."""
        terms = act.terms
        values = {
            "public_id": act.public_id,
            "version_id": terms.version_id,
            "simulation_id": act.rehearsal_id,
            "first_day": terms.first,
            "last_day": terms.last,
            "reasons": json.dumps(dict(terms.reasons), ensure_ascii=False),
            "take_back": terms.take_back,
            "state": act.state.value,
            "asked_at": act.asked_at,
            "asked_by": act.asked_by,
        }
        self._connection.execute(insert(_ACT).values(values))

    def get(self, public_id: str) -> RescoringAct:
        """Find one.

        Raises:
            NotFound: no such act.
        """
        query = select(_ACT).where(_ACT.c.public_id == public_id)
        row = self._connection.execute(query).mappings().first()
        if row is None:
            raise NotFound(kind="rescoring")
        return _act(row)

    def latest(self, *, most: int) -> tuple[RescoringAct, ...]:
        """List acts, the one asked for last first."""
        query = select(_ACT).order_by(_ACT.c.id.desc()).limit(most)
        return tuple(_act(row) for row in self._connection.execute(query).mappings())

    def open_one(self) -> RescoringAct | None:
        """Give the act that is not over; None without one."""
        return self._one(_OPEN)

    def running(self) -> RescoringAct | None:
        """Give the act that runs; None without one."""
        return self._one((ActState.RUNNING.value,))

    def turn(self, read: RescoringAct, after: ActState, **values: object) -> bool:
        """Move an act on from the state it was read in; False where another hand was faster."""
        same = (_ACT.c.id == read.id) & (_ACT.c.state == read.state.value)
        change = update(_ACT).where(same).values(state=after.value, **values)
        return self._connection.execute(change).rowcount == 1

    def listed(self, read: RescoringAct, day: date) -> bool:
        """Note that the trips of a day are listed; False where another hand was faster."""
        same = (_ACT.c.id == read.id) & (_ACT.c.state == read.state.value)
        before = _ACT.c.listed_to.is_not_distinct_from(read.listed_to)
        change = update(_ACT).where(same, before).values(listed_to=day)
        return self._connection.execute(change).rowcount == 1

    def finish(self, read: RescoringAct, outcome: Outcome, now: datetime) -> bool:
        """Keep what an act did; False where another hand was faster."""
        return self.turn(read, ActState.DONE, outcome=outcome_data(outcome), finished_at=now)

    def rehearsed(self, sha256: str, first: date, last: date) -> str | None:
        """Name the rehearsal of exactly this text on exactly these days; a finished one first.

        Only one that compares with what was paid: so does the act.
        """
        query = (
            select(_SIMULATION.c.public_id)
            .where(
                _SIMULATION.c.sha256 == sha256,
                _SIMULATION.c.first_day == first,
                _SIMULATION.c.last_day == last,
                _SIMULATION.c.base_version_id.is_(None),
            )
            .order_by(
                (_SIMULATION.c.state == RehearsalState.DONE.value).desc(), _SIMULATION.c.id.desc()
            )
            .limit(1)
        )
        return self._connection.execute(query).scalar()

    def rehearsal_of(self, act: RescoringAct) -> str:
        """Name the rehearsal that an act was asked for with."""
        query = select(_SIMULATION.c.public_id).where(_SIMULATION.c.id == act.rehearsal_id)
        return str(self._connection.execute(query).scalar_one())

    def _one(self, states: tuple[str, ...]) -> RescoringAct | None:
        query = select(_ACT).where(_ACT.c.state.in_(states)).order_by(_ACT.c.id).limit(1)
        row = self._connection.execute(query).mappings().first()
        return None if row is None else _act(row)


def _act(row: RowMapping) -> RescoringAct:
    outcome: Mapping[str, Any] | None = row["outcome"]
    return RescoringAct(
        id=row["id"],
        public_id=row["public_id"],
        terms=Terms(
            version_id=row["version_id"],
            first=row["first_day"],
            last=row["last_day"],
            reasons=json.loads(row["reasons"]),
            take_back=row["take_back"],
        ),
        rehearsal_id=row["simulation_id"],
        state=ActState(row["state"]),
        asked_at=row["asked_at"],
        asked_by=row["asked_by"],
        decided_at=row["decided_at"],
        decided_by=row["decided_by"],
        listed_to=row["listed_to"],
        finished_at=row["finished_at"],
        outcome=None if outcome is None else outcome_of(outcome),
    )


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    """Give what an act did as a JSON-able value."""
    return {
        "counts": [
            [one.state.value, one.why, one.trips, one.before, one.after] for one in outcome.counts
        ],
        "people": outcome.people,
        "came_later": outcome.came_later,
    }


def outcome_of(data: Mapping[str, Any]) -> Outcome:
    """Give it back."""
    counts = (Count(TripState(state), *rest) for state, *rest in data["counts"])
    return Outcome(tuple(counts), data["people"], data["came_later"])
