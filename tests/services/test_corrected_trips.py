"""Trips that their owners change: corrected, taken back, asked about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import BadInput, Duplicate, NotFound, NotPossible
from muvengine.core.people.actor import Actor
from muvengine.core.trips.review import ReviewKind, ReviewState
from muvengine.core.trips.trip import Trip
from muvengine.services.answer_instead import answer_instead
from muvengine.services.purge_traces import purge_traces
from muvengine.store.awards import AwardState
from tests.town import NOON, Town, found, gpx, ride
from tests.trip_acts import (
    LATER,
    REVIEWER,
    answer,
    balanced,
    contest,
    correct,
    drawn,
    send,
    withdraw,
)


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def test_a_bus_ride_declared_as_a_bike_can_be_corrected(town: Town) -> None:
    trip = send(town, "bus", "bike")
    correct(town, trip, "bus")
    now = town.trip(trip.public_id)
    assert (now.mode, now.outcome, now.points) == ("bus", "doubtful", 10)
    with town.open_reading() as uow:
        [review] = uow.reviews.of_trip(trip.id)
    assert (review.kind, review.message) == (ReviewKind.REDECLARE, "bike")
    balanced(town, trip)


def test_a_correction_never_washes_a_copy_clean(town: Town) -> None:
    town.send(gpx(ride()))
    fixes = ride()
    sent = town.send(gpx(replace(fixes, t_s=fixes.t_s + 7200)), "bus")
    copy = town.trip(sent.public_id)
    assert (copy.outcome, copy.reasons) == ("refused", ("slow",))
    correct(town, copy, "walk")
    now = town.trip(sent.public_id)
    assert (now.outcome, now.reasons) == ("doubtful", ("copied",))
    with town.open_reading() as uow:
        assert uow.reviews.of_trip(copy.id)[0].state is ReviewState.OPEN


def test_a_copy_does_not_taint_what_was_copied(town: Town) -> None:
    first = town.trip(town.send(gpx(ride()), "bus").public_id)
    fixes = ride()
    town.send(gpx(replace(fixes, t_s=fixes.t_s + 7200)))
    correct(town, first, "walk")
    assert town.trip(first.public_id).outcome == "confirmed"


def test_an_open_question_is_answered_before_a_correction(town: Town) -> None:
    with pytest.raises(NotPossible):
        correct(town, drawn(town), "run")


def test_modes_are_not_tried_one_after_the_other(town: Town) -> None:
    trip = send(town, "bus", "bike")
    correct(town, trip, "walk")
    correct(town, trip, "bus")
    with pytest.raises(NotPossible):
        correct(town, trip, "bike")


def test_what_a_person_decided_is_not_corrected(town: Town) -> None:
    trip = drawn(town)
    answer(town, trip, accept=False)
    with pytest.raises(NotPossible):
        correct(town, trip, "run")


def test_without_its_trace_a_trip_cannot_be_corrected(town: Town) -> None:
    trip = send(town, "bus", "bike")
    assert purge_traces(town.open_uow, now=NOON + timedelta(days=15)) == 1
    with pytest.raises(NotPossible) as refused:
        correct(town, trip, "bus")
    assert refused.value.facts["state"] == "trace_gone"


def test_another_person_corrects_nothing(town: Town) -> None:
    trip = send(town, "bus", "bike")
    with pytest.raises(NotFound):
        correct(town, trip, "bus", Actor("participant", town.person.id + 1))


def test_a_trip_taken_back_gives_its_points_and_its_hours_back(town: Town) -> None:
    trip = send(town)
    withdraw(town, trip)
    now = town.trip(trip.public_id)
    assert (now.outcome, now.reasons, now.points) == ("refused", ("withdrawn",), 0)
    assert now.withdrawn_at == LATER
    assert town.pending() == 0
    assert town.counters() == {}
    with town.open_reading() as uow:
        assert uow.traces.sealed(trip.id) is None
    town.send(gpx(ride("bike", seed=5)), "bike")


def test_a_trip_taken_back_never_pays_again(town: Town) -> None:
    withdraw(town, send(town))
    with pytest.raises(Duplicate):
        town.send(gpx(ride()))


@pytest.mark.parametrize("act", [withdraw, contest])
def test_a_trip_taken_back_is_gone(town: Town, act: Callable[[Town, Trip], None]) -> None:
    trip = send(town)
    withdraw(town, trip)
    with pytest.raises(NotPossible):
        act(town, trip)


def test_points_that_can_be_spent_are_not_taken_back(town: Town) -> None:
    trip = send(town)
    with town.open_uow() as uow:
        award = uow.awards.of_sheet(trip.id, 1)
        assert award is not None
        uow.awards.turn(award, AwardState.RELEASED)
        uow.commit()
    with pytest.raises(NotPossible):
        withdraw(town, trip)


def test_the_open_question_goes_with_the_trip(town: Town) -> None:
    trip = drawn(town)
    withdraw(town, trip)
    with town.open_reading() as uow:
        [review] = uow.reviews.of_trip(trip.id)
    assert review.state is ReviewState.WITHDRAWN


def test_what_one_would_have_taken_is_answered_once(town: Town) -> None:
    trip = send(town)
    answer_instead(town.open_uow, trip.public_id, "car", actor=town.me)
    answer_instead(town.open_uow, trip.public_id, "bus", actor=town.me)
    assert town.trip(trip.public_id).instead_of == "car"


def test_only_the_owner_says_what_they_would_have_taken(town: Town) -> None:
    trip = send(town)
    with pytest.raises(NotFound):
        answer_instead(town.open_uow, trip.public_id, "car", actor=REVIEWER)
    with pytest.raises(BadInput):
        answer_instead(town.open_uow, trip.public_id, "rocket", actor=town.me)
