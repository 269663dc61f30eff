"""A shop asks to join."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

# Answered ones are forgotten after so long; so are those that nobody ever answered.
ANSWERED_KEPT: Final = timedelta(days=90)
WAITING_KEPT: Final = timedelta(days=365)


class RequestState(StrEnum):
    """A request is answered once."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class ShopRequest:
    """What a shopkeeper wrote.

    Attributes:
        name, street: as on its sign; at most 120 and 200 characters.
        gives: what they would give for points, at most 1000 characters.
        contact: a telephone number or e-mail, at most 200 characters.
        hours: when they are open, at most 300 characters; empty when not told.
        locale: the language they wrote in.
    """

    name: str
    street: str
    gives: str
    contact: str
    hours: str
    locale: str


@dataclass(frozen=True, slots=True)
class KeptRequest:
    """A request with its answer.

    Attributes:
        id: the row's number.
        request: what they wrote.
        state: see ``RequestState``.
        sent_at: when.
        reason: why it was declined; empty otherwise.
        answered_at: when; None while it waits.
        shop_id: the shop that was made of it, or None.
    """

    id: int
    request: ShopRequest
    state: RequestState
    sent_at: datetime
    reason: str = ""
    answered_at: datetime | None = None
    shop_id: int | None = None
