"""Who wants the weekly letter on paper, at rest."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, or_, select

from muvengine.core.people.actor import Role
from muvengine.core.people.identity import Person
from muvengine.store.insert_once import insert_once
from muvengine.store.known_to import known_to
from muvengine.store.people import as_person, person_columns
from muvengine.store.tables import metadata

_LETTER: Final = metadata.tables["week_letter"]
_MEMBER: Final = metadata.tables["centre_member"]
_PERSON: Final = metadata.tables["person"]


class WeekLetterStore:
    """Keep and list wishes inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def wanted(self, person_id: int) -> bool:
        """Tell whether somebody wants the letter."""
        return self.asked_at(person_id) is not None

    def asked_at(self, person_id: int) -> datetime | None:
        """Tell since when somebody wants the letter; None where they do not."""
        query = select(_LETTER.c.asked_at).where(_LETTER.c.person_id == person_id)
        return self._connection.execute(query).scalar_one_or_none()

    def want(self, person_id: int, desk_id: int | None, *, now: datetime) -> None:
        """Keep a wish; one that is kept already stays."""
        values = {"person_id": person_id, "desk_id": desk_id, "asked_at": now}
        insert_once(self._connection, _LETTER, values, returning=_LETTER.c.person_id)

    def drop(self, person_id: int) -> None:
        """Forget a wish."""
        self._connection.execute(delete(_LETTER).where(_LETTER.c.person_id == person_id))

    def desk_of(self, person_id: int) -> int | None:
        """Give the mediator who has enrolled somebody; None for another hand."""
        helper = _PERSON.alias("helper")
        query = (
            select(helper.c.id)
            .join(_PERSON, _PERSON.c.enrolled_by == helper.c.id)
            .where(_PERSON.c.id == person_id, helper.c.role == Role.MEDIATOR.value)
            .where(helper.c.closed_at.is_(None))
        )
        return self._connection.execute(query).scalar()

    def of_desk(self, desk_id: int, *, most: int) -> tuple[Person, ...]:
        """List by name who of a mediator's centres gets the letter from them, or from nobody else.

        Whose mediator knows them no more gets it from whoever does.
        """
        theirs, person_id = _MEMBER.alias("of_person"), _LETTER.c.person_id
        still_theirs = (
            select(_MEMBER.c.centre_id)
            .join(theirs, theirs.c.centre_id == _MEMBER.c.centre_id)
            .where(_MEMBER.c.person_id == _LETTER.c.desk_id, theirs.c.person_id == person_id)
            .exists()
        )
        mine = or_(_LETTER.c.desk_id == desk_id, _LETTER.c.desk_id.is_(None), ~still_theirs)
        query = (
            select(*person_columns(_PERSON))
            .join(_LETTER, _LETTER.c.person_id == _PERSON.c.id)
            .where(mine, known_to(desk_id, person_id), _PERSON.c.closed_at.is_(None))
            .order_by(_PERSON.c.name, _PERSON.c.id)
            .limit(most)
        )
        return tuple(as_person(row) for row in self._connection.execute(query).mappings())
