"""How winners are found: arithmetic that anybody can do again with SHA-256 alone.

1. The list of tickets is a text, one line for each holder (``tickets_csv``); its SHA-256 names it.
2. A key is made of the seed, which was chosen before there was a ticket, and of that name, which
   nobody knew before the list was frozen (``draw_key``).
3. The key gives a row of numbers without end, each of 64 bits (``numbers``).
4. For each prize the next number chooses among the tickets that still take part, each as likely
   (``chosen``).  A number that would make some tickets likelier than others is left out.

Why the seed cannot be chosen to suit somebody: its hash was published before the trips.  Why the
tickets cannot: who does not know the seed cannot tell what a ticket more or less would do.
Whoever runs the server could know it, therefore the key also holds the head of the ledger's
seal chain and, when one was announced, a number from outside that is known after the list only.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from typing import Final

from muvengine.core.game.draw import Draw

SCHEMA: Final = "muv.draw/v1"
WORD_HEX: Final = 16
WORD_END: Final = 1 << 64
HOLDER_CHARACTERS: Final = 16
CSV_HEAD: Final = "first,last,holder"


@dataclass(frozen=True, slots=True)
class Entry:
    """The tickets of one holder.

    Attributes:
        first, last: numbers of tickets, both included.
        holder: a name that says nothing, another in each draw.
    """

    first: int
    last: int
    holder: str

    @property
    def tickets(self) -> int:
        """How many they are."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Terms:
    """What the key is made of beside the seed.

    Attributes:
        key: of the draw.
        prizes: how many are drawn.
        several: one holder may win more than one.
        tickets_sha256: of the list of tickets.
        ledger_head: see ``Draw``.
        outside: the number from outside; empty for none.
    """

    key: str
    prizes: int
    several: bool
    tickets_sha256: str
    ledger_head: str = ""
    outside: str = ""


def terms_of(draw: Draw) -> Terms:
    """Give what the key of a frozen draw is made of."""
    return Terms(
        key=draw.key,
        prizes=len(draw.prizes),
        several=draw.several,
        tickets_sha256=draw.tickets_sha256,
        ledger_head=draw.ledger_head,
        outside=draw.outside_value,
    )


def commitment_of(seed: str) -> str:
    """Hash a seed: it can be published, and the seed not be changed afterwards."""
    return sha256(seed.encode()).hexdigest()


def holder_name(salt: str, person_id: int) -> str:
    """Name a holder so that only who knows the salt could find the person; it is not kept."""
    return sha256(f"{salt}:{person_id}".encode()).hexdigest()[:HOLDER_CHARACTERS]


def numbered(tickets_of: Iterable[tuple[str, int]]) -> tuple[Entry, ...]:
    """Number tickets from 1, holder by holder in the order of their names.

    Args:
        tickets_of: names, each once, with how many tickets they have; in any order.
    """
    entries, last = [], 0
    for holder, tickets in sorted(tickets_of):
        if tickets > 0:
            entries.append(Entry(last + 1, last + tickets, holder))
            last += tickets
    return tuple(entries)


def tickets_csv(entries: Iterable[Entry]) -> str:
    """Write the list of tickets; the same tickets give the same text in any order."""
    lines = [CSV_HEAD]
    lines += [f"{one.first},{one.last},{one.holder}" for one in _in_order(entries)]
    return "\n".join(lines) + "\n"


def tickets_hash(entries: Iterable[Entry]) -> str:
    """Hash the list of tickets, as ``sha256sum`` does with its file."""
    return sha256(tickets_csv(entries).encode()).hexdigest()


def draw_key(seed: str, terms: Terms) -> bytes:
    """Make the key from which the winners follow: HMAC-SHA256 of ``key_text`` with the seed."""
    return hmac.digest(seed.encode(), key_text(terms).encode(), "sha256")


def key_text(terms: Terms) -> str:
    """Write what the seed is mixed with, one line a fact; a dash stands for none."""
    lines = (
        SCHEMA,
        f"draw:{terms.key}",
        f"prizes:{terms.prizes}",
        f"several:{'yes' if terms.several else 'no'}",
        f"tickets:{terms.tickets_sha256}",
        f"ledger:{terms.ledger_head or '-'}",
        f"outside:{terms.outside or '-'}",
    )
    return "\n".join(lines) + "\n"


def numbers(key: bytes) -> Iterator[int]:
    """Give numbers of 64 bits without end: HMAC-SHA256 of ``0``, ``1``, ... cut in four each."""
    for block in count():
        digits = hmac.digest(key, str(block).encode(), "sha256").hex()
        for at in range(0, len(digits), WORD_HEX):
            yield int(digits[at : at + WORD_HEX], 16)


def chosen(found: Iterator[int], among: int) -> int:
    """Choose one of ``among`` things, numbered from 0, each as likely.

    Numbers from the greatest multiple of ``among`` on are left out: with them the first
    things would be likelier than the last.
    """
    assert 0 < among < WORD_END
    fair = WORD_END - WORD_END % among
    return next(number for number in found if number < fair) % among


def winners(entries: Iterable[Entry], seed: str, terms: Terms) -> tuple[int, ...]:
    """Draw the winning tickets, the first prize first.

    Args:
        entries: in any order; their numbers do not overlap.
        seed: as committed to.
        terms: see ``Terms``.

    Returns:
        One ticket for each prize, fewer when no ticket is left to take part.
    """
    pool, found = list(_in_order(entries)), numbers(draw_key(seed, terms))
    won: list[int] = []
    for _ in range(terms.prizes):
        left = sum(one.tickets for one in pool)
        if not left:
            break
        place, ticket = _at(pool, chosen(found, left))
        won.append(ticket)
        # Who won takes part no more, or with this ticket no more.
        pool[place : place + 1] = _without(pool[place], ticket) if terms.several else []
    return tuple(won)


def holder_of(entries: Iterable[Entry], ticket: int) -> str | None:
    """Give the name of who holds a ticket; None when nobody does."""
    return next((one.holder for one in entries if one.first <= ticket <= one.last), None)


def _at(pool: Sequence[Entry], index: int) -> tuple[int, int]:
    """Find the ticket that is number ``index``, from 0, of those in the pool."""
    for place, entry in enumerate(pool):
        if index < entry.tickets:
            return place, entry.first + index
        index -= entry.tickets
    raise AssertionError(index)


def _without(entry: Entry, ticket: int) -> list[Entry]:
    parts = (
        Entry(entry.first, ticket - 1, entry.holder),
        Entry(ticket + 1, entry.last, entry.holder),
    )
    return [part for part in parts if part.tickets]


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda one: one.first)
