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

SIPHASH_BITS, SIPHASH_HALF = np.uint64(64), np.uint64(32)
SIPHASH_TURNS = tuple(np.array(bits, dtype=np.uint64) for bits in ([[13], [16]], [[17], [21]]))

Words = NDArray[np.uint64]


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
    if not (fixes.t_s[1:] > fixes.t_s[:-1]).all():
        fixes = fixes.take(np.lexsort((fixes.lon, fixes.lat, fixes.t_s)))
    t_ms = np.rint(fixes.t_s * 1_000).astype("<i8")
    lat, lon = _cells(fixes.lat), _cells(fixes.lon)
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
    rising = np.sort(numbers, kind="stable")
    return rising[np.concatenate(([True], rising[1:] != rising[:-1]))]


def siphash(words: Words, key: bytes) -> Words:
    """Hash each word of eight bytes under the key: SipHash-2-4 (Aumasson, Bernstein, 2012).

    Made for short inputs: who lacks the key can neither list nor guess the cells.  A key of
    other than 16 bytes is first brought to that length.
    """
    sized = key if len(key) == len(NO_KEY) else hashlib.blake2b(key, digest_size=16).digest()
    k0, k1 = (np.uint64(int.from_bytes(half, "little")) for half in (sized[:8], sized[8:]))
    v0, v1, v2, v3 = (np.uint64(start) for start in SIPHASH_START)
    ones = np.ones(len(words), dtype=np.uint64)
    even = np.array([v0 ^ k0, v2 ^ k0])[:, None] * ones
    odd = np.array([v1 ^ k1, v3 ^ k1])[:, None] * ones
    for block in (words, np.uint64(8 << 56)):
        odd[1] ^= block
        even, odd = _siphash_rounds(even, odd, 2)
        even[0] ^= block
    even[1] ^= np.uint64(0xFF)
    even, odd = _siphash_rounds(even, odd, 4)
    hashes: Words = even[0] ^ odd[0] ^ even[1] ^ odd[1]
    return hashes


def _siphash_rounds(even: Words, odd: Words, rounds: int) -> tuple[Words, Words]:
    """Stir v0 and v2, v1 and v3, as pairs; each turn is half a round of the algorithm's."""
    for turn in SIPHASH_TURNS * rounds:
        even = even + odd
        odd = _turned(odd, turn) ^ even
        even[0] = _turned(even[0], SIPHASH_HALF)
        # The other half adds crosswise.
        even = even[::-1]
    return even, odd


def _turned(words: Words, bits: Words | np.uint64) -> Words:
    """Rotate to the left."""
    return words << bits | words >> (SIPHASH_BITS - bits)
