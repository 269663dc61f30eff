# ruff: noqa: S608  statements of tests, put together from their own words
"""Counters that were tampered with are found, named and put right, while trips come in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Event

import pytest
from sqlalchemy import Engine, text

from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.rules.counters import is_paid_by_km
from muvengine.core.trips.trip import Trip
from muvengine.reads.ledger_check import check_ledger
from muvengine.reads.score_counters import compare_counters
from muvengine.services.repair_counters import Repaired, repair_counters
from muvengine.store.score_rebuild import TOGETHER, Difference
from muvengine.store.tables import metadata
from tests.people import participant, staff
from tests.services.test_base_of_a_day import paid, walk, worth
from tests.services.test_rehearsed_sheets import lived
from tests.store.test_invariants import lower_guards
from tests.town import NOON, Town, found, gpx, ride
from tests.trip_acts import withdraw

DAY = "day:2026-04-07"


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def written(town: Town, sql: str) -> None:
    with town.open_uow() as uow:
        uow.connection.execute(text(sql))
        uow.commit()


def put_in(town: Town, key: str, value: int) -> None:
    with town.open_uow() as uow:
        uow.scores.count(town.person.id, {key: value}, None)
        uow.commit()


def set_to(town: Town, key: str, value: int) -> None:
    written(town, f"UPDATE score_counter SET value = {value} WHERE key = '{key}'")


def repaired(town: Town) -> Repaired:
    return repair_counters(town.open_uow, town.open_reading, actor=SYSTEM, now=NOON)


def differing(town: Town) -> list[Difference]:
    with town.open_reading() as uow:
        return list(uow.score_rebuild.differing())


def helped(town: Town, helper: Actor, hours_ago: int) -> Trip:
    seed = 100 * town.person.id + hours_ago
    data = gpx(ride(start=NOON - timedelta(hours=hours_ago), seed=seed))
    hand = replace(helper, on_behalf_of=town.person.id)
    return town.trip(town.send(data, actor=hand).public_id)


def test_a_town_that_lived_keeps_what_its_sheets_say(town: Town) -> None:
    lived(town)
    assert differing(town) == []
    before = town.counters()
    assert repaired(town) == Repaired(0, 0)
    written(town, "DELETE FROM score_counter")
    assert repaired(town) == Repaired(len(before), 1)
    assert town.counters() == before


def test_each_kind_of_fault_is_found_and_put_right(town: Town) -> None:
    me = town.person.id
    walk(town, 5)
    before = town.counters()
    metres = before[f"{DAY}:m:walk-km"]
    points = before[f"{DAY}:b:walk-km"]
    set_to(town, f"{DAY}:m:walk-km", metres + 5)
    written(town, f"DELETE FROM score_counter WHERE key = '{DAY}:b:walk-km'")
    put_in(town, "life:mode:bike", 3)
    assert differing(town) == [
        (me, f"{DAY}:b:walk-km", None, points),
        (me, f"{DAY}:m:walk-km", metres + 5, metres),
        (me, "life:mode:bike", 3, None),
    ]
    assert [violation.invariant for violation in check_ledger(town.open_reading)] == ["I8 counters"]
    assert compare_counters(town.open_reading, most=2).first == tuple(differing(town)[:2])
    assert repaired(town) == Repaired(3, 1)
    assert town.counters() == before
    assert check_ledger(town.open_reading) == ()


def of_an_earlier_engine(town: Town, trip: Trip) -> None:
    """Make a trip one of those whose points by the kilometre were not counted yet."""
    counts = town.sheet(trip.public_id).score.counts
    old = {key: value for key, value in counts.items() if not is_paid_by_km(key)}
    with town.open_uow() as uow:
        lower_guards(uow.connection)
        uow.connection.execute(metadata.tables["trip_score"].update().values(counts=old))
        uow.commit()
    written(town, f"DELETE FROM score_counter WHERE key = '{DAY}:b:walk-km'")


def test_what_no_sheet_names_is_forgotten_and_not_known_to_be_nothing(town: Town) -> None:
    first = walk(town, 5)
    of_an_earlier_engine(town, first)
    assert differing(town) == []
    put_in(town, f"{DAY}:b:walk-km", 4)
    assert repaired(town) == Repaired(1, 1)
    second = walk(town, 3)
    assert paid(town, first, second) == worth(town, first, second)


def test_a_helpers_ceiling_is_built_again_from_everybodys_trips(town: Town) -> None:
    helper, other = (Actor("mediator", staff(town.open_uow, name).id) for name in ("Maud", "Karim"))
    rider = replace(town, person=participant(town.open_uow, "Rider"))
    trips = [helped(town, helper, 9), helped(rider, helper, 7), helped(town, other, 5)]
    key = f"helper:{helper.id}:{DAY}:p:helper-day-all"
    due = sum(town.sheet(trip.public_id).score.counts[key] for trip in trips[:2])
    assert due > 0
    set_to(town, key, due + 7)
    assert differing(town) == [(helper.id, key, due + 7, due)]
    assert repaired(town) == Repaired(1, 1)
    withdraw(rider, trips[1])
    assert differing(town) == []


def test_every_row_that_was_touched_leaves_a_line_in_the_audit_trail(town: Town) -> None:
    helper = Actor("mediator", staff(town.open_uow).id)
    helped(town, helper, 5)
    written(town, "UPDATE score_counter SET value = value + 1")
    repaired(town)
    with town.open_reading() as uow:
        acts = [act for act in uow.audit.list() if act.act == "counters.repair"]
    counted = {(act.actor, act.ref_kind, act.ref_id): act.meta["counters"] for act in acts}
    assert counted == {
        (SYSTEM, "person", str(helper.id)): 1,
        (SYSTEM, "person", str(town.person.id)): len(town.counters()),
    }


def test_people_are_read_a_few_at_a_time_and_none_is_left_out(town: Town) -> None:
    people = [participant(town.open_uow, f"P{number}") for number in range(TOGETHER + 3)]
    for person in people:
        put_in(replace(town, person=person), "life:trips", 1)
    found_now = compare_counters(town.open_reading, most=3)
    assert (found_now.counters, found_now.people) == (len(people), len(people))
    assert [one.holder for one in found_now.first] == [person.id for person in people[:3]]
    assert repaired(town) == Repaired(len(people), len(people))


def test_a_closed_account_is_compared_and_put_right_as_well(town: Town) -> None:
    walk(town, 5)
    written(town, f"UPDATE person SET closed_at = created_at WHERE id = {town.person.id}")
    written(town, "UPDATE score_counter SET value = value + 1")
    assert repaired(town).people == 1
    assert differing(town) == []


def test_repairs_and_uploads_at_once_lose_nothing(town: Town) -> None:
    """Trips sent, some by a helper, some taken back, while two repairs run again and again."""
    helper = Actor("mediator", staff(town.open_uow).id)
    people = [town, *(replace(town, person=participant(town.open_uow, n)) for n in ("B", "C"))]
    early = [helped(one, helper, 11) for one in people]
    written(town, "UPDATE score_counter SET value = value + 3")
    start = Barrier(len(people) + 2)

    def send(number: int) -> None:
        one = people[number]
        start.wait()
        helped(one, one.me, 8)
        withdraw(one, early[number])
        helped(one, helper, 5)

    def repair(_number: int) -> None:
        start.wait()
        for _ in range(4):
            repaired(town)

    with ThreadPoolExecutor(len(people) + 2) as pool:
        sending = [pool.submit(send, number) for number in range(len(people))]
        repairing = [pool.submit(repair, number) for number in range(2)]
        for done in (*sending, *repairing):
            done.result()
    repaired(town)
    assert differing(town) == []
    assert check_ledger(town.open_reading) == ()


def test_a_repair_waits_for_an_upload_that_has_begun(town: Town) -> None:
    walk(town, 5)
    before = town.counters()
    written(town, "UPDATE score_counter SET value = value + 3")
    begun, go_on = Event(), Event()

    def upload() -> None:
        with town.open_uow() as uow:
            uow.trips.lock_owner(town.person.id)
            begun.set()
            go_on.wait(timeout=30)
            uow.scores.count(town.person.id, {"life:trips": 1}, None)
            uow.scores.count(town.person.id, {"life:trips": -1}, None)
            uow.commit()

    with ThreadPoolExecutor(2) as pool:
        uploading = pool.submit(upload)
        begun.wait(timeout=30)
        repairing = pool.submit(repaired, town)
        with pytest.raises(TimeoutError):
            repairing.result(timeout=0.5)
        go_on.set()
        uploading.result()
        assert repairing.result() == Repaired(len(before), 1)
    assert town.counters() == before
