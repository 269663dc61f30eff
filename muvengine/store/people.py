"""People at rest."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, FromClause, Select, insert, or_, select, update

from muvengine.core.errors import NotFound
from muvengine.core.people.actor import Role
from muvengine.core.people.identity import Person
from muvengine.store.known_to import known_to
from muvengine.store.tables import metadata

_person = metadata.tables["person"]
_card = metadata.tables["card"]

PERSON_COLUMNS: Final = (
    "id",
    "public_id",
    "role",
    "name",
    "locale",
    "usual_mode",
    "segments",
    "email",
    "frozen_at",
)


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to be kept; see ``Person`` for what is not explained here.

    Attributes:
        password_hash: staff only, together with ``email``.
        enrolled_by: the mediator or organiser whose hand it was.
        consent_at: when they agreed to play; None for staff.
        note: what the mediator wants to remember, at most 200 characters.
    """

    public_id: str
    role: Role
    name: str
    locale: str
    usual_mode: str | None = None
    segments: tuple[str, ...] = ()
    email: str | None = None
    password_hash: str | None = None
    enrolled_by: int | None = None
    consent_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """When somebody said so: that they play, that no trace of theirs is kept; None for never."""

    playing_at: datetime | None
    traces_off_at: datetime | None


class PeopleStore:
    """Find and keep people inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: NewPerson, *, at: datetime) -> Person:
        """Keep somebody who was not there before."""
        numbered = self._connection.execute(
            insert(_person)
            .values(
                public_id=new.public_id,
                role=new.role,
                name=new.name,
                name_key=name_key(new.name),
                locale=new.locale,
                usual_mode=new.usual_mode,
                segments=list(new.segments),
                email=new.email,
                password_hash=new.password_hash,
                note=new.note,
                enrolled_by=new.enrolled_by,
                consent_at=new.consent_at,
                created_at=at,
            )
            .returning(_person.c.id)
        ).scalar_one()
        return self.get(numbered)

    def get(self, person_id: int) -> Person:
        """Find a person by number.

        Raises:
            NotFound: no such person, or their account is closed.
        """
        return self._one(_person.c.id == person_id)

    def by_public_id(self, public_id: str) -> Person:
        """Find a person by the random part of their address.

        Raises:
            NotFound: no such person, or their account is closed.
        """
        return self._one(_person.c.public_id == public_id)

    def by_any_id(self, text: str) -> Person | None:
        """Find a person by public id or e-mail; a closed account finds nobody."""
        either = or_(_person.c.public_id == text, _person.c.email == text.casefold())
        row = self._connection.execute(_open_people(either)).mappings().one_or_none()
        return None if row is None else as_person(row)

    def password_of(self, email: str) -> tuple[Person, str] | None:
        """Find a member of staff and the hash of their password."""
        row = self._connection.execute(
            select(*person_columns(_person), _person.c.password_hash)
            .where(_person.c.email == email)
            .where(_person.c.closed_at.is_(None))
        ).one_or_none()
        if row is None or row.password_hash is None:
            return None
        return as_person(row._mapping), row.password_hash  # noqa: SLF001  the documented name

    def has_email(self, email: str) -> bool:
        """Tell whether somebody, also closed, holds this address."""
        found = select(_person.c.id).where(_person.c.email == email)
        return self._connection.execute(found).first() is not None

    def find(self, text: str, *, among: int | None = None, count: int = 20) -> tuple[Person, ...]:
        """Look for participants whose name has a word that starts with ``text``.

        Accents and capitals make no difference.

        Args:
            text: what the word starts with.
            among: a helper, to look among the people of their centres only; None for all.
            count: how many at most.
        """
        start = name_key(text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        key = _person.c.name_key
        named = or_(key.like(f"{start}%", escape="\\"), key.like(f"% {start}%", escape="\\"))
        query = (
            _open_people(named)
            .where(_person.c.role == Role.PARTICIPANT)
            .order_by(key, _person.c.id)
            .limit(count)
        )
        if among is not None:
            query = query.where(known_to(among, _person.c.id))
        return tuple(as_person(row) for row in self._connection.execute(query).mappings())

    def by_card_number(self, number: str) -> Person | None:
        """Find who carries this card; a voided one finds nobody."""
        query = (
            select(*person_columns(_person))
            .join(_card, _card.c.person_id == _person.c.id)
            .where(_card.c.number == number, _card.c.voided_at.is_(None))
            .where(_person.c.closed_at.is_(None))
        )
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else as_person(row)

    def staff(self) -> tuple[Person, ...]:
        """List mediators and organisers, by name."""
        query = _open_people(_person.c.role != Role.PARTICIPANT).order_by(_person.c.name_key)
        return tuple(as_person(row) for row in self._connection.execute(query).mappings())

    def names(self, numbers: Iterable[int | None]) -> dict[int, str]:
        """Give the names of people by number, also of those who have left."""
        wanted = {number for number in numbers if number is not None}
        query = select(_person.c.id, _person.c.name).where(_person.c.id.in_(wanted))
        return {row.id: row.name for row in self._connection.execute(query)} if wanted else {}

    def enrolled_by(self, person_id: int, *, count: int = 20) -> tuple[Person, ...]:
        """List whom a mediator enrolled and still knows by a centre, latest first."""
        query = _open_people(_person.c.enrolled_by == person_id)
        query = query.where(known_to(person_id, _person.c.id))
        newest = query.order_by(_person.c.id.desc()).limit(count)
        return tuple(as_person(row) for row in self._connection.execute(newest).mappings())

    def change(self, person_id: int, **columns: object) -> None:
        """Set columns of one person: usual_mode, locale, password_hash, frozen_at or note."""
        self._connection.execute(update(_person).where(_person.c.id == person_id).values(**columns))

    def said(self, person_id: int) -> Said:
        """Tell what somebody agreed to, and when."""
        query = select(_person.c.consent_at, _person.c.traces_off_at)
        return Said(*self._connection.execute(query.where(_person.c.id == person_id)).one())

    def said_age(self, person_id: int) -> int:
        """Tell how many years old somebody was said to be at least; 0 when nobody asked."""
        asked = select(_person.c.said_age).where(_person.c.id == person_id)
        return int(self._connection.execute(asked).scalar() or 0)

    def say_age(self, person_id: int, years: int) -> None:
        """Remember an age somebody has at least; a smaller number changes nothing."""
        older = (_person.c.id == person_id, _person.c.said_age < years)
        self._connection.execute(update(_person).where(*older).values(said_age=years))

    def _one(self, condition: ColumnElement[bool]) -> Person:
        row = self._connection.execute(_open_people(condition)).mappings().one_or_none()
        if row is None:
            raise NotFound(kind="person")
        return as_person(row)


def name_key(name: str) -> str:
    """Write a name as it is looked for: no accents, no capitals, single spaces."""
    plain = unicodedata.normalize("NFKD", name)
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(letters.casefold().replace("-", " ").split())[:80]


def person_columns(table: FromClause, prefix: str = "") -> list[ColumnElement[Any]]:
    """Give the columns of a ``Person``, named with ``prefix`` where two are joined."""
    return [table.c[name].label(prefix + name) for name in PERSON_COLUMNS]


def as_person(row: Mapping[Any, Any], prefix: str = "") -> Person:
    """Make a ``Person`` of a row read with ``person_columns``."""
    return Person(
        id=row[prefix + "id"],
        public_id=row[prefix + "public_id"],
        role=Role(row[prefix + "role"]),
        name=row[prefix + "name"],
        locale=row[prefix + "locale"],
        usual_mode=row[prefix + "usual_mode"],
        segments=tuple(row[prefix + "segments"]),
        email=row[prefix + "email"],
        frozen=row[prefix + "frozen_at"] is not None,
    )


def _open_people(condition: ColumnElement[bool]) -> Select[Any]:
    return select(*person_columns(_person)).where(condition, _person.c.closed_at.is_(None))
