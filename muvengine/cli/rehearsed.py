"""A rehearsal played in several processes."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from muvengine.bootstrap import Wiring
    from muvengine.core.rules.rehearsal_kept import Dealt, Played, Wanted
    from muvengine.core.rules.rehearsal_report import Report
    from muvengine.settings import Settings

# Small enough that no process waits long for the last one.
PARTS_A_PROCESS: Final = 16
# Played by ourselves before another process has loaded the program.
SHEETS_ALONE: Final = 5_000


def rehearsed(
    wiring: Wiring, wanted: Wanted, processes: int, *, alone: int = SHEETS_ALONE
) -> Report:
    """Play all parts in so many processes, and add them up.

    Args:
        wiring: the town's.
        wanted: what is rehearsed.
        processes: at most so many.
        alone: up to so many sheets are played in this process.
    """
    from muvengine.reads.rehearsal import added_up, plan

    parts = plan(wiring.open_reading, wanted, processes * PARTS_A_PROCESS if processes > 1 else 1)
    if sum(part.sheets for part in parts) <= alone:
        processes = 1
    report = added_up(wiring.open_reading, wanted, _played(wiring, wanted, parts, processes))
    if report is None:
        whole = plan(wiring.open_reading, wanted, 1)
        report = added_up(wiring.open_reading, wanted, _played(wiring, wanted, whole, 1))
    assert report is not None, "one part knows about every ceiling"
    return report


def _played(wiring: Wiring, wanted: Wanted, parts: Sequence[Dealt], processes: int) -> list[Played]:
    from muvengine.reads.rehearsal import play

    if processes == 1 or len(parts) <= 1:
        return [play(wiring.open_reading, wanted, part.groups) for part in parts]
    # A forked process would share our connections to the database.
    with ProcessPoolExecutor(min(processes, len(parts)), get_context("spawn")) as pool:
        return list(pool.map(partial(_play_there, wiring.settings, wanted), parts))


def _play_there(settings: Settings, wanted: Wanted, part: Dealt) -> Played:
    """Play a part in a process of its own."""
    from muvengine.reads.rehearsal import play

    return play(_town_there(settings).open_reading, wanted, part.groups)


@cache
def _town_there(settings: Settings) -> Wiring:
    """Load the program and connect, once for all parts of a process."""
    from muvengine.bootstrap import wire

    wiring = wire(settings)
    # Nothing that is read here refers to itself in a circle: looking for circles all the time
    # costs a fifth of the whole.
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
    return wiring
