"""Rehearsals that wait in rows of the database, played beside everything else."""

from __future__ import annotations

import logging
from collections.abc import Callable

from muvengine.bootstrap import Wiring
from muvengine.core.errors import StorageRefused
from muvengine.core.rules.rehearsal_kept import KeptRehearsal, Played
from muvengine.jobs.player import Player
from muvengine.services.work_rehearsal import (
    Play,
    finish_rehearsal,
    give_up_rehearsal,
    join_parts,
    work_part,
)
from muvengine.store.simulation_parts import ClaimedPart

log = logging.getLogger(__name__)


def rehearse(wiring: Wiring) -> int:
    """Play and add up what waits, in a process beside this one; give how many steps that were.

    Uploads are judged meanwhile: whoever plays has an interpreter of its own.  Any number of
    workers may do so at the same time: each part is claimed by one of them.
    """
    try:
        with wiring.open_reading() as uow:
            if not uow.simulation_parts.any_open():
                return 0
        with Player(wiring.settings) as player:
            return work_all(wiring, player.play)
    except StorageRefused as refusal:
        # Nothing is lost: the parts wait, and the next turn comes soon.
        log.warning("rehearsals wait: %s", refusal.code)
        return 0


def work_all(wiring: Wiring, play: Play | None = None) -> int:
    """Play and add up until nothing waits; give how many steps that were.

    Args:
        wiring: of this process.
        play: plays a part; in this process when not said.

    Raises:
        StorageRefused: the database is away or full; everything waits on.
    """
    steps = 0
    while step(wiring, play or played_here(wiring)):
        steps += 1
    return steps


def step(wiring: Wiring, play: Play) -> bool:
    """Play one part, or add one rehearsal up; False where nothing waits."""
    return work_part(wiring.open_uow, play, now=wiring.now) or _add_up(wiring)


def played_here(wiring: Wiring) -> Play:
    """Play parts in this process."""
    from muvengine.reads.rehearsal import play  # noqa: PLC0415  a quiet town need not load it

    def here(claimed: ClaimedPart, _still: Callable[[], None]) -> Played:
        return play(wiring.open_reading, claimed.wanted, claimed.groups)

    return here


def _add_up(wiring: Wiring) -> bool:
    with wiring.open_reading() as uow:
        rehearsal = uow.simulations.ready()
        found = uow.simulation_parts.found(rehearsal.id) if rehearsal else []
    if rehearsal is None:
        return False
    try:
        return _end(wiring, rehearsal, found)
    except StorageRefused:
        raise
    except Exception:
        # It would go wrong again in a second.
        log.exception("rehearsal %s", rehearsal.public_id)
        give_up_rehearsal(wiring.open_uow, rehearsal, wiring.now())
        return True


def _end(wiring: Wiring, rehearsal: KeptRehearsal, found: list[Played]) -> bool:
    from muvengine.reads.rehearsal import added_up, plan, season_left  # noqa: PLC0415

    report = added_up(wiring.open_reading, rehearsal.wanted, found)
    if report is None:
        [everybody] = plan(wiring.open_reading, rehearsal.wanted, 1)
        return join_parts(wiring.open_uow, rehearsal, everybody)
    return finish_rehearsal(
        wiring.open_uow,
        rehearsal,
        report,
        season_left=season_left(wiring.open_reading, rehearsal.wanted),
        now=wiring.now(),
    )
