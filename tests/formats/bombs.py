"""Files made to cost much: each as large as may be sent, each of one kind of excess."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from collections.abc import Callable
from functools import partial
from typing import Final

from muvengine.formats.gpx.limits import LIMITS

SIZE: Final = LIMITS.bytes_max
IN_TRACK: Final = b"<gpx><trk><trkseg>"
IN_POINT: Final = IN_TRACK + b'<trkpt lat="38.1" lon="13.3">'
PLACE: Final = b'<trkpt lat="1" lon="1"'
OUT_OF_TRACK: Final = b"</trkseg></trk></gpx>"
BY_CODE: Final = {
    "plain points": "too_many_points",
    "elements just allowed": "no_track",
    "attributes just allowed": "no_track",
    "points a few too many": "too_many_points",
    "deep": "xml_depth",
    "entities": "xml_dtd",
    "TCX placed points": "too_many_points",
    "JSON one number": "not_xml",
    "FIT points": "too_many_points",
    "FIT files": "not_xml",
    "gzip of elements": "too_big",
    "zip of elements": "compressed",
    "gzip of nothing": "too_big",
    "gzips of nothing": "compressed",
    "zip of nothing": "too_big",
}
"""What each bomb is refused as, where that is not ``xml_shape``."""


def bombs() -> dict[str, Callable[[], bytes]]:
    """Give what makes each bomb, by name."""
    return {**_of_elements(), **_of_names(), **_of_text(), **_of_other_formats(), **_packed()}


def longest_trips() -> dict[str, Callable[[], bytes]]:
    """Give files in the form of the longest trip that is taken; without times, so refused."""
    sensors = b"<a/>" * LIMITS.elements_a_fix_max
    return {
        "bare points": lambda: IN_TRACK + (PLACE + b"/>") * LIMITS.fixes_max + OUT_OF_TRACK,
        "points full of elements": lambda: (
            IN_TRACK + (PLACE + b">" + sensors + b"</trkpt>") * LIMITS.fixes_max + OUT_OF_TRACK
        ),
    }


def filled(head: bytes, piece: bytes, tail: bytes = b"</gpx>") -> bytes:
    """Repeat a piece until the file is as large as it may be."""
    return head + piece * ((SIZE - len(head) - len(tail)) // len(piece)) + tail


def counted(head: bytes, piece: bytes, tail: bytes = b"</gpx>") -> bytes:
    """Repeat a piece with a number in it, each time another."""
    room = (SIZE - len(head) - len(tail)) // len(piece % 0xFFFFFF)
    return head + b"".join(piece % number for number in range(room)) + tail


def _of_elements() -> dict[str, Callable[[], bytes]]:
    many = b" ".join(b'a%d=""' % number for number in range(LIMITS.attributes_max))
    return {
        "elements": lambda: filled(b"<gpx>", b"<a/>"),
        "elements of another version": lambda: filled(b'<gpx version="9">', b"<a/>"),
        "elements in a point": lambda: filled(IN_POINT, b"<a/>", b"</trkpt>" + OUT_OF_TRACK),
        "elements never declared": lambda: filled(b"<gpx>", b"<a/>", b"<x:y/></gpx>"),
        "elements and no end": lambda: filled(b"<gpx>", b"<a/>", b""),
        "elements with an attribute": lambda: filled(b"<gpx>", b'<a b=""/>'),
        "points": lambda: filled(IN_TRACK, b"<trkpt/>", OUT_OF_TRACK),
        "placed points": lambda: filled(IN_TRACK, PLACE + b"/>", OUT_OF_TRACK),
        "plain points": lambda: filled(IN_TRACK, PLACE + b"></trkpt>", OUT_OF_TRACK),
        "points full of elements": lambda: filled(
            IN_TRACK, PLACE + b">" + b"<a/>" * 40 + b"</trkpt>", OUT_OF_TRACK
        ),
        "elements just allowed": lambda: b"<gpx>" + b"<a/>" * (LIMITS.elements_max - 9) + b"</gpx>",
        "attributes just allowed": lambda: (
            b"<gpx>"
            + (b"<a " + many + b"/>") * (LIMITS.elements_max // LIMITS.attributes_max - 1)
            + b"</gpx>"
        ),
        "points a few too many": lambda: filled(
            IN_TRACK,
            b'<trkpt lat="38.123456" lon="13.123456"><ele>12.5</ele>'
            b"<time>2026-05-04T08:00:00Z</time></trkpt><!---->" + b" " * 30,
            OUT_OF_TRACK,
        ),
        "segments": lambda: filled(b"<gpx><trk>", b"<trkseg/>", b"</trk></gpx>"),
        "tracks": lambda: filled(b"<gpx>", b"<trk/>"),
        "deep": lambda: filled(b"<gpx>", b"<a>", b""),
        "up and down": lambda: filled(b"<gpx>", b"<a><b><c><d/></c></b></a>"),
        "attributes of one": lambda: counted(b"<gpx ", b'a%x="" ', b"/>"),
        "attributes of many": lambda: filled(b"<gpx>", b"<a " + many + b"/>"),
    }


def _of_names() -> dict[str, Callable[[], bytes]]:
    unlike = b" ".join(b'a%%x%c=""' % letter for letter in b"abcdefghijklmnop")
    return {
        "names": lambda: counted(b"<gpx>", b"<a%x/>"),
        "names in a point": lambda: counted(IN_POINT, b"<a%x/>", b"</trkpt>" + OUT_OF_TRACK),
        "names of another version": lambda: counted(b'<gpx version="9">', b"<a%x/>"),
        "names of attributes": lambda: _numbered_often(b"<gpx>", b"<a " + unlike + b"/>"),
        "namespaces of one": lambda: counted(b"<gpx ", b'xmlns:a%x="u" ', b"/>"),
        "namespaces of many": lambda: counted(b"<gpx>", b'<a xmlns:b%x="u"/>'),
        "namespace anew": lambda: counted(b"<gpx>", b'<a xmlns="u%x"/>'),
        "entities": lambda: (
            b'<!DOCTYPE gpx [<!ENTITY a "' + b"a" * 1_000_000 + b'">]><gpx>' + b"&a;" * 9_999
        ),
    }


def _numbered_often(head: bytes, piece: bytes) -> bytes:
    """Repeat a piece that bears a number sixteen times."""
    times = piece.count(b"%x")
    room = (SIZE - len(head) - 6) // len(piece % ((0xFFFFF,) * times))
    return head + b"".join(piece % ((number,) * times) for number in range(room)) + b"</gpx>"


def _of_text() -> dict[str, Callable[[], bytes]]:
    whole = b"a" * (SIZE - 100)
    return {
        "one attribute": lambda: b'<gpx creator="' + whole + b'"/>',
        "one name": lambda: b"<gpx><" + whole + b"/></gpx>",
        "one comment": lambda: b"<gpx><!--" + whole + b"--></gpx>",
        "one instruction": lambda: b"<gpx><?p " + whole + b"?></gpx>",
        "one text": lambda: b"<gpx><trk><name>" + whole + b"</name></trk></gpx>",
        "one unclosed tag": lambda: b"<gpx><a b='" + whole,
        "lines": lambda: filled(b"<gpx><trk><name>", b"\n", b"</name></trk></gpx>"),
        "references": lambda: filled(b"<gpx><trk><name>", b"&#65;", b"</name></trk></gpx>"),
        "references in an attribute": lambda: filled(b'<gpx creator="', b"&lt;", b'"/>'),
        "comments": lambda: filled(b"<gpx>", b"<!---->"),
        "instructions": lambda: filled(b"<gpx>", b"<?a?>"),
        "named instructions": lambda: counted(b"<gpx>", b"<?a%x?>"),
        "raw sections": lambda: filled(b"<gpx>", b"<![CDATA[]]>"),
        "raw sections in a text": lambda: filled(
            b"<gpx><trk><name>", b"<![CDATA[a]]>", b"</name></trk></gpx>"
        ),
        "wide letters": lambda: (
            b"\xff\xfe" + "".join(("<gpx>", "<a/>" * (SIZE // 9), "</gpx>")).encode("utf-16-le")
        ),
        "accents": lambda: filled(
            b'<?xml version="1.0" encoding="latin-1"?><gpx><name>', b"\xe9", b"</name></gpx>"
        ),
    }


def _of_other_formats() -> dict[str, Callable[[], bytes]]:
    kml = b"<kml><Placemark>"
    when = b"<gx:Track><when>2026-05-04T08:00:00Z</when>"
    tcx = b"<TrainingCenterDatabase><Activity><Lap><Track>"
    features = b'{"type":"FeatureCollection","features":['
    line = b'{"type":"Feature","geometry":{"type":"LineString","coordinates":['
    return {
        "KML elements": lambda: filled(kml, b"<a/>", b"</Placemark></kml>"),
        "KML names": lambda: counted(kml, b"<a%x/>", b"</Placemark></kml>"),
        "KML attributes": lambda: counted(b"<kml><a ", b'a%x="" ', b"/></kml>"),
        "KML namespaces": lambda: counted(b"<kml ", b'xmlns:a%x="u" ', b"/>"),
        "KML moments": lambda: filled(
            b"<kml xmlns:gx='g'>" + when, b"<when/>", b"</gx:Track></kml>"
        ),
        "KML places": lambda: filled(b"<kml xmlns:gx='g'>" + when, b"<coord>1</coord>", b""),
        "KML text": lambda: filled(b"<kml><name>", b"&#65;", b"</name></kml>"),
        "TCX points": lambda: filled(tcx, b"<Trackpoint/>", b""),
        "TCX placed points": lambda: filled(
            tcx, b"<Trackpoint><LatitudeDegrees>1</LatitudeDegrees></Trackpoint>", b""
        ),
        "JSON numbers": lambda: filled(features, b"1,", b"1]}"),
        "JSON objects": lambda: filled(features, b"{},", b"1]}"),
        "JSON lists": lambda: filled(b'{"a":', b"[", b""),
        "JSON text": lambda: filled(b'{"a":"', b"\\u00e9", b'"}'),
        "JSON texts": lambda: filled(features, b'"",', b"1]}"),
        "JSON names": lambda: counted(b"{", b'"%x":1,', b'"a":1}'),
        "JSON one number": lambda: filled(b'{"a":', b"9", b"}"),
        "JSON positions": lambda: filled(
            features + line, b"[1,2],", b'[1,2]]},"properties":{"times":[1]}}]}'
        ),
        "JSON no end": lambda: filled(features, b'"a":', b""),
        "FIT messages": lambda: _fit(b"\x00"),
        "FIT definitions": lambda: _fit(b"\x40\x00\x00\x14\x00\x00"),
        "FIT wide definitions": lambda: _fit(b"\x40\x00\x00\x14\x00\xff" + b"\xfd\x04\x86" * 255),
        "FIT points": lambda: _fit(b"\x00" + struct.pack("<Iii", 10**9, 10**8, 10**8), _PLACED),
        "FIT files": lambda: filled(
            b"", struct.pack("<BBHI4sHH", 14, 16, 0, 0, b".FIT", 0, 0), b""
        ),
    }


_PLACED: Final = b"\x40\x00\x00\x14\x00\x03" + b"\xfd\x04\x86\x00\x04\x85\x01\x04\x85"


def _fit(piece: bytes, head: bytes = b"\x40\x00\x00\x14\x00\x00") -> bytes:
    body = filled(head, piece, b"")[: SIZE - 16]
    return struct.pack("<BBHI4sH", 14, 16, 0, len(body), b".FIT", 0) + body + b"\0\0"


def _packed() -> dict[str, Callable[[], bytes]]:
    inner = {**_of_elements(), **_of_names(), **_of_text()}
    wanted = ("names of attributes", "attributes of one", "namespaces of one", "elements")
    nothing = b"<gpx>" + b" " * 99_999_999
    return {
        **{f"gzip of {name}": partial(_gzip, inner[name]) for name in wanted},
        **{f"zip of {name}": partial(_zip, inner[name]) for name in wanted},
        "gzip of nothing": lambda: gzip.compress(nothing),
        "gzips of nothing": lambda: gzip.compress(b"") * (SIZE // 20),
        "zip of nothing": lambda: _zip(lambda: nothing),
    }


def _gzip(make: Callable[[], bytes]) -> bytes:
    return gzip.compress(make(), 6)


def _zip(make: Callable[[], bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ride.gpx", make())
    return into.getvalue()
