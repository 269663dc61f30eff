from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import gpxpy
import numpy as np
import pytest

from muvengine.core.errors import FileRefused
from muvengine.core.traces.fixes import Recording
from muvengine.formats.gpx.read import read_gpx
from tests.formats.gpx.documents import HOSTILE, NAMESPACE, gpx, point, walk

PARSED_CODES = frozenset((
    "too_big", "empty", "compressed", "not_xml", "encoding", "not_gpx", "xml_dtd", "xml_syntax",
    "xml_depth", "xml_shape", "gpx_version", "too_many_tracks", "too_many_points", "no_track",
    "no_points", "coord", "no_time",
))  # fmt: skip
MANIFEST = json.loads((HOSTILE / "gpx" / "manifest.json").read_text(encoding="utf-8"))
FILES = [
    path
    for root in (HOSTILE, os.environ.get("MUV_TEST_DATA"))
    if root is not None
    for path in sorted(Path(root).rglob("*.gpx"))
    if path.stat().st_size < 200_000 and path.name != "ns_5000.gpx"  # gpxpy would keep them all
]


def seconds(*when: int) -> float:
    return datetime(*when, tzinfo=UTC).timestamp()  # type: ignore[arg-type, misc]


@pytest.mark.parametrize("line", MANIFEST, ids=lambda line: line["file"])
def test_the_reader_agrees_with_the_manifest(line: dict[str, str]) -> None:
    data = (HOSTILE / "gpx" / line["file"]).read_bytes()
    code = line["expect"].removeprefix("reject:")
    if code in PARSED_CODES:
        with pytest.raises(FileRefused) as refused:
            read_gpx(data)
        assert refused.value.code == code
    else:
        assert bool(read_gpx(data).dropped) == (code == "sanitise")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_gpxpy_finds_the_same_fixes_where_both_read_a_file(path: Path) -> None:
    try:
        ours = read_gpx(path.read_bytes()).fixes
        theirs = gpxpy.parse(path.read_text(encoding="utf-8"))
    except (FileRefused, gpxpy.gpx.GPXException, ValueError):
        return
    points = [
        (point.latitude, point.longitude, point.time)
        for track in theirs.tracks
        for segment in track.segments
        for point in segment.points
        if point.time is not None and abs(point.latitude) <= 90 and abs(point.longitude) <= 180
    ]
    if not points or len(points) != len(ours):
        # gpxpy finds nothing behind a prefix, and reads fewer notations of time.
        assert len(points) < len(ours)
        return
    lat, lon, times = zip(*points, strict=True)
    assert np.array_equal(ours.lat, lat)
    assert np.array_equal(ours.lon, lon)
    aware = [time if time.tzinfo else time.replace(tzinfo=UTC) for time in times]
    assert np.allclose(ours.t_s, [time.timestamp() for time in aware], rtol=0, atol=2e-6)


@pytest.mark.parametrize(("root", "points"), [
    ("<gpx>",                                                  walk()),
    ('<gpx version="1.0">',                                    walk()),
    ('<gpx xmlns="http://www.topografix.com/GPX/1/0">',        walk()),
    ('<gpx xmlns="https://www.topografix.com/GPX/1/1/">',      walk()),
    (f'<gpx xmlns="{NAMESPACE}">', walk().replace("</trkpt>", "<o:hr>9</o:hr></trkpt>")),
    (f'<gpx xmlns="{NAMESPACE}">', walk().replace("<time", "<!-- x --><?p?><time")),
    (f'<gpx xmlns="{NAMESPACE}">', walk().replace("<time>", "<time> ")),
    (f'<gpx xmlns="{NAMESPACE}">', walk().replace("Z", ".250z")),
    (f'<gpx xmlns="{NAMESPACE}">', walk().replace("T08", "T10").replace("Z", "+02:00")),
    (f'<gpx xmlns="{NAMESPACE}">', walk().replace("T08", "T03").replace("Z", "-0500")),
    (f'<gpx xmlns="{NAMESPACE}">', walk().replace("T08", "T09").replace("Z", ".5+01")),
    (f'<gpx xmlns="{NAMESPACE}">', walk().replace("Z</", "+0000 </")),
    (f'<gpx xmlns="{NAMESPACE}" xmlns:o="urn:o">', walk().replace("</trkpt>", "<o:time/></trkpt>")),
    (f'<gpx xmlns="{NAMESPACE}">', walk().replace("13.361500", " +13.36150000000000000000000001")),
])  # fmt: skip
def test_dialects_are_read_alike(root: str, points: str) -> None:
    recording = read_gpx(gpx(points, root=root))
    assert len(recording.fixes) == 20
    assert recording.dropped == ()
    assert abs(recording.fixes.t_s[0] - seconds(2026, 5, 4, 8)) <= 0.5
    assert recording.fixes.lat[-1] == 38.1176
    assert recording.fixes.lon[0] == 13.3615


@pytest.mark.parametrize("encoding", [
    "utf-8", "us-ascii", "ISO-8859-1", "iso-8859-15", "Windows-1252", "utf-16",
])  # fmt: skip
def test_names_survive_every_encoding(encoding: str) -> None:
    name = "plain" if encoding == "us-ascii" else "Vélo à Palerme"
    text = gpx(before="", inside=f"<name>{name}</name>").decode()
    data = f"<?xml version='1.0' encoding='{encoding}'?>{text}".encode(encoding)
    assert read_gpx(data).name == name


