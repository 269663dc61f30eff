from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.traces.fingerprint import (
    SIMILARITY_HELD,
    SKETCH_SIZE,
    similarity,
    siphash,
    take_fingerprint,
)
from muvengine.core.traces.fixes import Fixes
from tests.core.traces.walks import walk

KEY = b"a quarter's key"
RIDE = walk(400, speed_ms=4.0, noise_m=20.0)
PRINT = take_fingerprint(RIDE, KEY)


def shifted(fixes: Fixes, *, metres: float = 0.0, seconds: float = 0.0) -> Fixes:
    return replace(fixes, lat=fixes.lat + metres / 111_106, t_s=fixes.t_s + seconds)


def test_order_elevation_and_accuracy_do_not_matter() -> None:
    other = replace(RIDE, ele_m=RIDE.ele_m * 0, piece=RIDE.piece + 1)
    assert take_fingerprint(other.take(np.arange(400)[::-1]), KEY) == PRINT


def test_another_day_keeps_the_shape() -> None:
    later = take_fingerprint(shifted(RIDE, seconds=86_400.0), KEY)
    assert later.exact != PRINT.exact
    assert (later.shape, later.sketch) == (PRINT.shape, PRINT.sketch)


def test_another_pace_or_place_changes_the_shape() -> None:
    slower = replace(RIDE, t_s=RIDE.t_s[0] + 5 * (RIDE.t_s - RIDE.t_s[0]))
    for other in (slower, shifted(RIDE, metres=1.0)):
        assert take_fingerprint(other, KEY).shape != PRINT.shape


@pytest.mark.parametrize(("copy", "low", "high"), [
    (RIDE,                                  1.0,  1.0),
    (RIDE.take(np.arange(300)),             0.55, 0.95),
    (RIDE.take(np.arange(0, 400, 2)),       0.35, 0.65),
    (shifted(RIDE, metres=1.0),             0.0,  0.02),
    (walk(400, speed_ms=1.4, noise_m=9.0),  0.0,  0.02),
])  # fmt: skip
def test_a_sketch_tells_how_much_was_copied(copy: Fixes, low: float, high: float) -> None:
    share = similarity(PRINT.sketch, take_fingerprint(copy, KEY).sketch)
    assert low <= share <= high
    assert not low < SIMILARITY_HELD <= high


def test_two_hundred_honest_companions_are_never_held() -> None:
    dice = np.random.default_rng(5)
    for _ in range(200):
        noise = dice.normal(0, dice.uniform(1, 10) / 111_106, (2, 400))
        friend = replace(RIDE, lat=RIDE.lat + noise[0], lon=RIDE.lon + noise[1])
        assert similarity(PRINT.sketch, take_fingerprint(friend, KEY).sketch) < 0.1


def test_another_key_forgets() -> None:
    other = take_fingerprint(RIDE, b"next quarter")
    assert other.exact != PRINT.exact
    assert similarity(other.sketch, PRINT.sketch) == 0


def test_the_hash_is_the_published_one() -> None:
    message = np.frombuffer(bytes(range(8)), dtype="<u8").astype(np.uint64)
    assert siphash(message, bytes(range(16))).tolist() == [0x93F5F5799A932462]


def test_a_sketch_is_small_rising_and_fits_any_database() -> None:
    assert len(PRINT.sketch) == SKETCH_SIZE
    assert list(PRINT.sketch) == sorted(set(PRINT.sketch))
    assert 0 <= PRINT.sketch[0] <= PRINT.sketch[-1] < 2**63
    assert len(take_fingerprint(walk(5), KEY).sketch) == 5


CELLS = st.frozensets(st.integers(0, 300), max_size=100).map(
    lambda cells: tuple(sorted(cells)[:64])
)


@given(CELLS, CELLS)
def test_similarity_is_a_share_and_mutual(a: tuple[int, ...], b: tuple[int, ...]) -> None:
    assert 0 <= similarity(a, b) == similarity(b, a) <= 1
    assert similarity(a, a) == (1 if a else 0)
