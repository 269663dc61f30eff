"""Whether everything that must hold in the ledger does."""

from __future__ import annotations

from collections.abc import Callable

from muvengine.store.invariants import Violation, broken
from muvengine.store.unit_of_work import UnitOfWork

__all__ = ["Violation", "check_ledger"]

OpenReading = Callable[[], UnitOfWork]


def check_ledger(open_reading: OpenReading) -> tuple[Violation, ...]:
    """Check every invariant of the ledger in one snapshot; empty when all hold.

    Each violation names the first row that breaks its invariant.
    """
    with open_reading() as uow:
        return broken(uow.connection)
