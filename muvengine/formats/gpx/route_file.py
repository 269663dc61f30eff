"""Read the line of a set route from an organiser's GPX file."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from muvengine.core.errors import BadCoord, NoPoints, NoTrack, TooManyPoints, XmlShape, XmlSyntax
from muvengine.formats.columns import LAT_MAX, LON_MAX
from muvengine.formats.gpx.limits import LIMITS
from muvengine.formats.gpx.names import clean_name
from muvengine.formats.gpx.read import guard

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from gpxpy.gpx import GPX

ROUTE_LIMITS = replace(LIMITS, bytes_max=2 * 1024 * 1024, fixes_max=20_000)
# gpxpy looks for declarations by a pattern whose time grows with their number times the size.
XMLNS_MAX = 64
XML_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
# As ``<g:gpx``: gpxpy knows elements by their names as written, and would find nothing.
PREFIXED_ROOT = re.compile(r"<[\w.-]{1,40}:gpx[\s>]")

Line = tuple[str, NDArray[np.float64], NDArray[np.float64]]


def read_route_line(data: bytes) -> Line:
    """Read a planned route (``rte``), or where there is none a track, with or without times.

    The guard that judges uploads sees the bytes first; gpxpy then reads a document known to be
    small, well-formed and free of a document type.

    Returns:
        The name, at most 200 characters and maybe empty, and the latitudes and longitudes in
        degrees, at least two.

    Raises:
        FileRefused: as ``read_gpx`` up to ``TooManyPoints``; then ``NoTrack`` without route or
            track, ``NoPoints`` with fewer than two points, ``BadCoord`` where a single position
            or number cannot be read: a route has no room for holes.
    """
    text = guard(data, ROUTE_LIMITS)
    if text.count("xmlns") > XMLNS_MAX:
        raise XmlShape(declarations_max=XMLNS_MAX)
    text = XML_DECLARATION.sub("", text, count=1)
    if PREFIXED_ROOT.search(text):
        text = _without_prefixes(text)
    name, points = _longest(_parse(text))
    if len(points) > ROUTE_LIMITS.fixes_max:
        raise TooManyPoints(fixes_max=ROUTE_LIMITS.fixes_max)
    if len(points) < 2:  # noqa: PLR2004  a line has two ends
        raise NoPoints
    lat, lon = np.array(points, dtype=np.float64).T
    placed = (np.abs(lat) <= LAT_MAX) & (np.abs(lon) <= LON_MAX)
    if not placed.all():
        raise BadCoord(bad=int((~placed).sum()), fixes=len(placed))
    return clean_name(name, ROUTE_LIMITS.name_chars_max)[0], lat, lon


def _without_prefixes(text: str) -> str:
    """Write GPX's own elements by their plain names and leave others out."""
    from xml.etree import ElementTree as ET  # noqa: PLC0415  as rare as such files

    try:
        root = ET.fromstring(text)  # noqa: S314  guarded: no document type, no depth, no size
    except ET.ParseError as error:
        raise XmlSyntax from error
    own, _, _ = root.tag.rpartition("}")
    plain = _plain(root, own)
    return ET.tostring(plain, encoding="unicode")


def _plain(element: Element, own: str) -> Element:
    from xml.etree.ElementTree import Element as Made  # noqa: PLC0415

    made = Made(element.tag.rpartition("}")[2], element.attrib)
    made.text = element.text
    made.extend(_plain(child, own) for child in element if child.tag.rpartition("}")[0] == own)
    return made


def _parse(text: str) -> GPX:
    """Let gpxpy read a guarded document."""
    import gpxpy  # noqa: PLC0415  costs start-up time and only organisers need it

    try:
        return gpxpy.parse(text)
    except gpxpy.gpx.GPXXMLSyntaxException as error:
        raise XmlSyntax from error
    except (gpxpy.gpx.GPXException, ValueError) as error:
        raise BadCoord from error


def _longest(document: GPX) -> tuple[str, list[tuple[float, float]]]:
    """Choose the route with the most points, or the track where no route is."""
    lines = [
        (route.name, [(point.latitude, point.longitude) for point in route.points])
        for route in document.routes
    ] or [
        (track.name, [(p.latitude, p.longitude) for part in track.segments for p in part.points])
        for track in document.tracks
    ]
    if not lines:
        raise NoTrack
    name, positions = max(lines, key=lambda line: len(line[1]))
    return name or document.name or "", positions
