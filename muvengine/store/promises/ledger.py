"""What must hold of accounts, journals, transfers and lots, whatever they are about."""

# ruff: noqa: S608  the queries are put together from constants of this module

from __future__ import annotations

from typing import Final

_IN: Final = "COALESCE((SELECT SUM(amount) FROM ledger_transfer WHERE dst_id = a.id), 0)"
_OUT: Final = "COALESCE((SELECT SUM(amount) FROM ledger_transfer WHERE src_id = a.id), 0)"
_USED: Final = "COALESCE((SELECT SUM(amount) FROM points_lot_use WHERE lot_id = l.id), 0)"
_LOTS: Final = "COALESCE((SELECT SUM(remaining) FROM points_lot WHERE account_id = a.id), 0)"
_SUM: Final = "COALESCE((SELECT SUM(amount) FROM ledger_transfer WHERE journal_id = {}), 0)"

QUERIES: Final = {
    "I1 balance": f"""
        SELECT a.code, a.balance, {_IN} - {_OUT} FROM ledger_account a
        WHERE a.bounded AND (a.balance < 0 OR a.balance <> {_IN} - {_OUT}) ORDER BY a.id LIMIT 1""",
    "I2 transfer": """
        SELECT t.id, t.unit, s.unit FROM ledger_transfer t
        LEFT JOIN ledger_account s ON s.id = t.src_id LEFT JOIN ledger_account d ON d.id = t.dst_id
        LEFT JOIN ledger_journal j ON j.id = t.journal_id
        WHERE s.id IS NULL OR d.id IS NULL OR j.id IS NULL OR s.unit <> t.unit OR d.unit <> t.unit
        OR s.id = d.id OR t.amount <= 0 ORDER BY t.id LIMIT 1""",
    "I2 journal": """
        SELECT j.business_key, 0, 1 FROM ledger_journal j
        WHERE j.kind NOT IN ('voucher.redeem', 'redeem.undo', 'offline.cover')
        AND NOT EXISTS (SELECT 1 FROM ledger_transfer t WHERE t.journal_id = j.id)
        AND NOT EXISTS (SELECT 1 FROM voucher v WHERE v.price_points = 0 AND v.face_cents = 0
        AND (v.issue_journal_id = j.id OR (j.ref_kind = 'voucher' AND j.ref_id = v.id)))
        ORDER BY j.id LIMIT 1""",
    "I3 lots": f"""
        SELECT a.code, {_LOTS}, a.balance FROM ledger_account a
        WHERE a.owner_kind = 'participant' AND a.code LIKE '%available' AND a.balance <> {_LOTS}
        ORDER BY a.id LIMIT 1""",
    "I4 lot uses": f"""
        SELECT l.id, l.amount - l.remaining, {_USED} FROM points_lot l
        WHERE l.amount - l.remaining <> {_USED} ORDER BY l.id LIMIT 1""",
    "I9 reversed once": """
        SELECT reverses_id, COUNT(*), 1 FROM ledger_journal WHERE reverses_id IS NOT NULL
        GROUP BY reverses_id HAVING COUNT(*) > 1 ORDER BY reverses_id LIMIT 1""",
    "I9 mirror": f"""
        SELECT r.business_key, {_SUM.format("r.id")}, {_SUM.format("r.reverses_id")}
        FROM ledger_journal r WHERE r.reverses_id IS NOT NULL
        AND {_SUM.format("r.id")} <> {_SUM.format("r.reverses_id")} ORDER BY r.id LIMIT 1""",
    "I11 order": """
        WITH moves AS (
            SELECT t.id, a.id AS account, t.amount AS delta, t.dst_after AS held
            FROM ledger_transfer t JOIN ledger_account a ON a.id = t.dst_id AND a.bounded
            UNION ALL
            SELECT t.id, a.id, -t.amount, t.src_after
            FROM ledger_transfer t JOIN ledger_account a ON a.id = t.src_id AND a.bounded),
        steps AS (SELECT id, held, delta + LAG(held, 1, CAST(0 AS BIGINT))
            OVER (PARTITION BY account ORDER BY id) AS due FROM moves)
        SELECT id, held, due FROM steps WHERE held IS NULL OR due IS NULL OR held <> due
        ORDER BY id LIMIT 1""",
}
