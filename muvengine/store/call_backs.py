"""People to call back, at rest."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, insert, select, update

from muvengine.core.errors import NotFound
from muvengine.core.people.call_back import CallBack
from muvengine.store.known_to import known_to
from muvengine.store.tables import metadata

_CALL: Final = metadata.tables["call_back"]
_PERSON: Final = metadata.tables["person"]


class CallBackStore:
    """Keep the list inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, call: CallBack, *, now: datetime) -> None:
        """Put somebody on the list."""
        values = {
            "person_id": call.person_id,
            "helper_id": call.helper_id,
            "why": call.why,
            "by_day": call.by_day,
            "made_at": now,
        }
        self._connection.execute(insert(_CALL).values(values))

    def waiting(self, helper_id: int) -> tuple[CallBack, ...]:
        """List who of a helper's centres waits for a call, the soonest day first.

        Who has left waits no more.
        """
        query = (
            select(_CALL, _PERSON.c.public_id, _PERSON.c.name)
            .join(_PERSON, _PERSON.c.id == _CALL.c.person_id)
            .where(_CALL.c.done_at.is_(None), _PERSON.c.closed_at.is_(None))
            .where(known_to(helper_id, _CALL.c.person_id))
            .order_by(_CALL.c.by_day, _CALL.c.id)
        )
        return tuple(
            CallBack(
                row.id, row.person_id, row.helper_id, row.why, row.by_day, row.public_id, row.name
            )
            for row in self._connection.execute(query)
        )

    def finish(self, call_id: int, *, now: datetime, by: int) -> int | None:
        """Take a line off the list, and give whom it was about; None when it was off already.

        Raises:
            NotFound: no such line.
        """
        person_id = self.person_of(call_id)
        open_one = (_CALL.c.id == call_id, _CALL.c.done_at.is_(None))
        turned = update(_CALL).where(*open_one).values(done_at=now, done_by=by)
        return person_id if self._connection.execute(turned).rowcount else None

    def person_of(self, call_id: int) -> int:
        """Tell whom a line is about.

        Raises:
            NotFound: no such line.
        """
        query = select(_CALL.c.person_id).where(_CALL.c.id == call_id)
        person_id = self._connection.execute(query).scalar()
        if person_id is None:
            raise NotFound(kind="call_back")
        return int(person_id)
