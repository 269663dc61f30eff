"""Real processes tick at once, one is killed in mid-job: nothing is doubled, nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, text

from muvengine.bootstrap import wire_engine
from muvengine.core.trips.programme import Programme
from muvengine.jobs.tick import ABANDONED_AFTER
from muvengine.settings import Settings

ROOT: Final = Path(__file__).parent.parent.parent
WORKERS: Final = 3
NOON: Final = datetime(2026, 3, 27, 12, tzinfo=UTC)
Child = subprocess.Popen[str]


def start(engine: Engine, trap: Path) -> Child:
    url = engine.url.render_as_string(hide_password=False)
    return subprocess.Popen(
        [sys.executable, "-m", "tests.jobs.ticking_child", url, str(trap)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def heard(child: Child) -> str:
    assert child.stdout is not None
    return child.stdout.readline().strip()


def all_tick(children: list[Child], moment: datetime) -> list[str]:
    """Let every worker tick at the same moment of the town's clock."""
    for child in children:
        assert child.stdin is not None
        child.stdin.write(f"{moment.isoformat()}\n")
        child.stdin.flush()
    return [heard(child) for child in children]


def worked(engine: Engine) -> Counter[str]:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT ref_id FROM audit_event WHERE act = 'job.worked'"))
        return Counter(rows.scalars())


def test_three_workers_and_a_kill_do_each_period_once(engine: Engine, tmp_path: Path) -> None:
    wiring, trap = wire_engine(Settings(), engine), tmp_path / "trap.open"
    with wiring.open_uow() as uow:
        uow.programme.set(Programme("Town", None, ZoneInfo("Europe/Paris")), NOON)
        uow.commit()
    with ExitStack() as stack:
        children = [stack.enter_context(start(engine, trap)) for _ in range(WORKERS)]
        assert [heard(child) for child in children] == ["ready"] * WORKERS
        for minutes in (0, 1, 5, 10, 15):
            all_tick(children, NOON + timedelta(minutes=minutes))
        assert worked(engine) == {"often": 4, "settle": 1, "sweep": 1}
        trap.touch()
        said = all_tick(children, NOON + timedelta(minutes=20))
        assert said.count("trapped") == 1
        victim = children.pop(said.index("trapped"))
        victim.kill()
        victim.wait()
        assert worked(engine)["often"] == 4, "it was killed in mid-job"
        # Its period is not taken over while it might live, and is as soon as it cannot.
        all_tick(children, NOON + timedelta(minutes=24))
        assert worked(engine)["often"] == 4
        late = NOON + timedelta(minutes=20) + ABANDONED_AFTER
        all_tick(children, late - timedelta(minutes=26))
        all_tick(children, late + timedelta(minutes=4))
        # Three days off over the change of the clock: each missed day is settled, one sweep.
        all_tick(children, late + timedelta(days=3))
        all_tick(children, late + timedelta(days=3, hours=-2))
        for child in children:
            assert child.stdin is not None
            child.stdin.close()
    with wiring.open_reading() as uow:
        assert {run.state for run in uow.job_runs.latest()} == {"done"}
    with engine.connect() as connection:
        runs = Counter(
            connection.execute(text("SELECT job FROM job_run WHERE state = 'done'")).scalars()
        )
    assert worked(engine)["settle"] == runs["settle"] == 4
    assert worked(engine)["sweep"] == runs["sweep"] == 2
    assert worked(engine)["often"] == runs["often"]
