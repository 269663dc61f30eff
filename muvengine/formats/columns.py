"""From the texts of a file's fixes to a recording; every format ends here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from muvengine.core.errors import BadCoord, NoPoints, NoTime
from muvengine.core.traces.fixes import Fixes, Recording
from muvengine.formats.gpx.limits import Limits
from muvengine.formats.gpx.names import clean_name
from muvengine.formats.gpx.numerals import read_decimals
from muvengine.formats.gpx.times import read_times
from muvengine.formats.text_table import Texts

LAT_MAX, LON_MAX = 90.0, 180.0
# My Tracks and its children wrote a pause as a position that is none.
PAUSE_LATITUDES: Final = (100.0, 200.0)

Mask = NDArray[np.bool_]
Whole = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Columns:
    """The texts of all fixes, one column a field, empty texts where a fix has none.

    Attributes:
        lat, lon, time, ele, accuracy, dilution: of one length.
        piece: number of each fix's segment, rising.
        track: number of each fix's track, rising.
        creator, name: as written.
    """

    lat: Texts
    lon: Texts
    time: Texts
    ele: Texts
    accuracy: Texts
    dilution: Texts
    piece: Whole
    track: Whole
    creator: str = ""
    name: str = ""


def recording_of(columns: Columns, limits: Limits) -> Recording:
    """Turn texts into arrays; judge positions before times.

    A mark for a pause begins a new piece.  Tracks without a single time are planned, not
    recorded: beside recorded ones they are left out.

    Raises:
        NoPoints: nothing but marks for pauses.
        BadCoord, NoTime: more than the tolerated share of fixes lacks one.
    """
    lat, lon = read_decimals(columns.lat), read_decimals(columns.lon)
    t_s, zoned = read_times(columns.time)
    placed, timed = (np.abs(lat) <= LAT_MAX) & (np.abs(lon) <= LON_MAX), np.isfinite(t_s)
    piece, paused = _pauses(lat, columns.piece)
    planned = _planned(columns.track, timed)
    counted = ~(paused | planned)
    placed_counted, timed_counted, zoned_counted = placed[counted], timed[counted], zoned[counted]
    _check(placed_counted, timed_counted, limits)
    ele_m, ele_bad = _optional(columns.ele)
    (creator, name), mended = _names(columns, limits)
    found = (
        ("untimed_track", planned.any()),
        ("bad_coord", not placed_counted.all()),
        ("bad_time", not timed_counted.all()),
        ("naive_time", zoned_counted.any() and not zoned_counted.all()),
        ("bad_elevation", ele_bad),
        ("text", mended),
    )
    fixes = Fixes(t_s, lat, lon, ele_m, _accuracy(columns), piece)
    kept = counted & placed & timed
    return Recording(
        fixes if kept.all() else fixes.take(kept),
        creator=creator,
        name=name,
        dropped=tuple(code for code, shown in found if shown),
        noted=() if zoned_counted.any() else ("naive_time",),
        tracks=_first_pieces(columns.track, piece),
    )


def _check(placed: Mask, timed: Mask, limits: Limits) -> None:
    """Judge what counts: first whether there is any, then positions, then times."""
    if not len(placed):
        raise NoPoints
    for good, refusal in ((placed, BadCoord), (timed, NoTime)):
        bad = int((~good).sum())
        if bad > limits.bad_share_max * len(good):
            raise refusal(bad=bad, fixes=len(good))


def _pauses(lat: NDArray[np.float64], piece: Whole) -> tuple[Whole, Mask]:
    """Mark the positions that mean a pause, and begin a new piece at each."""
    low, high = PAUSE_LATITUDES
    paused = (lat == low) | (lat == high)
    if not paused.any():
        return piece, paused
    return (piece + paused.cumsum()).astype(np.int32), paused


def _planned(track: Whole, timed: Mask) -> Mask:
    """Mark the fixes of tracks without a time, where others have some."""
    if timed.all() or not timed.any() or track[0] == track[-1]:
        return np.zeros(len(timed), dtype=np.bool_)
    with_time = np.bincount(track, weights=timed) > 0
    planned: Mask = ~with_time[track]
    return planned


def _first_pieces(track: Whole, piece: Whole) -> tuple[int, ...]:
    """Give the piece with which each track begins."""
    begins = np.concatenate(([True], track[1:] != track[:-1]))
    return tuple(piece[begins].tolist())


def _names(columns: Columns, limits: Limits) -> tuple[tuple[str, str], bool]:
    creator, creator_mended = clean_name(columns.creator, limits.name_chars_max)
    name, name_mended = clean_name(columns.name, limits.name_chars_max)
    return (creator, name), creator_mended or name_mended


def _optional(texts: Texts) -> tuple[NDArray[np.float64], bool]:
    """Read a field that may be absent, and tell whether a text that is there is no number."""
    if isinstance(texts, list) and not any(texts):
        return np.full(len(texts), np.nan), False
    values = read_decimals(texts)
    lacking = np.flatnonzero(np.isnan(values)).tolist()
    return values, any(texts[i] and not texts[i].isspace() for i in lacking)


def _accuracy(columns: Columns) -> NDArray[np.float64]:
    """Take metres of accuracy from extensions, else from ``hdop``.

    Phone recorders write metres into ``hdop``.  A true dilution is a few units, so taking it
    for metres never makes a good fix look bad.
    """
    best, _ = _optional(columns.accuracy)
    if not np.isfinite(best).all():
        best = np.where(np.isfinite(best), best, _optional(columns.dilution)[0])
    best[~(best > 0)] = np.nan
    return best
