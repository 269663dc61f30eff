"""Times as GPX writes them: xsd:dateTime, to seconds since 1970 UTC."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from muvengine.formats.text_table import Texts, TextTable

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY_S = 86_400
OFFSET_MINUTES_MAX = 14 * 60
# The instants that a date can be made of, years 1 to 9999: others are no times.
FIRST_S = -62_135_596_800
LAST_S = 253_402_300_799.999_999
STAMP_CHARS = 19  # 2026-05-04T08:00:00
CHARS_MAX = 64
STAMP = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt ]([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]{1,20})?"
    r"([Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
OFFSET = re.compile(r"([+-])([0-9]{2}):?([0-9]{2})?")
DAYS_BEFORE = np.array([0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334])
DAYS_IN = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])

Whole = NDArray[np.int64]


def read_times(texts: Texts) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Read times, NaN where a text is none.

    The forms recorders write (a stamp, a fraction or none, a zone or none) are read many at
    once, by their length; every other text by itself.

    Returns:
        Seconds since 1970-01-01 UTC, and whether each text named its zone: without one it is
        taken as UTC.
    """
    if isinstance(texts, TextTable):
        seconds = _read_block(texts.signs)
        if seconds is not None:
            return _within_years(seconds), np.ones(len(texts), dtype=np.bool_)
        texts = texts.texts()
    bodies, ahead_s, zoned = _without_zones(texts)
    lengths = np.fromiter(map(len, bodies), dtype=np.int64, count=len(bodies))
    seconds = np.full(len(texts), np.nan)
    for length in np.unique(lengths).tolist():
        chosen = np.flatnonzero(lengths == length)
        same = bodies if len(chosen) == len(bodies) else [bodies[i] for i in chosen.tolist()]
        block = _read_block(_rows(same, length))
        if block is not None:
            seconds[chosen] = block - ahead_s[chosen]
            continue
        for i in chosen.tolist():
            seconds[i], zoned[i] = _read_time(texts[i])
    return _within_years(seconds), zoned


def _within_years(seconds: NDArray[np.float64]) -> NDArray[np.float64]:
    seconds[~((seconds >= FIRST_S) & (seconds <= LAST_S))] = np.nan
    return seconds


def _without_zones(
    texts: Sequence[str],
) -> tuple[Sequence[str], NDArray[np.float64], NDArray[np.bool_]]:
    """Write each time as if in UTC, with its offset and whether it named a zone beside it."""
    ahead_s = np.zeros(len(texts))
    zoned = np.ones(len(texts), dtype=np.bool_)
    if "\n".join((*texts, "")).count("Z\n") == len(texts):
        return texts, ahead_s, zoned
    bodies = list(texts)
    for i, text in enumerate(texts):
        offset_s = _offset_s(text[-6:]) if len(text) > STAMP_CHARS else None
        if offset_s is not None:
            bodies[i], ahead_s[i] = text[:-6] + "Z", offset_s
        elif len(text) == STAMP_CHARS:
            bodies[i], zoned[i] = text + "Z", False
    return bodies, ahead_s, zoned


@lru_cache(maxsize=256)
def _offset_s(tail: str) -> int | None:
    """Read ``+02:00``, None where it is no offset; a trip has one or two."""
    found = OFFSET.fullmatch(tail)
    if found is None:
        return None
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    if int(found[3] or 0) > 59 or minutes > OFFSET_MINUTES_MAX:  # noqa: PLR2004
        return None
    return -60 * minutes if found[1] == "-" else 60 * minutes


def _rows(texts: Sequence[str], length: int) -> NDArray[np.uint8] | None:
    """Lay texts of one length out as a table of their signs; None where one is not ASCII."""
    joined = "".join(texts)
    if not joined.isascii() or not length:
        return None
    return np.frombuffer(joined.encode("ascii"), dtype=np.uint8).reshape(-1, length)


def _read_block(rows: NDArray[np.uint8] | None) -> NDArray[np.float64] | None:
    """Read texts of one length that all have the usual form; None where one has not."""
    if rows is None or not STAMP_CHARS < rows.shape[1] <= CHARS_MAX:
        return None
    length = rows.shape[1]
    digits = rows - np.uint8(ord("0"))
    fraction = length - STAMP_CHARS - 2
    if fraction == -1:
        numerals = [*range(4), 5, 6, 8, 9, 11, 12, 14, 15, 17, 18]
    elif fraction > 0 and (rows[:, STAMP_CHARS] == ord(".")).all():
        numerals = [*range(4), 5, 6, 8, 9, 11, 12, 14, 15, 17, 18, *range(20, length - 1)]
    else:
        return None
    if (digits[:, numerals] > 9).any() or (rows[:, [4, 7, 10, 13, 16, -1]] != _MARKS).any():  # noqa: PLR2004
        return None
    d = digits.astype(np.int64)
    # Most trips begin and end on one day: it is read once.
    days = d[:1] if (rows[:, :10] == rows[0, :10]).all() else d
    seconds = _to_seconds(
        (days[:, 0] * 10 + days[:, 1]) * 100 + days[:, 2] * 10 + days[:, 3],
        *(days[:, i] * 10 + days[:, i + 1] for i in (5, 8)),
        *(d[:, i] * 10 + d[:, i + 1] for i in (11, 14, 17)),
    )
    if fraction > 0:
        seconds += d[:, STAMP_CHARS + 1 : -1] @ (0.1 ** np.arange(1, fraction + 1))
    return seconds


_MARKS = np.frombuffer(b"--T::Z", dtype=np.uint8)


def _to_seconds(*fields: Whole) -> NDArray[np.float64]:
    """Turn arrays of year, month, day, hour, minute and second into seconds, NaN where none."""
    year, month, day, hour, minute, second = fields
    index = np.clip(month, 1, 12) - 1
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    days = DAYS_IN[index] + (leap & (month == 2))  # noqa: PLR2004  February
    good = (year >= 1) & (month == index + 1) & (day >= 1) & (day <= days)
    good = good & (hour < 24) & (minute < 60) & (second < 60)  # noqa: PLR2004
    before = year - 1
    ordinal = before * 365 + before // 4 - before // 100 + before // 400
    ordinal += DAYS_BEFORE[index] + (leap & (month > 2)) + day - 719_163  # noqa: PLR2004
    total = ordinal * DAY_S + hour * 3600 + minute * 60 + second
    return np.where(good, total.astype(np.float64), np.nan)


def _read_time(text: str) -> tuple[float, bool]:
    """Read one time of any form: white space around, lower case, offsets, no zone."""
    found = STAMP.fullmatch(text.strip(" \t\r\n")) if len(text) <= CHARS_MAX else None
    if found is None:
        return np.nan, True
    try:
        stamp = datetime(*(int(found[i]) for i in range(1, 7)), tzinfo=UTC)  # type: ignore[arg-type, misc]
    except ValueError:
        return np.nan, True
    seconds = (stamp - EPOCH).total_seconds() + float(found[7] or 0)
    if found[8] is None or found[8] in "Zz":
        return seconds, found[8] is not None
    offset_s = _offset_s(found[8])
    return (np.nan if offset_s is None else seconds - offset_s), True
