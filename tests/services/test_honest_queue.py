"""People who tell the truth are hardly ever asked: at most one trip in a hundred waits."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Final

import pytest
from sqlalchemy import Engine

from muvengine.core.people.actor import Actor
from muvengine.core.trips.judgement import Claim
from muvengine.services.look_for_replays import look_for_replays
from muvengine.services.submit_trip import Submission, submit_trip
from tests.honest_trips import MODES, HonestPerson, HonestTrip
from tests.people import Dice, participant
from tests.town import NOON, Town, found

PEOPLE: Final = 22
TRIPS_EACH: Final = 10
SHARE_MAX: Final = 0.01
HALF_A_DAY: Final = timedelta(hours=12)


@pytest.fixture
def town(sqlite_engine: Engine) -> Town:
    return found(sqlite_engine, points=10_000_000)


def send(town: Town, person_id: int, trip: HonestTrip, now: datetime, dice: Dice) -> str:
    actor = Actor("participant", person_id)
    submission = Submission(person_id, actor, trip.gpx(), Claim(trip.mode))
    return submit_trip(
        town.open_uow,
        town.shelf,
        submission,
        attempt=submission.attempt(dice()),
        now=now,
        new_token=dice,
    ).public_id


def asked_about(town: Town, public_id: str) -> str:
    """The reasons for which a person is asked; empty when nobody is."""
    trip = town.trip(public_id)
    with town.open_reading() as uow:
        return " ".join(trip.reasons) if uow.reviews.of_trip(trip.id) else ""


def test_at_most_one_honest_trip_in_a_hundred_waits_for_a_person(town: Town) -> None:
    dice = Dice("honest")
    people = range(PEOPLE)
    persons = [participant(town.open_uow, f"P{number}") for number in people]
    movers = [HonestPerson(number) for number in people]
    sent: list[tuple[str, str]] = []
    for number in range(TRIPS_EACH):
        start = NOON - timedelta(hours=7) + number * HALF_A_DAY
        now = start + timedelta(hours=4)
        for person, mover in zip(persons, movers, strict=True):
            trip = mover.trip(start)
            sent.append((trip.mode, send(town, person.id, trip, now, dice)))
        look_for_replays(town.open_uow, town.open_reading, town.shelf, now)

    asked = [(mode, why) for mode, trip in sent if (why := asked_about(town, trip))]
    assert len(asked) <= SHARE_MAX * len(sent), Counter(asked)
    assert {mode for mode, _ in sent} == MODES.keys()
