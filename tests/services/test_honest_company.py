"""People who travel together are neither taken for copies nor for strangers.

``MUV_JOURNEYS=1000`` tries ten thousand pairs instead of some hundred.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from muvengine.core.modes.error_rates import Share, wilson
from muvengine.core.people.actor import Actor, Role
from muvengine.core.traces.clean import clean
from muvengine.core.traces.fingerprint import take_fingerprint
from muvengine.core.traces.fixes import Fixes, Recording
from muvengine.core.traces.together import company
from muvengine.core.trips.judgement import Claim
from muvengine.formats.gpx.write import write_gpx
from muvengine.formats.trace_generator.companions import behind
from muvengine.formats.trace_generator.sets import MadeTrip, TripSet, dice_of, make_set
from muvengine.services.judge_person import alike
from muvengine.services.submit_trip import Submission, submit_trip
from tests.people import participant
from tests.town import NOON, Town, found

JOURNEYS = int(os.environ.get("MUV_JOURNEYS", "40"))
PHONES = 5
DAY = datetime(2026, 4, 6, 4, tzinfo=UTC)
TOGETHER = ("bus", "walk", "bike", "tram", "train", "subway")


@pytest.fixture
def town(sqlite_engine: Engine) -> Town:
    return found(sqlite_engine)


def journeys(modes: tuple[str, ...], phones: int) -> Iterator[MadeTrip]:
    for place, mode in enumerate(modes):
        count = len(range(place, JOURNEYS, len(modes)))
        yield from make_set(TripSet(mode, count, 11, DAY, phones=phones))


def report(name: str, share: Share, trials: int) -> None:
    print(f"{name}: {share.value:.4f} [{share.low:.4f}, {share.high:.4f}] of {trials}")  # noqa: T201


def test_companions_are_never_taken_for_copies() -> None:
    pairs = wrong = 0
    for trip in journeys(TOGETHER, PHONES):
        prints = [take_fingerprint(fixes) for fixes in trip.recordings]
        for one, other in itertools.combinations(prints, 2):
            pairs += 1
            wrong += one.exact == other.exact or alike(one, other)
    report("companions taken for copies", wilson(wrong, pairs), pairs)
    assert pairs == JOURNEYS * PHONES * (PHONES - 1) / 2
    assert wrong == 0


@pytest.mark.parametrize("mode", ["bus", "walk"])
def test_a_busload_of_people_is_received_and_nobody_is_asked(town: Town, mode: str) -> None:
    [trip] = make_set(TripSet(mode, 1, 5, DAY, phones=8))
    sent = [send(town, fixes, mode, number) for number, fixes in enumerate(trip.recordings)]
    with town.open_reading() as uow:
        trips = [uow.trips.get(public_id) for public_id in sent]
        assert not any(uow.reviews.of_trip(one.id) for one in trips)
    assert {one.outcome for one in trips} == {"doubtful" if mode == "bus" else "confirmed"}
    assert not {"copied", "replayed"} & {code for one in trips for code in one.reasons}


def send(town: Town, fixes: Fixes, mode: str, number: int) -> str:
    person = participant(town.open_uow, f"Person {number}")
    data = write_gpx(fixes, "trip", "MUV recorder").encode()
    submission = Submission(person.id, Actor(Role.PARTICIPANT, person.id), data, Claim(mode))
    return submit_trip(
        town.open_uow,
        town.shelf,
        submission,
        attempt=submission.attempt(f"key-{number}"),
        now=NOON,
        new_token=town.dice,
    ).public_id


def cleaned(fixes: Fixes) -> Fixes:
    return clean(Recording(fixes)).fixes


def test_telephones_in_one_car_are_known() -> None:
    cars = list(journeys(("carpool",), 2))
    known = sum(company(*map(cleaned, car.recordings)).together for car in cars)
    share = wilson(known, len(cars))
    report("together in one car", share, len(cars))
    assert share.value >= 0.9


@pytest.mark.parametrize(("seconds", "most"), [(10.0, 1.0), (15.0, 0.6), (30.0, 0.02), (60.0, 0.0)])
def test_the_car_behind_is_another(seconds: float, most: float) -> None:
    cars = list(journeys(("carpool",), 1))
    taken = 0
    for car in cars:
        after = behind(car.journey, car.start, seconds, dice_of(11, "behind", car.number))
        taken += company(cleaned(car.recordings[0]), cleaned(after)).together
    report(f"{seconds:.0f} s behind taken for together", wilson(taken, len(cars)), len(cars))
    assert taken / len(cars) <= most
