from __future__ import annotations

import codecs
import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.errors import FileRefused
from muvengine.formats.gpx.limits import LIMITS, Limits
from muvengine.formats.gpx.read import read_gpx
from tests.formats.gpx.documents import NAMESPACE, gpx, point, walk

DEEP = "<a>" * 30 + "</a>" * 30
MANY_ATTRIBUTES = "<a " + " ".join(f'a{i}="1"' for i in range(65)) + "/>"
TRACKS = "</trkseg></trk>" + "<trk><trkseg/></trk>" * 60 + "<trk><trkseg>"
GOOD = gpx()


def code_of(data: bytes, limits: Limits = LIMITS) -> str:
    try:
        read_gpx(data, limits)
    except FileRefused as refused:
        return refused.code
    return "read"


def name_by_code(value: object) -> str:
    return value if isinstance(value, str) else ""


@pytest.mark.parametrize(("data", "code"), [
    (b" " * (10 * 1024 * 1024 + 1),                                     "too_big"),
    (b"",                                                               "empty"),
    (b" \n\t",                                                          "empty"),
    (codecs.BOM_UTF8,                                                   "empty"),
    (codecs.BOM_UTF16_LE + " \n".encode("utf-16-le"),                   "empty"),
    (gzip.compress(GOOD),                                               "compressed"),
    (zlib.compress(GOOD),                                               "compressed"),
    (b"PK\x05\x06" + b"\0" * 18,                                        "compressed"),
    (b"7z\xbc\xaf\x27\x1c\0\0",                                         "compressed"),
    (b"ride.gpx".ljust(257, b"\0") + b"ustar\x0000",                    "compressed"),
    (b"x" + GOOD,                                                       "not_xml"),
    (codecs.BOM_UTF8 * 2 + GOOD,                                        "not_xml"),
    (codecs.BOM_UTF16_BE + "lat,lon".encode("utf-16-be"),               "not_xml"),
    (GOOD.decode().encode("utf-16-le"),                                 "encoding"),
    (GOOD.decode().encode("utf-16-be"),                                 "encoding"),
    (GOOD.decode().encode("utf-32"),                                    "encoding"),
    (codecs.BOM_UTF16_LE + GOOD.decode().encode("utf-16-le"),           "encoding"),
    (codecs.BOM_UTF16_LE + gpx(before="").decode().encode("utf-16-le")[:-1], "encoding"),
    (codecs.BOM_UTF8 + gpx(before='<?xml version="1.0" encoding="latin1"?>'), "encoding"),
    (gpx(before="<?xml version='1.0' encoding='cp037'?>"),              "encoding"),
    (gpx(before="<?xml version='1.0' encoding='us-ascii'?>", inside="<name>é</name>"), "encoding"),
    (gpx(before="<?xml version='1.0' encoding='cp1252'?>") + b"<!--\x81-->", "encoding"),
    (GOOD[:4] + b"\0" + GOOD[4:],                                       "xml_syntax"),
    (b"<\0" + GOOD,                                                     "encoding"),
    (b"<!doctype html><p>Sign in",                                      "not_gpx"),
    (b"<!DOCTYPE html><html></html>",                                   "not_gpx"),
    (b"<HTML><BODY>",                                                   "not_gpx"),
    (b"<GPX/>",                                                         "not_gpx"),
    (gpx(root='<gpx xmlns="http://example.org/gpx">'),                  "not_gpx"),
    (b"<!DOCTYPE gpx>" + gpx(before=""),                                "xml_dtd"),
    (b'<!DOCTYPE gpx [<!ENTITY a "b">]><gpx>&a;</gpx>',                 "xml_dtd"),
    (GOOD[:-1],                                                         "xml_syntax"),
    (GOOD + GOOD[40:],                                                  "xml_syntax"),
    (gpx(inside="<name>&nbsp;</name>"),                                 "xml_syntax"),
    (gpx(inside="<name>&#0;</name>"),                                   "xml_syntax"),
    (gpx(inside="<a b='1' b='2'/>"),                                    "xml_syntax"),
    (gpx(root='<g:gpx version="1.1">'),                                 "xml_syntax"),
    (gpx(root=f'<gpx xmlns="{NAMESPACE}" xmlns:xml="a">'),              "xml_syntax"),
    (gpx(inside=DEEP),                                                  "xml_depth"),
    (gpx(inside=MANY_ATTRIBUTES),                                       "xml_shape"),
    (gpx("".join(f"<a{i}/>" for i in range(1_001))),                    "xml_shape"),
    (gpx(root="<gpx version='1.2'>"),                                   "gpx_version"),
    (gpx(root=f"<gpx xmlns='{NAMESPACE[:-1]}2'>"),                      "gpx_version"),
    (gpx(walk() + TRACKS),                                              "too_many_tracks"),
    (gpx("<trkpt/>" * 50_001),                                          "too_many_points"),
    (b"<gpx/>",                                                         "no_track"),
    (b"<gpx><trkseg><trkpt lat='1' lon='1'/></trkseg></gpx>",           "no_track"),
    (gpx(""),                                                           "no_points"),
    (gpx("<a>" + walk() + "</a>"),                                      "no_points"),
    (gpx(walk() + point(20, lat="nan") + point(21, lon="200")),         "coord"),
    (gpx(walk().replace("time>", "desc>")),                             "no_time"),
], ids=name_by_code)  # fmt: skip
def test_each_fault_has_its_code(data: bytes, code: str) -> None:
    assert code_of(data) == code


