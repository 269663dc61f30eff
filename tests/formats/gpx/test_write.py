from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.traces.fixes import Fixes
from muvengine.formats.gpx.read import read_gpx
from muvengine.formats.gpx.write import write_gpx


@given(
    st.lists(
        st.tuples(
            st.integers(315_964_800_000, 4_000_000_000_000),
            st.integers(-90_000_000, 90_000_000),
            st.integers(-180_000_000, 180_000_000),
            st.none() | st.integers(-4_000, 90_000),
            st.none() | st.integers(1, 9_000),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_what_is_written_is_read_again(
    rows: list[tuple[int, int, int, int | None, int | None]],
) -> None:
    t_ms, lat, lon, ele, accuracy = zip(*rows, strict=True)
    fixes = Fixes(
        t_s=np.array(t_ms) / 1_000,
        lat=np.array(lat) / 1e6,
        lon=np.array(lon) / 1e6,
        ele_m=np.array([np.nan if value is None else value / 10 for value in ele]),
        accuracy_m=np.array([np.nan if value is None else value / 10 for value in accuracy]),
        piece=np.sort(np.arange(len(rows), dtype=np.int32) % 2),
    )
    recording = read_gpx(write_gpx(fixes, "à <b>").encode())
    again = recording.fixes
    assert (recording.name, recording.creator, recording.dropped) == ("à <b>", "muvengine", ())
    assert np.allclose(again.t_s, fixes.t_s, rtol=0, atol=1e-6)
    for column in ("lat", "lon", "ele_m", "accuracy_m"):
        assert np.array_equal(getattr(again, column), getattr(fixes, column), equal_nan=True)
    assert np.array_equal(again.piece, fixes.piece)
