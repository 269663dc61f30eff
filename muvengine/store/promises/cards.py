"""What must hold of balances that changed their account: all of it, from the one to the other."""

from __future__ import annotations

from typing import Final

QUERIES: Final = {
    "I22 moved": """
        SELECT j.business_key, 'another account', 'of the move' FROM ledger_journal j
        JOIN ledger_transfer x ON x.journal_id = j.id
        JOIN ledger_account s ON s.id = x.src_id JOIN ledger_account d ON d.id = x.dst_id
        LEFT JOIN balance_move m ON m.id = j.ref_id AND j.ref_kind = 'balance_move'
        WHERE j.kind = 'points.move' AND (m.id IS NULL
        OR s.owner_id <> m.from_id OR d.owner_id <> m.to_id)
        ORDER BY j.id LIMIT 1""",
    # Nobody spends what is to follow: the emptied account stays on hold, or is nobody's.
    "I22 emptied": """
        SELECT m.id, 'open', 'on hold' FROM balance_move m
        JOIN person p ON p.id = m.from_id
        WHERE p.frozen_at IS NULL AND p.closed_at IS NULL ORDER BY m.id LIMIT 1""",
}
