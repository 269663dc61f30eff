"""What other hands did for a person, wherever it is written down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, and_, or_, select

from muvengine.core.ledger.account import available
from muvengine.core.people.actor import Role
from muvengine.core.people.done_for import DoneFor, Source
from muvengine.store.tables import metadata

_EVENT: Final = metadata.tables["audit_event"]
_PERSON: Final = metadata.tables["person"]
_TRIP: Final = metadata.tables["trip"]
_JOURNAL: Final = metadata.tables["ledger_journal"]
_TRANSFER: Final = metadata.tables["ledger_transfer"]
_ACCOUNT: Final = metadata.tables["ledger_account"]

HANDS: Final = (Role.MEDIATOR.value, Role.ORGANISER.value, Role.PARTICIPANT.value)
# A trip tells of itself, with its mode; what moved points is read off their journal.
TOLD_ELSEWHERE: Final = (
    "balance.move",
    "pot.give",
    "trip.declare",
    "trip.stamps",
    "voucher.buy",
    "voucher.void",
    "workshop.give",
)
MOVES_OF_TRIPS: Final = ("trip.award", "trip.release", "trip.reverse")


class DoneForStore:
    """Read what was done for somebody inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def between(self, person_id: int, first: datetime, end: datetime) -> tuple[DoneFor, ...]:
        """List everything another hand did for a person, the latest first.

        Args:
            person_id: for whom.
            first: aware.
            end: aware, excluded.
        """
        span = (first, end)
        found = [
            *self._acts(person_id, span),
            *self._trips(person_id, span),
            *self._moves(person_id, span),
        ]
        return tuple(sorted(found, key=lambda one: one.at, reverse=True))

    def _acts(self, person_id: int, span: tuple[datetime, datetime]) -> Iterator[DoneFor]:
        hand = and_(
            _PERSON.c.id == _EVENT.c.actor_id,
            _EVENT.c.actor_kind.in_(HANDS),
            _EVENT.c.actor_id != person_id,
        )
        query = (
            select(_EVENT.c.at, _EVENT.c.act, _PERSON.c.name)
            .join(_PERSON, hand)
            .where(_EVENT.c.on_behalf_of == person_id, _EVENT.c.act.not_in(TOLD_ELSEWHERE))
            .where(_EVENT.c.at >= span[0], _EVENT.c.at < span[1])
            .order_by(_EVENT.c.id.desc())
        )
        for row in self._connection.execute(query):
            yield DoneFor(row.at, row.name, Source.ACT, row.act)

    def _trips(self, person_id: int, span: tuple[datetime, datetime]) -> Iterator[DoneFor]:
        query = (
            select(_TRIP.c.created_at, _TRIP.c.mode, _TRIP.c.public_id, _PERSON.c.name)
            .join(_PERSON, _PERSON.c.id == _TRIP.c.submitted_by)
            .where(_TRIP.c.person_id == person_id, _TRIP.c.submitted_by != person_id)
            .where(_TRIP.c.created_at >= span[0], _TRIP.c.created_at < span[1])
            .order_by(_TRIP.c.id.desc())
        )
        for row in self._connection.execute(query):
            yield DoneFor(row.created_at, row.name, Source.TRIP, row.mode, trip=row.public_id)

    def _moves(self, person_id: int, span: tuple[datetime, datetime]) -> Iterator[DoneFor]:
        """Read moves of the person's own wallet: a pot's or an envelope's side is not theirs."""
        # Of other participants only what they did for this one by a mandate.
        for_them = _JOURNAL.c.on_behalf_of == person_id
        hand = and_(
            _PERSON.c.id == _JOURNAL.c.actor_id,
            _JOURNAL.c.actor_kind.in_(HANDS),
            _JOURNAL.c.actor_id != person_id,
            or_(_JOURNAL.c.actor_kind != Role.PARTICIPANT.value, for_them),
        )
        mine = select(_ACCOUNT.c.id).where(_ACCOUNT.c.code == available(person_id).code)
        account_id = self._connection.execute(mine).scalar()
        if account_id is None:
            return
        touched = (_TRANSFER.c.src_id == account_id) | (_TRANSFER.c.dst_id == account_id)
        query = (
            select(_JOURNAL, _TRANSFER.c.amount, _TRANSFER.c.dst_id, _PERSON.c.name)
            .join(_TRANSFER, _TRANSFER.c.journal_id == _JOURNAL.c.id)
            .join(_PERSON, hand)
            .where(touched, _JOURNAL.c.kind.not_in(MOVES_OF_TRIPS))
            .where(_JOURNAL.c.occurred_at >= span[0], _JOURNAL.c.occurred_at < span[1])
            .order_by(_JOURNAL.c.id.desc())
        )
        for row in self._connection.execute(query):
            yield _move(row, gained=row.dst_id == account_id)


def _move(row: Row[Any], *, gained: bool) -> DoneFor:
    points = row.amount if gained else -row.amount
    return DoneFor(row.occurred_at, row.name, Source.MOVE, row.kind, points, row.reason)
