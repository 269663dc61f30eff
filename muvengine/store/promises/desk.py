"""What must hold of points handed out at workshops: each is paid once, by a journal, to another."""

from __future__ import annotations

from typing import Final

QUERIES: Final = {
    "I21 workshop gift": """
        SELECT g.id, COALESCE(x.amount, 0), g.points FROM workshop_gift g
        LEFT JOIN ledger_journal j ON j.id = g.journal_id AND j.kind = 'game.award'
        AND j.ref_kind = 'workshop'
        LEFT JOIN ledger_transfer x ON x.journal_id = j.id
        LEFT JOIN ledger_account a ON a.id = x.dst_id AND a.owner_id = g.person_id
        WHERE g.points <> COALESCE(x.amount, 0) OR a.id IS NULL ORDER BY g.id LIMIT 1""",
    # Whatever moved for a workshop has its gift.
    "I21 workshop gift known": """
        SELECT j.business_key, 'no gift', 'one' FROM ledger_journal j
        LEFT JOIN workshop_gift g ON g.journal_id = j.id
        WHERE j.ref_kind = 'workshop' AND g.id IS NULL ORDER BY j.id LIMIT 1""",
}
