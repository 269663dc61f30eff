"""Proposed legs against the truth of whole trips; see SOURCES.md beside them."""

from __future__ import annotations

import csv
import json
import os
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from muvengine.core.traces.clean import clean
from muvengine.core.traces.trace import Trace
from muvengine.core.trips.propose import propose_legs
from muvengine.formats.gpx.read import read_gpx

FOLDER = Path(os.environ["MUV_TEST_DATA"]) / "multimodal"
SLOW = {"WALKING", "STOPPED"}
BRIEF_S = 60


@dataclass
class Found:
    """Counted over all trips."""

    trips: int = 0
    legs: int = 0
    met: int = 0
    false: int = 0
    off_s: list[float] = field(default_factory=list)


def rides(truth: list[dict[str, object]], trace: Trace) -> list[tuple[float, float]]:
    """The rides a trip really had, as far as the phone recorded."""
    found = []
    for leg in truth:
        if leg["type"] == "TRAVEL" and leg["mode"] not in SLOW:
            start_s = max(float(str(leg["start"])), trace.start_s)
            end_s = min(float(str(leg["end"])), trace.end_s)
            if end_s - start_s >= BRIEF_S:
                found.append((start_s, end_s))
    return found


def common_s(one: tuple[float, float], other: tuple[float, float]) -> float:
    return max(0.0, min(one[1], other[1]) - max(one[0], other[0]))


def overlap(one: tuple[float, float], other: tuple[float, float]) -> float:
    return common_s(one, other) / (max(one[1], other[1]) - min(one[0], other[0]))


@pytest.fixture(scope="module")
def found() -> Found:
    counted = Found()
    with (FOLDER / "index.csv").open(encoding="utf-8") as table:
        names = [row["file"] for row in csv.DictReader(table)]
    for name in names:
        trace = clean(read_gpx((FOLDER / name).read_bytes()))
        truth = rides(json.loads((FOLDER / name).with_suffix(".truth.json").read_text()), trace)
        proposed = [(part.start_s, part.end_s) for part in propose_legs(trace) if part.fast]
        counted.trips += 1
        counted.legs += len(truth)
        for ride in truth:
            best = max(proposed, key=lambda leg: overlap(leg, ride), default=(0.0, 0.0))
            if overlap(best, ride) >= 0.5:
                counted.met += 1
                counted.off_s += [abs(best[0] - ride[0]), abs(best[1] - ride[1])]
        for leg in proposed:
            true_s = sum(common_s(leg, ride) for ride in truth)
            counted.false += true_s < (leg[1] - leg[0]) / 2
    return counted


def test_most_rides_are_found(found: Found) -> None:
    assert found.met / found.legs >= 0.80


def test_few_are_made_up(found: Found) -> None:
    assert found.false / found.trips <= 0.20


def test_their_ends_are_about_right(found: Found) -> None:
    assert float(np.median(found.off_s)) <= 75
