"""What an organiser is told of a route before people follow it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from muvengine.core.routes.advice import Stop, StopAlong, advice, stops_along
from muvengine.core.routes.parallel import Parallel, parallels
from muvengine.core.routes.route import Direction, Route
from tests.core.modes.made import LAT, LAT_M, LON, LON_M
from tests.core.routes.made import ELL, SQUARE, Line, route

STREET: Line = [(0, 0), (1000, 0)]


def stop(key: str, x: float, y: float) -> Stop:
    return Stop(key, LAT + y / LAT_M, LON + x / LON_M)


def codes(
    line: Route, stops: Sequence[StopAlong] = (), others: Sequence[Route] = ()
) -> list[tuple[str, str]]:
    return [(one.code, one.about) for one in advice(line, stops, others)]


def beside(other: Line, line: Line = STREET) -> Parallel | None:
    found = parallels(route(line), [route(other, key="other")])
    return found[0] if found else None


def test_stops_come_in_the_order_of_the_line() -> None:
    stops = [stop("end", 1600, 600), stop("start", 0, 20), stop("corner", 830, 0)]
    along = stops_along(route(ELL), stops)
    assert [one.key for one in along] == ["start", "corner", "end"]
    assert [round(one.apart_m) for one in along] == [20, 30, 0]
    assert [one.along_m for one in along] == pytest.approx([0, 800, 2200], abs=4)
    assert stops_along(route(ELL), []) == ()


@pytest.mark.parametrize(("aside_m", "buffer_m", "told"), [
    (88, 40, []),
    (92, 40, [("stop_far", "cafe")]),
    (92, 45, []),
])  # fmt: skip
def test_a_stop_far_from_the_corridor_is_told(
    aside_m: float, buffer_m: float, told: list[tuple[str, str]]
) -> None:
    line = route(STREET, buffer_m=buffer_m)
    assert codes(line, stops_along(line, [stop("cafe", 500, aside_m)])) == told


@pytest.mark.parametrize(("line", "direction", "buffer_m", "told"), [
    (STREET,              Direction.FORWARD, 40, []),
    ([(0, 0), (290, 0)],  Direction.FORWARD, 40, ["short"]),
    ([(0, 0), (290, 0)],  Direction.EITHER,  40, []),
    (STREET,              Direction.EITHER,  50, []),
    (STREET,              Direction.EITHER,  51, ["wide"]),
    (SQUARE,              Direction.LOOP,    40, []),
    (STREET,              Direction.LOOP,    40, ["loop_open"]),
])  # fmt: skip
def test_the_line_itself_is_looked_at(
    line: Line, direction: Direction, buffer_m: float, told: list[str]
) -> None:
    found = codes(route(line, direction=direction, buffer_m=buffer_m))
    assert [code for code, _ in found] == told


@pytest.mark.parametrize(("other", "length_m", "apart_m"), [
    ([(0, 50), (1000, 50)],             1000, 50),
    ([(1000, 50), (0, 50)],             1000, 50),
    ([(0, 0), (1000, 0)],               1000, 0),
    ([(0, 65), (1000, 65)],             None, None),
    # Long enough only from 150 m on.
    ([(300, 40), (440, 40)],            None, None),
    ([(300, 40), (700, 40)],            400,  40),
    # Crossings, straight and slanting.
    ([(500, -800), (500, 800)],         None, None),
    ([(300, -200), (700, 200)],         None, None),
    # A jag of one step in between is forgiven.
    ([(0, 40), (480, 40), (480, 70), (500, 70), (500, 40), (1000, 40)], 1000, 40),
    ([(0, 5_000), (1000, 5_000)],       None, None),
])  # fmt: skip
def test_routes_that_run_beside_each_other_are_found(
    other: Line, length_m: float | None, apart_m: float | None
) -> None:
    found = beside(other)
    if length_m is None:
        assert found is None
    else:
        assert found is not None
        assert found.length_m == pytest.approx(length_m, abs=80)
        assert found.apart_m == pytest.approx(apart_m, abs=1)


def test_a_narrower_corridor_is_advised_only_where_it_helps() -> None:
    near, same = route([(0, 45), (1000, 45)], key="near"), route(STREET, key="same")
    assert codes(route(STREET), [], [near, same]) == [("parallel", "near"), ("same_street", "same")]
    narrow = route(STREET, buffer_m=30)
    assert codes(narrow, [], [near, same]) == [("same_street", "same")]


def test_a_route_does_not_run_beside_itself() -> None:
    assert parallels(route(STREET), [route(STREET)]) == ()
