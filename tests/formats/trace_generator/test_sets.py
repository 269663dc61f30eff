"""Sets of trips: each another, the same for the same seed, judged as what they are."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from muvengine.core.modes.judge import judge
from muvengine.core.modes.limits import DEFAULT_LIMITS
from muvengine.core.modes.measure import measure
from muvengine.core.modes.mode import Mode
from muvengine.core.modes.verdict import Outcome
from muvengine.core.traces.clean import clean
from muvengine.core.traces.fixes import Fixes, Recording
from muvengine.core.traces.signs import WEIGHT_ASKING, honesty_signs, weight_of
from muvengine.core.traces.trace import Trace
from muvengine.formats.trace_generator.line import Line
from muvengine.formats.trace_generator.sets import MadeTrip, TripSet, dice_of, make_set
from muvengine.formats.trace_generator.ways import LENGTH_M, SOUTH, way_for

DAY = datetime(2026, 4, 1, 4, tzinfo=UTC)
COUNT = 60


def made(mode: str, count: int = COUNT, *, seed: int = 7, phones: int = 1) -> list[MadeTrip]:
    return list(make_set(TripSet(mode, count, seed, DAY, days=3, phones=phones)))


def told(fixes: Fixes) -> bytes:
    return b"".join(column.tobytes() for column in (fixes.t_s, fixes.lat, fixes.lon, fixes.ele_m))


def cleaned(trip: MadeTrip) -> tuple[Trace, Recording]:
    recording = Recording(trip.recordings[0], "MUV recorder")
    return clean(recording), recording


def outcomes(mode: str) -> list[Outcome]:
    return [judge(cleaned(trip)[0], DEFAULT_LIMITS[mode]).outcome for trip in made(mode)]


@pytest.mark.parametrize("mode", ["walk", "run", "wheelchair", "bike", "ebike", "escooter"])
def test_honest_legs_are_believed(mode: str) -> None:
    found = outcomes(mode)
    assert found.count(Outcome.CONFIRMED) >= 0.95 * COUNT
    assert Outcome.REFUSED not in found


@pytest.mark.parametrize("mode", ["bus", "tram", "subway", "train", "carpool"])
def test_honest_passengers_are_neither_believed_nor_refused(mode: str) -> None:
    found = outcomes(mode)
    assert found.count(Outcome.DOUBTFUL) >= 0.98 * COUNT
    assert Outcome.CONFIRMED not in found


@pytest.mark.parametrize("mode", list(Mode))
def test_no_honest_trip_asks_a_person(mode: str) -> None:
    signs = [honesty_signs(*cleaned(trip)) for trip in made(mode)]
    assert max(map(weight_of, signs)) < WEIGHT_ASKING


@pytest.mark.parametrize(
    ("mode", "low_kmh", "high_kmh"),
    [
        ("walk",       3.8,  6.1),
        ("wheelchair", 2.8,  6.0),
        ("run",        7.5, 12.0),
        ("bike",      11.0, 15.5),
        ("ebike",     13.5, 22.3),
        ("escooter",  11.0, 20.0),
        ("bus",       10.0, 24.9),
        ("tram",       8.2, 22.0),
        ("car",       15.0, 32.0),
        ("train",     45.4, 95.7),
    ],
)  # fmt: skip
def test_each_mode_moves_within_the_speeds_people_were_measured_at(
    mode: str, low_kmh: float, high_kmh: float
) -> None:
    medians = [measure(cleaned(trip)[0]).p50_kmh for trip in made(mode, 30)]
    assert low_kmh <= np.median(medians) <= high_kmh
    assert np.percentile(medians, 10) >= 0.8 * low_kmh
    assert np.percentile(medians, 90) <= 1.2 * high_kmh


def test_the_same_seed_gives_the_same_bytes_and_each_trip_is_another() -> None:
    one, same, other = made("bike", 5), made("bike", 5), made("bike", 5, seed=8)
    prints = [told(trip.recordings[0]) for trip in one]
    assert prints == [told(trip.recordings[0]) for trip in same]
    assert len({*prints, *(told(trip.recordings[0]) for trip in other)}) == 10


def test_a_trip_does_not_depend_on_how_many_there_are() -> None:
    assert told(made("walk", 2)[1].recordings[0]) == told(made("walk", 9)[1].recordings[0])


def test_telephones_of_one_journey_agree_on_little_but_the_way() -> None:
    [trip] = made("bus", 1, phones=6)
    prints = {told(fixes) for fixes in trip.recordings}
    starts = {float(fixes.t_s[0]) for fixes in trip.recordings}
    assert len(prints) == len(starts) == 6


@pytest.mark.parametrize("by", sorted(LENGTH_M))
def test_a_way_is_as_long_as_people_go(by: str) -> None:
    shortest_m, longest_m = LENGTH_M[by]
    for number in range(20):
        line = Line.of(*way_for(by, dice_of(3, by, number)))
        assert 0.95 * shortest_m <= line.length_m <= 1.1 * longest_m
        assert line.at(np.zeros(1))[0][0] >= SOUTH - 0.01
