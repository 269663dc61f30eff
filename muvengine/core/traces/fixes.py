"""What a reader hands over: every usable fix of an upload, as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Fixes:
    """Time-stamped positions, all arrays of one length, in the file's order.

    Attributes:
        t_s: seconds since 1970-01-01 UTC.
        lat, lon: degrees, WGS84, finite and in range.
        ele_m: metres, NaN where the recorder did not say.
        accuracy_m: metres of horizontal accuracy, NaN where unknown.
        piece: number of the track segment, rising; a person may pause between two.
    """

    t_s: NDArray[np.float64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    ele_m: NDArray[np.float64]
    accuracy_m: NDArray[np.float64]
    piece: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.t_s)

    def take(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> Fixes:
        """Give the chosen fixes, by mask or by index."""
        return Fixes(
            t_s=self.t_s[chosen],
            lat=self.lat[chosen],
            lon=self.lon[chosen],
            ele_m=self.ele_m[chosen],
            accuracy_m=self.accuracy_m[chosen],
            piece=self.piece[chosen],
        )


@dataclass(frozen=True, slots=True)
class Recording:
    """One upload, read and found to be a recording.

    Attributes:
        fixes: at least one, each with a position and a time.
        creator: the program that wrote the file, cleaned, at most 200 characters.
        name: what the recorder called it, cleaned, at most 200 characters.
        dropped: codes of what was left out or mended on the way, in order of appearance
            (``bad_coord``, ``bad_time``, ``naive_time``, ``time_sorted``, ``text`` ...).
        noted: codes of what was taken on trust with nothing left out: ``naive_time`` where no
            time names its zone and all were taken as UTC.
        tracks: the first piece of each track, rising; empty where that is not known.
    """

    fixes: Fixes
    creator: str = ""
    name: str = ""
    dropped: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    tracks: tuple[int, ...] = ()
