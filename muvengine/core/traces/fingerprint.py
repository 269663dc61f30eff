"""Prints by which a copy of a trace is known without keeping the trace."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muvengine.core.traces.fixes import Fixes

SKETCH_SIZE = 64
CELLS_PER_DEGREE = 1_000_000
SIMILARITY_HELD = 0.30  # measured: honest companions reach 0.016, a thinned copy 0.52
NO_KEY = b"\x00" * 16


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a trace to know it again.

    Attributes:
        exact: hex; equal for the same positions at the same times.
        shape: hex; equal for the same positions with the same pauses between, on any day.
        sketch: the 64 smallest keyed hashes of the cells of a micro-degree (0.1 m) it passes,
            rising; fewer for a short trace.
    """

    exact: str
    shape: str
    sketch: tuple[int, ...]


def take_fingerprint(fixes: Fixes, key: bytes = NO_KEY) -> Fingerprint:
    """Take the prints of fixes as uploaded: spacing, names and elevations do not matter.

    Args:
        fixes: at least one, in any order.
        key: makes the prints useless to who lacks it; a new key forgets all older prints.
    """
    order = np.lexsort((fixes.lon, fixes.lat, fixes.t_s))
    t_ms = np.rint(fixes.t_s[order] * 1_000).astype("<i8")
    lat = _cells(fixes.lat[order])
    lon = _cells(fixes.lon[order])
    places = lat.tobytes() + lon.tobytes()
    return Fingerprint(
        exact=_digest(key, b"exact" + t_ms.tobytes() + places),
        shape=_digest(key, b"shape" + (t_ms - t_ms[0]).astype("<i8").tobytes() + places),
        sketch=_sketch(lat, lon, key),
    )


def similarity(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """Estimate the share of cells two traces have in common, from their sketches.

    The Jaccard index over the smallest hashes of the union (Broder, 1997): 0 nothing in common
    to 1 the same cells.  Sketches of different keys have nothing in common.
    """
    if not a or not b:
        return 0.0
    first, second = frozenset(a), frozenset(b)
    union = sorted(first | second)[:SKETCH_SIZE]
    return sum(cell in first and cell in second for cell in union) / len(union)


def _cells(degrees: NDArray[np.float64]) -> NDArray[np.int64]:
    """Number the micro-degrees."""
    return np.rint(degrees * CELLS_PER_DEGREE).astype("<i8")


def _digest(key: bytes, message: bytes) -> str:
    """Hash under the key."""
    return hmac.new(key, message, hashlib.sha256).hexdigest()


def _sketch(lat: NDArray[np.int64], lon: NDArray[np.int64], key: bytes) -> tuple[int, ...]:
    """Keep the smallest hashes of the distinct cells, each below 2**63 to fit any database."""
    cells = np.unique(np.column_stack((lat, lon)), axis=0)
    raw = cells.tobytes()
    hashes = sorted(
        int.from_bytes(hashlib.blake2b(raw[i : i + 16], key=key, digest_size=8).digest()) >> 1
        for i in range(0, len(raw), 16)
    )
    return tuple(hashes[:SKETCH_SIZE])
