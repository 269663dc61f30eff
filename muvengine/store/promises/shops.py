"""What must hold of what shops took and are paid."""

# ruff: noqa: S608  the queries are put together from constants of this module

from __future__ import annotations

from typing import Final

_OWED: Final = """COALESCE((SELECT SUM(r.amount_cents) FROM redemption r
    LEFT JOIN settlement p ON p.id = r.settlement_id WHERE r.shop_id = s.id
    AND r.state IN ('accepted', 'covered') AND (p.id IS NULL OR p.state <> 'paid')), 0)
    + COALESCE((SELECT SUM(c.cents) FROM statement_contest c
    LEFT JOIN settlement p ON p.id = c.on_settlement_id WHERE c.shop_id = s.id
    AND c.journal_id IS NOT NULL AND (p.id IS NULL OR p.state <> 'paid')), 0)"""
# A correction upwards is posted when it is decided, one downwards when its statement is closed.
_DUE: Final = """CASE WHEN c.cents < 0 AND NOT EXISTS (SELECT 1 FROM settlement p
    WHERE p.id = c.on_settlement_id AND p.state <> 'draft') THEN 0 ELSE c.cents END"""
_MOVED: Final = """COALESCE((
    SELECT SUM(CASE WHEN a.owner_kind = 'shop' AND a.owner_id = c.shop_id THEN x.amount
    ELSE -x.amount END) FROM ledger_journal j JOIN ledger_transfer x ON x.journal_id = j.id
    JOIN ledger_account a ON a.id = x.dst_id WHERE j.kind = 'statement.correct'
    AND j.ref_kind = 'contest' AND j.ref_id = c.id), 0)"""
_SUM: Final = "COALESCE((SELECT SUM(amount) FROM ledger_transfer WHERE journal_id = {}), 0)"
# A scan without network that waits for the organiser, or was not paid: no money ever moved.
_UNPAID: Final = """(r.journal_id IS NULL
    AND (r.state = 'disputed' OR (r.state = 'undone' AND r.forced)))"""

QUERIES: Final = {
    "I6 payable": f"""
        SELECT s.key, COALESCE(a.balance, 0), {_OWED} FROM shop s LEFT JOIN ledger_account a
        ON a.owner_kind = 'shop' AND a.owner_id = s.id
        WHERE COALESCE(a.balance, 0) <> {_OWED} ORDER BY s.id LIMIT 1""",
    "I6 covered": f"""
        SELECT r.client_id, {_SUM.format("j.id")}, r.amount_cents FROM redemption r
        LEFT JOIN ledger_journal j ON j.id = r.journal_id AND j.kind = 'offline.cover'
        WHERE (r.state = 'covered') <> (j.id IS NOT NULL)
        OR (r.state = 'covered' AND {_SUM.format("j.id")} <> r.amount_cents)
        OR (r.state = 'disputed' AND r.journal_id IS NOT NULL) ORDER BY r.id LIMIT 1""",
    "I6 cover": """
        SELECT j.business_key, s.code, 'programme:offline_allowance' FROM ledger_journal j
        JOIN ledger_transfer t ON t.journal_id = j.id JOIN ledger_account s ON s.id = t.src_id
        LEFT JOIN redemption r ON r.journal_id = j.id
        WHERE j.kind = 'offline.cover' AND (s.code <> 'programme:offline_allowance'
        OR r.id IS NULL) ORDER BY j.id LIMIT 1""",
    "I6 statement": """
        SELECT s.number, COALESCE(SUM(l.amount_cents), 0), s.total_cents FROM settlement s
        LEFT JOIN settlement_line l ON l.settlement_id = s.id WHERE s.state <> 'draft'
        GROUP BY s.id, s.number, s.total_cents
        HAVING COALESCE(SUM(l.amount_cents), 0) <> s.total_cents ORDER BY s.id LIMIT 1""",
    "I6 line": """
        SELECT l.redemption_id, l.amount_cents, r.amount_cents FROM settlement_line l
        JOIN redemption r ON r.id = l.redemption_id JOIN settlement s ON s.id = l.settlement_id
        WHERE l.amount_cents <> r.amount_cents OR r.settlement_id IS NULL
        OR r.settlement_id <> s.id OR r.shop_id <> s.shop_id
        OR r.state NOT IN ('accepted', 'covered') ORDER BY l.redemption_id LIMIT 1""",
    "I6 correction": f"""
        SELECT c.id, {_MOVED}, {_DUE} FROM statement_contest c
        WHERE {_MOVED} <> {_DUE} ORDER BY c.id LIMIT 1""",
    "I6 correction line": """
        SELECT c.id, COALESCE(l.amount_cents, 0), c.cents FROM statement_contest c
        LEFT JOIN settlement_line l ON l.contest_id = c.id
        LEFT JOIN settlement s ON s.id = c.on_settlement_id
        WHERE CASE WHEN s.state IN ('closed', 'paid') THEN l.id IS NULL OR c.journal_id IS NULL
        OR l.settlement_id <> s.id OR l.amount_cents <> c.cents OR s.shop_id <> c.shop_id
        ELSE l.id IS NOT NULL END ORDER BY c.id LIMIT 1""",
    "I6 paid": f"""
        SELECT s.number, COALESCE({_SUM.format("j.id")}, 0), s.total_cents FROM settlement s
        LEFT JOIN ledger_journal j ON j.kind = 'shop.settle' AND j.ref_id = s.id
        WHERE (CASE WHEN s.state = 'paid' THEN s.total_cents ELSE 0 END)
        <> COALESCE({_SUM.format("j.id")}, 0) ORDER BY s.id LIMIT 1""",
    "I6 numbers": """
        SELECT id, number, due FROM (SELECT id, number, ROW_NUMBER() OVER (ORDER BY number) AS due
        FROM settlement WHERE number IS NOT NULL) n WHERE number <> due ORDER BY due LIMIT 1""",
    "I6 redemption": f"""
        SELECT r.id, r.amount_cents, COALESCE({_SUM.format("r.journal_id")}, 0) FROM redemption r
        WHERE NOT {_UNPAID} AND r.amount_cents <> {_SUM.format("r.journal_id")}
        ORDER BY r.id LIMIT 1""",
    "I6 undone": f"""
        SELECT r.id, r.state, u.business_key FROM redemption r
        LEFT JOIN ledger_journal u ON u.reverses_id = r.journal_id
        WHERE NOT {_UNPAID} AND (r.state = 'undone') <> (u.id IS NOT NULL)
        ORDER BY r.id LIMIT 1""",
}