@pytest.mark.parametrize(("bad", "dropped"), [
    (point(99, lat="1e1"),               ("bad_coord",)),
    (point(99, lat="٣٨.1"),              ("bad_coord",)),
    (point(99, lat="38." + "1" * 100),   ("bad_coord",)),
    (point(99, lon="-180.01"),           ("bad_coord",)),
    (point(99, time="2026-02-30T08:00:00Z"),       ("bad_time",)),
    (point(99, time="2026-05-04T08:00:60Z"),       ("bad_time",)),
    (point(99, time="2026-05-04T24:00:00Z"),       ("bad_time",)),
    (point(99, time="2026-05-04T08:00Z"),          ("bad_time",)),
    (point(99, time="2026-05-04T08:00:00+99:00"),  ("bad_time",)),
    (point(99, time=" 2026-05-04T08:00:00+99"),    ("bad_time",)),
    (point(99, time="2026-05-04T08:00:00A05:00"),  ("bad_time",)),
    (point(99, time="9999-12-31T23:59:59-14:00"),  ("bad_time",)),
    (point(99, time="0001-01-01T00:00:00+14:00"),  ("bad_time",)),
    (point(99, lat="x", time="x"),       ("bad_coord", "bad_time")),
])  # fmt: skip
def test_one_bad_fix_of_many_is_left_out_and_named(bad: str, dropped: tuple[str, ...]) -> None:
    recording = read_gpx(gpx(walk(40) + bad))
    assert recording.dropped == dropped
    assert len(recording.fixes) == 40


def test_a_bad_elevation_is_left_out_and_named() -> None:
    recording = read_gpx(gpx(walk() + point(20, inside="<ele>undefined</ele>")))
    assert recording.dropped == ("bad_elevation",)
    assert len(recording.fixes) == 21
    assert np.isnan(recording.fixes.ele_m).all()


def test_zones_that_some_times_lack_are_named() -> None:
    mixed = read_gpx(gpx(walk(5) + walk(5).replace("Z", "")))
    assert (mixed.dropped, mixed.noted) == (("naive_time",), ())
    naive = read_gpx(gpx(walk(5).replace("Z", "")))
    assert (naive.dropped, naive.noted) == ((), ("naive_time",))
    assert np.array_equal(naive.fixes.t_s, mixed.fixes.t_s[:5])


@pytest.mark.parametrize(("inside", "accuracy_m"), [
    ("<hdop>3.5</hdop>",                                                     3.5),
    ("<extensions><hAcc>4.5</hAcc></extensions>",                            4.5),
    ("<hdop>9</hdop><extensions><o:x><o:accuracy>6</o:accuracy></o:x></extensions>", 6.0),
    ("<extensions><hAcc>6</hAcc></extensions><hdop>9</hdop>",                6.0),
    ("<hdop>many</hdop>",                                                    np.nan),
    ("<hdop>-1</hdop>",                                                      np.nan),
    ("",                                                                     np.nan),
])  # fmt: skip
def test_accuracy_comes_from_where_recorders_put_it(inside: str, accuracy_m: float) -> None:
    fixes = read_gpx(gpx(point(0, inside=inside))).fixes
    assert np.array_equal(fixes.accuracy_m, [accuracy_m], equal_nan=True)


def test_only_points_of_a_track_are_fixes() -> None:
    points = walk(3) + "<extensions><trkpt lat='1' lon='1'/></extensions>"
    before = "<gpx><wpt lat='1' lon='1'/><rte><rtept lat='1' lon='1'/></rte>"
    assert len(read_gpx(gpx(points, root=before)).fixes) == 3


def test_segments_keep_apart() -> None:
    fixes = read_gpx(gpx(walk(2) + "</trkseg><trkseg/><trkseg>" + walk(3))).fixes
    assert fixes.piece.tolist() == [0, 0, 2, 2, 2]


@pytest.mark.parametrize(("name", "kept", "dropped"), [
    ("  Tour\n du  lac ",        "Tour du lac",   ()),
    ("a" * 5_000,                "a" * 200,       ()),
    ("=cmd|' /C calc'!A0",       "=cmd|' /C calc'!A0", ()),
    ("famille 👨‍👩‍👧",             "famille 👨‍👩‍👧",    ()),
    ("abc\u202egpx",             "abcgpx",        ("text",)),
    ("abc\u0085\u0007"[:4],      "abc",           ()),
    ("abc\u009bd",               "abcd",          ("text",)),
])  # fmt: skip
def test_names_are_cut_and_cleaned(name: str, kept: str, dropped: tuple[str, ...]) -> None:
    recording = read_gpx(gpx(inside=f"<name>{name}</name>"))
    assert (recording.name, recording.dropped) == (kept, dropped)


def test_the_track_s_name_comes_before_the_file_s() -> None:
    root = "<gpx><metadata><name>file</name></metadata>"
    assert named(root, "<name>track</name>") == "track"
    assert named(root, "") == "file"
    assert named("<gpx version='1.0'><name>old</name>", "") == "old"


def named(root: str, inside: str) -> str:
    recording: Recording = read_gpx(gpx(root=root, inside=inside))
    return recording.name


def test_reading_an_upload_loads_no_other_reader() -> None:
    program = (
        "import sys; from muvengine.formats.gpx.read import read_gpx;"
        "read_gpx(sys.stdin.buffer.read());"
        "print([name for name in ('gpxpy', 'lxml', 'xml.etree') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=gpx(), capture_output=True, check=True
    )
    assert done.stdout.strip() == b"[]"
