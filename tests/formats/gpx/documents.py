"""Small GPX documents to bend out of shape."""

from __future__ import annotations

from pathlib import Path

HOSTILE = Path(__file__).parents[2] / "hostile"
NAMESPACE = "http://www.topografix.com/GPX/1/1"


def point(i: int, *, lat: str = "", lon: str = "", time: str = "", inside: str = "") -> str:
    """One track point of a walk north, ten seconds after the one before."""
    lat = lat or f"{38.1157 + i * 0.0001:.6f}"
    lon = lon or "13.361500"
    time = time or f"2026-05-04T08:{i // 6:02}:{i % 6 * 10:02}Z"
    return f'<trkpt lat="{lat}" lon="{lon}"><time>{time}</time>{inside}</trkpt>\n'


def walk(fixes: int = 20) -> str:
    """The points of a plain walk."""
    return "".join(point(i) for i in range(fixes))


def gpx(
    points: str | None = None,
    *,
    root: str = f'<gpx version="1.1" creator="test" xmlns="{NAMESPACE}">',
    before: str = '<?xml version="1.0" encoding="UTF-8"?>\n',
    inside: str = "",
) -> bytes:
    """A document with one track of one segment."""
    points = walk() if points is None else points
    return f"{before}{root}<trk>{inside}<trkseg>{points}</trkseg></trk></gpx>".encode()
