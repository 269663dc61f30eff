"""What every sort of account holds: carried on with each sealed block, and the rest added up.

A balance of the whole town would be one row that every award waits for, and the sum of its
transfers takes longer each year.  The seals already pass over every journal once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Column, Connection, Select, func, literal_column, select
from sqlalchemy.dialects import postgresql, sqlite

from muvengine.core.ledger.tally import sort_of
from muvengine.store.connection import is_sqlite
from muvengine.store.tables import metadata

_TALLY: Final = metadata.tables["ledger_tally"]
_SEAL: Final = metadata.tables["ledger_seal"]
_TRANSFER: Final = metadata.tables["ledger_transfer"]
_ACCOUNT: Final = metadata.tables["ledger_account"]


class TallyStore:
    """Carry sums on and read them, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def carry(self, moved: Mapping[str, int]) -> None:
        """Add what a block moved; in the transaction that seals it, so that it counts once."""
        dialect = sqlite if is_sqlite(self._connection) else postgresql
        for sort in sorted(moved):
            row = dialect.insert(_TALLY).values(sort=sort, net=moved[sort])
            added = {"net": _TALLY.c.net + row.excluded.net}
            self._connection.execute(
                row.on_conflict_do_update(index_elements=[_TALLY.c.sort], set_=added)
            )

    def now(self) -> Mapping[str, int]:
        """Give what came less what went, by sort of account; 0 of what was never used."""
        sums: Counter[str] = Counter()
        for sort, net in self._connection.execute(select(_TALLY.c.sort, _TALLY.c.net)):
            sums[sort] = net
        for sort, net in self._moved(self._sealed_to(), None):
            sums[sort] += net
        return sums

    def differing(self) -> tuple[str, int, int] | None:
        """Name the first sort whose carried sum is not that of the sealed transfers.

        With the sum that is kept and the one that is right; None when all agree.
        """
        kept = {row.sort: row.net for row in self._connection.execute(select(_TALLY))}
        due: Counter[str] = Counter()
        for sort, net in self._moved(0, self._sealed_to()):
            due[sort] += net
        for sort in sorted(kept.keys() | due.keys()):
            if kept.get(sort, 0) != due[sort]:
                return sort, kept.get(sort, 0), due[sort]
        return None

    def _sealed_to(self) -> int:
        last = select(func.coalesce(func.max(_SEAL.c.to_journal_id), 0))
        return int(self._connection.execute(last).scalar_one())

    def _moved(self, after: int, to: int | None) -> Iterator[tuple[str, int]]:
        """Sum the transfers of the journals above ``after``, up to ``to`` where it is given."""
        for end, sign in ((_TRANSFER.c.dst_id, 1), (_TRANSFER.c.src_id, -1)):
            for code, amount in self._connection.execute(_sums(end, after, to)):
                yield sort_of(code), sign * int(amount)


def _sums(end: Column[int], after: int, to: int | None) -> Select[Any]:
    stretch = _TRANSFER.c.journal_id > after
    if to is not None:
        stretch &= _TRANSFER.c.journal_id <= to
    # Else SQLite walks every transfer by this end, which saves it to sort the few.
    account = end + literal_column("0")
    by_account = (
        select(account.label("account"), func.sum(_TRANSFER.c.amount).label("amount"))
        .where(stretch)
        .group_by(account)
        .subquery()
    )
    return select(_ACCOUNT.c.code, by_account.c.amount).join(
        by_account, by_account.c.account == _ACCOUNT.c.id
    )
