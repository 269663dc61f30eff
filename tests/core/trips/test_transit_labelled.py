"""Lines along the ways of real rides: how many are proven, and what cars on them get.

The departures of a line are those of the vehicles its riders really took, to the minute.
Cars drive along a line made for them, with stops at both ends: the worst there can be.
"""

from __future__ import annotations

import csv
import os
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from numpy.typing import NDArray

from muvengine.core.modes.limits import DEFAULT_LIMITS
from muvengine.core.routes.timetable import day_begins_s
from muvengine.core.traces.clean import clean
from muvengine.core.traces.trace import Trace
from muvengine.core.trips.judgement import Claim, judge_claim
from muvengine.core.trips.transit import TransitProver
from muvengine.formats.gpx.read import read_gpx
from muvengine.formats.gpx.route_file import read_route_line
from tests.core.trips.timetables import one_line

FOLDER = Path(os.environ["MUV_TEST_DATA"])
ZONE = ZoneInfo("America/Los_Angeles")
Floats = NDArray[np.float64]


@pytest.fixture(scope="module")
def ridden() -> dict[tuple[str, str], list[tuple[str, Trace]]]:
    """The rides of each mode and way, with the vehicle each was in."""
    found = defaultdict(list)
    with (FOLDER / "routes" / "followers.csv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            if row["label"] in {"bus", "tram", "subway", "train", "car"}:
                data = (FOLDER / "labelled" / row["file"]).read_bytes()
                found[row["label"], row["route"]].append((row["run"], clean(read_gpx(data))))
    return found


def way(name: str) -> tuple[Floats, Floats]:
    _, lat, lon = read_route_line((FOLDER / "routes" / f"{name}.gpx").read_bytes())
    return lat, lon


def departures(rides: Sequence[tuple[str, Trace]]) -> list[int]:
    """When each vehicle left, by the first of its riders."""
    first: dict[str, float] = {}
    for run, trace in rides:
        first[run] = min(first.get(run, trace.start_s), trace.start_s)
    moments = [datetime.fromtimestamp(at, UTC).astimezone(ZONE) for at in first.values()]
    seconds = [at.timestamp() - day_begins_s(at.date(), ZONE) for at in moments]
    return sorted({int(second) // 60 * 60 for second in seconds})


def proven(
    rides: Sequence[tuple[str, Trace]], name: str, mode: str, starts_s: Sequence[int], run_s: float
) -> Counter[str]:
    line = one_line(
        way(name),
        starts_s=starts_s,
        run_s=int(run_s),
        mode=mode,
        every_m=400.0 if mode in {"bus", "tram"} else 2_000.0,
        zone=ZONE.key,
    )
    prover = TransitProver(line)
    counted: Counter[str] = Counter()
    for _, trace in rides:
        found = prover(trace, judge_claim(trace, Claim(mode), DEFAULT_LIMITS).legs)
        counted[str(found[0].kind) if found else ""] += 1
    return counted


def run_s(rides: Sequence[tuple[str, Trace]]) -> float:
    return float(np.median([trace.duration_s for _, trace in rides]))


@pytest.mark.parametrize(
    ("mode", "part", "least"), [("bus", "city-bus", 0.9), ("tram", "", 0.55), ("train", "", 0.35)]
)
def test_riders_are_proven_where_their_telephone_saw_the_way(
    ridden: dict[tuple[str, str], list[tuple[str, Trace]]], mode: str, part: str, least: float
) -> None:
    counted: Counter[str] = Counter()
    for (label, name), rides in ridden.items():
        if label == mode and part in name:
            counted += proven(rides, name, mode, departures(rides), run_s(rides))
    assert counted["timetable"] / counted.total() >= least


@pytest.mark.parametrize("headway_min", [30, 60])
def test_cars_on_a_line_made_for_them_meet_its_departures_by_chance_only(
    ridden: dict[tuple[str, str], list[tuple[str, Trace]]], headway_min: int
) -> None:
    [(name, rides)] = [(name, rides) for (label, name), rides in ridden.items() if label == "car"]
    counted: Counter[str] = Counter()
    for offset_min in range(0, headway_min, 6):
        starts = range(offset_min * 60, 86_400, headway_min * 60)
        counted += proven(rides, name, "bus", starts, 1.4 * run_s(rides))
    assert counted["timetable"] / counted.total() <= 18 / headway_min
    # Of the ways themselves many are found: half is what a line alone is worth.
    assert counted["line"] > 0


def test_cars_are_never_found_on_lines_of_other_streets(
    ridden: dict[tuple[str, str], list[tuple[str, Trace]]],
) -> None:
    [cars] = [rides for (label, _), rides in ridden.items() if label == "car"]
    for (label, name), rides in ridden.items():
        if label in {"bus", "tram"}:
            every_minute = range(0, 86_400, 60)
            assert proven(cars, name, label, every_minute, run_s(rides)) == {"": len(cars)}
