"""Each period runs once, whoever ticks, and what fails is tried again."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from muvengine.bootstrap import Wiring, wire_engine
from muvengine.core.traces.area import Area
from muvengine.core.trips.programme import Programme
from muvengine.jobs.calendar import Daily, Every
from muvengine.jobs.tick import ABANDONED_AFTER, Job, tick
from muvengine.settings import Settings

NOON = datetime(2026, 3, 28, 12, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")


@dataclass
class Clock:
    """A clock that is moved by hand."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, step: timedelta) -> None:
        self.now += step


@dataclass
class Worked:
    """Counts its calls, and fails as often as told."""

    failures: int = 0
    at: list[datetime] = field(default_factory=list)

    def __call__(self, _wiring: Wiring, now: datetime) -> Mapping[str, object]:
        self.at.append(now)
        if len(self.at) <= self.failures:
            raise OSError
        return {"done": 1}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def town(engine: Engine, clock: Clock) -> Wiring:
    wiring = replace(wire_engine(Settings(), engine), now=clock)
    with wiring.open_uow() as uow:
        uow.programme.set(Programme("Town", Area(43, 5, 44, 6), PARIS), NOON)
        uow.commit()
    return wiring


def states(wiring: Wiring) -> dict[str, str]:
    with wiring.open_reading() as uow:
        return {run.job: run.state for run in uow.job_runs.latest()}


def test_a_period_runs_once_however_often_the_clock_ticks(town: Wiring, clock: Clock) -> None:
    work = Worked()
    jobs = (Job("often", Every(5), work),)
    for _ in range(11):
        tick(town, jobs)
        clock.forward(timedelta(minutes=1))
    assert len(work.at) == 3


def test_nothing_runs_before_the_town_is_set_up(engine: Engine) -> None:
    work = Worked()
    assert tick(wire_engine(Settings(), engine), (Job("often", Every(5), work),)) == ()
    assert work.at == []


def test_two_workers_at_once_run_a_period_once(town: Wiring) -> None:
    work = Worked()
    ready = Barrier(8)

    def worker(_number: int) -> None:
        ready.wait()
        tick(town, (Job("often", Every(5), work),))

    with ThreadPoolExecutor(8) as workers:
        list(workers.map(worker, range(8)))
    assert len(work.at) == 1


def test_a_failed_job_is_tried_again_and_the_others_run(town: Wiring, clock: Clock) -> None:
    broken, sound = Worked(failures=1), Worked()
    jobs = (Job("broken", Daily(time(3, 10)), broken), Job("sound", Daily(time(3, 10)), sound))
    assert tick(town, jobs) == (("sound", "2026-03-28"),)
    assert states(town) == {"broken": "failed", "sound": "done"}
    clock.forward(timedelta(minutes=1))
    assert tick(town, jobs) == (("broken", "2026-03-28"),)
    assert states(town) == {"broken": "done", "sound": "done"}


def test_a_job_whose_worker_was_killed_is_taken_over(town: Wiring, clock: Clock) -> None:
    def killed(_wiring: Wiring, _now: datetime) -> Mapping[str, object]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tick(town, (Job("nightly", Daily(time(3, 10)), killed),))
    assert states(town) == {"nightly": "started"}
    work = Worked()
    jobs = (Job("nightly", Daily(time(3, 10)), work),)
    tick(town, jobs)
    assert work.at == [], "its worker may still be at it"
    clock.forward(ABANDONED_AFTER + timedelta(minutes=1))
    assert tick(town, jobs) == (("nightly", "2026-03-28"),)


def test_a_worker_that_slept_does_not_undo_what_another_has_done(
    town: Wiring, clock: Clock
) -> None:
    other = Worked()

    def sleeps(_wiring: Wiring, _now: datetime) -> Mapping[str, object]:
        clock.forward(ABANDONED_AFTER + timedelta(minutes=1))
        assert tick(town, (Job("nightly", Daily(time(3, 10)), other),))
        raise OSError

    assert tick(town, (Job("nightly", Daily(time(3, 10)), sleeps),)) == ()
    assert states(town) == {"nightly": "done"}
    assert tick(town, (Job("nightly", Daily(time(3, 10)), other),)) == ()
    assert len(other.at) == 1


def test_a_clock_that_ran_ahead_and_was_set_right_stops_no_job(town: Wiring, clock: Clock) -> None:
    often, settling = Worked(), Worked()
    jobs = (
        Job("often", Every(5), often),
        Job("settle", Daily(time(0, 5)), settling, each_period=True),
    )
    tick(town, jobs)
    clock.forward(timedelta(days=3))
    assert len(tick(town, jobs)) == 4
    clock.forward(timedelta(days=-3, minutes=5))
    assert tick(town, jobs) == (("often", "2026-03-28T12:05Z"),)
    for _ in range(24):
        clock.forward(timedelta(hours=3))
        tick(town, jobs)
    assert len(often.at) == 3 + 24, "it did not wait for the wrong clock"
    assert len(settling.at) == 4, "the days that were settled early are not settled again"


def test_after_three_days_off_each_missed_day_of_a_settling_job_runs(
    town: Wiring, clock: Clock
) -> None:
    settling, sweeping = Worked(), Worked()
    jobs = (
        Job("settle", Daily(time(0, 5)), settling, each_period=True),
        Job("sweep", Daily(time(0, 5)), sweeping),
    )
    tick(town, jobs)
    clock.forward(timedelta(days=3))
    assert tick(town, jobs) == (
        ("settle", "2026-03-29"),
        ("settle", "2026-03-30"),
        ("settle", "2026-03-31"),
        ("sweep", "2026-03-31"),
    )


def test_the_newest_period_makes_an_older_failure_good(town: Wiring, clock: Clock) -> None:
    work = Worked(failures=1)
    jobs = (Job("sweep", Daily(time(0, 5)), work),)
    tick(town, jobs)
    clock.forward(timedelta(days=1))
    assert tick(town, jobs) == (("sweep", "2026-03-29"),)
    assert tick(town, jobs) == ()


def test_old_rows_are_forgotten_but_what_is_still_to_do_is_not(town: Wiring, clock: Clock) -> None:
    work = Worked()
    jobs = (Job("sweep", Daily(time(0, 5)), work),)
    for _ in range(5):
        tick(town, jobs)
        clock.forward(timedelta(days=1))
    with town.open_uow() as uow:
        assert uow.job_runs.forget(clock.now) == 4
        uow.commit()
    clock.forward(-timedelta(days=1))
    assert tick(town, jobs) == ()
