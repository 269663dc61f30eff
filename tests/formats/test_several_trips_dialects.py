"""Files of real recorders that hold trips of several days; see SOURCES.md beside them."""

from __future__ import annotations

import csv
import os
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from muvengine.core.traces.fingerprint import take_fingerprint
from muvengine.formats.containers import PackLimits, Part
from muvengine.formats.several_trips import TRIPS_MAX, trips_of
from muvengine.formats.upload import read_upload

DIALECTS = Path(os.environ["MUV_TEST_DATA"]) / "dialects"
DAY_S = 86_400.0


@cache
def parted() -> dict[str, list[Part]]:
    """Every file that holds more than one trip, with its trips."""
    with (DIALECTS / "catalog.csv").open(encoding="utf-8") as table:
        files = [DIALECTS / row["file"] for row in csv.DictReader(table)]
    found = {
        file.name: list(trips_of(Part(file.name, file.read_bytes()), PackLimits()))
        for file in files
        if file.is_file()
    }
    return {name: trips for name, trips in found.items() if len(trips) > 1}


def test_no_trip_of_a_real_file_lasts_longer_than_a_day() -> None:
    assert parted()
    for name, trips in parted().items():
        assert len(trips) <= TRIPS_MAX
        for trip in trips:
            assert np.ptp(read_upload(trip.data).fixes.t_s) <= DAY_S, name


@pytest.mark.parametrize("word", ["blue_hills", "multitrackgpx", "osm"])
def test_the_dialects_that_gather_days_are_parted(word: str) -> None:
    assert any(word in name.lower() for name in parted())


def test_no_two_trips_of_a_file_are_one() -> None:
    for trips in parted().values():
        prints = [take_fingerprint(read_upload(trip.data).fixes).exact for trip in trips]
        assert len(set(prints)) == len(prints)
