"""Real people on routes somebody planned for them; see SOURCES.md beside the data."""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from muvengine.core.modes.judge import judge_window
from muvengine.core.modes.limits import DEFAULT_LIMITS
from muvengine.core.modes.verdict import Outcome
from muvengine.core.routes.index import RouteIndex
from muvengine.core.routes.lines import Lines
from muvengine.core.routes.plane import Plane
from muvengine.core.routes.route import Route, RouteMatch
from muvengine.core.traces.clean import clean
from muvengine.core.traces.trace import Trace
from muvengine.formats.gpx.read import read_gpx

DATA = Path(os.environ["MUV_TEST_DATA"])
SAME_GROUND_M = 100.0


@dataclass(frozen=True)
class Follower:
    mode: str
    route: str
    trace: Trace
    matches: tuple[RouteMatch, ...]

    @property
    def share(self) -> float:
        return next((match.share for match in self.matches if match.key == self.route), 0.0)


@cache
def routes() -> dict[str, Route]:
    """Read the routes; one was drawn several times over the months, with a date in its name."""
    found = {}
    for path in sorted((DATA / "routes").glob("*.gpx")):
        tree = ET.parse(path)  # noqa: S314  files of this project's own data set
        at = [node for node in tree.iter() if node.tag.endswith(("}trkpt", "}rtept"))]
        lat = np.array([float(node.attrib["lat"]) for node in at])
        lon = np.array([float(node.attrib["lon"]) for node in at])
        found[path.stem] = Route(path.stem, lat, lon)
    return found


@cache
def followers() -> tuple[Follower, ...]:
    index = RouteIndex(routes().values())
    with (DATA / "routes" / "followers.csv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    found = []
    for row in rows:
        key = row["route"] if row["route"] in routes() else None
        path = DATA / "labelled" / row["file"]
        if key is None or not path.is_file():
            continue
        trace = clean(read_gpx(path.read_bytes()))
        found.append(Follower(row["label"], key, trace, index.match(trace)))
    return tuple(found)


@cache
def on_same_ground(one: str, other: str) -> float:
    """Give the share of a route that lies near another one, in any order."""
    lines = Lines.of([routes()[one], routes()[other]])
    plane = Plane.around(lines.lat, lines.lon)
    counts = np.maximum(2, lines.lengths_m() / 25).astype(np.int64)
    x, y = lines.stations_on(plane, counts)
    split = int(counts[0])
    apart = np.hypot(x[:split, None] - x[split:], y[:split, None] - y[split:]).min(axis=1)
    return float(np.mean(apart <= SAME_GROUND_M))


@pytest.mark.parametrize(
    ("mode", "count_min", "full_min", "partial_min"),
    [
        # share of followers with 0.7 and with 0.2 of their route
        ("walk",  100, 0.80, 0.97),
        ("bike",  20,  0.85, 0.97),
        ("ebike", 20,  0.90, 0.93),
        ("car",   20,  0.80, 0.97),
        ("bus",   40,  0.50, 0.80),
        ("tram",  20,  0.55, 0.80),
    ],
)  # fmt: skip
def test_people_who_follow_a_route_are_seen_to(
    mode: str, count_min: int, full_min: float, partial_min: float
) -> None:
    shares = np.array([one.share for one in followers() if one.mode == mode])
    assert len(shares) >= count_min
    assert np.mean(shares >= 0.7) >= full_min
    assert np.mean(shares >= 0.2) >= partial_min


def test_nobody_follows_half_of_a_route_on_other_ground() -> None:
    pairs = 0
    for one in followers():
        elsewhere = {k for k in routes() if on_same_ground(k, one.route) < 0.4}
        pairs += len(elsewhere)
        assert not [m for m in one.matches if m.key in elsewhere and m.share >= 0.5]
    assert pairs > 2_000


def test_nobody_is_seen_to_go_the_wrong_way() -> None:
    for one in followers():
        assert all(match.forward for match in one.matches if match.key == one.route)


def test_a_route_driven_by_car_is_not_walked() -> None:
    for one in followers():
        if one.mode != "car":
            continue
        for match in one.matches:
            window = judge_window(one.trace, DEFAULT_LIMITS["walk"], match.entered_s, match.left_s)
            assert window.outcome is not Outcome.CONFIRMED


def test_a_route_that_was_walked_is_believed_on_its_covered_part() -> None:
    outcomes = [
        judge_window(one.trace, DEFAULT_LIMITS["walk"], match.entered_s, match.left_s).outcome
        for one in followers()
        if one.mode == "walk"
        for match in one.matches
        if match.key == one.route
    ]
    assert np.mean([outcome is Outcome.CONFIRMED for outcome in outcomes]) >= 0.9
