from __future__ import annotations

import csv
import os
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from muvengine.core.errors import UploadRefused
from muvengine.core.traces.check import check_recording
from muvengine.core.traces.clean import clean
from muvengine.core.traces.fixes import Recording
from muvengine.core.traces.signs import honesty_signs
from muvengine.formats.gpx.read import read_gpx

DATA = Path(os.environ["MUV_TEST_DATA"])
INDEX = list(
    csv.DictReader((DATA / "labelled" / "index.csv").read_text(encoding="utf-8").splitlines())
)


def read(path: Path) -> Recording:
    return check_recording(read_gpx(path.read_bytes()), area=None, now=None)


@pytest.fixture(scope="module")
def recordings() -> dict[str, Recording]:
    return {row["file"]: read(DATA / "labelled" / row["file"]) for row in INDEX}


def test_lengths_agree_with_those_found_by_others(recordings: dict[str, Recording]) -> None:
    ratios = [clean(recordings[row["file"]]).distance_m / float(row["distance_m"]) for row in INDEX]
    low, middle, high = np.percentile(ratios, [10, 50, 90])
    assert 0.95 < low <= middle <= high < 1.05


def test_honest_traces_hardly_ever_show_a_sign(recordings: dict[str, Recording]) -> None:
    shown = Counter(
        sign for made in recordings.values() for sign in honesty_signs(clean(made), made)
    )
    assert all(count < 0.015 * len(recordings) for count in shown.values())


@pytest.mark.parametrize(
    "path", sorted((DATA / "dialects").rglob("*.gpx")), ids=lambda path: path.name
)
def test_every_dialect_ends_in_a_trace_or_a_refusal(path: Path) -> None:
    try:
        made = read(path)
    except UploadRefused:
        return
    trace = clean(made)
    assert np.isfinite([trace.distance_m, trace.climb_m, trace.observed_share]).all()
    assert isinstance(honesty_signs(trace, made), tuple)
