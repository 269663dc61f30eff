from __future__ import annotations

from pathlib import Path

import pytest

from muvengine.core.errors import FileRefused
from muvengine.formats.gpx.route_file import read_route_line
from tests.formats.gpx.documents import HOSTILE, gpx, walk


def route(points: str, name: str = "<name>Lac \u202e</name>") -> bytes:
    return f'<gpx version="1.1"><rte>{name}{points}</rte></gpx>'.encode()


POINTS = '<rtept lat="38.1" lon="13.3"/><rtept lat="38.2" lon="13.4"><ele>4</ele></rtept>'


def test_a_planned_route_is_read_without_times() -> None:
    name, lat, lon = read_route_line(route(POINTS))
    assert name == "Lac"
    assert lat.tolist() == [38.1, 38.2]
    assert lon.tolist() == [13.3, 13.4]


def test_a_track_serves_where_no_route_is() -> None:
    _, lat, _ = read_route_line(gpx(walk(4) + "</trkseg><trkseg>" + walk(2)))
    assert len(lat) == 6


@pytest.mark.parametrize(("data", "code"), [
    (b"",                                                       "empty"),
    (b"<!DOCTYPE gpx>" + route(POINTS),                         "xml_dtd"),
    (route(POINTS)[:-3],                                        "xml_syntax"),
    (route(POINTS, "<name>" + " xmlns" * 40_000 + "</name>"),   "xml_shape"),
    (b"<gpx/>",                                                 "no_track"),
    (route('<rtept lat="1" lon="1"/>'),                         "no_points"),
    (route(POINTS + '<rtept lat="nan" lon="1"/>'),              "coord"),
    (route(POINTS + '<rtept lat="91" lon="1"/>'),               "coord"),
    (route(POINTS.replace("<ele>4", "<ele>x")),                 "coord"),
    (route('<rtept lat="1" lon="1"/>' * 20_001),                "too_many_points"),
    (b" " * (2 * 1024 * 1024 + 1),                              "too_big"),
], ids=lambda value: value if isinstance(value, str) else "")  # fmt: skip
def test_each_fault_has_its_code(data: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_route_line(data)
    assert refused.value.code == code


@pytest.mark.parametrize("path", sorted(HOSTILE.rglob("*.*")), ids=lambda path: path.name)
def test_no_hostile_file_gets_past_the_guard(path: Path) -> None:
    data = path.read_bytes()
    try:
        _, lat, lon = read_route_line(data)
    except FileRefused:
        return
    assert len(lat) == len(lon) >= 2
