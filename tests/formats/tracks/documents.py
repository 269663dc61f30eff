"""One ride written in every format we read, by writers that share nothing with the readers."""

from __future__ import annotations

import gzip
import io
import json
import struct
import zipfile
from datetime import UTC, datetime

import numpy as np

from muvengine.core.traces.fixes import Fixes

FIT_EPOCH_S = 631_065_600


def ride(fixes: int = 40) -> Fixes:
    """A ride to the north-east, a fix every five seconds, a pause in the middle."""
    number = np.arange(fixes, dtype=np.float64)
    return Fixes(
        t_s=1_777_881_600.0 + 5 * number + 100 * (number >= fixes // 2),
        lat=np.round(43.64 + 0.0002 * number, 6),
        lon=np.round(5.09 + 0.0003 * number, 6),
        ele_m=np.round(80 + 0.2 * number, 1),
        accuracy_m=np.full(fixes, np.nan),
        piece=(number >= fixes // 2).astype(np.int32),
    )


def iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def rows(fixes: Fixes) -> list[list[tuple[float, float, float, str]]]:
    """The fixes of each piece as longitude, latitude, height and time."""
    return [
        [
            (float(fixes.lon[i]), float(fixes.lat[i]), float(fixes.ele_m[i]), iso(fixes.t_s[i]))
            for i in np.flatnonzero(fixes.piece == piece)
        ]
        for piece in np.unique(fixes.piece)
    ]


def tcx(fixes: Fixes) -> bytes:
    parts = []
    for piece in rows(fixes):
        points = "".join(
            f"<Trackpoint><Time>{time}</Time><Position><LatitudeDegrees>{lat}</LatitudeDegrees>"
            f"<LongitudeDegrees>{lon}</LongitudeDegrees></Position>"
            f"<AltitudeMeters>{ele}</AltitudeMeters><HeartRateBpm><Value>99</Value></HeartRateBpm>"
            f"</Trackpoint>"
            for lon, lat, ele, time in piece
        )
        # A watch indoors writes points without a position.
        parts.append(f"<Track>{points}<Trackpoint><Time>{piece[-1][3]}</Time></Trackpoint></Track>")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- a watch -->'
        '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">'
        f'<Activities><Activity Sport="Biking"><Id>x</Id><Lap>{"".join(parts)}</Lap>'
        "<Creator><Name>Watch 3</Name></Creator></Activity></Activities></TrainingCenterDatabase>"
    ).encode()


def kml_track(fixes: Fixes) -> bytes:
    tracks = "".join(
        "<gx:Track>"
        + "".join(f"<when>{time}</when>" for *_, time in piece)
        + "".join(f"<gx:coord>{lon} {lat} {ele}</gx:coord>" for lon, lat, ele, _ in piece)
        + "</gx:Track>"
        for piece in rows(fixes)
    )
    return (
        '<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">'
        f"<Document><name>Ride</name><Placemark><gx:MultiTrack>{tracks}</gx:MultiTrack></Placemark>"
        "</Document></kml>"
    ).encode()


def kml_places(fixes: Fixes) -> bytes:
    places = "".join(
        f"<Placemark><TimeStamp><when>{time}</when></TimeStamp>"
        f"<Point><coordinates>{lon},{lat},{ele}</coordinates></Point></Placemark>"
        for piece in rows(fixes)
        for lon, lat, ele, time in piece
    )
    return (
        f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{places}</Document></kml>'.encode()
    )


def geojson(fixes: Fixes) -> bytes:
    lines = rows(fixes)
    feature = {
        "type": "Feature",
        "geometry": {
            "type": "MultiLineString",
            "coordinates": [[[lon, lat, ele] for lon, lat, ele, _ in line] for line in lines],
        },
        "properties": {
            "name": "Ride",
            "coordinateProperties": {"times": [[time for *_, time in line] for line in lines]},
        },
    }
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


def geojson_points(fixes: Fixes) -> bytes:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [lon, lat, ele]},
            "properties": {"timestamp": datetime.fromisoformat(time).timestamp() * 1000},
        }
        for line in rows(fixes)
        for lon, lat, ele, time in line
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def fit(fixes: Fixes, *, order: str = "<", compressed: bool = False) -> bytes:
    """Definitions of record and event, then the data; every other time compressed if asked."""
    big = order == ">"
    whole = ((253, 4, 0x86), (0, 4, 0x85), (1, 4, 0x85), (2, 2, 0x84))
    brief = whole[1:]
    body = definition(0, 20, whole, big=big) + definition(1, 20, brief, big=big)
    body += definition(2, 21, ((253, 4, 0x86), (0, 1, 0x00), (1, 1, 0x00)), big=big)
    # A field of a developer's, which readers pass over.
    body += definition(3, 20, brief, big=big, developer=((0, 3, 0),))
    for i in range(len(fixes)):
        time = int(fixes.t_s[i]) - FIT_EPOCH_S
        place = [round(float(degrees[i]) * 2**31 / 180) for degrees in (fixes.lat, fixes.lon)]
        height = round((float(fixes.ele_m[i]) + 500) * 5)
        if i and fixes.piece[i] != fixes.piece[i - 1]:
            body += b"\x02" + struct.pack(f"{order}IBB", int(fixes.t_s[i - 1]) - FIT_EPOCH_S, 0, 4)
            body += b"\x02" + struct.pack(f"{order}IBB", time, 0, 0)
        if compressed and i % 2 and fixes.piece[i] == fixes.piece[i - 1]:
            body += bytes([0x80 | 1 << 5 | time & 0x1F]) + struct.pack(
                f"{order}iiH", *place, height
            )
        else:
            body += b"\x00" + struct.pack(f"{order}IiiH", time, *place, height)
    body += b"\x03" + struct.pack(f"{order}iiH", 0x7FFFFFFF, 0x7FFFFFFF, 0xFFFF) + b"\0\0\0"
    return struct.pack("<BBHI4sH", 14, 16, 2132, len(body), b".FIT", 0) + body + b"\0\0"


def definition(
    local: int,
    number: int,
    fields: tuple[tuple[int, int, int], ...],
    *,
    big: bool,
    developer: tuple[tuple[int, int, int], ...] = (),
) -> bytes:
    head = 0x40 | local | (0x20 if developer else 0)
    order = ">" if big else "<"
    told = bytes([head, 0, int(big)]) + struct.pack(f"{order}HB", number, len(fields))
    told += b"".join(bytes(field) for field in fields)
    if developer:
        told += bytes([len(developer)]) + b"".join(bytes(field) for field in developer)
    return told


def zipped(**files: bytes) -> bytes:
    """Pack files; two underscores in a name stand for a dot."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return packed.getvalue()


def gzipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)
