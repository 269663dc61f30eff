"""An app on a person's own telephone that sends their trips by itself.

It holds a token of 128 random bits that is told once and kept hashed, as that of a card; the
token opens the door for trips and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

# Two telephones with both apps.
SENDERS_MAX: Final = 4


class App(StrEnum):
    """GPSLogger sends a finished file, Traccar Client one position after the other."""

    GPSLOGGER = "gpslogger"
    TRACCAR = "traccar"


@dataclass(frozen=True, slots=True)
class Sender:
    """An app that may send.

    Attributes:
        id: the row's number.
        person_id: whose trips.
        app: which one; its token is good at this app's door only.
        mode: how its trips count until their owner says otherwise.
        made_at: when it was connected.
        last_at: when something came last, whatever became of it; None for never.
    """

    id: int
    person_id: int
    app: App
    mode: str
    made_at: datetime
    last_at: datetime | None = None
