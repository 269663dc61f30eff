"""Cards that are printed before anybody holds them: a class, an open day, a stall.

waiting   printed; it opens nothing
taken     a helper gave it to somebody: from then on it is a card like any other
void      nobody can be given it any more
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final, Self

from muvengine.core.errors import BadInput

CARDS_MAX: Final = 40
NAME_CHARACTERS_MAX: Final = 80


class PackCardState(StrEnum):
    """Where a card of a pack stands."""

    WAITING = "waiting"
    TAKEN = "taken"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class CardPack:
    """Cards that were printed together.

    Attributes:
        id: the row's number.
        name: what it is for, 1 to 80 characters.
        made_at: aware.
        cards, waiting: how many there are, and how many nobody holds yet.
    """

    id: int
    name: str
    made_at: datetime
    cards: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class PackCard:
    """One card of a pack, as the desk lists it.

    Attributes:
        number: see ``Card``.
        state: see ``PackCardState``.
        holder: name of whose card it is; empty for nobody's.
        holder_id: the random part of their page's address; empty for nobody's.
        holder_number: the number of their row, never shown; 0 for nobody's.
    """

    number: str
    state: PackCardState
    holder: str = ""
    holder_id: str = ""
    holder_number: int = 0

    def without_holder(self) -> Self:
        """Leave out whose it is, for a helper of other centres."""
        return replace(self, holder="", holder_id="")


def check_pack(name: str, count: int) -> str:
    """Tidy the name of a pack.

    Raises:
        BadInput: ``fields`` says of ``name`` that it is missing or long, of ``count`` that it is
            out of range.
    """
    plain = " ".join(name.split())
    wrong: dict[str, str] = {}
    if not 1 <= len(plain) <= NAME_CHARACTERS_MAX:
        wrong["name"] = "long" if plain else "missing"
    if not 1 <= count <= CARDS_MAX:
        wrong["count"] = "range"
    if wrong:
        raise BadInput(fields=wrong, most=CARDS_MAX)
    return plain
