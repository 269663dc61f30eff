"""What must hold of challenges and of what they brought."""

from __future__ import annotations

from typing import Final

QUERIES: Final = {
    "I17 reward": """
        SELECT r.id, COALESCE(x.amount, 0), r.points FROM challenge_reward r
        LEFT JOIN ledger_journal j ON j.id = r.journal_id AND j.kind = 'game.award'
        LEFT JOIN ledger_transfer x ON x.journal_id = j.id
        WHERE r.points <> COALESCE(x.amount, 0) ORDER BY r.id LIMIT 1""",
    "I17 reward back": """
        SELECT r.id, COALESCE(j.kind, 'nothing'), 'game.reverse' FROM challenge_reward r
        LEFT JOIN ledger_journal j ON j.id = r.back_journal_id AND j.reverses_id = r.journal_id
        WHERE (r.back_at IS NOT NULL AND r.journal_id IS NOT NULL AND j.id IS NULL)
        OR (r.back_at IS NULL AND r.back_journal_id IS NOT NULL) ORDER BY r.id LIMIT 1""",
    # Whatever moved for a challenge has its row.
    "I17 reward known": """
        SELECT j.business_key, 'no reward', 'one' FROM ledger_journal j
        LEFT JOIN challenge_reward r ON r.journal_id = j.id OR r.back_journal_id = j.id
        WHERE j.ref_kind = 'challenge' AND r.id IS NULL ORDER BY j.id LIMIT 1""",
    # What was looked at is rewarded where it is done, and not where it is not; a voucher that
    # was used or is over is not taken back any more, and one that cannot be issued waits.
    "I17 reached": """
        SELECT p.id, CASE WHEN r.id IS NULL THEN 'no reward' ELSE 'a reward' END,
        CASE WHEN p.reached THEN 'done' ELSE 'not done' END
        FROM challenge_player p JOIN challenge_run c ON c.id = p.run_id
        JOIN person o ON o.id = p.person_id
        LEFT JOIN challenge_reward r ON r.player_id = p.id AND r.back_at IS NULL
        LEFT JOIN voucher v ON v.id = r.voucher_id
        WHERE c.settled = c.touched AND p.left_at IS NULL AND o.closed_at IS NULL AND (
        (p.reached AND r.id IS NULL AND p.waits = '')
        OR (NOT p.reached AND r.id IS NOT NULL
        AND (v.id IS NULL OR v.state IN ('issued', 'reserved'))))
        ORDER BY p.id LIMIT 1""",
    "I17 left": """
        SELECT p.id, 'a reward', 'none' FROM challenge_player p
        JOIN challenge_reward r ON r.player_id = p.id AND r.back_at IS NULL
        WHERE p.left_at IS NOT NULL ORDER BY p.id LIMIT 1""",
    # A shop promises no more than it has.
    "I17 places": """
        SELECT s.id, COUNT(p.id), s.stock FROM sponsored_challenge s
        JOIN challenge_run c ON c.sponsored_id = s.id
        JOIN challenge_player p ON p.run_id = c.id AND p.left_at IS NULL
        GROUP BY s.id, s.stock HAVING COUNT(p.id) > s.stock ORDER BY s.id LIMIT 1""",
    # The voucher of a challenge is the shop's own good, and costs neither points nor money.
    "I17 voucher": """
        SELECT r.id, v.offer_id, s.won_offer_id FROM challenge_reward r
        JOIN voucher v ON v.id = r.voucher_id
        JOIN challenge_player p ON p.id = r.player_id
        JOIN challenge_run c ON c.id = p.run_id
        LEFT JOIN sponsored_challenge s ON s.id = c.sponsored_id
        WHERE s.id IS NULL OR v.offer_id <> s.won_offer_id OR v.price_points <> 0
        OR v.face_cents <> 0 OR v.person_id <> r.person_id ORDER BY r.id LIMIT 1""",
    "I17 voucher back": """
        SELECT r.id, v.state, 'void' FROM challenge_reward r
        JOIN voucher v ON v.id = r.voucher_id
        WHERE r.back_at IS NOT NULL AND v.state <> 'void' ORDER BY r.id LIMIT 1""",
}
"""Queries that find the first row that breaks a promise, by what they are about."""
