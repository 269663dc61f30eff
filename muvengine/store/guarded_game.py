"""Rows of the game, its teams and draws that the database guards; see ``triggers``."""

from __future__ import annotations

from typing import Final

KEPT: Final = (
    "badge_held",
    "draw_prize",
    "game_draft",
    "prize_draw",
    "streak_reward",
    "team",
    "team_match",
    "tournament",
)
FIXED: Final = {
    "badge_held": ("id", "person_id", "badge", "version_id", "got_at"),
    "draw_prize": ("id", "draw_id", "place", "offer_id"),
    "prize_draw": (
        "id", "key", "first_day", "last_day", "draw_day", "ticket_per", "ticket_experience",
        "tickets_max", "several", "seed", "commitment", "announced_at", "announced_by",
    ),
    "streak_reward": (
        "id", "person_id", "weeks", "monday", "wanted_points", "points", "journal_id", "paid_at",
    ),
    "team": ("id", "public_id", "season_id", "code", "created_at", "created_by"),
    "team_match": (
        "id", "tournament_id", "phase", "monday", "turn", "group_no", "slot", "home_id",
        "away_id",
    ),
    "tournament": ("id", "public_id", "season_id", "terms", "first_monday", "made_at", "made_by"),
}  # fmt: skip
