"""Dense recordings of real people on set routes, as they are and as cheats would bend them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from muvengine.core.routes.index import RouteIndex
from muvengine.core.routes.route import Direction
from muvengine.core.traces.clean import clean
from muvengine.core.traces.fixes import Fixes, Recording
from tests.core.routes.test_followers import Follower, followers, on_same_ground, routes

FULL = 0.7


def is_dense(follower: Follower) -> bool:
    """Recorded often, without long gaps, and to 25 m."""
    fixes = follower.trace.fixes
    gap_s = np.diff(fixes.t_s)
    accuracy_m = fixes.accuracy_m[np.isfinite(fixes.accuracy_m)]
    known = not len(accuracy_m) or np.median(accuracy_m) <= 25
    often = len(gap_s) > 0 and np.percentile(gap_s, 95) <= 30 and gap_s.max() <= 120
    return bool(known and often)


@cache
def dense() -> tuple[Follower, ...]:
    found = tuple(follower for follower in followers() if is_dense(follower))
    assert len(found) >= 50, "too few to say anything"
    return found


def share(fixes: Fixes, key: str, *, direction: Direction = Direction.EITHER) -> float:
    """How much of its route a bent recording follows."""
    index = RouteIndex([replace(routes()[key], direction=direction)])
    return next((match.share for match in index.match(clean(Recording(fixes)))), 0.0)


def metres(fixes: Fixes) -> tuple[np.ndarray, np.ndarray]:
    """East and north of the first fix, good enough for a city."""
    east = (fixes.lon - fixes.lon[0]) * 111_195 * np.cos(np.radians(fixes.lat[0]))
    return east, (fixes.lat - fixes.lat[0]) * 111_195


def backwards(fixes: Fixes) -> Fixes:
    return replace(fixes, lat=fixes.lat[::-1].copy(), lon=fixes.lon[::-1].copy())


def first_half(fixes: Fixes) -> Fixes:
    east, north = metres(fixes)
    along = np.concatenate(([0], np.cumsum(np.hypot(np.diff(east), np.diff(north)))))
    return fixes.take(along <= along[-1] / 2)


def one_street_over(fixes: Fixes) -> Fixes:
    """The same way, 60 m to the side of where it leads as a whole."""
    east, north = metres(fixes)
    length = float(np.hypot(east[-1], north[-1])) or 1.0
    across_lat = 60 * east[-1] / length / 111_195
    across_lon = -60 * north[-1] / length / 111_195 / np.cos(np.radians(fixes.lat[0]))
    return replace(fixes, lat=fixes.lat + across_lat, lon=fixes.lon + across_lon)


def test_nearly_everybody_with_a_good_recording_has_the_whole_route() -> None:
    assert np.mean([follower.share >= FULL for follower in dense()]) >= 0.95


def test_walkers_and_riders_have_it_with_recordings_of_any_quality() -> None:
    own = [one for one in followers() if one.mode in {"walk", "bike", "ebike"}]
    assert np.mean([one.share >= FULL for one in own]) >= 0.88


def test_nobody_has_half_of_a_route_they_were_not_on() -> None:
    wrong = [
        match.share
        for follower in followers()
        for match in follower.matches
        if match.key != follower.route and on_same_ground(match.key, follower.route) < 0.4
    ]
    assert max(wrong, default=0.0) < 0.5


def whole() -> list[Follower]:
    return [follower for follower in dense() if follower.share >= FULL]


def test_backwards_is_nothing_where_the_direction_counts() -> None:
    for follower in whole():
        bent = backwards(follower.trace.fixes)
        forward = share(follower.trace.fixes, follower.route, direction=Direction.FORWARD)
        if forward >= FULL:
            # On a short walk the noise of a street's width looks like a little of both ways.
            assert share(bent, follower.route, direction=Direction.FORWARD) < 0.5


def test_half_of_the_way_is_half_of_the_route() -> None:
    halves = [share(first_half(one.trace.fixes), one.route) for one in whole()]
    assert 0.45 <= float(np.median(halves)) <= 0.55


def test_a_parallel_street_is_another_street() -> None:
    beside = [share(one_street_over(one.trace.fixes), one.route) for one in whole()]
    assert float(np.median(beside)) <= 0.3
