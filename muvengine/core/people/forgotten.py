"""Somebody who was forgotten: a number that says nothing of anybody, and a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, order=True)
class Forgotten:
    """The number of an account, and when it was emptied."""

    person_id: int
    at: datetime
