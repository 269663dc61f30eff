"""Borders of zones from files."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.errors import (
    BadCoord,
    FileRefused,
    NoPoints,
    NoTrack,
    NotXml,
    TooManyPoints,
    XmlDepth,
)
from muvengine.formats.zone_file import read_border, read_zones

RING = [[5.08, 43.63], [5.11, 43.63], [5.11, 43.65], [5.08, 43.65], [5.08, 43.63]]
POLYGON = {"type": "Polygon", "coordinates": [RING]}
FEATURE = {"type": "Feature", "properties": {"name": "Centre"}, "geometry": POLYGON}
HOLE = [[5.09, 43.635], [5.10, 43.635], [5.10, 43.64], [5.09, 43.635]]
SMALLER = [[5.0, 43.6], [5.01, 43.6], [5.0, 43.61], [5.0, 43.6]]
GPX = (
    '<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1"><rte>'
    + "".join(f'<rtept lat="{lat}" lon="{lon}"/>' for lon, lat in RING)
    + "</rte></gpx>"
)


def made(document: object) -> bytes:
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    "data",
    [
        made(POLYGON),
        made(FEATURE),
        made({"type": "FeatureCollection", "features": [FEATURE]}),
        made({"type": "Polygon", "coordinates": [RING, HOLE]}),
        made({"type": "MultiPolygon", "coordinates": [[SMALLER], [RING]]}),
        made({"type": "Polygon", "coordinates": [RING[:-1]]}),
        made({"type": "Polygon", "coordinates": [[[*at, 120.0] for at in RING]]}),
        GPX.encode(),
    ],
    ids=["polygon", "feature", "collection", "hole", "several", "open", "heights", "gpx"],
)
def test_a_border_is_read_from_whatever_holds_it(data: bytes) -> None:
    lat, lon = read_border(data)
    assert lat.tolist() == [43.63, 43.63, 43.65, 43.65]
    assert lon.tolist() == [5.08, 5.11, 5.11, 5.08]


DEEP = b'{"type": "Feature", "geometry": ' + b"[" * 30 + b"]" * 30 + b"}"


@pytest.mark.parametrize(("data", "refusal"), [
    (b"{",                                                               NotXml),
    (b"{}",                                                              NoTrack),
    (made({"type": "FeatureCollection", "features": 3}),                 NoTrack),
    (made({"type": "FeatureCollection", "features": [1, None, []]}),     NoTrack),
    (made({"type": "LineString", "coordinates": RING}),                  NoTrack),
    (made({"type": "Polygon", "coordinates": []}),                       NoTrack),
    (made({"type": "Polygon", "coordinates": {"a": 1}}),                 NoTrack),
    (made({"type": "Polygon", "coordinates": [[]]}),                     NoPoints),
    (made({"type": "Polygon", "coordinates": [RING[:2]]}),               NoPoints),
    (made({"type": "Polygon", "coordinates": [[[5.0, 43.0], [5.1]]]}),   BadCoord),
    (made({"type": "Polygon", "coordinates": [[["a", "b"]] * 4]}),       BadCoord),
    (made({"type": "Polygon", "coordinates": [[[43.0, 500.0]] * 4]}),    BadCoord),
    (made({"type": "Polygon", "coordinates": [[[True, 1]] * 4]}),        BadCoord),
    (made({"type": "Polygon", "coordinates": [[[5.0, 43.0]] * 20_001]}), TooManyPoints),
    (DEEP,                                                               XmlDepth),
    (b"<gpx/>",                                                          FileRefused),
    (b"",                                                                FileRefused),
])  # fmt: skip
def test_what_holds_no_border_is_refused(data: bytes, refusal: type[FileRefused]) -> None:
    with pytest.raises(refusal):
        read_border(data)


@given(st.integers(0, 200), st.binary(max_size=6))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(place: int, put: bytes) -> None:
    whole = made(FEATURE)
    corners = None
    with suppress(FileRefused):
        lat, _ = read_border(whole[:place] + put + whole[place + len(put) :])
        corners = len(lat)
    assert corners is None or corners >= 3


def named(key: object, **texts: str) -> dict[str, object]:
    return {"type": "Feature", "properties": {"key": key, **texts}, "geometry": POLYGON}


def test_the_zones_of_a_town_come_from_one_file_by_key() -> None:
    features = [named("port", label_fr="Le port"), named("centre", label_fr="", label_en="Centre")]
    found = read_zones(made({"type": "FeatureCollection", "features": features}))
    assert [(zone.key, zone.label) for zone in found] == [
        ("centre", {"fr": "", "en": "Centre"}),
        ("port", {"fr": "Le port"}),
    ]
    assert read_zones(made({"type": "FeatureCollection"})) == ()


@pytest.mark.parametrize("feature", [
    named(None), named(3), {"type": "Feature", "geometry": POLYGON},
    {"type": "Feature", "properties": {"key": "x"}, "geometry": None},
])  # fmt: skip
def test_a_zone_of_a_town_has_a_key_and_a_border(feature: dict[str, object]) -> None:
    with pytest.raises(NoTrack):
        read_zones(made({"type": "FeatureCollection", "features": [feature]}))
