"""How a trip moved, leg by leg, beside the limits of each leg's mode."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from muvengine.core.modes.limits import DEFAULT_LIMITS
from muvengine.core.traces.clean import clean
from muvengine.core.trips.leg import Leg
from muvengine.core.trips.motion import motion_of
from tests.core.traces.walks import START, recording, walk

T0 = START.timestamp()


def leg(mode: str, start_s: float, end_s: float) -> Leg:
    start, end = (datetime.fromtimestamp(T0 + seconds, UTC) for seconds in (start_s, end_s))
    return Leg(mode, start, end, 1_000, "confirmed")


def test_one_leg_is_the_whole_trip_with_the_limits_of_its_mode() -> None:
    made = recording(walk())
    [walked] = motion_of(made, clean(made), (leg("walk", 30, 600),), DEFAULT_LIMITS).legs
    assert (walked.start_s, walked.end_s) == (T0, T0 + 1_500)
    assert [walked.middle_kmh, walked.top_kmh] == [pytest.approx(5.04, abs=0.02)] * 2
    assert (walked.doubted_above_kmh, walked.refused_above_kmh) == (15.0, 20.0)
    assert walked.refused_below_kmh is None


def test_each_of_several_legs_has_limits_of_its_own() -> None:
    made = recording(walk())
    legs = (leg("walk", 0, 600), leg("bus", 600, 1_500))
    walked, ridden = motion_of(made, clean(made), legs, DEFAULT_LIMITS).legs
    assert (walked.start_s, walked.end_s, ridden.end_s) == (T0, T0 + 600, T0 + 1_500)
    assert (ridden.refused_above_kmh, ridden.refused_below_kmh) == (None, 18.0)


def test_a_mode_the_rulebook_does_not_name_has_no_limits() -> None:
    made = recording(walk())
    [flown] = motion_of(made, clean(made), (leg("rocket", 0, 9),), {}).legs
    assert (flown.doubted_above_kmh, flown.refused_above_kmh) == (None, None)
