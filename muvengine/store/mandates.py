"""Mandates at rest, and the accounts under which helpers play."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from muvengine.core.errors import NotFound
from muvengine.core.people.mandate import Mandate
from muvengine.store.insert_once import insert_once
from muvengine.store.tables import metadata

_MANDATE: Final = metadata.tables["mandate"]
_ACCOUNT: Final = metadata.tables["helper_account"]
_PERSON: Final = metadata.tables["person"]
_HOLDER: Final = metadata.tables["person"].alias("holder")


class MandateStore:
    """Find and keep mandates inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, mandate: Mandate, *, by: int | None, now: datetime) -> int:
        """Keep a mandate and give its number."""
        values = {
            "person_id": mandate.person_id,
            "holder_id": mandate.holder_id,
            "first_day": mandate.first_day,
            "last_day": mandate.last_day,
            "may_spend": mandate.may_spend,
            "on_paper": mandate.on_paper,
            "made_at": now,
            "made_by": by,
        }
        kept = insert(_MANDATE).values(values).returning(_MANDATE.c.id)
        return int(self._connection.execute(kept).scalar_one())

    def get(self, mandate_id: int) -> Mandate:
        """Find a mandate that was not ended.

        Raises:
            NotFound: no such mandate, or it was ended.
        """
        row = self._connection.execute(_open().where(_MANDATE.c.id == mandate_id)).one_or_none()
        if row is None:
            raise NotFound(kind="mandate")
        return _as_mandate(row)

    def given(self, person_id: int, today: date) -> tuple[Mandate, ...]:
        """List what somebody has given and is not over, the oldest first."""
        return self._listed(_open(today).where(_MANDATE.c.person_id == person_id))

    def held(self, holder_id: int, today: date) -> tuple[Mandate, ...]:
        """List what somebody holds and is not over, the oldest first."""
        return self._listed(_open(today).where(_MANDATE.c.holder_id == holder_id))

    def between(self, holder_id: int, person_id: int, day: date) -> Mandate | None:
        """Give the mandate by which a holder may act for a person on a day."""
        of_both = (_MANDATE.c.holder_id == holder_id, _MANDATE.c.person_id == person_id)
        found = self._listed(_open(day).where(*of_both))
        return next((one for one in found if one.holds_on(day)), None)

    def end(self, mandate_id: int, *, by: int | None, now: datetime) -> bool:
        """End a mandate; False where it had ended."""
        one = (_MANDATE.c.id == mandate_id, _MANDATE.c.ended_at.is_(None))
        ended = update(_MANDATE).where(*one).values(ended_at=now, ended_by=by)
        return self._connection.execute(ended).rowcount == 1

    def account_of(self, helper_id: int) -> int | None:
        """Give the number of the account under which a helper plays."""
        query = select(_ACCOUNT.c.person_id).where(_ACCOUNT.c.helper_id == helper_id)
        found = self._connection.execute(query).scalar()
        return None if found is None else int(found)

    def set_account(
        self, helper_id: int, person_id: int | None, *, by: int | None, now: datetime
    ) -> bool:
        """Keep the account under which a helper plays; False where another helper plays under it.

        Args:
            helper_id: a mediator.
            person_id: of a participant; None for a helper who does not play.
            by: whose hand it is.
            now: aware.
        """
        self._connection.execute(delete(_ACCOUNT).where(_ACCOUNT.c.helper_id == helper_id))
        if person_id is None:
            return True
        said = {"helper_id": helper_id, "person_id": person_id, "said_at": now, "said_by": by}
        one = _ACCOUNT.c.helper_id
        return insert_once(self._connection, _ACCOUNT, said, returning=one) is not None

    def _listed(self, query: Select[Any]) -> tuple[Mandate, ...]:
        rows = self._connection.execute(query.order_by(_MANDATE.c.id))
        return tuple(_as_mandate(row) for row in rows)


def _open(today: date | None = None) -> Select[Any]:
    query = (
        select(
            _MANDATE,
            _PERSON.c.name.label("person"),
            _PERSON.c.public_id,
            _HOLDER.c.name.label("holder"),
        )
        .join(_PERSON, _PERSON.c.id == _MANDATE.c.person_id)
        .join(_HOLDER, _HOLDER.c.id == _MANDATE.c.holder_id)
        .where(_MANDATE.c.ended_at.is_(None))
        .where(_PERSON.c.closed_at.is_(None), _HOLDER.c.closed_at.is_(None))
    )
    return query if today is None else query.where(_MANDATE.c.last_day >= today)


def _as_mandate(row: Row[Any]) -> Mandate:
    return Mandate(
        person_id=row.person_id,
        holder_id=row.holder_id,
        first_day=row.first_day,
        last_day=row.last_day,
        may_spend=bool(row.may_spend),
        on_paper=bool(row.on_paper),
        id=row.id,
        person=row.person,
        holder=row.holder,
        person_public_id=row.public_id,
    )
