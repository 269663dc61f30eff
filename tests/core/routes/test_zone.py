"""Zones answer for squares of ground, never for single places."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.routes.zone import SQUARES_MIN, Zone, ZoneIndex, corners_of, square_of
from muvengine.core.traces.distance import steps_m

Corners = Sequence[tuple[float, float]]
HOME = (43.6405, 5.0968)


def zone(key: str, corners: Corners) -> Zone:
    lat, lon = np.array(corners, dtype=np.float64).T
    return Zone(key, {"en": key}, lat, lon)


def box(key: str, south: float, west: float, north: float, east: float) -> Zone:
    return zone(key, [(south, west), (south, east), (north, east), (north, west)])


CENTRE = box("centre", 43.63, 5.08, 43.65, 5.11)
WITHIN = st.floats(0.01, 0.99)
AROUND = st.tuples(st.floats(43.6, 43.7), st.floats(5.0, 5.2))


def test_a_position_inside_counts_and_one_outside_does_not() -> None:
    index = ZoneIndex([CENTRE])
    assert index.at(*HOME) == ("centre",)
    assert index.at(43.70, 5.0968) == ()
    assert index.at(43.6405, 5.2) == ()
    assert ZoneIndex().at(*HOME) == ()


def test_zones_may_lie_in_each_other_and_are_told_in_order() -> None:
    inner = box("a-school", 43.635, 5.09, 43.645, 5.10)
    index = ZoneIndex([CENTRE, inner])
    assert index.at(*HOME) == ("a-school", "centre")
    assert index.at(43.632, 5.085) == ("centre",)


def test_a_border_may_turn_in() -> None:
    horseshoe = zone("u", [(43.60, 5.00), (43.60, 5.09), (43.66, 5.09), (43.66, 5.06),
                           (43.62, 5.06), (43.62, 5.03), (43.66, 5.03), (43.66, 5.00)])  # fmt: skip
    index = ZoneIndex([horseshoe])
    assert index.at(43.65, 5.015) == ("u",)
    assert index.at(43.65, 5.075) == ("u",)
    assert index.at(43.65, 5.045) == ()


@pytest.mark.parametrize("lat", [-54.8, 0.0005, 43.64, 69.6])
def test_a_square_is_as_wide_as_it_is_high_wherever_it_lies(lat: float) -> None:
    corners = np.array(corners_of(square_of(lat, 18.95)))
    sides = steps_m(corners[:, 0], corners[:, 1])
    assert sides == pytest.approx([222.5] * 4, rel=0.01)
    south, west = corners.min(axis=0)
    north, east = corners.max(axis=0)
    assert south <= lat < north
    assert west <= 18.95 < east


@given(st.lists(AROUND, min_size=3, max_size=8), AROUND, st.tuples(WITHIN, WITHIN))
def test_no_border_tells_two_places_in_one_square_apart(
    corners: list[tuple[float, float]], here: tuple[float, float], share: tuple[float, float]
) -> None:
    south, west = corners_of(square_of(*here))[0]
    north, east = corners_of(square_of(*here))[2]
    neighbour = (
        south + share[0] * (north - south),
        west + share[1] * (east - west),
    )
    index = ZoneIndex([zone("z", corners), CENTRE])
    assert square_of(*neighbour) == square_of(*here)
    assert index.at(*neighbour) == index.at(*here)


@given(AROUND)
def test_a_position_counts_as_the_middle_of_its_square(at: tuple[float, float]) -> None:
    (south, west), _, (north, east), *_ = corners_of(square_of(*at))
    lat, lon = (south + north) / 2, (west + east) / 2
    inside = 43.63 < lat < 43.65 and 5.08 < lon < 5.11
    assert ZoneIndex([CENTRE]).at(*at) == (("centre",) if inside else ())


def test_a_house_or_a_narrow_strip_has_too_few_squares() -> None:
    lat, lon = HOME
    house = box("house", lat - 0.0001, lon - 0.0001, lat + 0.0001, lon + 0.0001)
    assert len(house.squares()) <= 1
    strip = box("strip", 43.6, 5.0968, 43.7, 5.0969)
    assert len(strip.squares()) < SQUARES_MIN
