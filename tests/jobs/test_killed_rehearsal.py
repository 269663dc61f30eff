"""A worker is killed with -9 in the middle of a part: another goes on, and nobody stays behind."""

from __future__ import annotations

import os
import time
from collections import Counter
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from signal import SIGKILL
from typing import Any

import pytest

from muvengine.core.rules.rehearsal_kept import RehearsalState
from muvengine.jobs.rehearsals import played_here, work_all
from muvengine.store.simulation_parts import LEASE
from tests.jobs.playing_child import play_beside, play_until_killed
from tests.jobs.rehearsing import PEOPLE, Stage, counting

GONE_S_MAX = 120
_PROCESSES = get_context("forkserver")


def begin(target: Any, *args: Any) -> tuple[ForkServerProcess, Connection]:  # noqa: ANN401  as the library says
    heard, says = _PROCESSES.Pipe(duplex=False)
    child = _PROCESSES.Process(target=target, args=(*args, says))
    child.start()
    says.close()
    return child, heard


def kill(child: ForkServerProcess) -> None:
    child.kill()
    child.join()
    assert child.exitcode == -SIGKILL, "it was still at work"


@pytest.mark.parametrize("trap", [1, 3, PEOPLE])
def test_after_a_kill_in_the_middle_of_a_part_the_report_is_the_same(
    stage: Stage, trap: int
) -> None:
    public_id, heard = stage.ask(), Counter[int]()
    child, told = begin(play_until_killed, stage.wiring.settings, trap)
    assert told.recv() == "in the trap"
    kill(child)
    here = counting(played_here(stage.wiring), heard)
    work_all(stage.wiring, here)
    assert stage.kept(public_id).state is RehearsalState.RUNNING, "it might live"
    stage.clock.moment += LEASE + timedelta(seconds=1)
    work_all(stage.wiring, here)
    assert stage.kept(public_id).report == stage.report()
    assert heard == dict.fromkeys(range(trap, PEOPLE + 1), 1), "what was played stays played"


def test_the_process_beside_a_killed_worker_ends_too(stage: Stage) -> None:
    stage.ask(parts=1)
    child, told = begin(play_beside, stage.wiring.settings)
    beside = told.recv()
    kill(child)
    deadline = time.monotonic() + GONE_S_MAX
    while alive(beside):
        assert time.monotonic() < deadline, "it stays behind"
        time.sleep(0.1)


def alive(pid: int) -> bool:
    """Tell whether a process runs; one that ended and waits for its parent does not."""
    try:
        os.kill(pid, 0)
        said = Path(f"/proc/{pid}/stat").read_text("utf-8")
    except (ProcessLookupError, FileNotFoundError):
        return False
    return said.rpartition(")")[2].split()[0] != "Z"
