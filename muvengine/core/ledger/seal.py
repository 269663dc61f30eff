"""The seal chain: journals are hashed in blocks, each onto the one before (rewards, 4.7).

The chain alone proves little: whoever can rewrite the database can rewrite it too.  What
proves is a head that was printed or sent away: a ledger that was changed since does not lead
to it any more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

GENESIS: Final = "0" * 64
"""What the first block is hashed onto."""

BLOCK_JOURNALS_MAX: Final = 1000
# A transaction that took its number early may be kept late: so long nobody seals beyond it.
SETTLED_AFTER: Final = timedelta(seconds=60)
LEAF_BYTES: Final = 32
# Enough to be found again by hand and too many to be met by chance.
PRINTED_CHARACTERS: Final = 16


@dataclass(frozen=True, slots=True)
class Line:
    """One transfer, with its accounts by their codes."""

    unit: str
    src: str
    dst: str
    amount: int


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything of a journal that is sealed.

    Attributes:
        id: the journal's number.
        said: its columns by name; times aware.
        lines: its transfers, in order.
    """

    id: int
    said: Mapping[str, object]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Seal:
    """One block.

    Attributes:
        from_journal_id, to_journal_id: first and last number in it.
        count: journals in it; numbers may have gaps.
        prev_hash: of the block before, or ``GENESIS``.
        hash: sha256 of ``prev_hash`` and the leaves, hexadecimal.
        leaves: 32 bytes a journal, so that a changed one can be named.
        sealed_at: aware.
    """

    from_journal_id: int
    to_journal_id: int
    count: int
    prev_hash: str
    hash: str
    leaves: bytes
    sealed_at: datetime


def leaf_of(entry: Entry) -> bytes:
    """Hash one journal with its transfers, by its canonical JSON."""
    said = {name: _plain(value) for name, value in entry.said.items()}
    lines = [[line.unit, line.src, line.dst, line.amount] for line in entry.lines]
    whole = {"id": entry.id, "said": said, "lines": lines}
    text = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).digest()


def block_hash(prev_hash: str, leaves: bytes) -> str:
    """Hash a block's leaves onto the block before."""
    return sha256(bytes.fromhex(prev_hash) + leaves).hexdigest()


def seal_block(entries: Iterable[Entry], *, prev_hash: str, now: datetime) -> Seal:
    """Seal journals.

    Args:
        entries: at least one, in the order of their numbers.
        prev_hash: of the block before, or ``GENESIS``.
        now: aware.
    """
    block = tuple(entries)
    leaves = b"".join(leaf_of(entry) for entry in block)
    return Seal(
        from_journal_id=block[0].id,
        to_journal_id=block[-1].id,
        count=len(block),
        prev_hash=prev_hash,
        hash=block_hash(prev_hash, leaves),
        leaves=leaves,
        sealed_at=now,
    )


def changed_journal(seal: Seal, entries: Iterable[Entry]) -> int | None:
    """Name the first journal of a block that is not what was sealed; None when all are.

    A journal that is gone is named by the next one's number, or by the block's last.
    """
    block = tuple(entries)
    for number, entry in enumerate(block):
        sealed = seal.leaves[number * LEAF_BYTES : (number + 1) * LEAF_BYTES]
        if leaf_of(entry) != sealed:
            return entry.id
    return None if len(block) == seal.count else seal.to_journal_id


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value
