"""What moved on one account of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from muvengine.core.errors import NotFound
from muvengine.store.figures import Move, balance, moves
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]
LINES: Final = 100
LINES_OF_A_FILE: Final = 10_000
COLUMNS: Final = ("move", "at", "kind", "amount", "balance_after", "reason", "about", "about_id")
"""What a file says of each move; amounts are whole points, or euro cents."""


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

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give each move as plain values, in the order of ``COLUMNS``."""
        for move in self.moves:
            yield (
                move.id,
                move.at.isoformat(timespec="seconds"),
                move.kind,
                move.amount,
                move.balance,
                move.reason,
                move.ref_kind,
                move.ref_id,
            )

    def values(self, seal: str) -> dict[str, object]:
        """Give the whole as a JSON value, with the seal of the ledger as it stands."""
        return {
            "account": self.account,
            "unit": self.unit,
            "balance": self.balance,
            "ledger_seal": seal,
            "moves": [dict(zip(COLUMNS, row, strict=True)) for row in self.rows()],
        }


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
