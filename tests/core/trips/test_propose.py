"""Legs are proposed where a trip changes its way of moving."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.traces.clean import clean
from muvengine.core.traces.fixes import Recording
from muvengine.core.traces.trace import Trace
from muvengine.core.trips.propose import propose_legs
from muvengine.formats.trace_generator.ride import RideLeg, record

START = datetime(2026, 5, 4, 8, tzinfo=UTC)


def ridden(*legs: RideLeg) -> Trace:
    return clean(Recording(record(legs, START, seed=5)))


def east(by: str, first: float, last: float, **words: object) -> RideLeg:
    return RideLeg(by, np.array([43.64, 43.64]), np.array([first, last]), **words)  # type: ignore[arg-type]


def test_a_walk_stays_one() -> None:
    [only] = propose_legs(ridden(east("walk", 5.09, 5.11)))
    assert not only.fast


@pytest.mark.parametrize("by", ["bike", "car", "bus", "train"])
def test_a_ride_stays_one(by: str) -> None:
    [only] = propose_legs(ridden(east(by, 5.06, 5.14)))
    assert only.fast


def test_on_foot_by_bus_and_on_foot_is_three() -> None:
    trace = ridden(
        east("walk", 5.080, 5.086, wait_s=180),
        east("bus", 5.086, 5.130),
        east("walk", 5.130, 5.136),
    )
    parts = propose_legs(trace)
    assert [part.fast for part in parts] == [False, True, False]
    got_on = trace.fixes.t_s[np.argmax(trace.fixes.lon > 5.0865)]
    got_off = trace.fixes.t_s[np.argmax(trace.fixes.lon > 5.1300)]
    assert parts[1].start_s == pytest.approx(got_on, abs=60)
    assert parts[1].end_s == pytest.approx(got_off, abs=60)


def test_a_ride_through_a_tunnel_is_one_ride() -> None:
    trace = ridden(
        east("walk", 5.080, 5.086),
        east("train", 5.086, 5.100),
        east("train", 5.100, 5.180, silent=True),
        east("train", 5.180, 5.190),
        east("walk", 5.190, 5.196),
    )
    assert [part.fast for part in propose_legs(trace)] == [False, True, False]


def test_a_stop_at_a_light_is_no_change() -> None:
    trace = ridden(east("car", 5.06, 5.09, wait_s=120), east("car", 5.09, 5.14))
    assert len(propose_legs(trace)) == 1


def test_who_changes_on_foot_makes_two_rides() -> None:
    trace = ridden(
        east("bus", 5.06, 5.09), east("walk", 5.09, 5.093, wait_s=60), east("bus", 5.093, 5.14)
    )
    assert [part.fast for part in propose_legs(trace)] == [True, False, True]


@given(
    st.lists(st.sampled_from(["walk", "bike", "bus", "car"]), min_size=1, max_size=4),
    st.integers(0, 50),
)
def test_proposals_cover_the_trip_without_gaps(ways: list[str], seed: int) -> None:
    legs = tuple(
        east(by, 5.06 + 0.01 * place, 5.07 + 0.01 * place) for place, by in enumerate(ways)
    )
    trace = clean(Recording(record(legs, START, seed)))
    parts = propose_legs(trace)
    assert parts[0].start_s == trace.start_s
    assert parts[-1].end_s == trace.end_s
    for one, other in itertools.pairwise(parts):
        assert one.end_s == other.start_s
        assert one.fast != other.fast
