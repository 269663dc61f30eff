"""Addresses people gave, and who asks for a link."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, insert, select, update

from muvengine.core.people.identity import Person
from muvengine.core.people.mail_address import PEOPLE_PER_ADDRESS_MAX, MailAddress
from muvengine.store.insert_once import insert_once
from muvengine.store.people import as_person, person_columns
from muvengine.store.tables import metadata

_ADDRESS: Final = metadata.tables["mail_address"]
_ASK: Final = metadata.tables["mail_ask"]
_PERSON: Final = metadata.tables["person"]


class MailAddressStore:
    """Find and keep addresses inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, person_id: int) -> MailAddress:
        """Give what is known of somebody's address."""
        query = select(_ADDRESS).where(_ADDRESS.c.person_id == person_id)
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return MailAddress()
        return MailAddress(row.address, row.asked, row.asked_until, row.letter_since is not None)

    def ask(self, person_id: int, address: str, token_hash: str, *, until: datetime) -> None:
        """Let an address wait to be confirmed, in place of one that waited before."""
        waits = {"asked": address, "asked_hash": token_hash, "asked_until": until}
        changed = self._connection.execute(
            update(_ADDRESS).where(_ADDRESS.c.person_id == person_id).values(waits)
        )
        if changed.rowcount:
            return
        new = {"person_id": person_id, **waits}
        if insert_once(self._connection, _ADDRESS, new, returning=_ADDRESS.c.person_id) is None:
            self.ask(person_id, address, token_hash, until=until)

    def confirm(self, token_hash: str, *, now: datetime) -> int | None:
        """Use the address that waits under this token; give whose it is, None where none waits."""
        confirmed = (
            update(_ADDRESS)
            .where(_ADDRESS.c.asked_hash == token_hash, _ADDRESS.c.asked_until > now)
            .values(
                address=_ADDRESS.c.asked,
                confirmed_at=now,
                asked=None,
                asked_hash=None,
                asked_until=None,
            )
        )
        return self._connection.execute(confirmed.returning(_ADDRESS.c.person_id)).scalar()

    def drop(self, person_id: int) -> bool:
        """Forget somebody's address; False where there was none."""
        gone = delete(_ADDRESS).where(_ADDRESS.c.person_id == person_id)
        return self._connection.execute(gone).rowcount == 1

    def want_letter(self, person_id: int, since: datetime | None) -> bool:
        """Keep whether the weekly letter goes there; False where there is no confirmed address."""
        kept = update(_ADDRESS).where(
            _ADDRESS.c.person_id == person_id, _ADDRESS.c.address.is_not(None)
        )
        return self._connection.execute(kept.values(letter_since=since)).rowcount == 1

    def of_address(self, address: str) -> tuple[Person, ...]:
        """List who has confirmed this address, at most a family."""
        query = (
            select(*person_columns(_PERSON))
            .join(_ADDRESS, _ADDRESS.c.person_id == _PERSON.c.id)
            .where(_ADDRESS.c.address == address, _PERSON.c.closed_at.is_(None))
            .order_by(_PERSON.c.id)
            .limit(PEOPLE_PER_ADDRESS_MAX)
        )
        return tuple(as_person(row) for row in self._connection.execute(query).mappings())

    def readers(self, *, after: int, most: int) -> tuple[Person, ...]:
        """List who wants the weekly letter, by number, those after a number."""
        query = (
            select(*person_columns(_PERSON))
            .join(_ADDRESS, _ADDRESS.c.person_id == _PERSON.c.id)
            .where(_ADDRESS.c.letter_since.is_not(None), _PERSON.c.closed_at.is_(None))
            .where(_PERSON.c.id > after)
            .order_by(_PERSON.c.id)
            .limit(most)
        )
        return tuple(as_person(row) for row in self._connection.execute(query).mappings())

    def forget(self, now: datetime) -> int:
        """Drop addresses of closed accounts, and those that nobody confirmed in time."""
        closed = select(_PERSON.c.id).where(_PERSON.c.closed_at.is_not(None))
        gone = self._connection.execute(
            delete(_ADDRESS).where(_ADDRESS.c.person_id.in_(closed))
        ).rowcount
        late = _ADDRESS.c.asked_until <= now
        gone += self._connection.execute(
            delete(_ADDRESS).where(late, _ADDRESS.c.address.is_(None))
        ).rowcount
        nothing = {"asked": None, "asked_hash": None, "asked_until": None}
        self._connection.execute(update(_ADDRESS).where(late).values(nothing))
        return gone

    def add_ask(self, address: str, *, at: datetime) -> None:
        """Note that somebody asks for a link to this address, known or not."""
        self._connection.execute(insert(_ASK).values(address=address, asked_at=at))

    def any_ask(self) -> bool:
        """Tell whether somebody waits for a link."""
        return self._connection.execute(select(_ASK.c.id).limit(1)).first() is not None

    def take_ask(self) -> tuple[str, datetime] | None:
        """Take the oldest ask away, and give its address and moment; None where there is none.

        A guarded step: of two workers one has it, and the other takes the next.
        """
        query = select(_ASK.c.id, _ASK.c.address, _ASK.c.asked_at).order_by(_ASK.c.id).limit(1)
        while row := self._connection.execute(query).one_or_none():
            if self._connection.execute(delete(_ASK).where(_ASK.c.id == row.id)).rowcount:
                return row.address, row.asked_at
        return None
