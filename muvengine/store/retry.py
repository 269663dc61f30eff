"""Run a transaction again when the database asked for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, TypeVar

from sqlalchemy.exc import DBAPIError

TRIES_MAX: Final = 8
_FIRST_PAUSE_S: Final = 0.005
# Serialisation failure and deadlock: PostgreSQL's manual says to try again.
_SQLSTATES: Final = frozenset({"40001", "40P01"})

T = TypeVar("T")


def pause_briefly(tries: int) -> None:
    """Wait 5 ms, then twice as long each time."""
    time.sleep(_FIRST_PAUSE_S * 2**tries)


def retried(run: Callable[[], T], pause: Callable[[int], None] = pause_briefly) -> T:
    """Give what ``run`` gives, running it up to ``TRIES_MAX`` times.

    Args:
        run: one whole transaction.
        pause: waits after the try of this number, from 0.
    """
    for tries in range(TRIES_MAX - 1):
        try:
            return run()
        except DBAPIError as error:
            if not is_passing(error):
                raise
        pause(tries)
    return run()


def is_passing(error: DBAPIError) -> bool:
    """Tell a lost race from a fault."""
    if getattr(error.orig, "sqlstate", None) in _SQLSTATES:
        return True
    # A plain "database is locked" has waited long enough already (``faults``).
    return "database is locked" in str(error.orig)
