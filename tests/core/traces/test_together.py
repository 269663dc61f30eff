"""Two phones in one car are known by staying near each other all the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from muvengine.core.traces.fixes import Fixes
from muvengine.core.traces.together import NEAR_M_BY_SLIP, company
from muvengine.formats.trace_generator.drift import Receiver
from muvengine.formats.trace_generator.ride import RideLeg, record

START = datetime(2026, 5, 4, 8, tzinfo=UTC)
WAY = (np.array([43.640, 43.640, 43.650]), np.array([5.060, 5.120, 5.130]))


def drive(by: str = "car", seed: int = 1) -> Fixes:
    return record((RideLeg(by, *WAY),), START, seed)


def beside(fixes: Fixes, *, metres: float = 0.0, seconds: float = 0.0, seed: int = 3) -> Fixes:
    """Another phone in the same car, or so many metres or seconds from it."""
    dice = np.random.default_rng(seed)
    heard = dice.random(len(fixes)) > 0.4
    heard[[0, -1]] = True
    noise = dice.normal(0, 8, (2, len(fixes)))
    return replace(
        fixes,
        t_s=fixes.t_s + seconds,
        lat=fixes.lat + (noise[0] + metres) / 111_195,
        lon=fixes.lon + noise[1] / 80_500,
    ).take(heard)


@pytest.mark.parametrize(
    ("metres", "seconds", "together"),
    [
        (0,   0,   True),
        (50,  0,   True),
        (130, 0,   False),
        (0,   5,   True),
        (0,   30,  False),
        (0,   600, False),
        (0,   86_400, False),
    ],
)  # fmt: skip
def test_in_one_car_is_near_and_at_the_same_time(
    metres: float, seconds: float, *, together: bool
) -> None:
    car = drive()
    assert company(car, beside(car, metres=metres, seconds=seconds)).together == together


def test_either_may_be_looked_at_first() -> None:
    car = drive()
    other = beside(car)
    assert company(car, other).near_share == pytest.approx(company(other, car).near_share, abs=0.02)


def test_a_slip_of_paper_gives_phones_more_room() -> None:
    car = drive()
    far = beside(car, metres=130)
    assert not company(car, far).together
    assert company(car, far, near_m=NEAR_M_BY_SLIP).together


def test_friends_on_foot_do_not_carpool() -> None:
    walk = drive("walk")
    found = company(walk, beside(walk))
    assert found.near_share > 0.9
    assert not found.together


def test_half_of_the_way_is_too_little() -> None:
    car = drive()
    half = beside(car).take(beside(car).t_s < car.t_s[0] + np.ptp(car.t_s) / 2)
    # The shorter one lies wholly inside: it is the long one's driver who took others too.
    assert company(car, half).overlap_share == pytest.approx(1.0, abs=0.02)
    late = replace(half, t_s=half.t_s - np.ptp(car.t_s) / 3)
    assert company(car, late).overlap_share < 0.7
    assert not company(car, late).together


def test_what_neither_recorded_says_nothing() -> None:
    car = drive()
    ends = car.take(np.array([0, len(car) - 1]))
    assert company(car, ends).near_share == 0.0
    assert not company(car.take(np.array([0])), car).together


def test_a_thin_recording_is_drawn_on_between_its_fixes() -> None:
    car = record((RideLeg("car", *WAY),), START, 1, Receiver(interval_s=1, lost_share=0.0))
    thin = car.take(np.arange(0, len(car), 30))
    assert company(car, thin).near_share > 0.85
