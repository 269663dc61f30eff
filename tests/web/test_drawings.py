from __future__ import annotations

import re

import pytest

from muvengine.web.drawings import (
    HEIGHT,
    VERTICES_MAX,
    WIDTH,
    Line,
    Place,
    map_drawing,
    map_shapes,
    thinned,
)

STATION = (43.6405, 5.0967)
FOUNTAIN = (43.6402, 5.0975)
CHURCH = (43.6470, 5.1050)


def points(svg: str) -> list[tuple[float, float]]:
    [found] = re.findall(r'points="([^"]+)"', svg)
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in found.split())]


def test_nothing_to_show_is_no_drawing() -> None:
    assert map_drawing([], [], title="Empty") == ""


def test_everything_lies_on_the_sheet_with_north_up_and_east_right() -> None:
    drawn = points(map_drawing([Line((STATION, CHURCH))], [], title="To the church"))
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in drawn)
    (west, south), (east, north) = drawn
    assert west < east
    assert north < south


def test_a_hundred_metres_are_as_long_both_ways() -> None:
    lat, lon = STATION
    north = (lat + 0.01, lon)
    east = (lat, lon + 0.01 / 0.72364)  # cosine of 43.6405 degrees
    drawn = points(map_drawing([Line((STATION, north, STATION, east))], [], title="Cross"))
    up = abs(drawn[1][1] - drawn[0][1])
    across = abs(drawn[3][0] - drawn[0][0])
    assert up == pytest.approx(across, rel=2e-3)


def test_two_neighbours_are_not_blown_up_to_fill_the_sheet() -> None:
    (x1, _), (x2, _) = points(map_drawing([Line((STATION, FOUNTAIN))], [], title="Close"))
    assert x2 - x1 < WIDTH / 3


def test_a_trace_shows_where_it_starts_and_ends() -> None:
    svg = map_drawing([Line((STATION, CHURCH), kind="trace")], [], title="A walk")
    assert svg.count("map-start") == 1
    assert svg.count("map-end") == 1


def test_a_name_cannot_break_out_of_the_drawing() -> None:
    svg = map_drawing([], [Place(STATION, '"><script>')], title='"><script>')
    assert "<script>" not in svg


def test_the_bar_tells_a_round_distance() -> None:
    svg = map_drawing([Line((STATION, CHURCH))], [], title="Scale")
    assert ">500 m</text>" in svg or ">200 m</text>" in svg


def test_the_map_that_moves_has_the_same_things_with_their_names() -> None:
    line = Line((STATION, CHURCH), name="To the church", label="1")
    place = Place(FOUNTAIN, "A", name="Fountain café")
    route, shop = map_shapes([line], [place])["features"]
    assert route["geometry"]["coordinates"] == [[5.0967, 43.6405], [5.105, 43.647]]
    assert route["properties"] == {"kind": "route", "name": "To the church", "sign": "1"}
    assert shop["geometry"] == {"type": "Point", "coordinates": [5.0975, 43.6402]}
    assert shop["properties"] == {"kind": "place", "name": "Fountain café", "sign": "A"}


def test_a_long_trace_is_thinned_but_keeps_its_ends() -> None:
    path = [(43.6 + n / 1e5, 5.1) for n in range(5000)]
    short = thinned(path)
    assert len(short) == VERTICES_MAX
    assert (short[0], short[-1]) == (path[0], path[-1])
    assert list(short) == sorted(short)
