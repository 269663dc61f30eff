"""Pots at rest, and who gave to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, case, func, insert, select, update

from muvengine.core.errors import NotFound
from muvengine.core.ledger.pot import Milestone, Pot, PotState
from muvengine.core.ledger.pot_events import Gift
from muvengine.store.insert_once import insert_once
from muvengine.store.tables import metadata

_pot: Final = metadata.tables["pot"]
_gift: Final = metadata.tables["pot_gift"]


@dataclass(frozen=True, slots=True)
class GiftAt:
    """A gift, when it was given, and when it went back; None while it is in the pot."""

    gift: Gift
    given_at: datetime
    give_journal_id: int
    back_at: datetime | None


class PotStore:
    """Find and change pots inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, pot: Pot, *, now: datetime, by: int | None) -> int | None:
        """Keep a new pot and give its number; None when its key is taken."""
        values = {
            "key": pot.key,
            "title": dict(pot.title),
            "about": dict(pot.about),
            "pictogram": pot.pictogram,
            "goal_points": pot.goal_points,
            "match_ratio": pot.match_ratio,
            "match_points_max": pot.match_points_max,
            "reached_cents": pot.reached_cents,
            "last_day": pot.last_day,
            "milestones": [
                {"points": one.points, "label": dict(one.label)} for one in pot.milestones
            ],
            "state": PotState.OPEN.value,
            "created_at": now,
            "created_by": by,
            "closed_reason": "",
        }
        number = insert_once(self._connection, _pot, values, returning=_pot.c.id)
        return None if number is None else int(number)

    def get(self, *, key: str | None = None, pot_id: int | None = None) -> Pot:
        """Find a pot by its key or number.

        Raises:
            NotFound: no such pot.
        """
        wanted = _pot.c.key == key if key is not None else _pot.c.id == pot_id
        found = self._read(wanted)
        if not found:
            raise NotFound(pot=key or pot_id)
        return found[0]

    def locked(self, pot_id: int) -> Pot:
        """Hold a pot still until the transaction ends, and give it as it stands.

        Raises:
            NotFound: no such pot.
        """
        held = select(_pot.c.id).where(_pot.c.id == pot_id).with_for_update()
        self._connection.execute(held)
        return self.get(pot_id=pot_id)

    def listed(self) -> tuple[Pot, ...]:
        """List pots, open ones first, the latest first."""
        return self._read(None)

    def turn(
        self, pot_id: int, before: PotState, after: PotState, *, now: datetime, reason: str = ""
    ) -> bool:
        """Change the state of a pot; False when another hand was faster."""
        values: dict[str, Any] = {"state": after.value}
        if after is not PotState.ENDING:
            values["closed_at"] = now
        if reason:
            values["closed_reason"] = reason
        changed = self._connection.execute(
            update(_pot).where(_pot.c.id == pot_id, _pot.c.state == before.value).values(**values)
        )
        return changed.rowcount == 1

    def add_gift(
        self,
        gift: Gift,
        *,
        give_journal_id: int,
        match_journal_id: int | None,
        by: int | None,
        now: datetime,
    ) -> int:
        """Keep a gift and give its number."""
        row = {
            "pot_id": gift.pot_id,
            "person_id": gift.person_id,
            "points": gift.points,
            "match_points": gift.match_points,
            "give_journal_id": give_journal_id,
            "match_journal_id": match_journal_id,
            "given_at": now,
            "given_by": by,
        }
        written = self._connection.execute(insert(_gift).values(row).returning(_gift.c.id))
        return int(written.scalar_one())

    def gift(self, gift_id: int, person_id: int) -> GiftAt:
        """Find a person's own gift.

        Raises:
            NotFound: they made none of this number.
        """
        own = (_gift.c.id == gift_id) & (_gift.c.person_id == person_id)
        row = self._connection.execute(select(_gift).where(own)).first()
        if row is None:
            raise NotFound(gift=gift_id)
        return _as_gift(row)

    def gifts_of(self, person_id: int) -> tuple[GiftAt, ...]:
        """List a person's gifts, the latest first."""
        query = select(_gift).where(_gift.c.person_id == person_id).order_by(_gift.c.id.desc())
        return tuple(_as_gift(row) for row in self._connection.execute(query))

    def gifts_in(self, pot_id: int, *, count: int) -> tuple[GiftAt, ...]:
        """List gifts that are still in a pot, the oldest first."""
        inside = (_gift.c.pot_id == pot_id) & _gift.c.back_at.is_(None)
        query = select(_gift).where(inside).order_by(_gift.c.id).limit(count)
        return tuple(_as_gift(row) for row in self._connection.execute(query))

    def take_out(self, gift_id: int, journal_id: int, *, now: datetime) -> bool:
        """Mark a gift as gone back; False when another hand was faster."""
        changed = self._connection.execute(
            update(_gift)
            .where(_gift.c.id == gift_id, _gift.c.back_at.is_(None))
            .values(back_journal_id=journal_id, back_at=now)
        )
        return changed.rowcount == 1

    def _read(self, wanted: ColumnElement[bool] | None) -> tuple[Pot, ...]:
        inside = _gift.c.back_at.is_(None)
        query = (
            select(
                _pot,
                func.coalesce(func.sum(_gift.c.points).filter(inside), 0).label("given"),
                func.coalesce(func.sum(_gift.c.match_points).filter(inside), 0).label("matched"),
                func.count(_gift.c.person_id.distinct()).filter(inside).label("givers"),
            )
            .outerjoin(_gift, _gift.c.pot_id == _pot.c.id)
            .group_by(_pot.c.id)
            .order_by(case((_pot.c.state == PotState.OPEN.value, 0), else_=1), _pot.c.id.desc())
        )
        if wanted is not None:
            query = query.where(wanted)
        return tuple(_as_pot(row) for row in self._connection.execute(query))


def _as_pot(row: Row[Any]) -> Pot:
    return Pot(
        id=row.id,
        key=row.key,
        title=row.title,
        about=row.about,
        pictogram=row.pictogram,
        goal_points=row.goal_points,
        match_ratio=row.match_ratio,
        match_points_max=row.match_points_max,
        reached_cents=row.reached_cents,
        last_day=row.last_day,
        state=PotState(row.state),
        given_points=int(row.given),
        matched_points=int(row.matched),
        givers=row.givers,
        milestones=tuple(Milestone(one["points"], one["label"]) for one in row.milestones),
    )


def _as_gift(row: Row[Any]) -> GiftAt:
    gift = Gift(row.id, row.pot_id, row.person_id, row.points, row.match_points)
    return GiftAt(gift, row.given_at, row.give_journal_id, row.back_at)
