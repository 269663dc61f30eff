"""How somebody signs in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from muvengine.core.people.token import token_hash
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]


@dataclass(frozen=True, slots=True)
class Codes:
    """What is known of somebody's codes.

    Attributes:
        on: they are asked for one.
        paper_left: codes on paper that open still.
    """

    on: bool
    paper_left: int


def codes_of(open_reading: OpenReading, person_id: int) -> Codes:
    """Tell whether somebody is asked for a code."""
    with open_reading() as uow:
        factors = uow.second_factors
        return Codes(factors.is_on(person_id), factors.recovery_left(person_id))


def who_has_codes(open_reading: OpenReading) -> frozenset[int]:
    """List by number who is asked for a code."""
    with open_reading() as uow:
        return uow.second_factors.who_is_on()


def code_is_due(open_reading: OpenReading, token: str, now: datetime) -> bool:
    """Tell whether a session waits for a code."""
    with open_reading() as uow:
        return uow.sessions.half(token_hash(token), now=now) is not None
