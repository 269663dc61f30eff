"""What must hold of common pots."""

# ruff: noqa: S608  the queries are put together from constants of this module

from __future__ import annotations

from typing import Final

_GIVEN: Final = (
    "COALESCE((SELECT SUM(points + match_points) FROM pot_gift WHERE pot_id = p.id "
    "AND back_at IS NULL), 0)"
)
_MATCHED: Final = (
    "COALESCE((SELECT SUM(match_points) FROM pot_gift WHERE pot_id = p.id AND back_at IS NULL), 0)"
)
_IN_POT: Final = (
    "COALESCE((SELECT balance FROM ledger_account WHERE owner_kind = 'pot' AND owner_id = p.id "
    "AND unit = '{}'), 0)"
)
_HELD: Final = f"(CASE WHEN p.state = 'reached' THEN 0 ELSE {_GIVEN} END)"
_ASIDE: Final = "(CASE WHEN p.state IN ('open', 'ending') THEN p.reached_cents ELSE 0 END)"

QUERIES: Final = {
    "I13 pot": f"""
        SELECT p.key, {_IN_POT.format("PT")}, {_HELD} FROM pot p
        WHERE {_IN_POT.format("PT")} <> {_HELD} OR {_GIVEN} > p.goal_points
        OR (p.state = 'reached' AND {_GIVEN} <> p.goal_points)
        OR (p.state = 'not_reached' AND {_GIVEN} <> 0) ORDER BY p.id LIMIT 1""",
    "I13 pot match": f"""
        SELECT p.key, {_MATCHED}, p.match_points_max FROM pot p
        WHERE {_MATCHED} > p.match_points_max ORDER BY p.id LIMIT 1""",
    "I13 pot money": f"""
        SELECT p.key, {_IN_POT.format("EUR")}, {_ASIDE} FROM pot p
        WHERE {_IN_POT.format("EUR")} <> {_ASIDE} ORDER BY p.id LIMIT 1""",
}
