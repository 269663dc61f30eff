"""From the bytes of an upload to points that wait, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import numpy as np
import pytest
from sqlalchemy import Engine

from muvengine.core.errors import (
    Duplicate,
    FileRefused,
    KeyReused,
    MuvError,
    NoRulebook,
    OutsideArea,
    Overlap,
    TimeOld,
)
from muvengine.core.people.actor import Actor
from muvengine.core.rules.score import ENVELOPE
from muvengine.core.traces.fixes import Fixes
from muvengine.core.trips.review import ReviewKind
from muvengine.services.note_day import note_day
from muvengine.store.awards import AwardState
from tests.people import Dice, participant, staff
from tests.town import NOON, Town, found, gpx, ride

THREADS = 16
MORNING = NOON - timedelta(hours=5)


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def moved(fixes: Fixes, **later: float) -> Fixes:
    return replace(fixes, t_s=fixes.t_s + timedelta(**later).total_seconds())


def test_a_walk_along_a_set_route_is_kept_with_its_sheet_and_its_points(town: Town) -> None:
    sent = town.send(gpx(ride()))
    trip, sheet = town.trip(sent.public_id), town.sheet(sent.public_id)
    assert not sent.replayed
    assert trip.outcome == "confirmed"
    assert [(route.key, route.forward) for route in trip.routes] == [("street", True)]
    lines = {line.rule: line.points for line in sheet.score.lines if line.points}
    assert lines == {"walk-km": 20, "trip": 5, "set-route": 10, "welcome": 30}
    assert trip.points == sheet.score.points == town.pending() == 65
    assert sheet.facts.start.isoformat() == "2026-04-07T09:00:00+02:00"
    assert town.counters() == dict(sheet.score.counts)


def test_the_second_trip_of_a_day_goes_on_where_the_first_ended(town: Town) -> None:
    town.send(gpx(ride()))
    second = town.send(gpx(ride(start=MORNING + timedelta(hours=2), seed=2)))
    sheet = town.sheet(second.public_id)
    walked = next(line for line in sheet.score.lines if line.rule == "walk-km")
    assert (
        walked.why["before_m"] == town.sheet(second.public_id).counters["day:2026-04-07:m:walk-km"]
    )
    assert 0 < walked.points < 20


def test_a_car_declared_as_a_bike_is_kept_without_points(town: Town) -> None:
    sent = town.send(
        gpx(ride("car", way=(np.array([43.64, 43.64]), np.array([5.05, 5.15])))), "bike"
    )
    trip, sheet = town.trip(sent.public_id), town.sheet(sent.public_id)
    assert (trip.outcome, trip.points) == ("refused", 0)
    assert "speed" in trip.reasons
    assert [line.rule for line in sheet.score.lines] == ["verdict"]
    assert town.counters() == {}
    assert town.pending() == 0


def test_a_bus_without_a_proof_is_paid_the_flat_amount_at_once(town: Town) -> None:
    sent = town.send(
        gpx(ride("bus", way=(np.array([43.64, 43.64]), np.array([5.06, 5.14])))), "bus"
    )
    trip = town.trip(sent.public_id)
    assert trip.outcome == "doubtful"
    assert trip.reasons == ("transit_unproven",)
    assert trip.evidence_class == "declared"
    assert trip.points == town.pending() == 10
    with town.open_reading() as uow:
        assert uow.reviews.of_trip(trip.id) == []


def test_a_drawn_trip_is_paid_as_doubtful_and_a_person_is_asked(town: Town) -> None:
    sent = town.send(gpx(ride("drawn"), creator="https://gpx.studio"))
    trip = town.trip(sent.public_id)
    assert trip.outcome == "doubtful"
    assert "editor" in trip.reasons
    with town.open_reading() as uow:
        assert [review.kind for review in uow.reviews.of_trip(trip.id)] == [ReviewKind.SIGNS]


def test_the_same_fixes_are_refused_whoever_sends_them(town: Town) -> None:
    town.send(gpx(ride()))
    with pytest.raises(Duplicate):
        town.send(gpx(ride(), creator="Another recorder"))
    other = participant(town.open_uow, "Luc")
    with pytest.raises(Duplicate):
        replace(town, person=other).send(gpx(ride()))


def test_nobody_is_in_two_places_at_once(town: Town) -> None:
    town.send(gpx(ride()))
    with pytest.raises(Overlap):
        town.send(gpx(ride(start=MORNING + timedelta(minutes=10), seed=9)))


def test_trips_may_touch_by_a_minute(town: Town) -> None:
    first = town.trip(town.send(gpx(ride())).public_id)
    town.send(gpx(ride(start=first.end_at - timedelta(seconds=60), seed=9)))
    with pytest.raises(Overlap):
        town.send(gpx(ride(start=first.start_at - timedelta(minutes=20), seed=8)))


def test_a_copy_at_another_time_waits_for_a_person_and_its_points_too(town: Town) -> None:
    town.send(gpx(ride()))
    sent = town.send(gpx(moved(ride(), hours=2)))
    trip = town.trip(sent.public_id)
    assert trip.outcome == "doubtful"
    assert trip.reasons == ("copied",)
    with town.open_reading() as uow:
        award = uow.awards.of_sheet(trip.id, 1)
        assert award is not None
        assert award.state is AwardState.HELD
        assert len(uow.reviews.of_trip(trip.id)) == 1


def test_a_thinned_copy_of_somebody_elses_trip_is_known(town: Town) -> None:
    town.send(gpx(ride()))
    thinned = ride().take(np.arange(0, len(ride()), 2))
    other = replace(town, person=participant(town.open_uow, "Luc"))
    sent = other.send(gpx(moved(thinned, hours=1)))
    assert town.trip(sent.public_id).reasons == ("copied",)


def test_companions_are_no_copies(town: Town) -> None:
    town.send(gpx(ride(seed=1)))
    other = replace(town, person=participant(town.open_uow, "Luc"))
    sent = other.send(gpx(ride(seed=2)))
    assert town.trip(sent.public_id).outcome == "confirmed"


def test_the_same_attempt_hears_the_same_answer(town: Town) -> None:
    first = town.send(gpx(ride()), key="once")
    again = town.send(gpx(ride()), key="once")
    assert again.replayed
    assert again.public_id == first.public_id
    assert town.pending() == 65


def test_a_refused_attempt_hears_the_same_refusal(town: Town) -> None:
    town.send(gpx(ride()))
    for _ in range(2):
        with pytest.raises(Duplicate):
            town.send(gpx(ride()), key="twice")


def test_a_key_is_good_for_one_file(town: Town) -> None:
    town.send(gpx(ride()), key="once")
    with pytest.raises(KeyReused):
        town.send(gpx(ride(seed=2, start=MORNING + timedelta(hours=2))), key="once")


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", FileRefused),
        (b"<html></html>", FileRefused),
        (gpx(ride(way=(np.array([48.8, 48.8]), np.array([2.3, 2.32])))), OutsideArea),
        (gpx(ride(start=NOON - timedelta(days=9))), TimeOld),
    ],
    ids=["empty", "a page", "elsewhere", "long ago"],
)  # fmt: skip
def test_a_refused_file_leaves_nothing(town: Town, data: bytes, refusal: type[MuvError]) -> None:
    with pytest.raises(refusal):
        town.send(data)
    with town.open_reading() as uow:
        assert uow.trips.page(town.person.id, before=None, most=9) == []
    assert town.counters() == {}


def test_a_mediator_may_be_a_month_late_for_somebody(town: Town) -> None:
    maud = staff(town.open_uow)
    actor = Actor("mediator", maud.id, on_behalf_of=town.person.id)
    sent = town.send(gpx(ride(start=NOON - timedelta(days=25))), actor=actor)
    trip, facts = town.trip(sent.public_id), town.sheet(sent.public_id).facts
    assert trip.person_id == town.person.id
    assert trip.submitted_by == maud.id
    assert (facts.assisted, facts.helper_id) == (True, maud.id)


def test_a_day_before_the_first_rulebook_has_no_rules(town: Town) -> None:
    last_year = NOON.replace(year=2025)
    with pytest.raises(NoRulebook):
        town.send(gpx(ride(start=last_year - timedelta(hours=1))), now=last_year)


def test_the_weather_of_the_day_goes_into_the_facts(town: Town) -> None:
    note_day(town.open_uow, NOON.date(), "rain", actor=town.me, now=NOON)
    sheet = town.sheet(town.send(gpx(ride())).public_id)
    assert sheet.facts.weather == "rain"
    assert {line.rule: line.points for line in sheet.score.lines}["weather"] == 4


@pytest.mark.parametrize("points", [0, 40])
def test_what_the_season_lacks_is_said_on_the_sheet(engine: Engine, points: int) -> None:
    town = found(engine, points=points)
    sent = town.send(gpx(ride()))
    sheet = town.sheet(sent.public_id)
    assert sheet.score.points == town.trip(sent.public_id).points == town.pending() == points
    last = sheet.score.lines[-1]
    assert (last.rule, last.points) == (ENVELOPE, points - 65)


def test_no_trace_is_kept_where_none_may_be(engine: Engine) -> None:
    town = found(engine, trace_days=0)
    trip = town.trip(town.send(gpx(ride())).public_id)
    with town.open_reading() as uow:
        assert uow.traces.sealed(trip.id) is None


def test_sixteen_copies_of_one_request_make_one_trip(town: Town) -> None:
    data, together = gpx(ride()), Barrier(THREADS)

    def send(_: int) -> tuple[str, bool]:
        together.wait()
        sent = town.send(data, key="once")
        return sent.public_id, sent.replayed

    with ThreadPoolExecutor(THREADS) as threads:
        answers = list(threads.map(send, range(THREADS)))
    assert len({public_id for public_id, _ in answers}) == 1
    assert sorted(replayed for _, replayed in answers) == [False] + [True] * (THREADS - 1)
    assert town.pending() == 65


def test_of_sixteen_trips_at_one_time_one_is_kept(town: Town) -> None:
    files = [gpx(ride(seed=seed)) for seed in range(THREADS)]
    together = Barrier(THREADS)

    def send(number: int) -> str:
        together.wait()
        try:
            town.send(files[number], key=f"race-{number}")
        except Overlap:
            return "overlap"
        return "kept"

    with ThreadPoolExecutor(THREADS) as threads:
        answers = list(threads.map(send, range(THREADS)))
    assert sorted(answers) == ["kept"] + ["overlap"] * (THREADS - 1)
    with town.open_reading() as uow:
        [trip] = uow.trips.page(town.person.id, before=None, most=THREADS)
    assert town.pending() == trip.points > 0


def test_of_sixteen_people_sending_one_file_one_is_paid(town: Town) -> None:
    data, together = gpx(ride()), Barrier(THREADS)
    people = [participant(town.open_uow, f"Person {number}") for number in range(THREADS)]

    def send(number: int) -> str:
        theirs = replace(town, person=people[number], dice=Dice(f"race {number}"))
        together.wait()
        try:
            theirs.send(data, key="race")
        except Duplicate:
            return "duplicate"
        return "kept"

    with ThreadPoolExecutor(THREADS) as threads:
        answers = list(threads.map(send, range(THREADS)))
    assert sorted(answers) == ["duplicate"] * (THREADS - 1) + ["kept"]


def test_the_day_cap_holds_when_trips_race(town: Town) -> None:
    files = [
        gpx(ride(seed=number, start=NOON - timedelta(hours=11 - number))) for number in range(8)
    ]
    together = Barrier(len(files))

    def send(number: int) -> None:
        together.wait()
        town.send(files[number], key=f"race-{number}")

    with ThreadPoolExecutor(len(files)) as threads:
        list(threads.map(send, range(len(files))))
    # 60 a day at most; the welcome of 30 for the first and the third trip is outside.
    assert town.pending() == 60 + 30 + 30
