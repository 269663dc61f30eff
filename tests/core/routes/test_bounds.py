"""What is left out without looking for a chain: never what a chain could have covered."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.routes.bounds import coverable_bins
from muvengine.core.routes.chain import Visit, longest_chain
from muvengine.core.routes.corridor import Visits
from muvengine.core.routes.cover import Ground, cover
from muvengine.core.routes.plane import Floats
from muvengine.core.routes.walked import Walked
from tests.core.routes.made import visits_of

HOLE_M = 75.0
NEAR = frozenset({0, 1, 2})
ONWARDS = [{k + d for d in (-1, 0, 1)} & set(range(20)) for k in range(20)]


def bounds_of(routes: list[tuple[list[Visit], Ground]]) -> list[list[int]]:
    """Ask for all routes at once, as the index does: one row along, one against."""
    counts = [ground.bins for _, ground in routes]
    ends = np.concatenate(([0], np.cumsum(counts)))
    shifted = [
        (low + where, first, last)
        for low, (visits, _) in zip(ends.tolist(), routes, strict=False)
        for where, first, last in visits
    ]
    columns = np.array(shifted, dtype=np.int64).reshape(-1, 3).T
    circular = np.array([ground.circular for _, ground in routes])
    bounds = coverable_bins(Visits(*columns), ends, np.full(len(counts), 25.0), circular, HOLE_M)
    rows: list[list[int]] = bounds.tolist()
    return rows


def covered(points: list[set[int]], ground: Ground) -> int:
    """Cover a route along it, a loop from any bin."""
    bins = ground.bins
    visits = visits_of(points, bins)
    if ground.circular:
        visits += [(where + bins, first, last) for where, first, last in visits]
    return cover(_walked(len(points)), visits, longest_chain(visits), ground).bins()


def _walked(points: int) -> Walked:
    at: Floats = np.zeros(points)
    return Walked(at, at, at, np.ones(points, dtype=np.bool_), np.zeros(points, dtype=np.int64))


def _ground(bins: int, *, circular: bool = False) -> Ground:
    return Ground(bins, bin_m=25.0, circular=circular, unseen_m_max=0.0)


moves = st.lists(st.tuples(st.integers(-3, 3), st.integers(0, 2)), min_size=1, max_size=60)
routes = st.lists(
    st.tuples(st.integers(1, 30), st.booleans(), st.integers(0, 29), moves), min_size=1, max_size=4
)


@given(routes)
def test_nobody_covers_more_than_the_bound(
    drawn: list[tuple[int, bool, int, list[tuple[int, int]]]],
) -> None:
    told, done = [], []
    for bins, circular, start, steps in drawn:
        ground = _ground(bins, circular=circular)
        places = itertools.accumulate((step for step, _ in steps), initial=start)
        widths = [1, *(width for _, width in steps)]
        points = [
            {place + d for d in range(-width, width + 1)} & set(range(bins))
            for place, width in zip(places, widths, strict=True)
        ]
        turned = [{bins - 1 - where for where in here} for here in points]
        told.append((visits_of(points, bins), ground))
        done.append((covered(points, ground), covered(turned, ground)))
    along, against = bounds_of(told)
    for (forward, backward), most, most_turned in zip(done, along, against, strict=True):
        assert forward <= most
        assert backward <= most_turned


def test_whoever_follows_a_route_does_not_follow_it_backwards_as_well() -> None:
    (along,), (against,) = bounds_of([(visits_of(ONWARDS, 20), _ground(20))])
    assert (along, against) == (20, 0)


def test_a_crossing_is_left_out_beside_a_route_that_is_followed() -> None:
    crossed = visits_of([set(NEAR), set(NEAR)], 20)
    along, against = bounds_of([(crossed, _ground(20)), (visits_of(ONWARDS, 20), _ground(20))])
    assert along == [0, 20]
    assert against == [0, 0]


def test_the_hole_across_a_loops_seam_may_be_filled() -> None:
    seam = [{14, 15}, {15, 16}, {16, 17}, {1, 2}, {2, 3}, {3, 4}]
    ((along,), _) = bounds_of([(visits_of(seam, 20), _ground(20, circular=True))])
    assert along >= covered(seam, _ground(20, circular=True)) == 11


def test_a_loop_may_be_begun_anywhere() -> None:
    thirds = [{8, 9, 10}, {14, 15, 16}, {3, 4, 5, 6}]
    ((along,), _) = bounds_of([(visits_of(thirds, 17), _ground(17, circular=True))])
    assert along >= covered(thirds, _ground(17, circular=True)) == 16


def test_nothing_near_can_be_nothing_covered() -> None:
    assert bounds_of([([], _ground(20)), ([], _ground(5))]) == [[0, 0], [0, 0]]
