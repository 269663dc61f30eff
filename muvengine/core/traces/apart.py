"""Several trips in one file: found by the silence between them.

Some recorders keep one file for a month, or write all their tracks into one export.  Sent as
one trip it would last for days; each stretch between long silences is a trip of its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from muvengine.core.traces.check import DAY_S, FIRST_S
from muvengine.core.traces.fixes import Fixes, Recording

# Longer than a long lunch: whoever goes on after it has set out again.
SILENCE_S: Final = 4 * 3_600.0
# A new track is a trip of its own after less, but not after a lap or a stop at a shop.
SILENCE_OF_TRACKS_S: Final = 1_800.0
# One or two positions alone are what a telephone remembered, no trip.
FIXES_MIN: Final = 3


def trips_apart(recording: Recording) -> tuple[Recording, ...]:
    """Part a recording into its trips, in order of time.

    Fixes keep the file's order within each part, so that a part is judged as the same fixes in
    a file of their own would be, and has the same fingerprint.  Fixes from before any receiver
    had a clock stay with the first part; one or two fixes alone go when others remain.

    Args:
        recording: as read, not yet checked.

    Returns:
        At least one; the recording itself where it is one trip, or could be within a day.
    """
    fixes = recording.fixes
    number = _numbered(fixes, np.asarray(recording.tracks, dtype=np.int32))
    counts = np.bincount(number)
    kept = np.flatnonzero(counts >= FIXES_MIN)
    if len(counts) == 1 or not len(kept):
        return (recording,)
    if len(kept) == 1 and _lasts_s(fixes) <= DAY_S:
        return (recording,)
    return tuple(replace(recording, fixes=fixes.take(number == part)) for part in kept.tolist())


def _numbered(fixes: Fixes, tracks: NDArray[np.int32]) -> NDArray[np.intp]:
    """Number the trip of each fix, from 0."""
    order = np.argsort(fixes.t_s, kind="stable")
    t_s = fixes.t_s[order]
    track = np.searchsorted(tracks, fixes.piece[order], side="right")
    silence_s = np.diff(t_s)
    # A clock that had not been set yet says nothing of when the trip began.
    set_s = t_s[:-1] >= FIRST_S
    apart = silence_s > SILENCE_S
    apart |= (silence_s > SILENCE_OF_TRACKS_S) & (np.diff(track) != 0)
    number = np.empty(len(fixes), dtype=np.intp)
    number[order] = np.concatenate(([0], np.cumsum(apart & set_s)))
    return number


def _lasts_s(fixes: Fixes) -> float:
    clocked = fixes.t_s[fixes.t_s >= FIRST_S]
    return float(np.ptp(clocked)) if len(clocked) else 0.0
