"""Phones that really were in one car; see SOURCES.md beside them."""

from __future__ import annotations

import csv
import itertools
import os
from collections import defaultdict
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from muvengine.core.traces.clean import clean
from muvengine.core.traces.fixes import Fixes
from muvengine.core.traces.together import company
from muvengine.formats.gpx.read import read_gpx

LABELLED = Path(os.environ["MUV_TEST_DATA"]) / "labelled"
Pair = tuple[Fixes, Fixes]


@cache
def rides() -> tuple[tuple[Fixes, ...], ...]:
    """The phones of each ride by car."""
    found: dict[str, list[Fixes]] = defaultdict(list)
    with (LABELLED / "index.csv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            if row["label"] == "car" and row["run"]:
                data = (LABELLED / row["file"]).read_bytes()
                found[row["run"]].append(clean(read_gpx(data)).fixes)
    return tuple(tuple(phones) for phones in found.values())


def same_car() -> list[Pair]:
    """Pairs that recorded the same time, as far as their labels say."""
    pairs = [pair for phones in rides() for pair in itertools.combinations(phones, 2)]
    return [pair for pair in pairs if company(*pair).overlap_share >= 0.7]


def share_together(pairs: list[Pair]) -> float:
    assert pairs
    return sum(company(*pair).together for pair in pairs) / len(pairs)


def test_two_phones_in_one_car_are_known() -> None:
    assert share_together(same_car()) >= 0.9


@pytest.mark.parametrize("seconds", [30.0, 60.0, -45.0])
def test_the_same_drive_a_little_later_is_another_car(seconds: float) -> None:
    late = [(one, replace(other, t_s=other.t_s + seconds)) for one, other in same_car()]
    assert share_together(late) <= 0.05


def test_the_same_way_on_another_day_is_another_drive() -> None:
    pairs = [
        (one, replace(other, t_s=other.t_s - other.t_s[0] + one.t_s[0]))
        for first, second in itertools.combinations(rides(), 2)
        for one in first
        for other in second
    ]
    assert share_together(pairs) <= 0.05
