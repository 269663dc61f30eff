"""Awards at rest: what a sheet earned, on its way from pending to available."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from muvengine.core.ledger.worth import Sheet
from muvengine.store.prepared import Prepared
from muvengine.store.tables import metadata

_award = metadata.tables["award"]

_ADD: Final = Prepared(insert(_award))
_OF_SHEET: Final = Prepared(
    select(_award).where(
        _award.c.trip_id == bindparam("trip"), _award.c.score_no == bindparam("number")
    )
)
_TURN: Final = Prepared(
    update(_award)
    .where(_award.c.id == bindparam("award_id"), _award.c.state == bindparam("from_state"))
    .values(state=bindparam("to_state"))
    .returning(_award.c.id)
)


class AwardState(StrEnum):
    """Where an award stands; held awards wait for a person."""

    PENDING = "pending"
    HELD = "held"
    RELEASED = "released"
    REVERSED = "reversed"


@dataclass(frozen=True, slots=True)
class Award:
    """What a sheet earned.

    Attributes:
        sheet: whose, for what, how many points.
        state: see ``AwardState``.
        release_at: when the points may be spent, at the earliest.
        expire_after_days: from release; None for never.
        expire_end_of_month: round up to the end of the local month.
        journal_id: of the award; None for 0 points.
        release_journal_id: of the release; None before it.
        id: the row's number; 0 before it is kept.
    """

    sheet: Sheet
    state: AwardState
    release_at: datetime
    expire_after_days: int | None
    expire_end_of_month: bool
    journal_id: int | None = None
    release_journal_id: int | None = None
    id: int = 0

    @property
    def spendable_at(self) -> datetime | None:
        """Give when its points may be spent; None when nothing of it waits."""
        waits = self.state in {AwardState.PENDING, AwardState.HELD}
        return self.release_at if waits else None


class AwardStore:
    """Keep and turn awards inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, award: Award) -> None:
        """Keep an award; a sheet has at most one."""
        row = {
            "trip_id": award.sheet.trip_id,
            "score_no": award.sheet.score_no,
            "person_id": award.sheet.person_id,
            "points": award.sheet.points,
            "journal_id": award.journal_id,
            "release_at": award.release_at,
            "expire_after_days": award.expire_after_days,
            "expire_round": "end_of_month" if award.expire_end_of_month else "none",
            "state": award.state,
        }
        _ADD.run(self._connection, row)

    def of_sheet(self, trip_id: int, score_no: int) -> Award | None:
        """Give the award of a sheet; None when nothing was ever awarded for it."""
        row = _OF_SHEET.first(self._connection, {"trip": trip_id, "number": score_no})
        return None if row is None else _as_award(row)

    def turn(self, award: Award, to: AwardState) -> Award | None:
        """Change the state, unless another hand was faster: then give None."""
        values = {"award_id": award.id, "from_state": award.state, "to_state": to}
        if _TURN.first(self._connection, values) is None:
            return None
        return replace(award, state=to)

    def released(self, award: Award, journal_id: int) -> None:
        """Note the journal that released an award."""
        self._connection.execute(
            update(_award).where(_award.c.id == award.id).values(release_journal_id=journal_id)
        )

    def release_by(self, award: Award, release_at: datetime) -> None:
        """Let a waiting award wait no longer than until then."""
        mine = (_award.c.id == award.id) & (_award.c.release_at > release_at)
        self._connection.execute(update(_award).where(mine).values(release_at=release_at))

    def waiting_of(self, person_id: int) -> tuple[Award, ...]:
        """Give a person's awards that cannot be spent yet, held ones too."""
        waits = _award.c.state.in_((AwardState.PENDING, AwardState.HELD))
        query = select(_award).where(_award.c.person_id == person_id, waits)
        rows = self._connection.execute(query.order_by(_award.c.id))
        return tuple(_as_award(row) for row in rows)

    def due(self, now: datetime, *, count: int, after: int = 0) -> tuple[Award, ...]:
        """Give awards whose waiting is over, in order of their numbers."""
        query = (
            select(_award)
            .where(
                _award.c.state == AwardState.PENDING,
                _award.c.release_at <= now,
                _award.c.id > after,
            )
            .order_by(_award.c.id)
            .limit(count)
        )
        return tuple(_as_award(row) for row in self._connection.execute(query))


def _as_award(row: Row[Any]) -> Award:
    return Award(
        sheet=Sheet(row.trip_id, row.score_no, row.person_id, row.points),
        state=AwardState(row.state),
        release_at=row.release_at,
        expire_after_days=row.expire_after_days,
        expire_end_of_month=row.expire_round == "end_of_month",
        journal_id=row.journal_id,
        release_journal_id=row.release_journal_id,
        id=row.id,
    )
