"""Every time a trip is counted again its owner is told: from what, to what, and why."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from muvengine.reads.corrections import corrections
from muvengine.store.corrections import Corrected
from tests.people import participant
from tests.town import Town, found
from tests.trip_acts import answer, contest, correct, drawn, send


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def told(town: Town, public_id: str | None = None) -> list[tuple[int, int, str]]:
    found: tuple[Corrected, ...] = corrections(town.open_reading, town.person.id, public_id)
    return [(one.before, one.after, one.reason) for one in found]


def test_a_trip_counted_once_has_nothing_to_tell(town: Town) -> None:
    send(town)
    assert told(town) == []


def test_an_answer_to_two_questions_is_one_correction_with_its_reason(town: Town) -> None:
    trip = drawn(town)
    contest(town, trip)
    answer(town, trip, accept=True)
    now = town.trip(trip.public_id)
    assert told(town) == [(trip.points, now.points, "I looked at it")]


def test_points_that_were_none_before_are_told_too(town: Town) -> None:
    trip = send(town, "car", "walk")
    contest(town, trip)
    answer(town, trip, accept=True)
    [(before, after, _)] = told(town)
    assert (before, after) == (0, town.trip(trip.public_id).points)


def test_a_change_by_the_owner_has_no_reason_of_anybody(town: Town) -> None:
    trip = send(town)
    correct(town, trip, "wheelchair")
    assert [reason for _, _, reason in told(town)] == [""]


def test_only_the_trips_asked_for_are_told(town: Town) -> None:
    trip = drawn(town)
    answer(town, trip, accept=False)
    assert len(told(town, trip.public_id)) == 1
    assert told(town, "another") == []
    stranger = participant(town.open_uow, "Rosa")
    assert corrections(town.open_reading, stranger.id) == ()
