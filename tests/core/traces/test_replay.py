"""A recording that was sent again with noise moves as no second ride does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from muvengine.core.traces.fixes import Fixes
from muvengine.core.traces.replay import NEVER_M, motion_gap_m
from muvengine.formats.trace_generator.ride import RideLeg, record

START = datetime(2026, 5, 4, 8, tzinfo=UTC)
WAY = (np.array([43.640, 43.640, 43.648]), np.array([5.090, 5.120, 5.130]))


def ridden(by: str, seed: int, start: datetime = START) -> Fixes:
    return record((RideLeg(by, *WAY),), start, seed)


def copied(fixes: Fixes, noise_m: float, *, lost: int = 0) -> Fixes:
    dice = np.random.default_rng(9)
    lat = fixes.lat + dice.normal(0, noise_m, len(fixes)) / 111_195
    lon = fixes.lon + dice.normal(0, noise_m, len(fixes)) / 80_500
    moved = replace(fixes, t_s=fixes.t_s + 86_400 * 3 + 977, lat=lat, lon=lon)
    return moved.take(np.arange(lost, len(fixes)))


@pytest.mark.parametrize(
    ("by", "noise_m", "lost", "gap_m_max"),
    [
        ("bike", 0.0,  0, 1.0),
        ("bike", 3.0,  0, 8.0),
        ("bike", 5.0, 20, 8.0),
        ("walk", 1.0,  0, 4.0),
        ("walk", 2.0, 25, 4.0),
    ],
)  # fmt: skip
def test_a_copy_stays_within_its_noise_also_without_its_beginning(
    by: str, noise_m: float, lost: int, gap_m_max: float
) -> None:
    ride = ridden(by, 3)
    assert motion_gap_m(copied(ride, noise_m, lost=lost), ride) < gap_m_max


@pytest.mark.parametrize("by", ["bike", "walk", "bus"])
def test_two_rides_of_one_way_drift_apart(by: str) -> None:
    first = ridden(by, 3)
    for seed in range(4, 12):
        other = ridden(by, seed, START + timedelta(days=seed))
        assert motion_gap_m(first, other) > 4.0


def test_the_order_of_the_two_does_not_matter() -> None:
    ride = ridden("bike", 3)
    copy = copied(ride, 3.0, lost=10)
    assert motion_gap_m(ride, copy) == pytest.approx(motion_gap_m(copy, ride), abs=2.0)


def test_less_than_five_minutes_in_common_tell_nothing() -> None:
    ride = ridden("bike", 3)
    brief = ride.take(ride.t_s < ride.t_s[0] + 200)
    assert motion_gap_m(brief, brief) == NEVER_M
    assert motion_gap_m(ride, brief) == NEVER_M
