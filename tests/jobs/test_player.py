"""Parts are played in a process beside the worker, whatever becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from multiprocessing import active_children

import pytest

from muvengine.core.rules.rehearsal_kept import Played, RehearsalState
from muvengine.jobs.player import PartFailed, Player, PlayerDied
from muvengine.jobs.rehearsals import rehearse, work_all
from muvengine.store.simulation_parts import ClaimedPart
from tests.jobs.rehearsing import WANTED, Stage
from tests.town import NOON


def test_a_process_beside_the_worker_plays_the_same(stage: Stage) -> None:
    public_id = stage.ask(parts=2)
    assert rehearse(stage.wiring) == 3
    assert stage.kept(public_id).report == stage.report()
    assert rehearse(stage.wiring) == 0


def test_a_process_that_dies_is_told_and_followed_by_another(stage: Stage) -> None:
    public_id, died = stage.ask(parts=1), list[PlayerDied]()
    with Player(stage.wiring.settings, still_s=0.01) as player:

        def unlucky(claimed: ClaimedPart, still: Callable[[], None]) -> Played:
            def kill() -> None:
                if not died:
                    for child in active_children():
                        child.kill()
                still()

            try:
                return player.play(claimed, kill)
            except PlayerDied as death:
                died.append(death)
                raise

        work_all(stage.wiring, unlucky)
    assert len(died) == 1
    done = stage.kept(public_id)
    assert (done.state, done.report) == (RehearsalState.DONE, stage.report())


def test_a_part_that_the_other_process_cannot_play_is_told(stage: Stage) -> None:
    stage.ask(parts=1)
    with stage.town.open_uow() as uow:
        claimed = uow.simulation_parts.claim(NOON)
    assert claimed is not None
    wrong = replace(claimed, wanted=replace(WANTED, base_id=99))
    with Player(stage.wiring.settings) as player, pytest.raises(PartFailed):
        player.play(wrong, lambda: None)
