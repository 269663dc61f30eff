"""A kept rehearsal is played part by part, whoever works and whatever dies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from muvengine.core.errors import DatabaseAway, NotPossible
from muvengine.core.people.actor import SYSTEM
from muvengine.core.rules.rehearsal_kept import Played, RehearsalState
from muvengine.core.rules.rehearsal_report import Report
from muvengine.jobs.player import PartFailed
from muvengine.jobs.rehearsals import played_here, step, work_all
from muvengine.services.start_rehearsal import start_rehearsal, wish
from muvengine.services.work_rehearsal import TRIES_MAX, go_on
from muvengine.store.simulation_parts import LEASE, ClaimedPart
from tests.jobs.rehearsing import CAPPED, PEOPLE, WANTED, Stage, counting
from tests.town import NOON, RULES


class Killed(BaseException):
    """The process ends here, as after ``kill -9``: nothing more is written."""


def test_the_kept_way_finds_what_the_command_finds(stage: Stage) -> None:
    public_id = stage.ask()
    assert work_all(stage.wiring) == PEOPLE + 1
    done = stage.kept(public_id)
    assert (done.state, done.report) == (RehearsalState.DONE, stage.report())
    assert done.report is not None
    assert done.report.total.people == PEOPLE
    assert done.report.total.change > 0
    assert done.season_left == 100_000


def test_the_rules_in_force_pay_every_sheet_again_to_the_point(stage: Stage) -> None:
    public_id = stage.ask(replace(WANTED, source=RULES.read_bytes()))
    work_all(stage.wiring)
    report = stage.kept(public_id).report
    assert report is not None
    assert (report.unlike, report.sheets) == (0, PEOPLE)
    assert report.total.base == report.total.candidate > 0


@pytest.mark.parametrize("parts_before", [0, 1, 3, PEOPLE])
def test_after_a_kill_the_next_process_goes_on_where_it_stopped(
    stage: Stage, parts_before: int
) -> None:
    public_id, heard = stage.ask(), Counter[int]()
    here = counting(played_here(stage.wiring), heard)
    for _ in range(parts_before):
        assert step(stage.wiring, here)

    def killed(_claimed: ClaimedPart, _still: Callable[[], None]) -> Played:
        raise Killed

    if parts_before < PEOPLE:
        with pytest.raises(Killed):
            step(stage.wiring, killed)
    work_all(stage.wiring, here)
    if parts_before < PEOPLE:
        assert stage.kept(public_id).state is RehearsalState.RUNNING, "it might live"
    stage.clock.moment += LEASE + timedelta(seconds=1)
    work_all(stage.wiring, here)
    assert stage.kept(public_id).report == stage.report()
    assert set(heard.values()) == {1}, "no part was played twice"


def test_two_workers_at_once_play_each_part_once(stage: Stage) -> None:
    public_id, heard = stage.ask(), Counter[int]()
    here = counting(played_here(stage.wiring), heard)
    with ThreadPoolExecutor(2) as workers:
        steps = sum(workers.map(lambda _: work_all(stage.wiring, here), range(2)))
    work_all(stage.wiring, here)
    assert heard == dict.fromkeys(range(1, PEOPLE + 1), 1)
    assert steps <= PEOPLE + 1
    assert stage.kept(public_id).report == stage.report()


def test_a_slow_worker_that_was_taken_for_dead_adds_nothing_twice(stage: Stage) -> None:
    public_id, here = stage.ask(), played_here(stage.wiring)

    def slow(claimed: ClaimedPart, still: Callable[[], None]) -> Played:
        stage.clock.moment += LEASE + timedelta(seconds=1)
        work_all(stage.wiring, here)
        assert stage.kept(public_id).state is RehearsalState.DONE
        return here(claimed, still)

    assert step(stage.wiring, slow)
    assert not step(stage.wiring, here)
    assert stage.kept(public_id).report == stage.report()


def test_whoever_says_that_it_still_plays_keeps_its_part(stage: Stage) -> None:
    stage.ask(parts=1)
    heard, here = Counter[int](), played_here(stage.wiring)

    def long(claimed: ClaimedPart, still: Callable[[], None]) -> Played:
        for _ in range(3):
            stage.clock.moment += LEASE - timedelta(seconds=1)
            still()
            assert work_all(stage.wiring, counting(here, heard)) == 0
        return here(claimed, still)

    assert step(stage.wiring, long)
    assert not heard


def test_a_part_that_fails_is_tried_again_and_then_given_up(stage: Stage) -> None:
    public_id, heard = stage.ask(parts=2), Counter[int]()

    def broken(claimed: ClaimedPart, still: Callable[[], None]) -> Played:
        if claimed.number == 1:
            raise PartFailed("a fault of ours")  # noqa: EM101, TRY003  a test
        return played_here(stage.wiring)(claimed, still)

    work_all(stage.wiring, counting(broken, heard))
    assert heard[1] == TRIES_MAX
    assert stage.kept(public_id).state is RehearsalState.FAILED
    assert stage.kept(public_id).finished_at == NOON
    go_on(stage.wiring.open_uow, public_id)
    work_all(stage.wiring)
    assert stage.kept(public_id).report == stage.report()
    with pytest.raises(NotPossible):
        go_on(stage.wiring.open_uow, public_id)


def test_a_part_that_kills_its_process_again_and_again_is_given_up(stage: Stage) -> None:
    public_id = stage.ask(parts=1)

    def deadly(_claimed: ClaimedPart, _still: Callable[[], None]) -> Played:
        raise Killed

    for _ in range(TRIES_MAX):
        with pytest.raises(Killed):
            step(stage.wiring, deadly)
        stage.clock.moment += LEASE + timedelta(seconds=1)
    work_all(stage.wiring, deadly)
    assert stage.kept(public_id).state is RehearsalState.FAILED


def test_a_database_that_is_away_counts_no_try(stage: Stage) -> None:
    public_id = stage.ask(parts=1)

    def away(_claimed: ClaimedPart, _still: Callable[[], None]) -> Played:
        raise DatabaseAway

    for _ in range(TRIES_MAX + 2):
        with pytest.raises(DatabaseAway):
            step(stage.wiring, away)
    work_all(stage.wiring)
    assert stage.kept(public_id).state is RehearsalState.DONE


def test_a_base_that_is_taken_back_meanwhile_ends_the_rehearsal(stage: Stage) -> None:
    with stage.town.open_reading() as uow:
        [version] = uow.rulebooks.published()
    public_id = stage.ask(replace(WANTED, base_id=version.id), parts=2)
    for _ in range(2):
        step(stage.wiring, played_here(stage.wiring))
    with stage.town.open_uow() as uow:
        uow.connection.exec_driver_sql("UPDATE rulebook_version SET state = 'withdrawn'")
        uow.commit()
    assert work_all(stage.wiring) == 1
    assert stage.kept(public_id).state is RehearsalState.FAILED


def test_a_ceiling_of_the_whole_programme_is_played_by_everybody_together(stage: Stage) -> None:
    wanted = replace(WANTED, source=CAPPED)
    public_id, heard = stage.ask(wanted), Counter[int]()
    work_all(stage.wiring, counting(played_here(stage.wiring), heard))
    done = stage.kept(public_id)
    assert done.together
    assert set(heard) == set(range(1, PEOPLE + 2))
    assert done.report == stage.report(wanted)
    assert done.report is not None
    assert done.report.rules["budget"].candidate < 0


def test_nobody_walked_and_nothing_is_found(stage: Stage) -> None:
    early = WANTED.first - timedelta(days=300)
    wanted = replace(WANTED, first=early, last=early)
    public_id = start_rehearsal(
        stage.town.open_uow,
        stage.town.open_reading,
        wanted,
        attempt=wish(wanted, SYSTEM, "early"),
        now=NOON,
        new_token=stage.town.dice,
    )
    assert work_all(stage.wiring) == 1
    assert stage.kept(public_id).report == Report()


def test_no_number_of_a_person_or_trip_is_kept_at_the_end(stage: Stage) -> None:
    public_id = stage.ask()
    work_all(stage.wiring)
    report = stage.kept(public_id).report
    assert report is not None
    assert {one.person for one in report.winners} == {0}
    assert {one.trip for one in report.gains} == {0}
    with stage.town.open_reading() as uow:
        left = uow.connection.exec_driver_sql("SELECT count(*) FROM simulation_part")
        assert left.scalar_one() == 0
