"""A process that plays parts until it is killed in the middle of one."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing import active_children
from multiprocessing.connection import Connection

from muvengine.bootstrap import wire
from muvengine.core.rules.rehearsal_kept import Played
from muvengine.jobs.player import Player
from muvengine.jobs.rehearsals import played_here, work_all
from muvengine.settings import Settings
from muvengine.store.simulation_parts import ClaimedPart
from tests.town import NOON


def play_until_killed(settings: Settings, trap: int, says: Connection) -> None:
    """Play, and stay for ever in the part of number ``trap``."""
    wiring = replace(wire(settings), now=lambda: NOON)
    here = played_here(wiring)

    def play(claimed: ClaimedPart, still: Callable[[], None]) -> Played:
        if claimed.number == trap:
            says.send("in the trap")
            time.sleep(600)
        return here(claimed, still)

    work_all(wiring, play)


def play_beside(settings: Settings, says: Connection) -> None:
    """Play in a process beside this one, and tell that one's number as long as it plays."""
    wiring = replace(wire(settings), now=lambda: NOON)
    with Player(settings, still_s=0.01) as player:

        def play(claimed: ClaimedPart, _still: Callable[[], None]) -> Played:
            def tell() -> None:
                says.send(active_children()[0].pid)
                time.sleep(600)

            return player.play(claimed, tell)

        work_all(wiring, play)
