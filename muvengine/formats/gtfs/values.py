"""Texts of a feed as numbers, times of a service day and days."""

from __future__ import annotations

import math
import re
from datetime import date
from functools import lru_cache
from typing import Final

from muvengine.core.routes.timetable import DAY_S_MAX

_TIME: Final = re.compile(r"([0-9]{1,2}):([0-5][0-9]):([0-5][0-9])")
_DAY: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_WHOLE: Final = re.compile(r"[0-9]{1,9}")
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{0,20})?")
# Before this no timetable was written, after it only those that never end.
_FIRST_YEAR: Final = 1990
_LAST_YEAR: Final = 9998


@lru_cache(maxsize=1 << 16)
def seconds_of(text: str) -> int | None:
    """Read a time of the service day, as ``7:05:00`` or ``25:10:00``.

    Returns:
        None where it is none, or at or after 48:00:00.
    """
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds = (int(part) for part in found.groups())
    total = hours * 3_600 + minutes * 60 + seconds
    return total if total < DAY_S_MAX else None


@lru_cache(maxsize=1 << 12)
def whole(text: str) -> int | None:
    """Read a whole number of at most nine digits."""
    found = _WHOLE.fullmatch(text.strip())
    return int(found.group()) if found else None


def day_of(text: str) -> date | None:
    """Read a day, as ``20260401``."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups())
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def degrees(lat: str, lon: str) -> tuple[float, float] | None:
    """Read a position; none where it is off the earth or at its zero, where no stop is."""
    lat, lon = lat.strip(), lon.strip()
    if not (_NUMBER.fullmatch(lat) and _NUMBER.fullmatch(lon)):
        return None
    north, east = float(lat), float(lon)
    # Near the poles a plane has no east.
    if abs(north) > 89.0 or abs(east) > 180.0 or math.hypot(north, east) < 0.01:  # noqa: PLR2004
        return None
    return north, east
