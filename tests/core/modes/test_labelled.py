"""Verdicts on real traces whose mode is known; see SOURCES.md beside them."""

from __future__ import annotations

import csv
import os
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from muvengine.core.modes.judge import judge
from muvengine.core.modes.limits import DEFAULT_LIMITS
from muvengine.core.modes.verdict import Outcome
from muvengine.core.traces.clean import clean
from muvengine.core.traces.trace import Trace
from muvengine.formats.gpx.read import read_gpx

LABELLED = Path(os.environ["MUV_TEST_DATA"]) / "labelled"


@cache
def traces(label: str) -> tuple[Trace, ...]:
    with (LABELLED / "index.csv").open(encoding="utf-8") as table:
        names = [row["file"] for row in csv.DictReader(table) if row["label"] == label]
    return tuple(clean(read_gpx((LABELLED / name).read_bytes())) for name in names)


def shares(label: str, mode: str) -> dict[Outcome, float]:
    """Count the outcomes of all traces of one kind, declared as another, as shares."""
    limits = DEFAULT_LIMITS[mode]
    counts = Counter(judge(trace, limits).outcome for trace in traces(label))
    return {outcome: counts[outcome] / counts.total() for outcome in Outcome}


@pytest.mark.parametrize(
    ("label", "confirmed_min", "refused_max"),
    [
        ("walk",  0.90, 0.05),
        ("bike",  0.90, 0.03),
        ("ebike", 0.80, 0.00),
    ],
)  # fmt: skip
def test_honest_people_are_believed(label: str, confirmed_min: float, refused_max: float) -> None:
    found = shares(label, label)
    assert found[Outcome.CONFIRMED] >= confirmed_min
    assert found[Outcome.REFUSED] <= refused_max


@pytest.mark.parametrize("label", ["bus", "tram", "subway", "train"])
def test_passengers_are_neither_believed_nor_turned_away(label: str) -> None:
    assert shares(label, label)[Outcome.DOUBTFUL] >= 0.95
    assert shares(label, label)[Outcome.CONFIRMED] == 0


@pytest.mark.parametrize(
    ("label", "mode", "confirmed_max"),
    [
        ("car",    "walk",  0.03),
        ("car",    "run",   0.03),
        ("car",    "bike",  0.08),
        ("car",    "ebike", 0.10),
        ("car",    "bus",   0.00),
        ("car",    "car",   0.00),
        ("bus",    "walk",  0.03),
        ("bus",    "bike",  0.08),
        ("train",  "walk",  0.03),
        ("train",  "bike",  0.03),
        ("subway", "walk",  0.05),
        ("tram",   "walk",  0.08),
        ("bike",   "walk",  0.03),
        ("bike",   "run",   0.10),
    ],
)  # fmt: skip
def test_vehicles_do_not_pass_for_legs(label: str, mode: str, confirmed_max: float) -> None:
    assert shares(label, mode)[Outcome.CONFIRMED] <= confirmed_max


@pytest.mark.parametrize(
    ("labels", "mode", "confirmed_min", "confirmed_max", "refused_max"),
    [
        (("walk",),                    "walk", 126, 136,   3),
        (("bike",),                    "bike",  31,  32,   1),
        (("car",),                     "walk",   0,   0,  32),
        (("car",),                     "bike",   0,   0,  32),
        (("bus",),                     "bike",   0,   3,  64),
        (("bus",),                     "walk",   0,   1,  64),
        (("tram", "subway", "train"),  "bike",   0,   8, 166),
        (("tram", "subway", "train"),  "walk",   0,   3, 166),
    ],
)  # fmt: skip
def test_the_files_at_hand_are_judged_no_worse_than_before(
    labels: tuple[str, ...],
    mode: str,
    confirmed_min: int,
    confirmed_max: int,
    refused_max: int,
) -> None:
    found = [
        judge(trace, DEFAULT_LIMITS[mode]).outcome for kind in labels for trace in traces(kind)
    ]
    assert confirmed_min <= found.count(Outcome.CONFIRMED) <= confirmed_max
    assert found.count(Outcome.REFUSED) <= refused_max
