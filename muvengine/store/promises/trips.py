"""What must hold between trips, their sheets and what was awarded for them."""

# ruff: noqa: S608  the queries are put together from constants of this module

from __future__ import annotations

from typing import Final

_WAITING: Final = (
    "COALESCE((SELECT SUM(points) FROM award WHERE person_id = a.owner_id "
    "AND state IN ('pending', 'held')), 0)"
)
# Summed once over the whole ledger: asking again for each trip would take hours of a large one.
_AWARDED: Final = """(SELECT trip_id, SUM(points) AS points FROM award
    WHERE state <> 'reversed' GROUP BY trip_id)"""
_POSTED: Final = """(SELECT j.ref_id AS trip_id, SUM(x.amount) AS points FROM ledger_journal j
    JOIN ledger_transfer x ON x.journal_id = j.id
    LEFT JOIN ledger_journal r ON r.reverses_id = j.id
    WHERE j.kind = 'trip.award' AND j.ref_kind = 'trip' AND r.id IS NULL GROUP BY j.ref_id)"""

QUERIES: Final = {
    "I8 award": f"""
        SELECT t.public_id, COALESCE(p.points, 0), t.points FROM trip t
        LEFT JOIN {_AWARDED} a ON a.trip_id = t.id LEFT JOIN {_POSTED} p ON p.trip_id = t.id
        WHERE t.points <> COALESCE(a.points, 0) OR t.points <> COALESCE(p.points, 0)
        ORDER BY t.id LIMIT 1""",
    "I8 score": """
        SELECT t.public_id, s.points, t.points FROM trip t LEFT JOIN trip_score s
        ON s.trip_id = t.id AND s.score_no = t.score_no
        WHERE s.id IS NULL OR s.points <> t.points ORDER BY t.id LIMIT 1""",
    "I8 pending": f"""
        SELECT a.code, a.balance, {_WAITING} FROM ledger_account a
        WHERE a.owner_kind = 'participant' AND a.code LIKE '%pending' AND a.balance <> {_WAITING}
        ORDER BY a.id LIMIT 1""",
    "I8 release": """
        SELECT a.id, a.state, j.kind FROM award a
        LEFT JOIN ledger_journal j ON j.id = a.release_journal_id
        WHERE a.points > 0 AND ((a.state = 'released' AND (j.id IS NULL
        OR j.kind <> 'trip.release' OR j.ref_id <> a.trip_id))
        OR (a.state IN ('pending', 'held') AND j.id IS NOT NULL)) ORDER BY a.id LIMIT 1""",
    "I8 nothing": """
        SELECT public_id, points, 0 FROM trip
        WHERE points <> 0 AND (outcome = 'refused' OR withdrawn_at IS NOT NULL)
        ORDER BY id LIMIT 1""",
}
