"""Cards that nobody holds yet, at rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, and_, func, insert, select, update

from muvengine.core.errors import MistypedCode, NotFound
from muvengine.core.people.card import as_token
from muvengine.core.people.card_pack import CardPack, PackCard, PackCardState
from muvengine.core.people.token import token_hash
from muvengine.core.vouchers.code import normalise
from muvengine.store.tables import metadata

_PACK: Final = metadata.tables["card_pack"]
_BLANK: Final = metadata.tables["pack_card"]
_CARD: Final = metadata.tables["card"]
_PERSON: Final = metadata.tables["person"]
_WAITS: Final = and_(_BLANK.c.taken_at.is_(None), _BLANK.c.voided_at.is_(None))


@dataclass(frozen=True, slots=True)
class Blank:
    """A card to be kept or given: only hashes of what opens doors."""

    number: str
    token_hash: str
    pin_hash: str


class CardPackStore:
    """Keep packs and give their cards inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, name: str, blanks: Iterable[Blank], *, at: datetime, by: int | None) -> int:
        """Keep a pack with its cards, and give its number."""
        kept = insert(_PACK).values(name=name, made_at=at, made_by=by).returning(_PACK.c.id)
        pack_id = int(self._connection.execute(kept).scalar_one())
        rows = [
            {
                "pack_id": pack_id,
                "number": one.number,
                "token_hash": one.token_hash,
                "pin_hash": one.pin_hash,
            }
            for one in blanks
        ]
        self._connection.execute(insert(_BLANK), rows)
        return pack_id

    def all(self) -> tuple[CardPack, ...]:
        """List packs, the latest first."""
        rows = self._connection.execute(_packs().order_by(_PACK.c.id.desc()))
        return tuple(CardPack(*row) for row in rows)

    def get(self, pack_id: int) -> CardPack:
        """Give one pack.

        Raises:
            NotFound: no such pack.
        """
        row = self._connection.execute(_packs().where(_PACK.c.id == pack_id)).one_or_none()
        if row is None:
            raise NotFound(kind="card_pack")
        return CardPack(*row)

    def cards(self, pack_id: int) -> tuple[PackCard, ...]:
        """List a pack's cards as they were printed, each with who holds it now."""
        query = (
            select(_BLANK, _PERSON.c.name, _PERSON.c.public_id, _PERSON.c.id.label("holder"))
            .outerjoin(_CARD, and_(_CARD.c.number == _BLANK.c.number, _CARD.c.voided_at.is_(None)))
            .outerjoin(
                _PERSON, and_(_PERSON.c.id == _CARD.c.person_id, _PERSON.c.closed_at.is_(None))
            )
            .where(_BLANK.c.pack_id == pack_id)
            .order_by(_BLANK.c.id)
        )
        return tuple(
            PackCard(row.number, _state(row), row.name or "", row.public_id or "", row.holder or 0)
            for row in self._connection.execute(query)
        )

    def number_taken(self, number: str) -> bool:
        """Tell whether a card of some pack has this number."""
        found = select(_BLANK.c.id).where(_BLANK.c.number == number)
        return self._connection.execute(found).first() is not None

    def by_number(self, number: str) -> Blank | None:
        """Find a card that waits by what is printed under its QR."""
        return self._waiting(_BLANK.c.number == number)

    def by_token_hash(self, token_hash: str) -> Blank | None:
        """Find a card that waits by its QR."""
        return self._waiting(_BLANK.c.token_hash == token_hash)

    def meant(self, said: str) -> Blank | None:
        """Find a card that waits as a reader or a person types it; None for none."""
        token = as_token(said)
        if token:
            return self.by_token_hash(token_hash(token))
        try:
            return self.by_number(normalise(said))
        except MistypedCode:
            return None

    def take(self, number: str, *, at: datetime) -> bool:
        """Let a card wait no longer; False when another hand was faster."""
        taken = update(_BLANK).where(_BLANK.c.number == number, _WAITS).values(taken_at=at)
        return self._connection.execute(taken).rowcount == 1

    def void_rest(self, pack_id: int, *, at: datetime) -> int:
        """Void the cards of a pack that wait, and tell how many there were."""
        void = update(_BLANK).where(_BLANK.c.pack_id == pack_id, _WAITS).values(voided_at=at)
        return self._connection.execute(void).rowcount

    def _waiting(self, condition: ColumnElement[bool]) -> Blank | None:
        query = select(_BLANK.c.number, _BLANK.c.token_hash, _BLANK.c.pin_hash)
        row = self._connection.execute(query.where(condition, _WAITS)).one_or_none()
        return None if row is None else Blank(*row)


def _packs() -> Select[Any]:
    cards = select(func.count()).where(_BLANK.c.pack_id == _PACK.c.id)
    return select(
        _PACK.c.id,
        _PACK.c.name,
        _PACK.c.made_at,
        cards.scalar_subquery(),
        cards.where(_WAITS).scalar_subquery(),
    )


def _state(row: Any) -> PackCardState:  # noqa: ANN401  a row
    if row.voided_at is not None:
        return PackCardState.VOID
    return PackCardState.WAITING if row.taken_at is None else PackCardState.TAKEN
