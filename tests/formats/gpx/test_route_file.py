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


PREFIXED = (
    '<?xml version="1.0"?><g:gpx version="1.1" xmlns:g="http://www.topografix.com/GPX/1/1" '
    'xmlns="https://example.org/other"><g:metadata><g:name>Lac &amp; bois</g:name></g:metadata>'
    "<g:{0}><g:name>Le tour</g:name>{1}</g:{0}></g:gpx>"
)
PREFIXED_POINTS = {
    "rte": '<g:rtept lat="38.1" lon="13.3"><name>no</name></g:rtept>'
    '<g:rtept lat="38.2" lon="13.4"/>',
    "trk": '<g:trkseg><g:trkpt lat="38.1" lon="13.3"><g:ele>4</g:ele></g:trkpt>'
    '<g:trkpt lat="38.2" lon="13.4"/></g:trkseg><extensions><trkseg/></extensions>',
}


@pytest.mark.parametrize("kind", ["rte", "trk"])
def test_a_prefixed_root_is_read_as_any_other(kind: str) -> None:
    document = PREFIXED.format(kind, PREFIXED_POINTS[kind])
    name, lat, lon = read_route_line(document.encode())
    assert (name, lat.tolist(), lon.tolist()) == ("Le tour", [38.1, 38.2], [13.3, 13.4])


def test_a_prefixed_root_does_not_hide_a_bad_position() -> None:
    document = PREFIXED.format("rte", '<g:rtept lat="x" lon="1"/><g:rtept lat="1" lon="1"/>')
    with pytest.raises(FileRefused) as refused:
        read_route_line(document.encode())
    assert refused.value.code == "coord"


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
