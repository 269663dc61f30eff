"""Paper cards and sign-in links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from muvengine.core.people.card import Card
from muvengine.core.people.identity import Person
from muvengine.store.people import as_person, person_columns
from muvengine.store.tables import metadata

_card = metadata.tables["card"]
_person = metadata.tables["person"]
_link = metadata.tables["sign_in_link"]


@dataclass(frozen=True, slots=True)
class HeldCard:
    """A good card, whose it is, and the hash of its PIN."""

    card_id: int
    person: Person
    pin_hash: str


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card to be kept: only hashes of what opens doors."""

    person_id: int
    number: str
    token_hash: str
    pin_hash: str
    issued_by: int | None


@dataclass(frozen=True, slots=True)
class SignInLink:
    """A link that is still good."""

    person: Person
    reusable: bool


class CardStore:
    """Find and keep cards and links inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: NewCard, *, at: datetime) -> int:
        """Keep a card that was just printed, and give its number in the table."""
        kept = insert(_card).values(
            person_id=new.person_id,
            number=new.number,
            token_hash=new.token_hash,
            pin_hash=new.pin_hash,
            issued_by=new.issued_by,
            issued_at=at,
        )
        return int(self._connection.execute(kept.returning(_card.c.id)).scalar_one())

    def by_number(self, number: str) -> HeldCard | None:
        """Find a good card by what is printed under its QR."""
        return self._held(_card.c.number == number)

    def by_token_hash(self, token_hash: str) -> HeldCard | None:
        """Find a good card by its QR."""
        return self._held(_card.c.token_hash == token_hash)

    def number_taken(self, number: str) -> bool:
        """Tell whether a card, also a voided one, has this number."""
        found = select(_card.c.id).where(_card.c.number == number)
        return self._connection.execute(found).first() is not None

    def of_person(self, person_id: int) -> tuple[Card, ...]:
        """List a person's cards, latest first."""
        query = select(_card).where(_card.c.person_id == person_id).order_by(_card.c.id.desc())
        return tuple(_as_card(row) for row in self._connection.execute(query).mappings())

    def hold(self, card_id: int) -> bool:
        """Keep others from voiding a card until the transaction ends; False when it is void."""
        good = select(_card.c.id).where(_card.c.id == card_id, _card.c.voided_at.is_(None))
        return self._connection.execute(good.with_for_update()).first() is not None

    def void_all(self, person_id: int, *, at: datetime) -> int:
        """Void a person's good cards and tell how many there were."""
        return self._connection.execute(
            update(_card)
            .where(_card.c.person_id == person_id, _card.c.voided_at.is_(None))
            .values(voided_at=at)
        ).rowcount

    def change_pin_hash(self, card_id: int, pin_hash: str) -> None:
        """Keep the same PIN under a stronger hash."""
        self._connection.execute(
            update(_card).where(_card.c.id == card_id).values(pin_hash=pin_hash)
        )

    def add_link(
        self, token_hash: str, person_id: int, *, at: datetime, expires_at: datetime, reusable: bool
    ) -> None:
        """Keep a sign-in link."""
        self._connection.execute(
            insert(_link).values(
                token_hash=token_hash,
                person_id=person_id,
                created_at=at,
                expires_at=expires_at,
                reusable=reusable,
            )
        )

    def link(self, token_hash: str, now: datetime) -> SignInLink | None:
        """Find a link that still opens."""
        query = (
            select(*person_columns(_person), _link.c.reusable)
            .join(_person, _person.c.id == _link.c.person_id)
            .where(_link.c.token_hash == token_hash, _link.c.used_at.is_(None))
            .where(_link.c.expires_at > now, _person.c.closed_at.is_(None))
        )
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else SignInLink(as_person(row), bool(row["reusable"]))

    def use_link(self, token_hash: str, now: datetime) -> bool:
        """Use a link up; False when another hand was faster, or it no longer opens.

        The condition in the UPDATE decides the race, not the look before it.
        """
        opens = (
            (_link.c.token_hash == token_hash)
            & _link.c.used_at.is_(None)
            & (_link.c.expires_at > now)
        )
        used = update(_link).where(opens, _link.c.reusable.is_(False)).values(used_at=now)
        if self._connection.execute(used).rowcount == 1:
            return True
        again = select(_link.c.token_hash).where(opens, _link.c.reusable.is_(True))
        return self._connection.execute(again).first() is not None

    def forget_links(self, before: datetime) -> int:
        """Drop links that ended before ``before``."""
        return self._connection.execute(delete(_link).where(_link.c.expires_at < before)).rowcount

    def _held(self, condition: ColumnElement[bool]) -> HeldCard | None:
        query = (
            select(*person_columns(_person), _card.c.id.label("card_id"), _card.c.pin_hash)
            .join(_person, _person.c.id == _card.c.person_id)
            .where(condition, _card.c.voided_at.is_(None), _person.c.closed_at.is_(None))
        )
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else HeldCard(row["card_id"], as_person(row), row["pin_hash"])


def _as_card(row: Mapping[Any, Any]) -> Card:
    return Card(
        id=row["id"],
        person_id=row["person_id"],
        number=row["number"],
        issued_at=row["issued_at"],
        voided_at=row["voided_at"],
    )
