"""How the threads of one process share a database that one writer has to itself.

SQLite lets a writer that waits sleep longer and longer, up to a tenth of a second past the
moment the lock is free, so the threads of one process queue here instead.  All writers of the
town wait for the one that has the database, in other processes too: while it is a thread of
this one, threads that only reckon give way to it, since the interpreter would share its time
between them.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Lock, get_ident
from typing import Final

GIVEN_S_MAX: Final = 0.02
"""How long one that reckons waits at a time: most have the database for a quarter of that."""

GiveWay = Callable[[], None]
"""Called between two steps of a long reckoning; it may wait there for a moment."""


def go_on() -> None:
    """Wait for nobody."""


class WriteQueue:
    """The writers of one process, one after the other.

    It is a courtesy, not the lock: whoever has waited for ``wait_s_max`` goes on without.
    """

    def __init__(self, *, wait_s_max: float) -> None:
        self._wait_s_max = wait_s_max
        self._turn = Lock()
        self._first: int | None = None
        self._nobody_has_it = Event()
        self._nobody_has_it.set()

    def wait(self) -> bool:
        """Wait until no other thread of this process writes; tell whether that came about."""
        first = self._turn.acquire(timeout=self._wait_s_max)
        if first:
            self._first = get_ident()
        return first

    def leave(self) -> None:
        """Let the next one come; once for each ``wait`` that was not in vain."""
        self._first = None
        self._nobody_has_it.set()
        self._turn.release()

    def has_database(self) -> None:
        """Note that the first one, if it calls this, has the database until it leaves.

        Also while it waits for the disk: whoever reckons then would keep it from leaving.
        """
        if self._first == get_ident():
            self._nobody_has_it.clear()

    def give_way(self) -> None:
        """Wait while another thread of this process has the database, but not for long."""
        if not self._nobody_has_it.is_set() and self._first != get_ident():
            self._nobody_has_it.wait(GIVEN_S_MAX)
