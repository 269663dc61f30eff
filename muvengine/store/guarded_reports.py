"""What of reports the database guards; see ``triggers``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

KEPT: Final = ("report", "report_reward", "report_witness")
"""Tables whose rows are never deleted."""

FIXED: Final = {
    "report": ("id", "person_id", "helper_id", "category", "route", "shop", "made_at"),
    "report_witness": ("id", "report_id", "person_id", "helper_id", "seen_at"),
    "report_reward": (
        "id", "report_id", "person_id", "monday", "wanted_points", "points", "journal_id",
        "paid_at",
    ),
}  # fmt: skip
"""Columns that never change."""

UNPAID: Final = ("back_at", "back_journal_id", "kept_points")
"""Columns of a reward that are filled once."""

Trigger = tuple[str, str, str]


def wanted(
    write: Callable[[str, str, str, str], Trigger], changed: Callable[[tuple[str, ...]], str]
) -> Iterator[Trigger]:
    """Words are forgotten and never put into another's mouth; rewards go back once.

    Args:
        write: makes a trigger of table, name, event and condition.
        changed: writes the condition that one of some columns changes.
    """
    yield write("report", "words", "UPDATE", "NEW.words <> OLD.words AND NEW.words <> ''")
    gone = f"OLD.back_at IS NOT NULL AND ({changed(UNPAID)})"
    yield write("report_reward", "change", "UPDATE", gone)
