"""What an answer would do is what it does, and looking changes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.ledger.account import available
from muvengine.core.trips.trip import Trip
from muvengine.services.foresee_answer import Foresight, foresee_answers
from muvengine.services.release_points import release_points
from muvengine.services.review_trip import TripAnswer, review_trip
from tests.services.test_paid_once import spend
from tests.town import NOON, Town, found
from tests.trip_acts import LATER, REVIEWER, balanced, contest, drawn, send


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def foresee(town: Town, trip: Trip) -> Foresight:
    return foresee_answers(town.open_uow, town.shelf, trip.public_id, actor=REVIEWER, now=LATER)


def told(town: Town, trip: Trip, *, accept: bool, modes: tuple[str, ...] = ()) -> int:
    said = TripAnswer(trip.public_id, accept, "I looked at it", modes)
    attempt = said.attempt(REVIEWER, town.key())
    review_trip(town.open_uow, town.shelf, said, attempt=attempt, now=LATER)
    return town.trip(trip.public_id).points


def test_looking_keeps_nothing(town: Town) -> None:
    trip = drawn(town)
    before = foresee(town, trip)
    assert foresee(town, trip) == before
    assert town.trip(trip.public_id) == trip
    balanced(town, trip)
    with town.open_reading() as uow:
        assert len(uow.scores.all_of(trip.id)) == 1


@pytest.mark.parametrize("mode", ["", "bike", "bus", "car"])
def test_an_acceptance_does_what_was_foreseen(town: Town, mode: str) -> None:
    trip = send(town, "car", "walk")
    contest(town, trip)
    foresight = foresee(town, trip)
    assert (foresight.now, foresight.refused) == (0, 0)
    after = told(town, trip, accept=True, modes=(mode,) if mode else ())
    assert after == (foresight.accepted_as[mode] if mode else foresight.accepted)
    assert after > 0 or mode == "car"
    balanced(town, trip)


def test_a_refusal_does_what_was_foreseen(town: Town) -> None:
    trip = drawn(town)
    foresight = foresee(town, trip)
    assert foresight.now > 0
    assert told(town, trip, accept=False) == foresight.refused == 0


def test_points_that_were_spent_are_in_the_figures(town: Town) -> None:
    trip = send(town)
    release_points(town.open_uow, now=NOON + timedelta(days=3))
    contest(town, trip)
    with town.open_reading() as uow:
        assert uow.ledger.balance(available(town.person.id)) == trip.points
    spend(town, trip.points - 3)
    foresight = foresee(town, trip)
    after = told(town, trip, accept=True, modes=("wheelchair",))
    assert after == foresight.accepted_as["wheelchair"]
    assert after < foresight.now, "what was spent is not paid again"
