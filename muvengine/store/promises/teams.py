"""What must hold of teams, their final weeks and their matches."""

from __future__ import annotations

from typing import Final

QUERIES: Final = {
    # A half is rounded up, as ``core.game.team_score`` does.
    "I15 team week": """
        SELECT id, score, best + (2 * shared + among) / (2 * among) FROM team_result
        WHERE score <> best + (2 * shared + among) / (2 * among) ORDER BY id LIMIT 1""",
    "I15 team match": """
        SELECT m.id, m.home_score, COALESCE(h.score, 0) FROM team_match m
        LEFT JOIN team_result h ON h.team_id = m.home_id AND h.monday = m.monday
        LEFT JOIN team_result a ON a.team_id = m.away_id AND a.monday = m.monday
        WHERE m.home_score <> COALESCE(h.score, 0) OR m.away_score <> COALESCE(a.score, 0)
        ORDER BY m.id LIMIT 1""",
    # A difference, so that no planner walks through all that came later.
    "I15 team member": """
        SELECT one.id, other.team_id, one.team_id FROM team_member one
        JOIN team_member other ON other.person_id = one.person_id AND other.id - one.id > 0
        AND other.season_id = one.season_id
        WHERE (one.last_day IS NULL OR one.last_day >= one.first_day)
        AND (other.last_day IS NULL OR other.last_day >= other.first_day)
        AND (other.last_day IS NULL OR one.first_day <= other.last_day)
        AND (one.last_day IS NULL OR other.first_day <= one.last_day)
        ORDER BY one.id LIMIT 1""",
}
