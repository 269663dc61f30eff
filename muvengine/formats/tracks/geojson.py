"""Read the timed lines of a GeoJSON file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from muvengine.core.errors import NotXml, TooManyPoints
from muvengine.core.traces.fixes import Recording
from muvengine.formats.gpx.limits import Limits
from muvengine.formats.json_text import read_json
from muvengine.formats.tracks.rows import Rows

# Where converters put the times of a line; togeojson's way comes first.
TIMES = ("times", "coordTimes", "coordinateTimes")
TIME = ("time", "timestamp", "timeStamp", "datetime", "date")
MILLISECONDS_FROM = 1e11  # of seconds that would be the year 5138


def read_geojson(data: bytes, limits: Limits) -> Recording:
    """Read lines whose properties hold a time for each position, or points with a time each.

    Raises:
        FileTooBig, XmlShape, XmlDepth: before anything of it is kept in memory.
        TooManyTracks, TooManyPoints, BadCoord, NoTime: see contract.
        NotXml: no JSON, or nothing in it has a time.
    """
    document = read_json(data, bytes_max=limits.bytes_max, depth_max=limits.depth_max)
    rows = Rows()
    for feature in _features(document):
        _read(feature, rows, limits)
    if not rows.timed:
        raise NotXml
    return rows.recording(limits)


def _features(document: object) -> Iterator[Mapping[str, Any]]:
    if not isinstance(document, dict):
        return
    kind = document.get("type")
    if kind == "FeatureCollection":
        features = document.get("features")
        for feature in features if isinstance(features, list) else ():
            if isinstance(feature, dict) and feature.get("type") == "Feature":
                yield feature
    elif kind == "Feature":
        yield document


def _read(feature: Mapping[str, Any], rows: Rows, limits: Limits) -> None:
    geometry, properties = feature.get("geometry"), feature.get("properties")
    if not isinstance(geometry, dict) or not isinstance(properties, dict):
        return
    kind, positions = geometry.get("type"), geometry.get("coordinates")
    if not isinstance(positions, list):
        return
    name = properties.get("name")
    rows.name = rows.name or (name if isinstance(name, str) else "")
    times = _times(properties)
    if kind == "LineString":
        rows.begin_track()
        _add(rows, positions, times, limits)
    elif kind == "MultiLineString":
        rows.begin_track()
        parts = times if all(isinstance(part, list) for part in times) else []
        for number, line in enumerate(positions):
            rows.begin_piece()
            if isinstance(line, list):
                _add(rows, line, parts[number] if number < len(parts) else [], limits)
    elif kind == "Point":
        if not rows.tracks:
            rows.begin_track()
        time = next((properties[key] for key in TIME if key in properties), None)
        if time is not None:
            _add(rows, [positions], [time], limits)


def _times(properties: Mapping[str, Any]) -> list[Any]:
    beside = properties.get("coordinateProperties")
    for place in (beside, properties):
        for key in TIMES:
            found = place.get(key) if isinstance(place, dict) else None
            if isinstance(found, list):
                return found
    return []


def _add(rows: Rows, positions: list[Any], times: list[Any], limits: Limits) -> None:
    for number, position in enumerate(positions):
        lon, lat, ele, *_ = [*(position if isinstance(position, list) else []), None, None, None]
        time = times[number] if number < len(times) else None
        rows.add(_number(lat), _number(lon), _time(time), _number(ele))
        if len(rows.lat) > limits.fixes_max:
            raise TooManyPoints(fixes_max=limits.fixes_max)


def _number(value: object) -> str:
    """Write a JSON number as a decimal; anything else is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return f"{value:.9f}" if abs(value) < MILLISECONDS_FROM else ""


def _time(value: object) -> str:
    """Take a text as it is, a number as seconds or milliseconds since 1970."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    try:
        seconds = value / 1000 if abs(value) >= MILLISECONDS_FROM else value
        return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError, OSError):
        return ""
