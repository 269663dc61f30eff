"""What of treasure hunts the database guards; see ``triggers``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

KEPT: Final = ("hunt", "hunt_find", "hunt_reward")
"""Tables whose rows are never deleted."""

FIXED: Final = {
    "hunt": ("id", "key", "made_at", "made_by"),
    "hunt_find": (
        "id", "hunt_id", "place_id", "person_id", "way", "found_at", "helper_id", "device_id",
    ),
    "hunt_reward": (
        "id", "hunt_id", "person_id", "number", "wanted_points", "points", "journal_id", "paid_at",
    ),
}  # fmt: skip
"""Columns that never change."""

STARTED: Final = ("starts_at", "ends_at", "in_order", "place_points", "all_points", "started_at")
"""Columns of a hunt that never change once it has started."""

BACK: Final = ("back_at", "back_by", "back_reason")
"""Columns of a find that are filled once."""

UNPAID: Final = ("back_at", "back_journal_id", "kept_points")
"""Columns of a reward that are filled once."""

Trigger = tuple[str, str, str]


def wanted(
    write: Callable[[str, str, str, str], Trigger], changed: Callable[[tuple[str, ...]], str]
) -> Iterator[Trigger]:
    """What a hunt pays stands from its start on; finds and rewards go back once.

    Args:
        write: makes a trigger of table, name, event and condition.
        changed: writes the condition that one of some columns changes.
    """
    begun = f"OLD.state <> 'draft' AND (NEW.state = 'draft' OR {changed(STARTED)})"
    yield write("hunt", "change", "UPDATE", f"OLD.state = 'cancelled' OR ({begun})")
    for table, columns in (("hunt_find", BACK), ("hunt_reward", UNPAID)):
        gone = f"OLD.back_at IS NOT NULL AND ({changed(columns)})"
        yield write(table, "change", "UPDATE", gone)
