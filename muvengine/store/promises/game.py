"""What must hold of the game's badges and rewards."""

from __future__ import annotations

from typing import Final

QUERIES: Final = {
    # A trip that counts for nothing any more holds no badge up.
    "I14 badge": """
        SELECT b.id, t.public_id, 'a trip that counts' FROM badge_held b
        JOIN trip t ON t.id = b.trip_id
        JOIN trip_score s ON s.trip_id = t.id AND s.score_no = t.score_no
        WHERE b.lost_at IS NULL AND (t.withdrawn_at IS NOT NULL OR s.experience = 0)
        ORDER BY b.id LIMIT 1""",
    "I14 reward": """
        SELECT r.id, COALESCE(x.amount, 0), r.points FROM streak_reward r
        LEFT JOIN ledger_journal j ON j.id = r.journal_id AND j.kind = 'game.award'
        LEFT JOIN ledger_transfer x ON x.journal_id = j.id
        WHERE r.points <> COALESCE(x.amount, 0) ORDER BY r.id LIMIT 1""",
    "I14 reward back": """
        SELECT r.id, COALESCE(j.kind, 'nothing'), 'game.reverse' FROM streak_reward r
        LEFT JOIN ledger_journal j ON j.id = r.back_journal_id AND j.reverses_id = r.journal_id
        WHERE (r.back_at IS NOT NULL AND r.journal_id IS NOT NULL AND j.id IS NULL)
        OR (r.back_at IS NULL AND r.back_journal_id IS NOT NULL) ORDER BY r.id LIMIT 1""",
    # Whatever moved for weeks in a row has its row.
    "I14 reward known": """
        SELECT j.business_key, 'no reward', 'one' FROM ledger_journal j
        LEFT JOIN streak_reward r ON r.journal_id = j.id OR r.back_journal_id = j.id
        WHERE j.ref_kind = 'streak' AND r.id IS NULL ORDER BY j.id LIMIT 1""",
}
