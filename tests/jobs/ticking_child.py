"""A worker that ticks when told, by the clock it is told, until it is stopped or killed."""

from __future__ import annotations

import sys
import time as wall
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path

from muvengine.bootstrap import Wiring, wire_engine
from muvengine.core.people.actor import SYSTEM
from muvengine.jobs.calendar import Daily, Every
from muvengine.jobs.tick import Job, tick
from muvengine.settings import Settings
from muvengine.store.connection import connect


def work_for(job: str, trap: Path) -> Job:
    def work(wiring: Wiring, now: datetime) -> Mapping[str, object]:
        if job == "often":
            stay_in(trap)
        # What the job does: one row that nobody can take back.
        with wiring.open_uow() as uow:
            uow.audit.append(SYSTEM, "job.worked", "job", job, at=now)
            uow.commit()
        return {}

    rhythm = Every(5) if job == "often" else Daily(time(0, 5))
    return Job(job, rhythm, work, each_period=job == "settle")


def stay_in(trap: Path) -> None:
    """Step into the trap if it is open: one worker at most, and it does not come back."""
    try:
        trap.rename(trap.with_suffix(".shut"))
    except OSError:
        return
    answer("trapped")
    wall.sleep(60)


def answer(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def main(url: str, trap: str) -> None:
    jobs = tuple(work_for(job, Path(trap)) for job in ("often", "settle", "sweep"))
    wiring = wire_engine(Settings(), connect(url, synchronous="OFF"))
    answer("ready")
    for line in sys.stdin:
        moment = datetime.fromisoformat(line.strip())
        ran = tick(replace(wiring, now=lambda moment=moment: moment), jobs)
        answer(f"ran {len(ran)}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
