"""A redemption together with the journal that owes the shop its worth.

Between the two nobody else can pay from the vouchers of the town: they share the account.
PostgreSQL keeps both by one statement, the last but one of its transaction, so that others
wait as shortly as can be; SQLite, which lets one write at a time, keeps one after the other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy import Connection, select, true
from sqlalchemy.dialects import postgresql

from muvengine.core.ledger.journal import Journal
from muvengine.core.vouchers.redemption import Redemption
from muvengine.store.connection import is_sqlite
from muvengine.store.ledger import LedgerStore, refuse
from muvengine.store.one_move import is_one_move, move_values, moving, named, placed_values
from muvengine.store.prepared import Prepared
from muvengine.store.redemptions import NOTING, Arrival, RedemptionStore, noted, redemption_row
from muvengine.store.tables import metadata

_REDEMPTION: Final = metadata.tables["redemption"]
_TRANSFER: Final = metadata.tables["ledger_transfer"]
_KEPT: Final = (
    "voucher_id", "shop_id", "device_id", "amount_cents", "single", "client_id", "scanned_at",
    "received_at", "offline", "forced", "refusal", "clock_off", "decided_reason", "state",
)  # fmt: skip


def _keeping() -> Prepared:
    """Chain the parts: the redemption refers to the journal, once its transfer is kept."""
    # The code of the vouchers' account comes before those of shops.
    line = moving(pay_first=True).returning(_TRANSFER.c.journal_id).cte("line")
    places = placed_values(_REDEMPTION, "kept", _KEPT)
    row = postgresql.insert(_REDEMPTION).from_select(
        [*places, "journal_id"], select(*places.values(), line.c.journal_id)
    )
    kept = row.on_conflict_do_nothing().returning(_REDEMPTION.c.id).cte("kept")
    outcome = select(kept.c.id, line.c.journal_id).select_from(line).outerjoin(kept, true())
    return Prepared(outcome.add_cte(NOTING.cte("noted")))


_KEEP: Final = _keeping()


class OwedStore:
    """Keep redemptions that are paid, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(
        self, new: Redemption, event: Journal, arrival: Arrival, *, single: bool
    ) -> Redemption | None:
        """Post the journal, keep the redemption and note the attempt.

        Returns:
            The redemption with its number and its journal's; None when a copy of it was kept
            meanwhile, and then all must be undone.

        Raises:
            Unfunded: the town holds less for its vouchers.
        """
        if is_sqlite(self._connection) or not is_one_move(event):
            return self._one_by_one(new, event, arrival, single=single)
        (transfer,) = event.transfers
        assert transfer.src.code < transfer.dst.code
        row = _KEEP.first(
            self._connection,
            {
                **move_values(event, arrival.received_at),
                **named("kept", redemption_row(new, arrival, single=single)),
                **noted(new.device_id, arrival, new.state, new.voucher_id),
            },
        )
        if row is None:
            held = LedgerStore(self._connection).balance(transfer.src)
            refuse(transfer.src, held=held, needed=transfer.amount)
        if row.id is None:
            return None
        return replace(new, id=row.id, journal_id=row.journal_id)

    def _one_by_one(
        self, new: Redemption, event: Journal, arrival: Arrival, *, single: bool
    ) -> Redemption | None:
        posted = LedgerStore(self._connection).post(event, arrival.received_at)
        owed = replace(new, journal_id=posted.id)
        number = RedemptionStore(self._connection).add(owed, arrival, single=single)
        return None if number is None else replace(owed, id=number)
