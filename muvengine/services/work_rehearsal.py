"""Play the parts of rehearsals one after the other, and end what was asked: each part once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from muvengine.core.errors import NotPossible, StorageRefused
from muvengine.core.rules.rehearsal_kept import (
    Dealt,
    KeptRehearsal,
    Played,
    RehearsalState,
    nameless,
)
from muvengine.core.rules.rehearsal_report import Report
from muvengine.services.attempt import OpenUow
from muvengine.store.simulation_parts import ClaimedPart

log = logging.getLogger(__name__)

# A part that brought the process down so often will do it again.
TRIES_MAX: Final = 3

Play = Callable[[ClaimedPart, Callable[[], None]], Played]
"""Plays a part; calls what it is given every few seconds, so that it is not taken for dead."""


def work_part(open_uow: OpenUow, play: Play, *, now: Callable[[], datetime]) -> bool:
    """Play the part that waits longest.

    Args:
        open_uow: starts a writing transaction.
        play: see there.
        now: the clock.

    Returns:
        False where no part waits.

    Raises:
        StorageRefused: the database is away or full; the part waits on.
    """
    with open_uow() as uow:
        claimed = uow.simulation_parts.claim(now())
        uow.commit()
    if claimed is None:
        return False
    if claimed.tries > TRIES_MAX:
        _fail(open_uow, claimed, now())
        return True
    try:
        played = play(claimed, partial(_still, open_uow, claimed, now))
    except StorageRefused:
        # It was not its fault, and must not count towards giving it up.
        _give_back(open_uow, claimed, counted=False)
        raise
    except Exception:
        log.exception("part %s of rehearsal %s", claimed.number, claimed.public_id)
        if claimed.tries == TRIES_MAX:
            _fail(open_uow, claimed, now())
        else:
            _give_back(open_uow, claimed, counted=True)
        return True
    with open_uow() as uow:
        uow.simulation_parts.finish(claimed, played)
        uow.commit()
    return True


def finish_rehearsal(
    open_uow: OpenUow,
    rehearsal: KeptRehearsal,
    report: Report,
    *,
    season_left: int | None,
    now: datetime,
) -> bool:
    """Keep what all parts found together; False where another hand was faster.

    Args:
        open_uow: starts a writing transaction.
        rehearsal: as it was read, with no part waiting.
        report: of all parts; nobody's number is kept.
        season_left: points of the season before the period; None without one.
        now: aware.
    """
    with open_uow() as uow:
        mine = uow.simulations.finish(rehearsal, nameless(report), season_left, now)
        uow.commit()
    return mine


def join_parts(open_uow: OpenUow, rehearsal: KeptRehearsal, everybody: Dealt) -> bool:
    """Let everybody be played again in one part; False where another hand was faster."""
    with open_uow() as uow:
        mine = uow.simulations.join(rehearsal, everybody)
        uow.commit()
    return mine


def give_up_rehearsal(open_uow: OpenUow, rehearsal: KeptRehearsal, now: datetime) -> None:
    """End a rehearsal that cannot be played; somebody may let it go on later."""
    with open_uow() as uow:
        uow.simulations.give_up(rehearsal, now)
        uow.commit()


def go_on(open_uow: OpenUow, public_id: str) -> None:
    """Let a rehearsal that was given up go on from where it stopped.

    Raises:
        NotFound: no such rehearsal.
        NotPossible: ``state``: it is running, or done.
    """
    with open_uow() as uow:
        rehearsal = uow.simulations.get(public_id)
        if rehearsal.state is not RehearsalState.FAILED:
            raise NotPossible(state=rehearsal.state.value)
        if uow.simulations.go_on(rehearsal):
            uow.simulation_parts.revive(rehearsal.id)
        uow.commit()


def _still(open_uow: OpenUow, claimed: ClaimedPart, now: Callable[[], datetime]) -> None:
    # Where another hand has it by now, whoever is done first tells; the other one finds that out.
    with open_uow() as uow:
        uow.simulation_parts.still(claimed, now())
        uow.commit()


def _give_back(open_uow: OpenUow, claimed: ClaimedPart, *, counted: bool) -> None:
    with open_uow() as uow:
        uow.simulation_parts.give_back(claimed, counted=counted)
        uow.commit()


def _fail(open_uow: OpenUow, claimed: ClaimedPart, now: datetime) -> None:
    with open_uow() as uow:
        if uow.simulation_parts.fail(claimed):
            uow.simulations.give_up(uow.simulations.get(claimed.public_id), now)
        uow.commit()
