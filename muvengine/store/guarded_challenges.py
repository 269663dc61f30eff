"""Rows of challenges that the database guards; see ``triggers``."""

from __future__ import annotations

from typing import Final

KEPT: Final = (
    "challenge_halt",
    "challenge_player",
    "challenge_reward",
    "challenge_run",
    "sponsored_challenge",
)
FIXED: Final = {
    "challenge_player": ("id", "run_id", "person_id", "role", "first_day", "chosen_at"),
    "challenge_reward": (
        "id", "player_id", "person_id", "wanted_points", "points", "journal_id", "voucher_id",
        "got_at",
    ),
    "challenge_run": (
        "id", "challenge", "version_id", "sponsored_id", "difficulty", "first_day", "last_day",
        "target", "points", "team_id", "begun_at",
    ),
    "sponsored_challenge": (
        "id", "public_id", "shop_id", "days", "from_min", "until_min", "first_day", "last_day",
        "worth_cents", "stock", "drafted_at",
    ),
}  # fmt: skip
