"""What is made to cost much is refused before it costs much."""

from __future__ import annotations

import tracemalloc

import pytest

from muvengine.core.errors import UploadRefused
from muvengine.formats.containers import open_upload
from muvengine.formats.gpx.census import COUNTED_BYTES
from muvengine.formats.gpx.limits import LIMITS
from muvengine.formats.gpx.read import read_gpx
from muvengine.formats.upload import read_upload
from tests.formats.bombs import BY_CODE, bombs, filled
from tests.formats.gpx.documents import gpx, walk

PEAK_BYTES_MAX = 20_000_000
LARGE = " " * 300_000
MANY = b"<a/>" * 130_000


def code_of(data: bytes) -> str:
    try:
        for part in open_upload("upload", data):
            if part.refusal is not None:
                return part.refusal.code
            read_upload(part.data)
    except UploadRefused as refusal:
        return refusal.code
    return "read"


@pytest.mark.parametrize("name", bombs())
def test_a_bomb_is_told_what_it_is(name: str) -> None:
    assert code_of(bombs()[name]()) == BY_CODE.get(name, "xml_shape")


@pytest.mark.parametrize("name", [
    "elements in a point", "names of attributes", "namespaces of one", "attributes of one",
    "one name", "references in an attribute", "KML names", "JSON texts", "JSON names",
])  # fmt: skip
def test_a_bomb_takes_little_memory(name: str) -> None:
    data = bombs()[name]()
    tracemalloc.start()
    try:
        code_of(data)
        peak_bytes = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak_bytes < PEAK_BYTES_MAX


@pytest.mark.parametrize(("data", "code"), [
    (b"<html>" + MANY,                                  "not_gpx"),
    (b"<!DOCTYPE html><html><p>" + MANY,                "not_gpx"),
    (b"<!DOCTYPE gpx><gpx>" + MANY,                     "xml_dtd"),
    (b"<gpx></wrong>" + MANY,                           "xml_syntax"),
    (b"<gpx>" + b"<a>" * 40 + MANY,                     "xml_depth"),
    (b'<gpx version="9">' + MANY,                       "xml_shape"),
    (b"<gpx>" + b"<x:y/>" + MANY,                       "xml_shape"),
    (b"<gpx>" + MANY,                                   "xml_shape"),
])  # fmt: skip
def test_what_the_beginning_gives_away_comes_first(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_a_fault_at_the_end_of_a_file_with_a_few_points_too_many_comes_first() -> None:
    points = "<trkpt/>" * (LIMITS.fixes_max + 1)
    assert code_of(gpx(points)) == "too_many_points"
    assert code_of(gpx(points) + b"<") == "xml_syntax"
    assert code_of(gpx(points + "</trkseg></trk>" + "<trk/>" * 60 + "<trk><trkseg>")) == (
        "too_many_tracks"
    )
    assert code_of(gpx(points + "<a>" * 30 + "</a>" * 30)) == "xml_depth"


@pytest.mark.parametrize("filling", [
    "<name>" + "<![CDATA[=]]>" * 50_000 + "</name>",
    "<name>" + "=" * 15_000 + "</name>" + LARGE,
    "<desc>" + "letters " * 250_000 + "</desc>",
    "<!--" + "<a b='c'> " * 50_000 + "-->",
    LARGE + "".join(f'<wpt lat="1" lon="{i}"><name>{i}</name></wpt>' for i in range(30_000)),
])  # fmt: skip
def test_what_people_may_have_in_a_large_file_is_no_bomb(filling: str) -> None:
    data = gpx(walk(), inside=filling)
    assert len(data) > COUNTED_BYTES
    assert code_of(data) == "read"


def test_every_fix_brings_its_own_elements() -> None:
    sensors = "<extensions>" + "<x/>" * 6 + "</extensions>"
    points = "".join(
        f'<trkpt lat="38.1" lon="13.3"><ele>1</ele>{sensors}'
        f"<time>2026-05-04T{i // 3600:02}:{i // 60 % 60:02}:{i % 60:02}Z</time></trkpt>"
        for i in range(25_000)
    )
    assert len(read_gpx(gpx(points)).fixes) == 25_000
    assert code_of(filled(gpx(points)[:-20], b"<a/>")) == "xml_shape"
