"""Following set routes: what counts, what does not, and how much."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.routes.index import RouteIndex
from muvengine.core.routes.route import Direction, Route, RouteMatch
from muvengine.core.traces.clean import clean
from muvengine.core.traces.fixes import Recording
from muvengine.core.traces.trace import Trace
from tests.core.modes.made import START_S, trace_at
from tests.core.routes.made import ELL, SQUARE, Line, along, pieced, route, trip

BACK: Line = list(ELL)[::-1]
EITHER, FORWARD, LOOP = Direction.EITHER, Direction.FORWARD, Direction.LOOP


def followed(trace: Trace, one: Route) -> RouteMatch | None:
    found = RouteIndex([one]).match(trace)
    return found[0] if found else None


def share(trace: Trace, one: Route) -> float:
    found = followed(trace, one)
    return found.share if found else 0.0


HALF: Line = [(0, 0), (800, 0), (800, 300)]
LEAD: Line = [(-600, 0), (0, 0), (800, 0), (800, 600), (1600, 600), (1600, 1300)]
THERE_AND_BACK: Line = [*ELL, *BACK[1:]]
DETOUR: Line = [(0, 0), (500, 0), (500, -250), (800, -250), (800, 600), (1600, 600)]
CROSSING: Line = [(400, -900), (400, 900)]
SHUFFLED: Line = [(800, 600), (1600, 600), (1600, 900), (0, 900), (0, 0), (800, 0), (800, 500)]


@pytest.mark.parametrize(
    ("line", "direction", "low", "high"),
    [
        (ELL,            EITHER,  0.97, 1.00),
        (ELL,            FORWARD, 0.97, 1.00),
        (BACK,           EITHER,  0.97, 1.00),
        (BACK,           FORWARD, 0.00, 0.00),
        (HALF,           FORWARD, 0.48, 0.54),
        (LEAD,           FORWARD, 0.97, 1.00),
        (THERE_AND_BACK, FORWARD, 0.97, 1.00),
        (DETOUR,         FORWARD, 0.88, 0.93),
        (CROSSING,       EITHER,  0.00, 0.00),
        # 800 m of the end came first: only the longer part counts.
        (SHUFFLED,       FORWARD, 0.55, 0.65),
    ],
)  # fmt: skip
def test_how_much_was_followed(line: Line, direction: Direction, low: float, high: float) -> None:
    assert low <= share(trip(line), route(ELL, direction=direction)) <= high


@pytest.mark.parametrize(
    ("aside_m", "low", "high"),
    [
        (20,  0.97, 1.00),
        (35,  0.90, 1.00),
        (60,  0.00, 0.19),
        (120, 0.00, 0.00),
    ],
)  # fmt: skip
def test_a_parallel_street_is_another_street(aside_m: float, low: float, high: float) -> None:
    straight: Line = [(0, 0), (2000, 0)]
    assert low <= share(trip(straight, shift=(0, aside_m)), route(straight)) <= high


@pytest.mark.parametrize(
    ("buffer_m", "expected"),
    [(25, 0.0), (40, 0.0), (75, 1.0)],
)
def test_the_corridor_is_as_wide_as_the_route_says(buffer_m: float, expected: float) -> None:
    straight: Line = [(0, 0), (2000, 0)]
    assert share(trip(straight, shift=(0, 60)), route(straight, buffer_m=buffer_m)) == expected


def test_noise_costs_little() -> None:
    assert share(trip(ELL, noise_m=12.0), route(ELL, direction=FORWARD)) >= 0.9
    assert share(trip(BACK, noise_m=12.0), route(ELL, direction=FORWARD)) == 0.0


def test_against_the_line_is_told() -> None:
    found = followed(trip(BACK), route(ELL))
    assert found is not None
    assert not found.forward


def test_covered_metres_are_the_routes_not_the_trips() -> None:
    wandering: Line = [(x, 20 * (k % 2)) for k, x in enumerate(range(0, 2001, 20))]
    found = followed(trip(wandering), route([(0, 0), (2000, 0)]))
    assert found is not None
    assert found.covered_m == pytest.approx(2000, rel=0.02)


def test_a_missed_stretch_is_told_along_the_line_as_drawn() -> None:
    for line, forward in ((DETOUR, True), (DETOUR[::-1], False)):
        found = followed(trip(line), route(ELL))
        assert found is not None
        assert found.forward is forward
        [(low_m, high_m)] = found.gaps
        assert low_m == pytest.approx(540, abs=40)
        assert high_m == pytest.approx(760, abs=40)


@pytest.mark.parametrize(("line", "direction", "followed_m", "missed_m"), [
    (DETOUR,       EITHER, [(0, 540), (760, 2200)],  [(540, 760)]),
    (DETOUR[::-1], EITHER, [(0, 540), (760, 2200)],  [(540, 760)]),
    (HALF,         EITHER, [(0, 1125)],              [(1125, 2200)]),
    (HALF[::-1],   EITHER, [(0, 1125)],              [(1125, 2200)]),
    (ELL,          EITHER, [(0, 2200)],              []),
    # A loop followed across its first vertex, one way and the other.
    ([(0, 400), (0, 0), (400, 0)],   LOOP, [(0, 440), (1560, 2000)], [(440, 1560)]),
    ([(400, 0), (0, 0), (0, 400)],   LOOP, [(0, 440), (1560, 2000)], [(440, 1560)]),
])  # fmt: skip
def test_what_was_followed_and_what_was_missed_make_the_whole_line(
    line: Line,
    direction: Direction,
    followed_m: list[tuple[float, float]],
    missed_m: list[tuple[float, float]],
) -> None:
    found = followed(trip(line), route(SQUARE if direction is LOOP else ELL, direction=direction))
    assert found is not None
    assert np.ravel(found.followed) == pytest.approx(np.ravel(followed_m), abs=45)
    assert np.ravel(found.missed) == pytest.approx(np.ravel(missed_m), abs=45)
    assert sum(high - low for low, high in found.followed) == pytest.approx(found.covered_m)


def test_whoever_asks_why_a_trip_does_not_count_is_told_the_least_share() -> None:
    little: Line = [(0, -500), (0, 0), (300, 0), (300, -500)]
    assert followed(trip(little), route(ELL)) is None
    [found] = RouteIndex([route(ELL)], share_min=0.0).match(trip(little))
    assert found.share == pytest.approx(340 / 2200, abs=0.02)
    elsewhere: Line = [(0, -900), (900, -900)]
    assert RouteIndex([route(ELL)], share_min=0.0).match(trip(elsewhere)) == ()


def test_the_window_leaves_out_what_came_before_and_after() -> None:
    found = followed(trip(LEAD), route(ELL, direction=FORWARD))
    assert found is not None
    # 600 m at 1.5 m/s before, 700 m after, 40 m of corridor on both sides.
    assert found.entered_s - START_S == pytest.approx(400, abs=45)
    assert found.left_s - START_S == pytest.approx((600 + 2200) / 1.5, abs=45)


def test_passing_the_start_earlier_does_not_open_the_window() -> None:
    trace = pieced(([(-300, 0), (0, 0), (-300, 0)], 0.0), ([(-300, 0), *ELL], 7200.0))
    found = followed(trace, route(ELL, direction=FORWARD))
    assert found is not None
    assert found.entered_s - START_S > 7200


STRAIGHT: Line = [(0, 0), (3000, 0)]


@pytest.mark.parametrize(
    ("hole_m", "pause_s", "expected"),
    [
        (60,   0.0,   1.00),   # a crossing
        (500,  300.0, 1.00),   # nothing seen: given
        (900,  300.0, 0.70),   # too long to be given
    ],
)  # fmt: skip
def test_holes_are_given_up_to_a_length(hole_m: float, pause_s: float, expected: float) -> None:
    trace = pieced(([(0, 0), (1000, 0)], 0.0), ([(1000 + hole_m, 0), (3000, 0)], 5.0 + pause_s))
    assert share(trace, route(STRAIGHT)) == pytest.approx(expected, abs=0.04)


def test_a_hole_is_not_given_when_the_trip_was_seen_elsewhere() -> None:
    first: Line = [(0, 0), (1000, 0), (1000, 300)]
    second: Line = [(1500, 300), (1500, 0), (3000, 0)]
    found = followed(pieced((first, 0.0), (second, 300.0)), route(STRAIGHT))
    assert found is not None
    assert found.share == pytest.approx(0.85, abs=0.04)
    assert len(found.gaps) == 1


def test_rails_are_given_longer_holes() -> None:
    trace = pieced(([(0, 0), (500, 0)], 0.0), ([(2500, 0), (3000, 0)], 300.0))
    index = RouteIndex([route(STRAIGHT)])
    assert index.match(trace)[0].share == pytest.approx(1 / 3, abs=0.05)
    assert index.match(trace, unseen_m_max=3000.0)[0].share == 1.0


def test_a_hairpin_cut_short_is_not_given() -> None:
    hairpin: Line = [(0, 0), (600, 0), (600, 300), (660, 300), (660, 0), (1300, 0)]
    assert share(trip([(0, 0), (1300, 0)]), route(hairpin)) == pytest.approx(0.73, abs=0.06)


def test_a_hairpin_cut_short_is_not_given_because_of_a_pause_elsewhere() -> None:
    hairpin: Line = [(0, 0), (600, 0), (600, 300), (660, 300), (660, 0), (1300, 0)]
    trace = pieced(([(0, 0), (200, 0)], 0.0), ([(200, 0), (1300, 0)], 300.0))
    assert share(trace, route(hairpin)) == pytest.approx(0.73, abs=0.06)


@pytest.mark.parametrize("start_m", range(0, 851, 25))
def test_a_fifth_is_found_wherever_it_lies(start_m: int) -> None:
    end_m = start_m + 150
    block: Line = [(start_m, 900), (start_m, 0), (end_m, 0), (end_m, 900)]
    assert share(trip(block), route([(0, 0), (1000, 0)])) >= 0.2


def test_there_and_back_is_told_as_there() -> None:
    for line in (THERE_AND_BACK, [*BACK, *list(ELL)[1:]]):
        found = followed(trip(line), route(ELL))
        assert found is not None
        assert found.forward
        assert found.share >= 0.97


@pytest.mark.parametrize("start", range(4))
def test_a_loop_may_be_begun_anywhere_and_in_both_directions(start: int) -> None:
    corners = list(SQUARE)[:-1]
    turned: Line = [*corners[start:], *corners[: start + 1]]
    loop = route(SQUARE, direction=LOOP)
    assert share(trip(turned), loop) >= 0.97
    assert share(trip(turned[::-1]), loop) >= 0.97


def test_half_a_loop_twice_is_half_a_loop() -> None:
    half: Line = [(0, 0), (500, 0), (500, 500)]
    trace = pieced((half, 0.0), ([(500, 500), (900, 900), (-400, 900), (0, 0)], 0.0), (half, 0.0))
    assert share(trace, route(SQUARE, direction=LOOP)) == pytest.approx(0.55, abs=0.05)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_trip_of_hardly_any_fixes_follows_nothing(count: int) -> None:
    x, y, t_s = along(ELL)[:, :count]
    assert RouteIndex([route(ELL)]).match(trace_at(x, y, t_s)) == ()


def test_no_routes_no_matches() -> None:
    assert RouteIndex([]).match(trip(ELL)) == ()
    assert len(RouteIndex([])) == 0


corner = st.tuples(st.integers(-20, 20), st.integers(-20, 20)).map(
    lambda at: (at[0] * 100.0, at[1] * 100.0)
)
lines = st.lists(corner, min_size=2, max_size=7).filter(
    lambda line: all(a != b for a, b in itertools.pairwise(line))
)


@given(lines, lines)
def test_shares_are_shares_and_windows_lie_in_the_trip(walked: Line, drawn: Line) -> None:
    trace = trip(walked)
    for found in RouteIndex([route(drawn)]).match(trace):
        assert 0.2 <= found.share <= 1.0
        assert trace.start_s <= found.entered_s <= found.left_s <= trace.end_s
        assert all(low < high for low, high in found.gaps)


@given(lines)
def test_a_route_followed_from_end_to_end_is_followed_whole(line: Line) -> None:
    found = followed(trip(line), route(line, direction=FORWARD))
    assert found is not None
    assert found.share >= 0.95


@given(lines, st.lists(lines, min_size=1, max_size=5), st.integers(0, 4))
def test_other_routes_change_nothing(walked: Line, drawn: list[Line], chosen: int) -> None:
    trace = trip(walked, noise_m=8.0)
    routes = [
        route(line, key=str(k), direction=[*Direction][k % 3]) for k, line in enumerate(drawn)
    ]
    together = RouteIndex(routes).match(trace)
    alone = [found for one in routes for found in RouteIndex([one]).match(trace)]
    assert set(together) == set(alone)
    assert [found.share for found in together] == sorted((f.share for f in alone), reverse=True)
    reordered = [*routes[chosen:], *routes[:chosen]]
    assert RouteIndex(reordered).match(trace) == together


@pytest.mark.parametrize("lat", [69.0, 43.6, 0.0, -54.0])
@pytest.mark.parametrize("lon", [179.9, 5.1, -179.99])
def test_a_route_may_lie_anywhere(lat: float, lon: float) -> None:
    rising = np.linspace(0.0, 0.02, 500)
    drawn = Route("far", lat + rising[[0, -1]], lon + rising[[0, -1]])
    fixes = trace_at(rising * 0, rising * 0, np.arange(500) * 5.0).fixes
    here = clean(Recording(replace(fixes, lat=lat + rising, lon=lon + rising)))
    aside = clean(Recording(replace(fixes, lat=lat + rising + 0.002, lon=lon + rising)))
    assert share(here, drawn) == 1.0
    assert share(aside, drawn) == 0.0
