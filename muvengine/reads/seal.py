"""The head of the seal chain, and where a printed one stands in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from muvengine.core.ledger.seal import PRINTED_CHARACTERS
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]


@dataclass(frozen=True, slots=True)
class SealedHead:
    """How far the ledger is sealed.

    Attributes:
        hash: of the newest block, hexadecimal; empty before the first.
        to_journal_id: the last journal in it; 0 before the first.
        sealed_at: aware; None before the first.
        waiting: journals that no block holds yet.
    """

    hash: str = ""
    to_journal_id: int = 0
    sealed_at: datetime | None = None
    waiting: int = 0

    @property
    def printed(self) -> str:
        """As it stands on paper."""
        return self.hash[:PRINTED_CHARACTERS]


def sealed_head(open_reading: OpenReading) -> SealedHead:
    """Give the head of the chain."""
    with open_reading() as uow:
        last = uow.seals.last()
        waiting = uow.seals.count_after(last.to_journal_id if last else 0)
    if last is None:
        return SealedHead(waiting=waiting)
    return SealedHead(last.hash, last.to_journal_id, last.sealed_at, waiting)


def head_holds(open_reading: OpenReading, printed: str) -> SealedHead | None:
    """Find a head that was printed earlier; None where the chain does not hold it any more.

    Args:
        open_reading: starts a reading.
        printed: at least its first 16 characters, in any case.
    """
    wanted = printed.strip().lower()
    if len(wanted) < PRINTED_CHARACTERS:
        return None
    with open_reading() as uow:
        found = uow.seals.with_hash(wanted)
        if found is None:
            return None
        waiting = uow.seals.count_after(found.to_journal_id)
    return SealedHead(found.hash, found.to_journal_id, found.sealed_at, waiting)
