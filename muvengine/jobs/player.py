"""A process beside the worker that plays parts of rehearsals.

Replaying is arithmetic for minutes.  In a thread of the worker it would take the interpreter
from those who judge uploads; in a process of its own it takes a core, and steps back for others.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Final, NamedTuple, Self

from muvengine.core.errors import DatabaseAway, StorageRefused
from muvengine.core.rules.rehearsal_kept import Dealt, Played, Wanted
from muvengine.settings import Settings
from muvengine.store.simulation_parts import ClaimedPart

# Well below the time after which a silent one is taken for dead.
STILL_S: Final = 10.0
END_S: Final = 5.0
NICE: Final = 10
# A forked process would share our connections to the database.
_PROCESSES: Final = get_context("spawn")


class PlayerDied(Exception):
    """The process is gone: out of memory, or killed."""


class PartFailed(Exception):
    """A part could not be played."""


class _Refused(NamedTuple):
    """Why a part was not played; whether only the database was away."""

    why: str
    away: bool


class Player:
    """Starts the process with the first part, and ends it when the block is left."""

    def __init__(self, settings: Settings, *, still_s: float = STILL_S) -> None:
        self._settings = settings
        self._still_s = still_s
        self._line: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def play(self, claimed: ClaimedPart, still: Callable[[], None]) -> Played:
        """Play a part, and say every few seconds that it is still being played.

        Raises:
            DatabaseAway: the process could not reach the database.
            PartFailed: it cannot be played.
            PlayerDied: the process is gone; the next part starts another one.
        """
        line = self._line or self._begin()
        try:
            line.send((claimed.wanted, Dealt(claimed.groups, 0)))
            while not line.poll(self._still_s):
                still()
            found = line.recv()
        except (EOFError, OSError) as error:
            self._end()
            raise PlayerDied from error
        if isinstance(found, _Refused):
            raise DatabaseAway(why=found.why) if found.away else PartFailed(found.why)
        assert isinstance(found, Played)
        return found

    def _begin(self) -> Connection:
        ours, theirs = _PROCESSES.Pipe()
        self._process = _PROCESSES.Process(target=_serve, args=(theirs, self._settings))
        self._process.daemon = True
        self._process.start()
        # The other end is the child's alone: each notices when the other is gone.
        theirs.close()
        self._line = ours
        return ours

    def _end(self) -> None:
        if self._line is None:
            return
        self._line.close()
        self._line = None
        self._process.join(END_S)
        self._process.kill()
        self._process.join()


def _serve(line: Connection, settings: Settings) -> None:
    """Play what comes down the line until its other end is closed."""
    # Ctrl+C is for the worker, which closes the line.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(NICE)
    with suppress(EOFError, OSError):
        while True:
            wanted, part = line.recv()
            line.send(_played(settings, wanted, part))


def _played(settings: Settings, wanted: Wanted, part: Dealt) -> Played | _Refused:
    from muvengine.bootstrap import wire  # noqa: PLC0415  only the child needs it
    from muvengine.reads.rehearsal import play  # noqa: PLC0415

    wiring = wire(settings)
    try:
        return play(wiring.open_reading, wanted, part.groups)
    except Exception as error:  # noqa: BLE001  told at the other end
        return _Refused(repr(error), isinstance(error, StorageRefused))
    finally:
        wiring.engine.dispose()
