"""What must hold of treasure hunts: each reward stands on what was found, and is paid once."""

from __future__ import annotations

from typing import Final

QUERIES: Final = {
    "I19 hunt reward": """
        SELECT r.id, COALESCE(x.amount, 0), r.points FROM hunt_reward r
        LEFT JOIN ledger_journal j ON j.id = r.journal_id AND j.kind = 'game.award'
        LEFT JOIN ledger_transfer x ON x.journal_id = j.id
        WHERE r.points <> COALESCE(x.amount, 0) ORDER BY r.id LIMIT 1""",
    "I19 hunt reward back": """
        SELECT r.id, COALESCE(j.kind, 'nothing'), 'game.reverse' FROM hunt_reward r
        LEFT JOIN ledger_journal j ON j.id = r.back_journal_id AND j.reverses_id = r.journal_id
        WHERE (r.back_at IS NOT NULL AND r.journal_id IS NOT NULL AND j.id IS NULL)
        OR (r.back_at IS NULL AND r.back_journal_id IS NOT NULL) ORDER BY r.id LIMIT 1""",
    # Whatever moved for a hunt has its reward.
    "I19 hunt reward known": """
        SELECT j.business_key, 'no reward', 'one' FROM ledger_journal j
        LEFT JOIN hunt_reward r ON r.journal_id = j.id OR r.back_journal_id = j.id
        WHERE j.ref_kind = 'hunt' AND r.id IS NULL ORDER BY j.id LIMIT 1""",
    # A reward for a place stands on a find of it, and the one for all on finds of them all.
    "I19 hunt cause": """
        SELECT r.id, COUNT(f.id), COUNT(p.id) FROM hunt_reward r
        JOIN hunt_place p ON p.hunt_id = r.hunt_id AND (r.number = 0 OR p.number = r.number)
        LEFT JOIN hunt_find f ON f.place_id = p.id AND f.person_id = r.person_id
        AND f.back_at IS NULL WHERE r.back_at IS NULL
        GROUP BY r.id HAVING COUNT(f.id) <> COUNT(p.id) ORDER BY r.id LIMIT 1""",
    # What was not spent when it went back is paid again, and nothing more.
    "I19 hunt twice": """
        SELECT MIN(r.id), SUM(CASE WHEN r.back_at IS NULL THEN r.points ELSE r.kept_points END),
        MAX(r.wanted_points) FROM hunt_reward r GROUP BY r.hunt_id, r.person_id, r.number
        HAVING SUM(CASE WHEN r.back_at IS NULL THEN r.points ELSE r.kept_points END)
        > MAX(r.wanted_points) ORDER BY MIN(r.id) LIMIT 1""",
}
