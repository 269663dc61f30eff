"""A ride is the same ride in every format."""

from __future__ import annotations

import json
import struct
from dataclasses import replace

import numpy as np
import pytest

from muvengine.core.errors import FileRefused
from muvengine.formats.gpx.limits import LIMITS
from muvengine.formats.gpx.write import write_gpx
from muvengine.formats.upload import read_upload
from tests.formats.tracks import documents
from tests.formats.tracks.documents import fit, geojson, kml_track, ride, tcx

RIDE = ride()
WRITTEN = {
    "gpx": write_gpx(RIDE, "Ride", "test").encode(),
    "tcx": tcx(RIDE),
    "kml, tracks": kml_track(RIDE),
    "kml, places": documents.kml_places(RIDE),
    "geojson": geojson(RIDE),
    "geojson, points": documents.geojson_points(RIDE),
    "fit": fit(RIDE),
    "fit, big-endian": fit(RIDE, order=">"),
    "fit, short times": fit(RIDE, compressed=True),
    "kml in utf-16": b"\xff\xfe" + kml_track(RIDE).decode().encode("utf-16-le"),
}
WITHOUT_PIECES = ("kml, places", "geojson, points")


@pytest.mark.parametrize("kind", WRITTEN)
def test_the_same_fixes_come_out_whatever_the_format(kind: str) -> None:
    recording = read_upload(WRITTEN[kind])
    found = recording.fixes
    assert recording.dropped == ()
    assert found.t_s.tolist() == RIDE.t_s.tolist()
    np.testing.assert_allclose(found.lat, RIDE.lat, atol=1e-7)
    np.testing.assert_allclose(found.lon, RIDE.lon, atol=1e-7)
    np.testing.assert_allclose(found.ele_m, RIDE.ele_m, atol=0.11)
    if kind not in WITHOUT_PIECES:
        assert np.diff(found.piece).nonzero()[0].tolist() == [19]


def code_of(data: bytes) -> str:
    with pytest.raises(FileRefused) as refused:
        read_upload(data)
    return refused.value.code


KML = b'<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark>%s</Placemark></kml>'
LINE = b"<LineString><coordinates>5.1,43.6,0 5.2,43.7,0</coordinates></LineString>"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (KML % LINE,                                                   "not_gpx"),
        (tcx(RIDE).replace(b"Time>", b"Tine>"),                        "not_gpx"),
        (b'{"type": "FeatureCollection", "features": []}',             "not_xml"),
        (b'{"type": "Feature", "geometry": null, "properties": null}', "not_xml"),
        (b'{"a": 1, "a"',                                              "not_xml"),
        (b"{" + b'"a":[' * 40 + b"]" * 40 + b"}",                      "xml_depth"),
        (b"{" + b'"a":{' * 100_000,                                    "xml_depth"),
        (b'{"a": [' + b"[]," * 1_000_000 + b"0]}",                     "xml_shape"),
        (b'{"' + b'\\"' * 2_000_000,                                   "xml_shape"),
        (b'{"' + b'\\"' * 100_000,                                     "not_xml"),
        (b'{"[[[' + b"x" * 4_000_000 + b"\\",                          "not_xml"),
        (KML % (b"<x>" * 40),                                          "xml_depth"),
        (b"<!DOCTYPE kml []>" + KML % LINE,                            "xml_dtd"),
        (kml_track(RIDE)[:-80],                                        "xml_syntax"),
        (fit(RIDE)[:-40],                                              "xml_syntax"),
        (fit(RIDE)[:14] + b"\x07" * 200,                               "xml_syntax"),
        (struct.pack("<BBHI4sH", 14, 16, 1, 0, b".FIT", 0) + b"\0\0",  "not_xml"),
        (kml_track(replace(RIDE, lat=RIDE.lat + 60)),                  "coord"),
        (fit(replace(RIDE, lat=np.full(40, 91.0))),                    "coord"),
        (geojson(RIDE).replace(b"2026-", b"next-"),                    "no_time"),
        (tcx(RIDE).replace(b"2026-", b"0000-"),                        "no_time"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_the_codes_of_the_contract(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_every_format_has_the_same_limits() -> None:
    few = replace(LIMITS, fixes_max=39, bytes_max=10_000_000)
    small = replace(LIMITS, bytes_max=500)
    for kind, data in WRITTEN.items():
        with pytest.raises(FileRefused) as many:
            read_upload(data, few)
        assert many.value.code == "too_many_points", kind
        with pytest.raises(FileRefused) as large:
            read_upload(data, small)
        assert large.value.code == "too_big", kind


def test_a_planned_route_beside_a_recording_is_left_out() -> None:
    text = WRITTEN["gpx"].decode()
    planned = (
        '<trk><trkseg><trkpt lat="43.6" lon="5.1"/><trkpt lat="43.7" lon="5.1"/></trkseg></trk>'
    )
    both = read_upload(text.replace("<trk>", f"{planned}<trk>", 1).encode())
    assert both.dropped == ("untimed_track",)
    assert len(both.fixes) == len(RIDE)


def test_marks_of_a_pause_are_no_bad_positions() -> None:
    text = WRITTEN["gpx"].decode()
    first = text.index("<trkpt", text.index("<trkpt") + 1)
    marks = "".join(
        f'<trkpt lat="{lat}" lon="0"><time>2026-05-04T08:00:0{n}Z</time></trkpt>'
        for n, lat in enumerate((100, 200))
    )
    found = read_upload((text[:first] + marks + text[first:]).encode())
    assert found.dropped == ()
    assert len(found.fixes) == len(RIDE)
    assert np.diff(found.fixes.piece)[0] > 0


def test_two_fit_files_in_a_chain_are_one_recording() -> None:
    later = replace(RIDE, t_s=RIDE.t_s + 3600)
    both = read_upload(fit(RIDE) + fit(later)).fixes
    assert len(both) == 80
    assert both.t_s.tolist() == [*RIDE.t_s.tolist(), *later.t_s.tolist()]


def test_numbers_in_json_are_numbers_only() -> None:
    document = json.loads(geojson(RIDE))
    document["features"][0]["geometry"]["coordinates"][0][0] = ["5.09", True, None]
    recording = read_upload(json.dumps(document).encode())
    assert recording.dropped == ("bad_coord",)
    assert len(recording.fixes) == len(RIDE) - 1
