"""Something that another hand did for a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Source(StrEnum):
    """Where the act is written down."""

    ACT = "act"
    MOVE = "move"
    TRIP = "trip"


@dataclass(frozen=True, slots=True)
class DoneFor:
    """One act, as its person may read it.

    Attributes:
        at: aware.
        helper: name of whose hand it was; empty for the programme itself.
        source: see ``Source``.
        what: the act (``card.issue``), the journal's kind, or the trip's mode.
        points: that moved with it, below zero when they went out; 0 for none.
        reason: free words, as of a workshop.
        trip: its public id, where it is about one.
    """

    at: datetime
    helper: str
    source: Source
    what: str
    points: int = 0
    reason: str = ""
    trip: str = ""
