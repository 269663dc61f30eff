"""Trips after they were sent: contested, answered, corrected, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import Engine

from muvengine.core.errors import BadInput, Duplicate, NotFound, NotPossible
from muvengine.core.people.actor import Actor
from muvengine.core.trips.judgement import Claim
from muvengine.core.trips.review import ReviewKind, ReviewState
from muvengine.core.trips.trip import Trip
from muvengine.services.answer_instead import answer_instead
from muvengine.services.contest_trip import Contest, contest_trip
from muvengine.services.correct_trip import Correction, correct_trip
from muvengine.services.purge_traces import purge_traces
from muvengine.services.review_trip import TripAnswer, review_trip
from muvengine.services.withdraw_trip import Withdrawal, withdraw_trip
from muvengine.store.awards import AwardState
from tests.people import participant
from tests.town import NOON, Town, found, gpx, ride

REVIEWER = Actor("organiser", 1)
LATER = NOON + timedelta(hours=1)
LONG = (np.array([43.64, 43.64]), np.array([5.06, 5.14]))


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def send(town: Town, by: str = "walk", mode: str | None = None) -> Trip:
    way = LONG if by in {"bus", "car"} else (np.array([43.64, 43.64]), np.array([5.09, 5.11]))
    return town.trip(town.send(gpx(ride(by, way=way)), mode or by).public_id)


def drawn(town: Town) -> Trip:
    return town.trip(town.send(gpx(ride("drawn"), creator="https://gpx.studio")).public_id)


def contest(town: Town, trip: Trip, actor: Actor | None = None, message: str = "") -> None:
    wish = Contest(trip.public_id, message)
    attempt = wish.attempt(actor or town.me, town.key())
    contest_trip(town.open_uow, wish, attempt=attempt, now=LATER)


def answer(town: Town, trip: Trip, *, accept: bool, key: str | None = None) -> None:
    said = TripAnswer(trip.public_id, accept, "I looked at it")
    attempt = said.attempt(REVIEWER, key or town.key())
    review_trip(town.open_uow, town.shelf, said, attempt=attempt, now=LATER)


def correct(town: Town, trip: Trip, mode: str, actor: Actor | None = None) -> None:
    correction = Correction(trip.public_id, Claim(mode))
    attempt = correction.attempt(actor or town.me, town.key())
    correct_trip(town.open_uow, town.shelf, correction, attempt=attempt, now=LATER)


def withdraw(town: Town, trip: Trip, actor: Actor | None = None) -> None:
    wish = Withdrawal(trip.public_id)
    attempt = wish.attempt(actor or town.me, town.key())
    withdraw_trip(town.open_uow, town.shelf, wish, attempt=attempt, now=LATER)


def balanced(town: Town, trip: Trip) -> None:
    """What the sheet says, what the trip says and what waits are one figure."""
    now = town.trip(trip.public_id)
    sheet = town.sheet(trip.public_id)
    assert now.points == sheet.score.points == town.pending()
    assert {key: n for key, n in sheet.score.counts.items() if n} == town.counters()


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
def test_a_trip_taken_back_is_gone(town: Town, act: object) -> None:
    assert callable(act)
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
