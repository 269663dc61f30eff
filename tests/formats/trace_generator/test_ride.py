"""Generated traces look like their mode, and are the same for the same seed."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muvengine.core.modes.judge import judge
from muvengine.core.modes.limits import DEFAULT_LIMITS
from muvengine.core.traces.clean import clean
from muvengine.core.traces.fixes import Fixes, Recording
from muvengine.core.traces.signs import honesty_signs
from muvengine.formats.trace_generator.drift import Receiver
from muvengine.formats.trace_generator.line import Line, through_blocks
from muvengine.formats.trace_generator.motion import PACES
from muvengine.formats.trace_generator.ride import DRAWN, RideLeg, record

EIGHT = datetime(2026, 4, 1, 8, tzinfo=UTC)
GATE, SQUARE = (43.6379, 5.0898), (43.6493, 5.1075)


def ride(by: str, seed: int = 0, receiver: Receiver | None = None) -> Fixes:
    return record((RideLeg(by, *through_blocks(*GATE, *SQUARE)),), EIGHT, seed, receiver)


def outcome(fixes: Fixes, mode: str) -> str:
    recording = Recording(fixes, creator="MUV recorder")
    trace = clean(recording)
    return str(judge(trace, DEFAULT_LIMITS[mode], signs=honesty_signs(trace, recording)).outcome)


@pytest.mark.parametrize(
    ("by", "declared", "expected"),
    [
        ("walk",       "walk",       "confirmed"),
        ("stroll",     "walk",       "confirmed"),
        ("run",        "run",        "confirmed"),
        ("wheelchair", "wheelchair", "confirmed"),
        ("bike",       "bike",       "confirmed"),
        ("ebike",      "ebike",      "confirmed"),
        ("escooter",   "escooter",   "confirmed"),
        ("bus",        "bus",        "doubtful"),
        ("car",        "carpool",    "doubtful"),
        ("car",        "walk",       "refused"),
        ("car",        "bike",       "refused"),
        ("walk",       "bus",        "refused"),
        (DRAWN,        "walk",       "doubtful"),
    ],
)  # fmt: skip
def test_a_ride_is_judged_as_what_it_is(by: str, declared: str, expected: str) -> None:
    assert [outcome(ride(by, seed), declared) for seed in range(6)] == [expected] * 6


def test_the_same_seed_is_the_same_trace_and_another_is_not() -> None:
    one, same, other = ride("bike", 3), ride("bike", 3), ride("bike", 4)
    assert np.array_equal(one.lat, same.lat)
    assert np.array_equal(one.t_s, same.t_s)
    assert len(one) != len(other) or not np.array_equal(one.lat, other.lat)


@given(seed=st.integers(0, 2**63), by=st.sampled_from(sorted(PACES)))
@settings(max_examples=40, deadline=None)
def test_time_runs_forward_and_nobody_strays_far_from_the_way(seed: int, by: str) -> None:
    fixes = ride(by, seed)
    line = Line.of(*through_blocks(*GATE, *SQUARE))
    x, y = line.plane.project(fixes.lat, fixes.lon)
    way_x, way_y = line.plane.project(*line.at(np.arange(0.0, line.length_m, 5.0)))
    off_m = np.hypot(x[:, None] - way_x, y[:, None] - way_y).min(axis=1)
    assert (np.diff(fixes.t_s) > 0).all()
    assert off_m.max() < 35
    assert np.hypot(x[-1] - way_x[-1], y[-1] - way_y[-1]) < 80


def test_a_silent_leg_leaves_a_hole() -> None:
    there = through_blocks(*GATE, *SQUARE)
    back = through_blocks(*SQUARE, *GATE)
    fixes = record((RideLeg("bike", *there), RideLeg("bike", *back, silent=True),
                    RideLeg("bike", *there)), EIGHT, 1)  # fmt: skip
    assert np.diff(fixes.t_s).max() > 200


def test_a_worse_receiver_claims_worse_accuracy() -> None:
    good, bad = ride("walk", 1, Receiver(2.0)), ride("walk", 1, Receiver(12.0))
    assert np.median(bad.accuracy_m) > 2 * np.median(good.accuracy_m)
