"""What must hold of reports: each reward stands on a report that counts, and is paid once."""

from __future__ import annotations

from typing import Final

QUERIES: Final = {
    "I20 report reward": """
        SELECT r.id, COALESCE(x.amount, 0), r.points FROM report_reward r
        LEFT JOIN ledger_journal j ON j.id = r.journal_id AND j.kind = 'game.award'
        LEFT JOIN ledger_transfer x ON x.journal_id = j.id
        WHERE r.points <> COALESCE(x.amount, 0) ORDER BY r.id LIMIT 1""",
    "I20 report reward back": """
        SELECT r.id, COALESCE(j.kind, 'nothing'), 'game.reverse' FROM report_reward r
        LEFT JOIN ledger_journal j ON j.id = r.back_journal_id AND j.reverses_id = r.journal_id
        WHERE (r.back_at IS NOT NULL AND r.journal_id IS NOT NULL AND j.id IS NULL)
        OR (r.back_at IS NULL AND r.back_journal_id IS NOT NULL) ORDER BY r.id LIMIT 1""",
    # Whatever moved for a report has its reward.
    "I20 report reward known": """
        SELECT j.business_key, 'no reward', 'one' FROM ledger_journal j
        LEFT JOIN report_reward r ON r.journal_id = j.id OR r.back_journal_id = j.id
        WHERE j.ref_kind = 'report' AND r.id IS NULL ORDER BY j.id LIMIT 1""",
    # A reward that stands is its reporter's, for a report that is confirmed.
    "I20 report cause": """
        SELECT r.id, p.state, 'confirmed' FROM report_reward r JOIN report p ON p.id = r.report_id
        WHERE (r.back_at IS NULL AND p.confirmed_at IS NULL) OR r.person_id <> p.person_id
        ORDER BY r.id LIMIT 1""",
    # What was not spent when it went back is paid again, and nothing more.
    "I20 report twice": """
        SELECT MIN(r.id), SUM(CASE WHEN r.back_at IS NULL THEN r.points ELSE r.kept_points END),
        MAX(r.wanted_points) FROM report_reward r GROUP BY r.report_id
        HAVING SUM(CASE WHEN r.back_at IS NULL THEN r.points ELSE r.kept_points END)
        > MAX(r.wanted_points) ORDER BY MIN(r.id) LIMIT 1""",
    # Nobody has confirmed a report of their own, nor the hand that wrote it.
    "I20 report witness": """
        SELECT w.id, 'the same hand', 'another' FROM report_witness w
        JOIN report p ON p.id = w.report_id
        WHERE w.person_id = p.person_id OR w.helper_id = p.helper_id OR w.helper_id = p.person_id
        ORDER BY w.id LIMIT 1""",
}
