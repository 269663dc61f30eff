"""Read what Traccar Client sends: a position a request, in the shapes of its versions.

    before 9     ?id&lat&lon&timestamp&speed&accuracy, in the address or as a form
    from 9       {"location": {"timestamp", "coords": {"latitude", ...}}, "device_id"}
    its kit      [{"id", "lat", "lon", "timestamp", "accuracy"}, ...]

The number by which the app names its telephone is our token.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from muvengine.core.errors import FileRefused
from muvengine.core.traces.gather import SentFix
from muvengine.formats.json_text import read_json

BODY_BYTES_MAX: Final = 256 * 1024
DEPTH_MAX: Final = 12
# Above this a time is in milliseconds: as seconds it would be in the year 5138.
SECONDS_MAX: Final = 1e11


@dataclass(frozen=True, slots=True)
class SentBody:
    """What a request holds.

    Attributes:
        token: as the app sent it; empty where it did not.
        fixes: every position that could be read.
        unread: how many could not be.
    """

    token: str
    fixes: tuple[SentFix, ...] = ()
    unread: int = 0


def read_fields(fields: Mapping[str, str]) -> SentBody:
    """Read the fields of an address or a form."""
    return _body(fields.get("id", ""), [fields])


def read_body(data: bytes) -> SentBody:
    """Read a JSON body; one that is none has no token and no position."""
    try:
        found = read_json(data, bytes_max=BODY_BYTES_MAX, depth_max=DEPTH_MAX)
    except FileRefused:
        return SentBody("", unread=1)
    entries = [entry for entry in _listed(found) if isinstance(entry, dict)]
    if not entries:
        return SentBody("", unread=1)
    token = entries[0].get("device_id", entries[0].get("id", ""))
    places = [place for entry in entries for place in _listed(entry.get("location", entry))]
    return _body(token, places)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _body(token: object, places: list[Any]) -> SentBody:
    fixes = tuple(_fixes(places))
    said = token if isinstance(token, str) else ""
    return SentBody(said, fixes, len(places) - len(fixes))


def _fixes(places: list[Any]) -> Iterator[SentFix]:
    for place in places:
        try:
            yield _fix(place)
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
            # One position that is none must not keep the others in the telephone.
            continue


def _fix(place: Mapping[str, Any]) -> SentFix:
    coords = place.get("coords")
    if coords is None:
        lat, lon, rest = place["lat"], place["lon"], place
    else:
        lat, lon, rest = coords["latitude"], coords["longitude"], coords
    return SentFix(
        _milliseconds(place["timestamp"]),
        _number(lat),
        _number(lon),
        _metres(rest.get("accuracy"), least=0.0),
        _metres(rest.get("altitude"), least=-math.inf),
    )


def _milliseconds(said: object) -> int:
    """Read a time: seconds or milliseconds since 1970, or ISO 8601; without a zone it is UTC."""
    try:
        moment = _number(said)
    except ValueError:
        when = datetime.fromisoformat(str(said))
        return round((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() * 1_000)
    return round(moment if moment > SECONDS_MAX else moment * 1_000)


def _number(said: object) -> float:
    if isinstance(said, bool) or not isinstance(said, (int, float, str)):
        raise TypeError
    found = float(said)
    if not math.isfinite(found):
        raise ValueError
    return found


def _metres(said: object, *, least: float) -> float:
    """Read metres; what is missing or none is unknown."""
    try:
        found = _number(said)
    except (ValueError, TypeError, OverflowError):
        return math.nan
    return found if found >= least else math.nan
