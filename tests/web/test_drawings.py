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


def test_a_corridor_is_as_wide_as_it_is_on_the_ground() -> None:
    lat, lon = STATION
    north = (lat + 1000 / 111_195, lon)
    svg = map_drawing([Line((STATION, north), beside_m=50)], [], title="A street")
    line = re.search(r'class="map-route" points="([^"]+)"', svg)
    wide = re.search(r'class="map-corridor" stroke-width="([\d.]+)"', svg)
    assert line
    assert wide
    (_, y1), (_, y2) = (pair.split(",") for pair in line[1].split())
    # A hundred metres of a thousand.
    assert float(wide[1]) / abs(float(y1) - float(y2)) == pytest.approx(0.1, rel=0.01)
    assert svg.index("map-corridor") < svg.index("map-route")


def test_arrows_point_the_way() -> None:
    east = map_drawing([Line((STATION, FOUNTAIN), directed=True)], [], title="There")
    west = map_drawing([Line((FOUNTAIN, STATION), directed=True)], [], title="Back")
    turns = [{int(turn) for turn in re.findall(r"rotate\((-?\d+)\)", svg)} for svg in (east, west)]
    assert east.count("map-arrow") == 6
    assert turns[0] != turns[1]
    [there], [back] = turns
    assert abs(there - back) == 180


def test_a_path_that_does_not_move_has_no_arrows() -> None:
    assert "map-arrow" not in map_drawing(
        [Line((STATION, STATION), directed=True)], [], title="Here"
    )


def test_what_matters_fills_the_sheet_and_the_rest_may_lie_beyond() -> None:
    far = (43.7, 5.3)
    lines = [Line((STATION, CHURCH), kind="drawn"), Line((far, far), kind="other")]
    focused = map_drawing(lines, [], title="Near", focus=(STATION, CHURCH))
    assert focused.count("map-start") == 1
    alone = map_drawing(lines[:1], [], title="Near")
    drawn = [re.search(r'class="map-drawn" points="([^"]+)"', svg) for svg in (focused, alone)]
    [one, other] = [found[1] for found in drawn if found]
    assert one == other


def test_shapes_tell_the_corridor_and_the_way_only_where_there_are_any() -> None:
    plain, full = Line((STATION, CHURCH)), Line((STATION, CHURCH), beside_m=40, directed=True)
    bare, told = (one["properties"] for one in map_shapes([plain, full], [])["features"])
    assert set(bare) == {"kind", "name", "sign"}
    assert (told["beside_m"], told["directed"]) == (40, True)
