"""Centres at rest: who works there, whom they know, and cards shown at another one's desk."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select, update

from muvengine.core.errors import NotFound
from muvengine.core.people.actor import Role
from muvengine.core.people.centre import CARD_SHOWN_FOR, Centre, KnownAt
from muvengine.core.people.identity import Person
from muvengine.store.insert_once import insert_once
from muvengine.store.known_to import known_to
from muvengine.store.people import as_person, person_columns
from muvengine.store.tables import metadata

_CENTRE: Final = metadata.tables["centre"]
_MEMBER: Final = metadata.tables["centre_member"]
_VISIT: Final = metadata.tables["card_visit"]
_PERSON: Final = metadata.tables["person"]


class CentreStore:
    """Find and keep centres inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, centre: Centre, *, by: int | None, now: datetime) -> int | None:
        """Keep a centre and give its number; None when another one has the key."""
        values = {"key": centre.key, "name": centre.name, "place": centre.place}
        kept = values | {"made_at": now, "made_by": by}
        number = insert_once(self._connection, _CENTRE, kept, returning=_CENTRE.c.id)
        return None if number is None else int(number)

    def save(self, centre: Centre) -> None:
        """Change the name and the place of a centre."""
        changed = update(_CENTRE).where(_CENTRE.c.id == centre.id)
        self._connection.execute(changed.values(name=centre.name, place=centre.place))

    def get(self, key: str) -> Centre:
        """Find a centre.

        Raises:
            NotFound: no such centre.
        """
        query = select(_CENTRE).where(_CENTRE.c.key == key)
        row = self._connection.execute(query).one_or_none()
        if row is None:
            raise NotFound(kind="centre")
        return Centre(row.key, row.name, row.place, row.id)

    def listed(self) -> tuple[Centre, ...]:
        """List all centres, the first one first."""
        rows = self._connection.execute(select(_CENTRE).order_by(_CENTRE.c.id))
        return tuple(Centre(row.key, row.name, row.place, row.id) for row in rows)

    def of_person(self, person_id: int) -> tuple[KnownAt, ...]:
        """List the centres that know a person, or where a helper works, by name."""
        query = (
            select(_CENTRE, _MEMBER.c.since)
            .join(_MEMBER, _MEMBER.c.centre_id == _CENTRE.c.id)
            .where(_MEMBER.c.person_id == person_id)
            .order_by(_CENTRE.c.name, _CENTRE.c.id)
        )
        return tuple(
            KnownAt(Centre(row.key, row.name, row.place, row.id), row.since)
            for row in self._connection.execute(query)
        )

    def helpers(self, centre_id: int) -> tuple[Person, ...]:
        """List who works at a centre, by name."""
        query = (
            select(*person_columns(_PERSON))
            .join(_MEMBER, _MEMBER.c.person_id == _PERSON.c.id)
            .where(_MEMBER.c.centre_id == centre_id, _PERSON.c.role == Role.MEDIATOR.value)
            .where(_PERSON.c.closed_at.is_(None))
            .order_by(_PERSON.c.name_key)
        )
        return tuple(as_person(row) for row in self._connection.execute(query).mappings())

    def people_count(self, centre_id: int) -> int:
        """Count the participants a centre knows."""
        query = (
            select(func.count())
            .select_from(_MEMBER)
            .join(_PERSON, _PERSON.c.id == _MEMBER.c.person_id)
            .where(_MEMBER.c.centre_id == centre_id, _PERSON.c.role == Role.PARTICIPANT.value)
        )
        return int(self._connection.execute(query).scalar_one())

    def join(self, person_id: int, centre_id: int, *, by: int | None, now: datetime) -> bool:
        """Let a centre know a person; False where it does already."""
        values = {"person_id": person_id, "centre_id": centre_id, "since": now, "made_by": by}
        one = _MEMBER.c.person_id
        return insert_once(self._connection, _MEMBER, values, returning=one) is not None

    def leave(self, person_id: int, centre_id: int) -> bool:
        """Let a centre forget a person; False where it did not know them."""
        one = (_MEMBER.c.person_id == person_id, _MEMBER.c.centre_id == centre_id)
        return self._connection.execute(delete(_MEMBER).where(*one)).rowcount == 1

    def knows(self, helper_id: int, person_id: int) -> bool:
        """Tell whether a helper has a centre in common with somebody."""
        query = select(_PERSON.c.id).where(_PERSON.c.id == person_id)
        shared = query.where(known_to(helper_id, _PERSON.c.id))
        return self._connection.execute(shared).first() is not None

    def visited_by(self, helper_id: int, person_id: int, now: datetime) -> bool:
        """Tell whether this person's card was the last this helper has read, not long ago."""
        query = select(_VISIT.c.helper_id).where(
            _VISIT.c.helper_id == helper_id,
            _VISIT.c.person_id == person_id,
            _VISIT.c.shown_at > now - CARD_SHOWN_FOR,
        )
        return self._connection.execute(query).first() is not None

    def reaches(self, helper_id: int, person_id: int, now: datetime) -> bool:
        """Tell whether a helper may know a person now: by a centre, or by a card just read."""
        return self.knows(helper_id, person_id) or self.visited_by(helper_id, person_id, now)

    def known(self, helper_id: int, people: set[int]) -> set[int]:
        """Give those of some people whom a helper knows by a centre."""
        query = select(_PERSON.c.id).where(_PERSON.c.id.in_(people))
        shared = query.where(known_to(helper_id, _PERSON.c.id))
        return set(self._connection.execute(shared).scalars()) if people else set()

    def show_card(self, helper_id: int, person_id: int, *, now: datetime) -> None:
        """Note whose card a helper has read; it takes the place of the one before."""
        self.end_visit(helper_id)
        visit = {"helper_id": helper_id, "person_id": person_id, "shown_at": now}
        self._connection.execute(insert(_VISIT).values(visit))

    def end_visit(self, helper_id: int) -> None:
        """Let the card a helper has read open nothing any more."""
        self._connection.execute(delete(_VISIT).where(_VISIT.c.helper_id == helper_id))

    def forget_visits(self, before: datetime) -> int:
        """Drop visits that began before a moment."""
        old = delete(_VISIT).where(_VISIT.c.shown_at < before)
        return self._connection.execute(old).rowcount
