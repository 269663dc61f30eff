"""What at the tills is unusual enough for a person to look; it blocks nothing (rewards, 5.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from muvengine.core.units import round_half_up

SAME_HAND_MAX: Final = 5
"""Vouchers of one person that one tablet takes in a day without anybody wondering."""
BUSY_TIMES: Final = 3
"""How many times its usual day a shop may have."""
BUSY_MIN: Final = 10
"""Below so many vouchers a day, three times as many is still a quiet day."""
USUAL_DAYS: Final = 28
"""So many days before are looked at for what is usual."""


class AlertKind(StrEnum):
    """What was seen."""

    SAME_HAND = "same_hand"
    BUSY_SHOP = "busy_shop"


@dataclass(frozen=True, slots=True)
class Sighting:
    """Something unusual on one day.

    Attributes:
        kind: see ``AlertKind``.
        shop_id: where.
        subject: ``person:device`` for the same hand; empty for a whole shop.
        day: on the town's calendar.
        facts: the counts behind it.
    """

    kind: AlertKind
    shop_id: int
    day: date
    subject: str = ""
    facts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alert:
    """A sighting that waits for a person, or was closed by one.

    Attributes:
        id: the row's number.
        sighting: what was seen.
        shop_key, shop_name: where.
        person: whose vouchers, by name; empty for a whole shop.
        raised_at: when it was noticed.
        owner: the organiser who looks after it; empty when nobody does.
        closed_at, closing_reason: when and why it was closed; None and empty while open.
    """

    id: int
    sighting: Sighting
    shop_key: str
    shop_name: str
    person: str
    raised_at: datetime
    owner: str
    closed_at: datetime | None
    closing_reason: str


def is_busy(today: int, days_before: Sequence[int]) -> bool:
    """Tell whether a shop took far more than on its usual day.

    Args:
        today: vouchers taken on the day.
        days_before: the same for each day before on which it took any; a shop that has just
            begun has no usual day.
    """
    if today < BUSY_MIN or not days_before:
        return False
    return today * len(days_before) > BUSY_TIMES * sum(days_before)


def usual(days_before: Sequence[int]) -> int:
    """Give the usual number a day, rounded."""
    return round_half_up(sum(days_before), len(days_before)) if days_before else 0
