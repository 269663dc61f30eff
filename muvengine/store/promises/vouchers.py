"""What must hold of offers and vouchers."""

# ruff: noqa: S608  the queries are put together from constants of this module

from __future__ import annotations

from typing import Final

_LIVE: Final = (
    "COALESCE((SELECT SUM(face_cents - redeemed_cents) FROM voucher "
    "WHERE state IN ('reserved', 'issued', 'redeemed')), 0)"
)
_TAKEN: Final = (
    "COALESCE((SELECT SUM(amount_cents) FROM redemption WHERE voucher_id = v.id "
    "AND state IN ('accepted', 'settled')), 0)"
)
_SOLD: Final = "(SELECT COUNT(*) FROM voucher WHERE offer_id = o.id AND state <> 'void')"

QUERIES: Final = {
    "I5 vouchers out": f"""
        SELECT 'programme:vouchers_out', held, live FROM (SELECT COALESCE((SELECT balance
        FROM ledger_account WHERE code = 'programme:vouchers_out'), 0) AS held, {_LIVE} AS live) b
        WHERE held <> live""",
    "I5 voucher": f"""
        SELECT v.code, v.redeemed_cents, {_TAKEN} FROM voucher v
        WHERE v.redeemed_cents <> {_TAKEN} ORDER BY v.id LIMIT 1""",
    "I7 stock": f"""
        SELECT o.id, o.issued, {_SOLD} FROM offer o
        WHERE o.issued <> {_SOLD} OR o.issued > o.stock ORDER BY o.id LIMIT 1""",
    "I7 voucher issue": """
        SELECT v.code, COUNT(j.id), 1 FROM voucher v LEFT JOIN ledger_journal j
        ON j.id = v.issue_journal_id AND j.kind = 'voucher.issue' AND j.business_key =
        'issue:' || v.token GROUP BY v.id, v.code HAVING COUNT(j.id) <> 1 ORDER BY v.id LIMIT 1""",
    "I7 voucher end": """
        SELECT v.code, v.state, COUNT(j.id) FROM voucher v LEFT JOIN ledger_journal j
        ON j.ref_kind = 'voucher' AND j.ref_id = v.id
        AND j.kind = CASE v.state WHEN 'expired' THEN 'voucher.expire' ELSE 'voucher.void' END
        GROUP BY v.id, v.code, v.state
        HAVING COUNT(j.id) <> CASE WHEN v.state IN ('void', 'expired') THEN 1 ELSE 0 END
        ORDER BY v.id LIMIT 1""",
    "I7 taken once": """
        SELECT v.code, COUNT(*), 1 FROM voucher v JOIN redemption r ON r.voucher_id = v.id
        WHERE NOT v.divisible AND r.state IN ('accepted', 'settled')
        GROUP BY v.id, v.code HAVING COUNT(*) > 1 ORDER BY v.id LIMIT 1""",
}
