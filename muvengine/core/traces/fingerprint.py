"""Prints by which a copy of a trace is known without keeping the trace."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muvengine.core.traces.fixes import Fixes

SKETCH_SIZE = 64
CELLS_PER_DEGREE = 1_000_000
SIMILARITY_HELD = 0.30  # measured: honest companions reach 0.016, a thinned copy 0.52
NO_KEY = b"\x00" * 16
SIPHASH_START = (0x736F6D6570736575, 0x646F72616E646F6D, 0x6C7967656E657261, 0x7465646279746573)


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
    cells = (lat + 90 * CELLS_PER_DEGREE) << 32 | (lon + 180 * CELLS_PER_DEGREE)
    hashes = siphash(_distinct(cells).astype(np.uint64), key) >> np.uint64(1)
    return tuple(_distinct(hashes)[:SKETCH_SIZE].tolist())


def _distinct(numbers: NDArray[Any]) -> NDArray[Any]:
    """Give each number once, rising; ``np.unique`` looks them up in a table, which costs more."""
    rising = np.sort(numbers)
    return rising[np.concatenate(([True], rising[1:] != rising[:-1]))]


def siphash(words: NDArray[np.uint64], key: bytes) -> NDArray[np.uint64]:
    """Hash each word of eight bytes under the key: SipHash-2-4 (Aumasson, Bernstein, 2012).

    Made for short inputs: who lacks the key can neither list nor guess the cells.  A key of
    other than 16 bytes is first brought to that length.
    """
    sized = key if len(key) == len(NO_KEY) else hashlib.blake2b(key, digest_size=16).digest()
    k0, k1 = (np.uint64(int.from_bytes(half, "little")) for half in (sized[:8], sized[8:]))
    state = [np.full(len(words), np.uint64(start)) for start in SIPHASH_START]
    for i, half in enumerate((k0, k1, k0, k1)):
        state[i] ^= half
    for block in (words, np.uint64(8 << 56)):
        state[3] ^= block
        _siphash_rounds(state, 2)
        state[0] ^= block
    state[2] ^= np.uint64(0xFF)
    _siphash_rounds(state, 4)
    return state[0] ^ state[1] ^ state[2] ^ state[3]


def _siphash_rounds(state: list[NDArray[np.uint64]], rounds: int) -> None:
    """Stir the four words; the figures are the algorithm's."""
    v0, v1, v2, v3 = state
    for _ in range(rounds):
        v0 = v0 + v1
        v1 = _turned(v1, 13) ^ v0
        v0 = _turned(v0, 32)
        v2 = v2 + v3
        v3 = _turned(v3, 16) ^ v2
        v0 = v0 + v3
        v3 = _turned(v3, 21) ^ v0
        v2 = v2 + v1
        v1 = _turned(v1, 17) ^ v2
        v2 = _turned(v2, 32)
    state[:] = v0, v1, v2, v3


def _turned(words: NDArray[np.uint64], bits: int) -> NDArray[np.uint64]:
    """Rotate to the left."""
    return words << np.uint64(bits) | words >> np.uint64(64 - bits)
