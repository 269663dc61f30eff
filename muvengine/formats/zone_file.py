"""Read the border of a zone from an organiser's GPX or GeoJSON file, or all zones of a town."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np

from muvengine.core.errors import BadCoord, NoPoints, NoTrack, TooManyPoints
from muvengine.core.routes.plane import Floats
from muvengine.core.routes.zone import Zone
from muvengine.formats.columns import LAT_MAX, LON_MAX
from muvengine.formats.gpx.route_file import ROUTE_LIMITS, read_route_line
from muvengine.formats.json_text import looks_like_json, read_json

DEPTH_MAX: Final = 12
CORNERS_MIN: Final = 3
LABEL: Final = "label_"

Border = tuple[Floats, Floats]


def read_border(data: bytes) -> Border:
    """Read the one area of a file: a GeoJSON polygon, or a GPX route or track that goes round.

    Of several polygons the one with the most corners is taken; holes are filled.  The last
    corner is not the first one again.

    Returns:
        Latitudes and longitudes in degrees, at least three.

    Raises:
        FileRefused: as ``read_route_line``, and as ``read_json``; ``NoTrack`` without an area,
            ``NoPoints`` with fewer than three corners.
    """
    if not looks_like_json(data):
        _, lat, lon = read_route_line(data)
        return opened(lat, lon)
    rings = list(_rings(read_json(data, bytes_max=ROUTE_LIMITS.bytes_max, depth_max=DEPTH_MAX)))
    if not rings:
        raise NoTrack
    return _border(max(rings, key=len))


def read_zones(data: bytes) -> tuple[Zone, ...]:
    """Read the zones of a town from one GeoJSON file, by key.

    Each feature has the properties ``key`` and ``label_fr``, ``label_en`` and so on.

    Raises:
        FileRefused: as ``read_border``; ``NoTrack`` where a feature has no key.
    """
    document = read_json(data, bytes_max=ROUTE_LIMITS.bytes_max, depth_max=DEPTH_MAX)
    features = document.get("features") if isinstance(document, Mapping) else None
    found = [_zone(feature) for feature in features or () if isinstance(feature, Mapping)]
    return tuple(sorted(found, key=lambda zone: zone.key))


def _zone(feature: Mapping[str, Any]) -> Zone:
    properties, rings = feature.get("properties"), list(_rings(feature))
    if not isinstance(properties, Mapping) or not rings:
        raise NoTrack
    key = properties.get("key")
    if not isinstance(key, str):
        raise NoTrack
    label = {
        name.removeprefix(LABEL): str(text)
        for name, text in properties.items()
        if name.startswith(LABEL)
    }
    return Zone(key, label, *_border(max(rings, key=len)))


def opened(lat: Floats, lon: Floats) -> Border:
    """Leave out the last corner where it is the first one again.

    Raises:
        NoPoints: fewer than three corners are left.
    """
    if len(lat) > 1 and lat[0] == lat[-1] and lon[0] == lon[-1]:
        lat, lon = lat[:-1], lon[:-1]
    if len(lat) < CORNERS_MIN:
        raise NoPoints
    return lat, lon


def _rings(document: object) -> Iterator[list[Any]]:
    """Give the outer ring of every polygon, wherever GeoJSON may keep one."""
    if not isinstance(document, Mapping):
        return
    kind, positions = document.get("type"), document.get("coordinates")
    inner = document.get("features") if kind == "FeatureCollection" else None
    parts = inner if isinstance(inner, list) else [document.get("geometry")]
    if kind in {"FeatureCollection", "Feature"}:
        for part in parts:
            yield from _rings(part)
    elif kind in {"Polygon", "MultiPolygon"} and isinstance(positions, list):
        polygons = [positions] if kind == "Polygon" else positions
        for polygon in polygons:
            if isinstance(polygon, list) and polygon and isinstance(polygon[0], list):
                yield polygon[0]


def _border(ring: list[Any]) -> Border:
    if len(ring) > ROUTE_LIMITS.fixes_max:
        raise TooManyPoints(fixes_max=ROUTE_LIMITS.fixes_max)
    pairs = [_lat_lon(position) for position in ring]
    good = [pair for pair in pairs if pair is not None]
    if len(good) < len(pairs):
        raise BadCoord(bad=len(pairs) - len(good), fixes=len(pairs))
    lat, lon = np.array(good, dtype=np.float64).reshape(-1, 2).T
    return opened(lat.copy(), lon.copy())


def _lat_lon(position: object) -> tuple[float, float] | None:
    """Read a position: GeoJSON writes the longitude first."""
    if not isinstance(position, list) or len(position) < 2:  # noqa: PLR2004  two numbers
        return None
    lon, lat = position[:2]
    for number, most in ((lat, LAT_MAX), (lon, LON_MAX)):
        if isinstance(number, bool) or not isinstance(number, int | float):
            return None
        if not -most <= number <= most:
            return None
    return float(lat), float(lon)
