"""Many files sent together, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

UNSAID: Final = ""
"""The mode of files that another app handed over: nothing is judged until their owner says how."""


class ItemState(StrEnum):
    """Waiting to be judged, kept as a trip, refused, or failed for a fault of ours."""

    WAITING = "waiting"
    KEPT = "kept"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class BatchItem:
    """One file.

    Attributes:
        number: its place, from 1.
        name: as its sender calls it, cleaned.
        size_bytes: as sent.
        state: see there.
        trip_id: public id of the trip it became.
        code, facts: of its refusal.
    """

    number: int
    name: str
    size_bytes: int
    state: ItemState
    trip_id: str = ""
    code: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Batch:
    """Files of one person.

    Attributes:
        public_id: random, stands in the page's address.
        person_id: whose trips.
        sent_by: whose hand.
        mode, passengers: said of them all; the mode may be ``UNSAID``.
        created_at: when they were sent.
        touched_at: when one of them was looked at last.
        sender_id: number of the app that sent them by itself; None where a person did.
        items: in order.
    """

    public_id: str
    person_id: int
    sent_by: int
    mode: str
    passengers: int
    created_at: datetime
    touched_at: datetime | None
    sender_id: int | None = None
    items: tuple[BatchItem, ...] = ()

    @property
    def left(self) -> int:
        """How many files still wait."""
        return sum(item.state is ItemState.WAITING for item in self.items)