@pytest.mark.parametrize(("data", "code"), [
    (b"PK\x03\x04" + b" " * LIMITS.bytes_max,                           "too_big"),
    (b'<?xml version="1.0" encoding="utf-7"?><html/>',                  "encoding"),
    (b"<!DOCTYPE kml><kml>",                                            "not_gpx"),
    (b"<!DOCTYPE gpx><gpx>",                                            "xml_dtd"),
    (gpx(inside=DEEP)[:-1],                                             "xml_syntax"),
    (gpx(root="<gpx version='9'>", inside=MANY_ATTRIBUTES + DEEP),      "xml_depth"),
    (gpx(root="<gpx version='9'>", inside=MANY_ATTRIBUTES),             "xml_shape"),
    (gpx(walk() + TRACKS, root="<gpx version='9'>"),                    "gpx_version"),
    (gpx("<trkpt/>" * 50_001 + TRACKS),                                 "too_many_tracks"),
    (gpx("<trkpt/>" * 50_001),                                          "too_many_points"),
    (gpx("<trkpt/>" * 9),                                               "coord"),
], ids=name_by_code)  # fmt: skip
def test_of_several_faults_the_first_of_the_contract_is_told(data: bytes, code: str) -> None:
    assert code_of(data) == code


@pytest.mark.parametrize(("points", "code"), [
    ("<a/>" * 90,                             "no_points"),
    ("<a/>" * 100,                            "xml_shape"),
    (point(0, inside="<a/>" * 90),            "read"),
    (point(0, inside="<a/>" * 110),           "xml_shape"),
    ("<trkpt/>" * 11,                         "too_many_points"),
    ("<trkpt/>" * 1_200,                      "xml_shape"),
])  # fmt: skip
def test_elements_and_fixes_are_counted(points: str, code: str) -> None:
    assert code_of(gpx(points), Limits(elements_max=100, fixes_max=10)) == code


def test_a_file_cut_anywhere_is_refused() -> None:
    document = gpx(walk(3))
    assert {code_of(document[:size]) for size in range(len(document))} == {"empty", "xml_syntax"}
    assert code_of(document) == "read"


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_a_refusal(data: bytes) -> None:
    code_of(data)


@given(
    st.lists(st.tuples(st.integers(0, 699), st.binary(max_size=6)), min_size=1, max_size=5),
    st.sampled_from(["utf-8", "utf-16", "latin-1"]),
)
def test_no_damage_raises_anything_but_a_refusal(
    damages: list[tuple[int, bytes]], encoding: str
) -> None:
    data = gpx(before="", points=walk(5)).decode().encode(encoding)
    for place, bite in damages:
        data = data[:place] + bite + data[place + len(bite) :]
    code_of(data)


SCRAPS = st.sampled_from((
    "<trk>", "</trk>", "<trkseg>", "</trkseg>", '<trkpt lat="1" lon="2">', "</trkpt>", "<time>",
    "2026-05-04T08:00:00Z", "</time>", "<ele>", "</ele>", "<x:y>", "</x:y>", "&amp;", "<![CDATA[",
    "]]>", "<!--", "-->", "<?p?>", "1e9", "\u202e", "<extensions><hAcc>4</hAcc></extensions>",
))  # fmt: skip


@given(st.lists(SCRAPS, max_size=40))
def test_no_arrangement_of_tags_raises_anything_but_a_refusal(scraps: list[str]) -> None:
    code_of(f"<gpx>{''.join(scraps)}</gpx>".encode())


@pytest.mark.parametrize("bomb", [
    "<a>" * 3_000_000,
    "<a/>" * 300_000,
    "".join(f"<a{i:x}/>" for i in range(900_000)),
    "<trk><name>" + "\n" * 10_000_000 + "</name></trk>",
    "<trk><name>" + "&#65;" * 2_000_000 + "</name></trk>",
    "<trk><trkseg>" + "<trkpt/>" * 200_000 + "</trkseg></trk>",
], ids=["deep", "wide", "names", "lines", "references", "points"])  # fmt: skip
def test_a_bomb_takes_little_memory(bomb: str) -> None:
    data = f"<gpx>{bomb}</gpx>".encode()[: LIMITS.bytes_max]
    tracemalloc.start()
    try:
        assert code_of(data) != "read"
        peak_bytes = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak_bytes < 40_000_000


def test_the_longest_trip_fits_in_sixty_megabytes() -> None:
    points = "".join(
        f'<trkpt lat="{38 + i * 1e-6:.6f}" lon="13.361500"><ele>14.{i % 10}</ele>'
        f"<time>2026-05-04T{i // 3600:02}:{i // 60 % 60:02}:{i % 60:02}Z</time>"
        f"<hdop>{i % 40}.1</hdop></trkpt>"
        for i in range(LIMITS.fixes_max)
    )
    data = gpx(points)
    del points
    tracemalloc.start()
    try:
        fixes = read_gpx(data).fixes
        peak_bytes = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(fixes) == LIMITS.fixes_max
    assert peak_bytes < 60_000_000
