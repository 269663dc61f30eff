from __future__ import annotations

import numpy as np
from geopy.distance import geodesic
from geopy.point import Point
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.traces.distance import metres_between, sides_m, steps_m, unwrapped


@given(
    st.floats(-70, 70),
    st.floats(-180, 180),
    st.floats(0, 360),
    st.floats(0.5, 10_000),
)
def test_steps_agree_with_a_geodesic(lat: float, lon: float, bearing: float, step_m: float) -> None:
    there = geodesic(meters=step_m).destination(Point(lat, lon), bearing)
    ends = [np.array([value]) for value in (lat, lon, there.latitude, there.longitude)]
    exact_m = geodesic((lat, lon), there).meters
    assert abs(float(metres_between(*ends)[0]) - exact_m) <= 1e-6 * exact_m


@given(st.floats(-70, 70), st.floats(-180, 180), st.floats(0, 360), st.floats(1, 1_000))
def test_the_sides_of_a_step_make_its_length_and_its_direction(
    lat: float, lon: float, bearing: float, step_m: float
) -> None:
    there = geodesic(meters=step_m).destination(Point(lat, lon), bearing)
    path = np.array([lat, there.latitude]), np.array([lon, there.longitude])
    east_m, north_m = (float(side[0]) for side in sides_m(*path))
    length_m = float(steps_m(*path)[0])
    assert abs(np.hypot(east_m, north_m) - length_m) <= 1e-8 * length_m
    # At its middle: a kilometre at 70 degrees turns by 0.025 degrees on its way.
    turned = (np.degrees(np.arctan2(east_m, north_m)) - bearing + 180) % 360 - 180
    assert abs(turned) < 0.02


def test_the_antimeridian_is_no_border() -> None:
    lat, lon = np.array([-17.0, -17.0]), np.array([179.999, -179.999])
    assert 210 < steps_m(lat, lon)[0] < 216
    assert np.allclose(unwrapped(lon), [179.999, 180.001])


def test_all_longitudes_meet_at_the_pole() -> None:
    assert steps_m(np.array([90.0, 90.0]), np.array([0.0, 180.0]))[0] < 1e-6


def test_one_position_has_no_steps() -> None:
    assert len(steps_m(np.array([1.0]), np.array([2.0]))) == 0
