"""What moved on one account of the ledger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from muvengine.core.errors import NotFound
from muvengine.store.figures import Move, balance, moves
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]
LINES: Final = 100


@dataclass(frozen=True, slots=True)
class Statement:
    """An account with its latest moves.

    Attributes:
        account: its code, as ``p:42:available``.
        unit: PT or EUR.
        balance: what came in less what went out.
        moves: latest first.
    """

    account: str
    unit: str
    balance: int
    moves: tuple[Move, ...]


def statement(
    open_reading: OpenReading, account: str, *, before: int | None = None, count: int = LINES
) -> Statement:
    """Give an account's statement.

    Args:
        open_reading: starts a reading.
        account: its code.
        before: only moves older than the one of this number.
        count: at most so many.

    Raises:
        NotFound: nothing was ever posted to such an account.
    """
    with open_reading() as uow:
        held = balance(uow.connection, account)
        if held is None:
            raise NotFound(account=account)
        unit, amount = held
        latest = moves(uow.connection, account, before=before, count=count)
    return Statement(account, unit, amount, latest)
