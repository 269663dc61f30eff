"""What the index leaves out to be quick could not have been found anyway.

The oracle compares every bin with every point, and knows no cells, squares or bounds.
"""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.routes.chain import Visit, longest_chain
from muvengine.core.routes.cover import Ground, cover
from muvengine.core.routes.index import RouteIndex
from muvengine.core.routes.lines import Lines
from muvengine.core.routes.plane import Bools, Plane
from muvengine.core.routes.route import Direction, Route
from muvengine.core.routes.walked import Walked, walk
from muvengine.core.traces.trace import Trace
from tests.core.routes.made import Line, pieced, route


def share_by_trying(trace: Trace, one: Route) -> float:
    plane = Plane.around(trace.fixes.lat, trace.fixes.lon)
    walked = walk(trace, plane)
    lines = Lines.of([one])
    length_m = float(lines.lengths_m()[0])
    bins = max(1, round(length_m / 25))
    x, y = lines.stations_on(plane, np.array([bins]))
    apart = np.hypot(x[:, None] - walked.x, y[:, None] - walked.y)
    near = apart <= one.buffer_m
    broken = bool(np.any(np.diff(walked.piece)))
    ground = Ground(bins, length_m / bins, one.direction is Direction.LOOP, 600.0 * broken)
    ways = [near] if one.direction is Direction.FORWARD else [near, near[::-1]]
    return max(_share(walked, way, ground) for way in ways)


def _share(walked: Walked, near: Bools, ground: Ground) -> float:
    visits: list[Visit] = []
    for where, row in enumerate(np.vstack([near, near]) if ground.circular else near):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], row.astype(int), [0]))))
        visits += [(where, int(a), int(b) - 1) for a, b in edges.reshape(-1, 2)[::-1]]
    found = cover(walked, visits, longest_chain(visits), ground)
    return found.bins() / ground.bins


corner = st.tuples(st.integers(-15, 15), st.integers(-15, 15)).map(
    lambda at: (at[0] * 70.0, at[1] * 70.0)
)
lines = st.lists(corner, min_size=2, max_size=6).filter(
    lambda line: all(a != b for a, b in itertools.pairwise(line))
)
parts = st.lists(st.tuples(lines, st.sampled_from([5.0, 90.0, 400.0])), min_size=1, max_size=3)
drawn_lines = st.lists(
    st.tuples(lines, st.sampled_from(Direction), st.sampled_from([15.0, 40.0, 75.0])),
    min_size=1,
    max_size=4,
)


@given(parts, drawn_lines)
def test_the_index_finds_what_trying_everything_finds(
    walked: list[tuple[Line, float]], drawn: list[tuple[Line, Direction, float]]
) -> None:
    trace = pieced(*walked)
    routes = [
        route(line, key=str(k), direction=direction, buffer_m=buffer_m)
        for k, (line, direction, buffer_m) in enumerate(drawn)
    ]
    expected = {one.key: share_by_trying(trace, one) for one in routes}
    found = {match.key: match.share for match in RouteIndex(routes).match(trace)}
    assert found == {key: share for key, share in expected.items() if share >= 0.2}
