"""Whatever bytes come, an upload is read or refused: nothing else is ever raised."""

from __future__ import annotations

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muvengine.core.errors import UploadRefused
from muvengine.core.traces.check import check_recording
from muvengine.core.traces.clean import clean
from muvengine.core.traces.fixes import Recording
from muvengine.core.traces.signs import honesty_signs
from muvengine.formats.containers import open_upload
from muvengine.formats.gpx.write import write_gpx
from muvengine.formats.upload import read_upload
from tests.formats.tracks import documents
from tests.formats.tracks.documents import gzipped, ride, zipped

RIDE = ride(12)
GOOD = {
    "gpx": write_gpx(RIDE, "Ride", "test").encode(),
    "tcx": documents.tcx(RIDE),
    "kml": documents.kml_track(RIDE),
    "places": documents.kml_places(RIDE),
    "geojson": documents.geojson(RIDE),
    "points": documents.geojson_points(RIDE),
    "fit": documents.fit(RIDE, compressed=True),
    "utf-16": b"\xff\xfe" + documents.kml_track(RIDE).decode().encode("utf-16-le"),
}
PACKED = {
    "zip": zipped(a__gpx=GOOD["gpx"], b__fit=GOOD["fit"], c__gz=gzipped(GOOD["kml"])),
    "gzip": gzipped(GOOD["tcx"]),
}
MARKS = (
    b"", b"<", b">", b"&", b"\x00", b"\xff", b"<!DOCTYPE x>", b"<![CDATA[", b"<!--", b"nan",
    b"1e999", b"-", b"9" * 400, b"0000-00-00T00:00:00Z", b"{", b"[", b"null", b"\\ud800",
    b'xmlns:a=""',
)  # fmt: skip


@st.composite
def bent(draw: st.DrawFn, originals: dict[str, bytes]) -> bytes:
    """A good file with a few places cut out, doubled, flipped or overwritten."""
    data = originals[draw(st.sampled_from(sorted(originals)))]
    for _ in range(draw(st.integers(1, 4))):
        first, last = sorted(draw(st.tuples(*[st.integers(0, len(data))] * 2)))
        patch = draw(
            st.sampled_from(MARKS)
            | st.binary(max_size=8)
            | st.just(data[first:last] * 2)
            | st.just(bytes(byte ^ 1 for byte in data[first : first + 3]))
        )
        last = draw(st.sampled_from((first, min(first + 3, len(data)), last)))
        data = data[:first] + patch + data[last:]
    return data


def judged(data: bytes) -> Recording | None:
    """Read and look at bytes as an upload is; None where they are refused."""
    try:
        recording = read_upload(data)
        checked = check_recording(recording, area=None, now=None)
    except UploadRefused:
        return None
    honesty_signs(clean(checked), checked)
    return recording


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400) | bent(GOOD))
def test_bytes_are_read_or_refused(data: bytes) -> None:
    recording = judged(data)
    if recording is not None:
        fixes = recording.fixes
        assert len(fixes)
        assert np.isfinite(fixes.t_s).all()
        assert (np.abs(fixes.lat) <= 90).all()
        assert (np.abs(fixes.lon) <= 180).all()


@settings(max_examples=150, deadline=None)
@given(bent(PACKED) | st.binary(max_size=60).map(lambda tail: b"PK\x03\x04" + tail))
def test_containers_are_opened_or_refused(data: bytes) -> None:
    with suppress(UploadRefused):
        for part in open_upload("x", data):
            assert not (part.data and part.refusal)
            judged(part.data)


@pytest.mark.parametrize("kind", GOOD)
def test_the_files_that_are_bent_are_good(kind: str) -> None:
    assert judged(GOOD[kind]) is not None
