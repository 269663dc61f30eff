"""Each trip of an act is taken up once, whoever works and whatever dies."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier
from typing import Final

import pytest
from sqlalchemy import Engine, text

from muvengine.core.errors import DatabaseAway
from muvengine.core.rules.rescoring_act import ActState, TripState
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.ask_rescoring import go_on, stop_rescoring
from muvengine.services.shelf import Shelf
from muvengine.services.work_rescoring import TRIES_MAX, work_rescoring
from muvengine.services.yardstick import InForce
from muvengine.store.rescoring_figures import progress
from muvengine.store.unit_of_work import UnitOfWork
from tests.people import participant
from tests.recount import DEARER, LATER, Recount, recount
from tests.services.test_base_of_a_day import walk
from tests.town import NOON, found

DAY: Final = timedelta(days=1)
PEOPLE: Final = 3
TRIPS: Final = 2 * PEOPLE
WORKERS: Final = 4


class Killed(BaseException):
    """The process ends here, as after ``kill -9``: nothing more is written."""


@pytest.fixture
def made(engine: Engine) -> Recount:
    """Three people who walked on two days each."""
    town = found(engine)
    walkers = [town, *(replace(town, person=participant(town.open_uow, n)) for n in ("B", "C"))]
    for number, one in enumerate(walkers):
        walk(one, 10 - number, now=NOON - DAY)
        walk(one, 6 - number)
    return recount(town, DEARER)


class Dying:
    """A clock that ends the process when it was looked at so often."""

    def __init__(self, looks: int) -> None:
        self.left = looks

    def __call__(self) -> datetime:
        self.left -= 1
        if self.left < 0:
            raise Killed
        return LATER


class Trapped(Shelf):
    """A shelf that breaks, or kills, when the rules of an act are asked for so often."""

    trap: BaseException
    left: int

    def in_force(self, uow: UnitOfWork, version_id: int) -> InForce:
        self.left -= 1
        if self.left < 0:
            raise self.trap
        return super().in_force(uow, version_id)


def trapped(made: Recount, trap: BaseException, after: int = 0) -> Shelf:
    shelf = Trapped(made.town.open_reading, secret="", trace_days=0)
    shelf.trap, shelf.left = trap, after
    return shelf


def work(made: Recount, shelf: Shelf | None = None) -> int:
    town = made.town
    return work_rescoring(
        town.open_uow, town.open_reading, shelf or town.shelf, now=lambda: LATER, until=None
    )


def points(made: Recount) -> int:
    query = text("SELECT SUM(points) FROM trip")
    with made.town.open_reading() as uow:
        return int(uow.connection.execute(query).scalar_one())


def done_once(made: Recount, public_id: str, before: int) -> None:
    """Every trip has one more sheet and its difference, and everything adds up."""
    act = made.act(public_id)
    assert act.state is ActState.DONE
    assert act.outcome is not None
    assert (act.outcome.changed, act.outcome.people) == (TRIPS, PEOPLE)
    assert points(made) == before + act.outcome.points_up
    with made.town.open_reading() as uow:
        sheets = uow.connection.execute(text("SELECT COUNT(*) FROM trip_score")).scalar_one()
        assert sheets == 2 * TRIPS
        assert progress(uow.connection, act.id) == (TRIPS, TRIPS)
    assert made.differing() == []
    assert check_ledger(made.town.open_reading) == ()


def test_an_act_that_nobody_kills_is_done(made: Recount) -> None:
    before = points(made)
    public_id = made.begun()
    assert made.work() > TRIPS
    done_once(made, public_id, before)
    assert made.work() == 0


def test_killed_between_any_two_trips_it_goes_on_with_the_next(made: Recount) -> None:
    before = points(made)
    public_id = made.begun()
    deaths = 0
    while made.act(public_id).state is ActState.RUNNING:
        town = made.town
        try:
            work_rescoring(
                town.open_uow, town.open_reading, town.shelf, now=Dying(2), until=LATER + DAY
            )
        except Killed:
            deaths += 1
    assert deaths >= TRIPS
    done_once(made, public_id, before)


@pytest.mark.parametrize("looks", range(4))
def test_killed_in_the_middle_of_a_trip_nothing_of_it_is_kept(made: Recount, looks: int) -> None:
    before = points(made)
    public_id = made.begun()
    with pytest.raises(Killed):
        work(made, trapped(made, Killed(), after=looks))
    assert made.differing() == []
    assert check_ledger(made.town.open_reading) == ()
    made.work()
    done_once(made, public_id, before)


def test_many_workers_at_once_take_up_each_trip_once(made: Recount) -> None:
    before = points(made)
    public_id = made.begun()
    start = Barrier(WORKERS)

    def worker(_number: int) -> int:
        start.wait()
        return work(made)

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(worker, range(WORKERS)))
    made.work()
    done_once(made, public_id, before)


def test_uploads_go_on_while_an_act_runs(made: Recount) -> None:
    public_id = made.begun()
    town = made.town
    fourth = replace(town, person=participant(town.open_uow, "D"))
    start = Barrier(2)

    def upload() -> None:
        start.wait()
        for hours in (3, 2):
            walk(fourth, hours, now=NOON + DAY)
        walk(town, 1, now=NOON + DAY)

    def worker() -> None:
        start.wait()
        work(made)

    with ThreadPoolExecutor(2) as pool:
        for one in [pool.submit(upload), pool.submit(worker)]:
            one.result()
    made.work()
    assert made.act(public_id).state is ActState.DONE
    assert made.differing() == []
    assert check_ledger(town.open_reading) == ()


def test_a_trip_that_cannot_be_scored_is_given_up_after_a_few_tries_and_told(
    made: Recount, caplog: pytest.LogCaptureFixture
) -> None:
    public_id = made.begun()
    work(made, trapped(made, ZeroDivisionError("a fault of ours")))
    outcome = made.act(public_id).outcome
    assert outcome is not None
    [skipped] = outcome.of(TripState.SKIPPED)
    assert (skipped.why, skipped.trips) == ("failed", TRIPS)
    assert len(caplog.records) == TRIES_MAX * TRIPS
    assert check_ledger(made.town.open_reading) == ()


def test_when_the_database_is_away_the_trip_waits_and_is_not_counted_against_it(
    made: Recount,
) -> None:
    before = points(made)
    public_id = made.begun()
    for _ in range(TRIES_MAX + 1):
        with pytest.raises(DatabaseAway):
            work(made, trapped(made, DatabaseAway(retry_after_s=1)))
    made.work()
    done_once(made, public_id, before)


def test_whoever_stops_it_is_heard_before_the_next_trip(made: Recount) -> None:
    before = points(made)
    public_id = made.begun()
    town, looks = made.town, iter(range(100))

    def stopping() -> datetime:
        # Looked at before each trip: the third look comes after the first trip.
        if next(looks) == 2:
            stop_rescoring(town.open_uow, public_id, actor=made.ines, now=LATER)
        return LATER

    made.list_all(public_id)
    work_rescoring(town.open_uow, town.open_reading, town.shelf, now=stopping, until=LATER + DAY)
    act = made.act(public_id)
    assert act.state is ActState.STOPPED
    with town.open_reading() as uow:
        listed, done = progress(uow.connection, act.id)
    assert 0 < done < listed == TRIPS
    go_on(town.open_uow, public_id, actor=made.ines, now=LATER)
    made.work()
    done_once(made, public_id, before)


def test_a_turn_ends_when_its_time_is_over(made: Recount) -> None:
    made.begun()
    town = made.town
    done = work_rescoring(
        town.open_uow, town.open_reading, town.shelf, now=lambda: LATER, until=LATER
    )
    assert done == 0
