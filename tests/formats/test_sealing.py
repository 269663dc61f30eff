"""Raw traces can be read with the secret, for their own trip, and not otherwise."""

from __future__ import annotations

import base64

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from muvengine.core.traces.fixes import Fixes, Recording
from muvengine.formats.sealing import TraceSeal, pack, unpack
from tests.town import ride

# Three fixes, packed when every step still took eight bytes.
WIDE = base64.b64decode(
    "eAGLNtRRMNZRUPLPSVEoSk3OL0pJLVLSUYhWKi7IzE5Vio3larhzRImVcwcDgxYDw3QGBkYGKHC44FHF/mU1w38Zhv8M"
    "yEjiwp0/7Nz/Gf6jIr9NF3k+c4MU1jcgK4eZx9CAYgpQGG4VXAmIAQCYWzJt"
)
SECRET = "thirty-two characters of a secret"


def floats(low: float, high: float, *, nan: bool = False) -> st.SearchStrategy[float]:
    known = st.floats(low, high)
    return known | st.just(float("nan")) if nan else known


@st.composite
def recordings(draw: st.DrawFn) -> Recording:
    count = draw(st.integers(1, 40))

    def column(values: st.SearchStrategy[float]) -> np.ndarray:
        return draw(arrays(np.float64, count, elements=values))

    fixes = Fixes(
        t_s=column(floats(315_964_800, 4_102_444_800)),
        lat=column(floats(-90, 90)),
        lon=column(floats(-180, 180)),
        ele_m=column(floats(-1e12, 1e12, nan=True)),
        accuracy_m=column(floats(0, 1e5, nan=True)),
        piece=draw(arrays(np.int32, count, elements=st.integers(0, 50))),
    )
    return Recording(fixes, creator=draw(st.text(max_size=20)), dropped=("spike",))


@given(recordings())
def test_what_is_packed_comes_back_to_the_centimetre(recording: Recording) -> None:
    back = unpack(pack(recording))
    np.testing.assert_allclose(back.fixes.t_s, recording.fixes.t_s, atol=0.00051)
    np.testing.assert_allclose(back.fixes.lat, recording.fixes.lat, atol=0.51e-7)
    np.testing.assert_allclose(back.fixes.lon, recording.fixes.lon, atol=0.51e-7)
    usual = np.abs(recording.fixes.ele_m) < 20_000_000
    np.testing.assert_allclose(back.fixes.ele_m[usual], recording.fixes.ele_m[usual], atol=0.0051)
    np.testing.assert_array_equal(np.isnan(back.fixes.ele_m), np.isnan(recording.fixes.ele_m))
    np.testing.assert_array_equal(back.fixes.piece, recording.fixes.piece)
    assert (back.creator, back.dropped) == (recording.creator, recording.dropped)


def test_a_trace_packed_in_the_wide_format_still_comes_back() -> None:
    back = unpack(WIDE)
    nothing = np.nan
    np.testing.assert_allclose(back.fixes.t_s, [1748768400, 1748768401.5, 1748768404])
    np.testing.assert_allclose(back.fixes.lat, [48.1, 48.1002, 48.0999])
    np.testing.assert_allclose(back.fixes.lon, [-1.6, -1.6001, -1.5999])
    np.testing.assert_allclose(back.fixes.ele_m, [31.5, nothing, 30.25])
    np.testing.assert_array_equal(back.fixes.accuracy_m, [nothing] * 3)
    np.testing.assert_array_equal(back.fixes.piece, [0, 0, 1])
    assert (back.creator, back.dropped) == ("Old recorder", ("spike",))


def test_a_trace_opens_for_its_own_trip_with_its_own_secret() -> None:
    recording = Recording(ride(), creator="MUV recorder")
    sealed = TraceSeal(SECRET).close(recording, "trip-1")
    opened = TraceSeal(SECRET).open(sealed, "trip-1")
    assert opened is not None
    assert opened.creator == "MUV recorder"
    assert TraceSeal(SECRET).open(sealed, "trip-2") is None
    assert TraceSeal(SECRET + "!").open(sealed, "trip-1") is None


@pytest.mark.parametrize("place", [0, 15, 16, 200, -1])
def test_a_byte_changed_anywhere_is_noticed(place: int) -> None:
    sealed = bytearray(TraceSeal(SECRET).close(Recording(ride()), "trip-1"))
    sealed[place] ^= 1
    assert TraceSeal(SECRET).open(bytes(sealed), "trip-1") is None


def test_nothing_of_a_trace_shows_in_the_sealed_bytes() -> None:
    recording = Recording(ride(), creator="Garmin Edge 530 of Fatou")
    sealed = TraceSeal(SECRET).close(recording, "trip-1")
    assert b"Fatou" not in sealed


def test_a_sealed_trace_is_small() -> None:
    recording = Recording(ride())
    assert len(TraceSeal(SECRET).close(recording, "trip-1")) < 6 * len(recording.fixes)
