"""Prize draws at rest: what was announced, the frozen tickets, and what was won."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, case, func, insert, select, update

from muvengine.core.errors import NotFound
from muvengine.core.game.draw import Draw, DrawState, Prize, TicketPer, Tickets
from muvengine.core.game.drawing import Entry
from muvengine.core.people.actor import Role
from muvengine.store.draw_prizes import as_prize
from muvengine.store.insert_once import insert_once
from muvengine.store.tables import metadata

_draw: Final = metadata.tables["prize_draw"]
_entry: Final = metadata.tables["draw_entry"]
_prize: Final = metadata.tables["draw_prize"]
_trip: Final = metadata.tables["trip"]
_score: Final = metadata.tables["trip_score"]
_person: Final = metadata.tables["person"]
ROWS_AT_ONCE: Final = 1000


@dataclass(frozen=True, slots=True)
class Moved:
    """How much somebody moved in some days: days with experience, and how much of it."""

    person_id: int
    days: int
    experience: int


@dataclass(frozen=True, slots=True)
class Held:
    """Frozen tickets, and whose they are."""

    entry: Entry
    person_id: int


@dataclass(frozen=True, slots=True)
class Frozen:
    """What is written down when the tickets are frozen."""

    tickets_sha256: str
    ledger_head: str


class DrawStore:
    """Find and change draws inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, draw: Draw, *, now: datetime, by: int | None) -> int | None:
        """Keep a new draw with its prizes and give its number; None when its key is taken."""
        values = {
            "key": draw.key,
            "title": dict(draw.title),
            "about": dict(draw.about),
            "first_day": draw.first_day,
            "last_day": draw.last_day,
            "draw_day": draw.draw_day,
            "ticket_per": draw.tickets.per.value,
            "ticket_experience": draw.tickets.experience,
            "tickets_max": draw.tickets.most,
            "several": draw.several,
            "outside": dict(draw.outside),
            "seed": draw.seed,
            "commitment": draw.commitment,
            "state": DrawState.ANNOUNCED.value,
            "announced_at": now,
            "announced_by": by,
            "cancelled_reason": "",
        }
        number = insert_once(self._connection, _draw, values, returning=_draw.c.id)
        if number is None:
            return None
        rows = [
            {
                "draw_id": number,
                "place": one.place,
                "title": dict(one.title),
                "offer_id": one.offer_id,
                "note": "",
                "waits": "",
            }
            for one in draw.prizes
        ]
        self._connection.execute(insert(_prize), rows)
        return int(number)

    def get(self, *, key: str | None = None, draw_id: int | None = None) -> Draw:
        """Find a draw by its key or number.

        Raises:
            NotFound: no such draw.
        """
        found = self._read(_draw.c.key == key if key is not None else _draw.c.id == draw_id)
        if not found:
            raise NotFound(draw=key or draw_id)
        return found[0]

    def locked(self, draw_id: int) -> Draw:
        """Hold a draw still until the transaction ends, and give it as it stands.

        Raises:
            NotFound: no such draw.
        """
        held = select(_draw.c.id).where(_draw.c.id == draw_id).with_for_update()
        self._connection.execute(held)
        return self.get(draw_id=draw_id)

    def listed(self, *, person_id: int | None = None) -> tuple[Draw, ...]:
        """List draws, those to come first, the latest first; or those somebody has tickets in."""
        if person_id is None:
            return self._read(None)
        mine = select(_entry.c.draw_id).where(_entry.c.person_id == person_id)
        return self._read(_draw.c.id.in_(mine))

    def moved(
        self, first_day: date, last_day: date, person_id: int | None = None
    ) -> tuple[Moved, ...]:
        """Sum what participants did in some days, both included.

        The latest sheet of each trip that is not withdrawn counts; nobody whose account is
        frozen or closed is listed.
        """
        query = (
            select(
                _trip.c.person_id,
                func.count(_trip.c.local_day.distinct()).label("days"),
                func.sum(_score.c.experience).label("experience"),
            )
            .join(
                _score,
                (_score.c.trip_id == _trip.c.id) & (_score.c.score_no == _trip.c.score_no),
            )
            .join(_person, _person.c.id == _trip.c.person_id)
            .where(_trip.c.local_day.between(first_day, last_day), _trip.c.withdrawn_at.is_(None))
            .where(_score.c.experience > 0, _person.c.role == Role.PARTICIPANT.value)
            .where(_person.c.frozen_at.is_(None), _person.c.closed_at.is_(None))
            .group_by(_trip.c.person_id)
            .order_by(_trip.c.person_id)
        )
        if person_id is not None:
            query = query.where(_trip.c.person_id == person_id)
        rows = self._connection.execute(query)
        return tuple(Moved(row.person_id, row.days, int(row.experience)) for row in rows)

    def freeze(self, draw_id: int, held: Sequence[Held], frozen: Frozen, *, now: datetime) -> None:
        """Write the tickets down for ever; call ``locked`` before."""
        rows = [
            {
                "draw_id": draw_id,
                "person_id": one.person_id,
                "holder": one.entry.holder,
                "first_ticket": one.entry.first,
                "last_ticket": one.entry.last,
            }
            for one in held
        ]
        for start in range(0, len(rows), ROWS_AT_ONCE):
            self._connection.execute(insert(_entry), rows[start : start + ROWS_AT_ONCE])
        self._set(
            draw_id,
            state=DrawState.FROZEN.value,
            frozen_at=now,
            tickets_sha256=frozen.tickets_sha256,
            ledger_head=frozen.ledger_head,
        )

    def entries(self, draw_id: int) -> tuple[Held, ...]:
        """List the frozen tickets in their order."""
        query = select(_entry).where(_entry.c.draw_id == draw_id).order_by(_entry.c.first_ticket)
        return tuple(_as_held(row) for row in self._connection.execute(query))

    def entry_of(self, draw_id: int, person_id: int) -> Entry | None:
        """Give somebody's own frozen tickets; None when they have none."""
        mine = (_entry.c.draw_id == draw_id) & (_entry.c.person_id == person_id)
        row = self._connection.execute(select(_entry).where(mine)).first()
        return None if row is None else _as_held(row).entry

    def tell_outside(self, draw_id: int, value: str) -> None:
        """Note the number from outside, once; call ``locked`` before."""
        self._set(draw_id, outside_value=value)

    def drawn(self, draw_id: int, won: Iterable[tuple[int, int, int]], *, now: datetime) -> None:
        """Note who won what: place, ticket and person; call ``locked`` before."""
        for place, ticket, person_id in won:
            one = (_prize.c.draw_id == draw_id) & (_prize.c.place == place)
            self._connection.execute(
                update(_prize).where(one).values(ticket=ticket, person_id=person_id)
            )
        self._set(draw_id, state=DrawState.DRAWN.value, drawn_at=now)

    def cancel(self, draw_id: int, reason: str, *, now: datetime) -> None:
        """Note why a draw does not take place; call ``locked`` before."""
        state = DrawState.CANCELLED.value
        self._set(draw_id, state=state, cancelled_at=now, cancelled_reason=reason)

    def _set(self, draw_id: int, **values: Any) -> None:  # noqa: ANN401  columns of any kind
        self._connection.execute(update(_draw).where(_draw.c.id == draw_id).values(**values))

    def _read(self, wanted: ColumnElement[bool] | None) -> tuple[Draw, ...]:
        held = (
            select(
                _entry.c.draw_id,
                func.max(_entry.c.last_ticket).label("tickets"),
                func.count().label("people"),
            )
            .group_by(_entry.c.draw_id)
            .subquery()
        )
        to_come = case((_draw.c.state.in_(["announced", "frozen"]), 0), else_=1)
        query = (
            select(_draw, held.c.tickets, held.c.people)
            .outerjoin(held, held.c.draw_id == _draw.c.id)
            .order_by(to_come, _draw.c.id.desc())
        )
        if wanted is not None:
            query = query.where(wanted)
        rows = self._connection.execute(query).all()
        prizes = self._prizes([row.id for row in rows])
        return tuple(_as_draw(row, tuple(prizes.get(row.id, ()))) for row in rows)

    def _prizes(self, draw_ids: Sequence[int]) -> dict[int, list[Prize]]:
        found: dict[int, list[Prize]] = {}
        query = select(_prize).where(_prize.c.draw_id.in_(draw_ids)).order_by(_prize.c.place)
        for row in self._connection.execute(query) if draw_ids else ():
            found.setdefault(row.draw_id, []).append(as_prize(row))
        return found


def _as_draw(row: Row[Any], prizes: tuple[Prize, ...]) -> Draw:
    return Draw(
        id=row.id,
        key=row.key,
        title=row.title,
        about=row.about,
        first_day=row.first_day,
        last_day=row.last_day,
        draw_day=row.draw_day,
        prizes=prizes,
        tickets=Tickets(TicketPer(row.ticket_per), row.ticket_experience, row.tickets_max),
        several=row.several,
        outside=row.outside,
        commitment=row.commitment,
        seed=row.seed,
        state=DrawState(row.state),
        announced_at=row.announced_at,
        frozen_at=row.frozen_at,
        drawn_at=row.drawn_at,
        cancelled_at=row.cancelled_at,
        tickets_sha256=row.tickets_sha256 or "",
        tickets_total=row.tickets or 0,
        people=row.people or 0,
        ledger_head=row.ledger_head or "",
        outside_value=row.outside_value or "",
        cancelled_reason=row.cancelled_reason,
    )


def _as_held(row: Row[Any]) -> Held:
    return Held(Entry(row.first_ticket, row.last_ticket, row.holder), row.person_id)
