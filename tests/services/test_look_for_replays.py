"""A copy with noise of somebody's ride on another day waits for a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import Engine

from muvengine.core.traces.fixes import Fixes
from muvengine.services.look_for_replays import look_for_replays
from muvengine.store.awards import AwardState
from tests.town import NOON, Town, found, gpx, ride
from tests.trip_acts import LATER, answer

WAY = (np.array([43.64, 43.64]), np.array([5.06, 5.12]))
SOON = NOON + timedelta(minutes=30)


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def noisy(fixes: Fixes, *, days: int, noise_m: float = 2.0) -> Fixes:
    dice = np.random.default_rng(5)
    shift = dice.normal(0, noise_m, (2, len(fixes)))
    return replace(
        fixes,
        t_s=fixes.t_s + 86_400 * days + 1_234,
        lat=np.round(fixes.lat + shift[0] / 111_195, 6),
        lon=np.round(fixes.lon + shift[1] / 80_500, 6),
    )


def look(town: Town) -> int:
    return look_for_replays(town.open_uow, town.open_reading, town.shelf, SOON)


def test_a_noisy_copy_of_another_day_waits_for_a_person_and_is_never_refused(town: Town) -> None:
    first = ride("bike", way=WAY, start=NOON - timedelta(days=3))
    town.send(gpx(first), "bike")
    copy = town.send(gpx(noisy(first, days=2)), "bike")
    assert town.trip(copy.public_id).outcome == "confirmed", "nothing else gives it away"
    assert look(town) == 1
    now = town.trip(copy.public_id)
    assert (now.outcome, now.reasons) == ("doubtful", ("replayed",))
    with town.open_reading() as uow:
        award = uow.awards.of_sheet(now.id, now.score_no)
        assert award is not None
        assert award.state is AwardState.HELD
        assert [review.kind for review in uow.reviews.of_trip(now.id)] == ["signs"]
    assert look(town) == 0, "once is enough"


def test_a_person_answers_and_is_not_asked_again(town: Town) -> None:
    first = ride("bike", way=WAY, start=NOON - timedelta(days=3))
    town.send(gpx(first), "bike")
    copy = town.send(gpx(noisy(first, days=2)), "bike")
    look(town)
    trip = town.trip(copy.public_id)
    answer(town, trip, accept=True)
    assert town.trip(copy.public_id).outcome == "confirmed"
    assert look_for_replays(town.open_uow, town.open_reading, town.shelf, LATER) == 0
    assert town.trip(copy.public_id).outcome == "confirmed"


@pytest.mark.parametrize("by", ["bike", "walk"])
def test_the_same_way_on_other_days_is_no_copy(town: Town, by: str) -> None:
    for seed, days in enumerate((1, 2, 3, 4, 5)):
        made = ride(by, way=WAY, start=NOON - timedelta(days=days), seed=seed)
        town.send(gpx(made), by)
    assert look(town) == 0


def test_without_kept_traces_nothing_can_be_compared(engine: Engine) -> None:
    town = found(engine, trace_days=0)
    first = ride("bike", way=WAY, start=NOON - timedelta(days=3))
    town.send(gpx(first), "bike")
    town.send(gpx(noisy(first, days=2)), "bike")
    assert look(town) == 0
    trips = [trip for trip in town_trips(town) if trip == "confirmed"]
    assert len(trips) == 2


def town_trips(town: Town) -> list[str]:
    with town.open_reading() as uow:
        return [trip.outcome for trip in uow.trips.page(town.person.id, before=None, most=9)]


def test_the_ledger_agrees_after_a_copy_was_found(town: Town) -> None:
    first = ride("bike", way=WAY, start=NOON - timedelta(days=3))
    town.send(gpx(first), "bike")
    copy = town.send(gpx(noisy(first, days=2)), "bike")
    look(town)
    answer(town, town.trip(copy.public_id), accept=False)
    assert town.trip(copy.public_id).points == 0
