"""The manifest again, with the moment and the place it names: reader, checks and signs."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from muvengine.core.errors import UploadRefused
from muvengine.core.traces.area import Area
from muvengine.core.traces.check import check_recording
from muvengine.core.traces.clean import clean
from muvengine.core.traces.fingerprint import Fingerprint, similarity, take_fingerprint
from muvengine.core.traces.fixes import Recording
from muvengine.core.traces.signs import honesty_signs
from muvengine.formats.gpx.read import read_gpx
from tests.formats.gpx.documents import HOSTILE

AREA = Area(37.9, 13.1, 38.4, 13.6)
NOW = datetime(2026, 5, 5, 12, tzinfo=UTC)
NOW_OF = {
    "time/dst_gap.gpx": datetime(2026, 3, 30, 12, tzinfo=UTC),
    "time/dst_overlap.gpx": datetime(2026, 10, 26, 12, tzinfo=UTC),
}
MANIFEST = json.loads((HOSTILE / "gpx" / "manifest.json").read_text(encoding="utf-8"))
ALONE = [line for line in MANIFEST if not line.get("after")]


def check(file: str) -> Recording:
    data = (HOSTILE / "gpx" / file).read_bytes()
    return check_recording(read_gpx(data), area=AREA, now=NOW_OF.get(file, NOW))


def print_of(file: str) -> Fingerprint:
    return take_fingerprint(check(file).fixes)


@pytest.mark.parametrize("line", ALONE, ids=lambda line: line["file"])
def test_reader_checks_and_signs_agree_with_the_manifest(line: dict[str, str]) -> None:
    kind, _, code = line["expect"].partition(":")
    if kind == "reject":
        with pytest.raises(UploadRefused) as refused:
            check(line["file"])
        assert refused.value.code == code
        return
    recording = check(line["file"])
    trace = clean(recording)
    if kind == "review":
        assert honesty_signs(trace, recording)
    else:
        assert bool(trace.dropped) == (kind == "sanitise")


@pytest.mark.parametrize("file", ["replay_exact", "replay_renamed", "replay_whitespace"])
def test_a_renamed_copy_has_the_same_print(file: str) -> None:
    assert print_of(f"fraud/{file}.gpx") == print_of("fraud/base.gpx")


def test_a_copy_of_another_day_has_the_same_shape() -> None:
    base, copy = print_of("fraud/base.gpx"), print_of("fraud/replay_plus_1day.gpx")
    assert (copy.shape, copy.exact == base.exact) == (base.shape, False)


@pytest.mark.parametrize(("file", "low", "high"), [
    ("replay_subset",    0.6, 0.9),
    ("replay_thinned",   0.3, 0.7),
    ("replay_jitter",    0.0, 0.0),
    ("overlap_time",     0.0, 0.0),
])  # fmt: skip
def test_a_sketch_tells_part_of_a_ride(file: str, low: float, high: float) -> None:
    share = similarity(print_of("fraud/base.gpx").sketch, print_of(f"fraud/{file}.gpx").sketch)
    assert low <= share <= high
