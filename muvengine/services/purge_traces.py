"""Forget traces and sketches that have had their day."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from muvengine.services.attempt import OpenUow

BATCH: Final = 200


def purge_traces(open_uow: OpenUow, *, now: datetime) -> int:
    """Erase what is due, in batches, each kept on its own; give how many of both.

    Safe to run twice, and to be killed between two batches.
    """
    erased = 0
    while True:
        with open_uow() as uow:
            gone = uow.traces.purge(now, most=BATCH)
            uow.commit()
        erased += gone.traces + gone.sketches
        if max(gone.traces, gone.sketches) < BATCH:
            return erased
