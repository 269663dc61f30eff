"""P4: does matching a trip stay as cheap with a hundred thousand routes as with a thousand?

Towns of a thousand routes each are laid side by side, so that density stays what it is in
a town; the trip follows one route of the first.  Run ``python -m tests.bench.bench_routes``.
"""

from __future__ import annotations

import statistics
import sys
import time
import tracemalloc

import numpy as np
from numpy.typing import NDArray

from muvengine.core.routes.index import RouteIndex
from muvengine.core.routes.route import Route
from muvengine.core.traces.clean import clean
from muvengine.core.traces.fixes import Fixes, Recording
from muvengine.core.traces.trace import Trace

TOWN_M = 8_000.0
BLOCK_M = 100.0
TOWN_ROUTES = 1_000
M_PER_DEGREE = 111_195.0
ROUTES_MANY = 100_000
ROUNDS = 60
RATIO_MAX = 1.5
BYTES_A_ROUTE_MAX = 600


def main() -> int:
    """Print the cost at both sizes, the ratio and the memory; 1 when a goal is missed."""
    trip = _trip(_streets(np.random.default_rng(0), 50))
    few, bytes_few = _index(TOWN_ROUTES)
    many, bytes_many = _index(ROUTES_MANY)
    # By turns, so that a busy machine slows both alike.
    pairs = [(_spent_ms(few, trip), _spent_ms(many, trip)) for _ in range(ROUNDS)]
    few_ms, many_ms = (statistics.median(spent) for spent in zip(*pairs, strict=True))
    for index, spent_ms, a_route in ((few, few_ms, bytes_few), (many, many_ms, bytes_many)):
        print(f"P4 {len(index):7} routes: {spent_ms:.2f} ms a trip, ", end="")
        print(f"{len(index.match(trip))} followed, {a_route:.0f} bytes a route beyond vertices")
    ratio = many_ms / few_ms
    print(f"P4 ratio {ratio:.2f} (at most {RATIO_MAX}), bytes at most {BYTES_A_ROUTE_MAX}")
    return int(ratio > RATIO_MAX or max(bytes_few, bytes_many) > BYTES_A_ROUTE_MAX)


def _index(count: int) -> tuple[RouteIndex, float]:
    """Build an index and give what a route costs in it, vertices left out."""
    routes = _towns(count)
    vertices_bytes = sum(route.lat.nbytes + route.lon.nbytes for route in routes)
    tracemalloc.start()
    index = RouteIndex(routes)
    held_bytes = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return index, (held_bytes - vertices_bytes) / count


def _spent_ms(index: RouteIndex, trip: Trace) -> float:
    start = time.process_time()
    index.match(trip)
    return (time.process_time() - start) * 1_000


def _towns(count: int) -> list[Route]:
    random = np.random.default_rng(1)
    routes = []
    for number in range(count):
        town = number // TOWN_ROUTES
        line = _streets(random, int(random.integers(10, 50)))
        line += np.array([town % 10, town // 10]) * 3 * TOWN_M
        lat = 43.64 + line[:, 1] / M_PER_DEGREE
        lon = 5.10 + line[:, 0] / (M_PER_DEGREE * np.cos(np.radians(43.64)))
        routes.append(Route(f"route-{number}", lat, lon))
    return routes


def _streets(random: np.random.Generator, blocks: int) -> NDArray[np.float64]:
    """Go some blocks through a town of square blocks, turning at one corner in six."""
    corner = random.uniform(0.0, TOWN_M, 2) // BLOCK_M * BLOCK_M
    ways = np.array([(BLOCK_M, 0.0), (0.0, BLOCK_M), (-BLOCK_M, 0.0), (0.0, -BLOCK_M)])
    way = int(random.integers(4))
    corners = [corner]
    for _ in range(blocks):
        if random.uniform() < 1 / 6:
            way = (way + int(random.choice([1, 3]))) % 4
        corners.append(corners[-1] + ways[way])
    return np.array(corners)


def _trip(line: NDArray[np.float64]) -> Trace:
    """Ride a line of 5 km at 5 m/s, a fix a second, with 4 m of noise."""
    random = np.random.default_rng(2)
    along = np.arange(1_000) * 5.0
    corners = np.arange(len(line)) * BLOCK_M
    x = np.interp(along, corners, line[:, 0]) + random.normal(0, 4, len(along))
    y = np.interp(along, corners, line[:, 1]) + random.normal(0, 4, len(along))
    blank = np.full(len(along), np.nan)
    fixes = Fixes(
        t_s=1.75e9 + np.arange(len(along), dtype=np.float64),
        lat=43.64 + y / M_PER_DEGREE,
        lon=5.10 + x / (M_PER_DEGREE * np.cos(np.radians(43.64))),
        ele_m=blank,
        accuracy_m=blank,
        piece=np.zeros(len(along), dtype=np.int32),
    )
    return clean(Recording(fixes))


if __name__ == "__main__":
    sys.exit(main())
