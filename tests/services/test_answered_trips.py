"""Trips that a person looks at: contested, answered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import BadInput, NotFound, NotPossible
from muvengine.core.people.actor import Actor
from muvengine.core.trips.review import ReviewState
from muvengine.reads.trace_path import trace_path
from muvengine.services.release_trace import Release, release_trace
from muvengine.services.review_trip import TripAnswer, review_trip
from muvengine.store.awards import AwardState
from tests.people import participant
from tests.town import Town, found, gpx, ride
from tests.trip_acts import LATER, REVIEWER, answer, balanced, contest, drawn, send


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def test_an_accepted_drawn_trip_is_paid_as_confirmed(town: Town) -> None:
    trip = drawn(town)
    before = town.pending()
    answer(town, trip, accept=True)
    now = town.trip(trip.public_id)
    assert (now.outcome, now.reasons, now.score_no) == ("confirmed", (), 2)
    assert town.sheet(trip.public_id).facts.reviewed
    assert town.pending() > before
    balanced(town, trip)


def test_a_refused_drawn_trip_loses_its_points_and_says_why(town: Town) -> None:
    trip = drawn(town)
    answer(town, trip, accept=False)
    now = town.trip(trip.public_id)
    assert now.outcome == "refused"
    assert now.reasons[0] == "refused_by_person"
    assert town.pending() == 0
    balanced(town, trip)


def test_both_sheets_of_a_corrected_trip_are_kept(town: Town) -> None:
    trip = drawn(town)
    answer(town, trip, accept=True)
    with town.open_reading() as uow:
        sheets = uow.scores.all_of(trip.id)
        first = uow.awards.of_sheet(trip.id, 1)
        second = uow.awards.of_sheet(trip.id, 2)
        [review] = uow.reviews.of_trip(trip.id)
    assert [sheet.score_no for sheet in sheets] == [2, 1]
    assert first is not None
    assert second is not None
    assert (first.state, second.state) == (AwardState.REVERSED, AwardState.PENDING)
    assert (review.state, review.answer) == (ReviewState.ACCEPTED, "I looked at it")


def test_a_second_organiser_is_told_that_it_was_answered(town: Town) -> None:
    trip = drawn(town)
    answer(town, trip, accept=True)
    with pytest.raises(NotPossible):
        answer(town, trip, accept=False)
    assert town.trip(trip.public_id).outcome == "confirmed"


def test_the_same_answer_twice_is_one_answer(town: Town) -> None:
    trip = drawn(town)
    answer(town, trip, accept=True, key="once")
    answer(town, trip, accept=True, key="once")
    assert town.trip(trip.public_id).score_no == 2


def test_a_trip_nobody_asks_about_is_not_answered(town: Town) -> None:
    with pytest.raises(NotPossible):
        answer(town, send(town), accept=False)


@pytest.mark.parametrize("reason", ["", "    no   "[:6], "x" * 201])
def test_an_answer_needs_a_reason(town: Town, reason: str) -> None:
    said = TripAnswer(drawn(town).public_id, accept=True, reason=reason)
    with pytest.raises(BadInput):
        review_trip(town.open_uow, town.shelf, said, attempt=said.attempt(REVIEWER, "k"), now=LATER)


def test_a_contested_bus_ride_that_is_accepted_is_known_by_a_proof(town: Town) -> None:
    trip = send(town, "bus")
    contest(town, trip, message="I have the ticket")
    answer(town, trip, accept=True)
    now = town.trip(trip.public_id)
    assert (now.outcome, now.evidence_class) == ("confirmed", "proven")
    assert any(
        line.rule == "bus-km" or line.points > 10 for line in town.sheet(trip.public_id).score.lines
    )
    balanced(town, trip)


def test_a_refusal_that_is_confirmed_moves_nothing(town: Town) -> None:
    trip = send(town, "car", "bike")
    contest(town, trip)
    answer(town, trip, accept=False)
    now = town.trip(trip.public_id)
    assert (now.outcome, now.score_no) == ("refused", 1)
    assert now.reasons == trip.reasons


def test_a_trip_is_contested_by_its_owner_only(town: Town) -> None:
    trip = send(town, "bus")
    other = participant(town.open_uow, "Luc")
    for actor in (Actor("participant", other.id), Actor("mediator", 9), REVIEWER):
        with pytest.raises(NotFound):
            contest(town, trip, actor)


def test_a_trip_is_contested_once_at_a_time_and_twice_in_all(town: Town) -> None:
    trip = send(town, "bus")
    contest(town, trip)
    with pytest.raises(NotPossible):
        contest(town, trip)
    answer(town, trip, accept=False)
    contest(town, trip)
    answer(town, trip, accept=False)
    with pytest.raises(NotPossible):
        contest(town, trip)


def test_a_long_complaint_is_told_to_be_shorter(town: Town) -> None:
    with pytest.raises(BadInput):
        contest(town, send(town, "bus"), message="x" * 501)


@pytest.mark.parametrize(("accept", "outcome"), [(True, "confirmed"), (False, "refused")])
def test_the_held_points_of_a_copy_go_where_the_answer_says(
    town: Town,
    accept: bool,  # noqa: FBT001  a table
    outcome: str,
) -> None:
    first = town.trip(town.send(gpx(ride())).public_id)
    fixes = ride()
    copy = town.trip(town.send(gpx(replace(fixes, t_s=fixes.t_s + 7200))).public_id)
    answer(town, copy, accept=accept)
    now = town.trip(copy.public_id)
    assert now.outcome == outcome
    assert (now.points > 0) is accept
    assert town.pending() == first.points + now.points
    with town.open_reading() as uow:
        award = uow.awards.of_sheet(copy.id, now.score_no)
    assert award is not None
    assert award.state is not AwardState.HELD


def test_a_trip_may_be_accepted_as_another_mode(town: Town) -> None:
    trip = send(town, "car", "walk")
    assert trip.outcome == "refused"
    contest(town, trip, message="I took the bus")
    said = TripAnswer(trip.public_id, accept=True, reason="The ticket shows it", modes=("bus",))
    attempt = said.attempt(REVIEWER, town.key())
    review_trip(town.open_uow, town.shelf, said, attempt=attempt, now=LATER)
    now = town.trip(trip.public_id)
    assert (now.mode, now.outcome, now.reasons) == ("bus", "confirmed", ())
    lines = {line.rule for line in town.sheet(trip.public_id).score.lines if line.points}
    assert "transit-km" in lines
    assert "walk-km" not in lines
    balanced(town, trip)


def test_accepted_as_a_car_ride_it_earns_nothing_and_says_so(town: Town) -> None:
    trip = send(town, "car", "walk")
    contest(town, trip)
    said = TripAnswer(trip.public_id, accept=True, reason="It was your car", modes=("car",))
    review_trip(town.open_uow, town.shelf, said, attempt=said.attempt(REVIEWER, "k"), now=LATER)
    now = town.trip(trip.public_id)
    assert (now.outcome, now.reasons, now.points) == ("refused", ("mode_earns_nothing",), 0)
    balanced(town, trip)


@pytest.mark.parametrize("modes", [("hover",), ("walk", "walk")])
def test_a_trip_is_accepted_leg_by_leg_in_modes_the_rulebook_knows(
    town: Town, modes: tuple[str, ...]
) -> None:
    trip = drawn(town)
    said = TripAnswer(trip.public_id, accept=True, reason="I looked at it", modes=modes)
    with pytest.raises(BadInput):
        review_trip(town.open_uow, town.shelf, said, attempt=said.attempt(REVIEWER, "k"), now=LATER)
    assert town.trip(trip.public_id).outcome == "doubtful"
    balanced(town, trip)


def test_a_reviewer_sees_the_map_of_odd_signs_once_its_owner_releases_it(town: Town) -> None:
    trip = drawn(town)
    reviewer = Actor("organiser", 1)
    with pytest.raises(NotFound):
        trace_path(town.open_reading, town.shelf.seal, trip.public_id, reviewer)
    wish = Release(trip.public_id)
    stranger = Actor("participant", 999)
    with pytest.raises(NotFound):
        release_trace(town.open_uow, wish, attempt=wish.attempt(stranger, "k"), now=LATER)
    release_trace(town.open_uow, wish, attempt=wish.attempt(town.me, "k"), now=LATER)
    assert trace_path(town.open_reading, town.shelf.seal, trip.public_id, reviewer).lines
    answer(town, trip, accept=True)
    with pytest.raises(NotFound):
        trace_path(town.open_reading, town.shelf.seal, trip.public_id, reviewer)
    with pytest.raises(NotPossible):
        release_trace(town.open_uow, wish, attempt=wish.attempt(town.me, "again"), now=LATER)
