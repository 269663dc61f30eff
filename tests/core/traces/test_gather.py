"""Positions that come one by one are cut alike, however they came."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.traces.gather import (
    AWAY_M_MIN,
    REST_S,
    SILENCE_S,
    Gathered,
    SentFix,
    gather,
    is_plausible,
)

NOON = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
NOON_S = int(NOON.timestamp())
M = 1 / 111_200
HOME = (43.6400, 5.0900)


def fix(at_s: float, north_m: float = 0.0, accuracy_m: float = math.nan) -> SentFix:
    return SentFix(round((NOON_S + at_s) * 1000), HOME[0] + north_m * M, HOME[1], accuracy_m)


def walk(start_s: int, seconds: int, *, from_m: float = 0.0, speed: float = 1.4) -> list[SentFix]:
    return [fix(start_s + t, from_m + speed * t) for t in range(0, seconds + 1, 10)]


def rest(start_s: int, seconds: int, at_m: float) -> list[SentFix]:
    # A receiver drifts.
    return [fix(start_s + t, at_m + 8 * math.sin(t)) for t in range(0, seconds + 1, 10)]


def spans(found: Gathered) -> list[tuple[int, int]]:
    return [
        (round(one.fixes.t_s[0]) - NOON_S, round(one.fixes.t_s[-1]) - NOON_S)
        for one in found.stretches
    ]


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def test_a_walk_ends_when_ten_minutes_passed_without_a_position() -> None:
    [going] = gather(walk(0, 600), after(1_100)).stretches
    [over] = gather(walk(0, 600), after(1_201)).stretches
    assert (going.ended, over.ended, over.is_trip) == (False, True, True)


def test_a_silence_makes_two_trips_of_one() -> None:
    there, back = walk(0, 600), walk(1_300, 600, from_m=840, speed=-1.4)
    found = gather(there + back, after(1_900))
    assert spans(found) == [(0, 600), (1_300, 1_900)]
    assert [one.ended for one in found.stretches] == [True, False]


def test_a_short_stop_at_the_baker_is_part_of_the_trip() -> None:
    sent = walk(0, 600) + rest(610, 400, 840) + walk(1_020, 300, from_m=840)
    assert spans(gather(sent, after(9_000))) == [(0, 1_320)]


def test_an_app_that_goes_on_sending_from_a_table_makes_no_longer_trip() -> None:
    sent = walk(0, 600) + rest(610, 3_600, 840) + walk(4_220, 600, from_m=840)
    found = gather(sent, after(9_000))
    (first, second), (third, fourth) = spans(found)
    assert (first, fourth) == (0, 4_820)
    assert second == pytest.approx(600, abs=60)
    assert third == pytest.approx(4_210, abs=60)
    assert all(one.ended and one.is_trip for one in found.stretches)


def test_a_rest_at_the_end_says_from_where_its_positions_are_needed() -> None:
    sent = walk(0, 600) + rest(610, 7_200, 840)
    found = gather(sent, after(7_820))
    assert len(found.stretches) == 1
    assert found.resting_from_ms is not None
    left = [one for one in sent if one.at_ms >= found.resting_from_ms]
    assert (left[-1].at_ms - left[0].at_ms) / 1_000 == pytest.approx(REST_S, abs=10)
    assert gather(left, after(7_820)) == Gathered((), found.resting_from_ms)


def test_a_telephone_on_a_table_makes_crumbs_and_no_trip() -> None:
    crumbs = [fix(t, 20.0 * (t % 2)) for t in range(0, 500, 100)]
    [one] = gather(crumbs, after(5_000)).stretches
    assert one.ended
    assert not one.is_trip
    far_but_few = gather([fix(0), fix(60, 2 * AWAY_M_MIN)], after(5_000))
    assert not far_but_few.stretches[0].is_trip


def test_of_two_positions_at_one_instant_the_more_accurate_counts() -> None:
    both = [fix(0, 50, 30.0), fix(0, 0, 5.0)]
    for order in (both, both[::-1]):
        [one] = gather(order, NOON).stretches
        assert one.fixes.accuracy_m.tolist() == [5.0]


def test_nothing_makes_nothing() -> None:
    assert gather([], NOON) == Gathered()


@pytest.mark.parametrize(
    ("lat", "lon", "ahead_s", "accuracy_m", "good"),
    [
        (43.6, 5.0, 0, math.nan, True),
        (43.6, 5.0, -6 * 86_400, 10.0, True),
        (43.6, 5.0, 599, 499.0, True),
        (43.6, 5.0, 601, 10.0, False),
        (43.6, 5.0, -8 * 86_400, 10.0, False),
        (43.6, 5.0, 0, 501.0, False),
        (0.0, 0.0, 0, 10.0, False),
        (90.1, 5.0, 0, 10.0, False),
        (43.6, -180.1, 0, 10.0, False),
        (math.nan, 5.0, 0, 10.0, False),
    ],
)
def test_what_cannot_be_part_of_a_trip_is_left_out(
    lat: float, lon: float, ahead_s: int, accuracy_m: float, *, good: bool
) -> None:
    sent = SentFix((NOON_S + ahead_s) * 1_000, lat, lon, accuracy_m)
    assert is_plausible(sent, NOON) is good


@st.composite
def days(draw: st.DrawFn) -> list[SentFix]:
    """Somebody moves, stops and is silent, in any order."""
    sent, at_s, at_m = list[SentFix](), 0, 0.0
    for _ in range(draw(st.integers(1, 5))):
        seconds = draw(st.integers(1, 150)) * 10
        kind = draw(st.sampled_from(["walk", "rest", "silence"]))
        if kind == "walk":
            speed = draw(st.sampled_from([-6.0, -1.4, 1.4, 6.0]))
            sent += walk(at_s, seconds, from_m=at_m, speed=speed)
            at_m += speed * seconds
        elif kind == "rest":
            sent += rest(at_s, seconds, at_m)
        at_s += seconds + 10
    return sent


def cut(sent: list[SentFix], now: datetime) -> list[tuple[list[float], list[float], bool]]:
    found = gather(sent, now).stretches
    return [(one.fixes.t_s.tolist(), one.fixes.lat.tolist(), one.ended) for one in found]


@given(days(), st.integers(1, 10_006), st.integers(1, 9), st.integers(0, 9_000))
def test_neither_order_nor_repetition_changes_the_trips(
    sent: list[SentFix], shuffle: int, every: int, later_s: int
) -> None:
    again = sorted(sent + sent[::every], key=lambda one: one.at_ms * shuffle % 10_007)
    assert cut(again, after(later_s)) == cut(sent, after(later_s))


@given(days(), st.integers(0, 9_000))
def test_stretches_follow_each_other_and_only_the_last_may_still_go_on(
    sent: list[SentFix], later_s: int
) -> None:
    found = gather(sent, after(later_s)).stretches
    times = [t for one in found for t in one.fixes.t_s.tolist()]
    assert times == sorted(set(times))
    assert all(one.ended for one in found[:-1])
    assert all((one.fixes.t_s[1:] - one.fixes.t_s[:-1] <= SILENCE_S).all() for one in found)
    assert set(times) <= {one.at_ms / 1_000 for one in sent}


@given(days().filter(bool), st.integers(1, 40))
def test_ended_trips_stay_as_they_are_whatever_comes_later(sent: list[SentFix], share: int) -> None:
    """The job may run at any moment of a day that is told in order."""
    seen = sent[: max(1, len(sent) * share // 40)]
    heard_at = datetime.fromtimestamp(seen[-1].at_ms / 1_000, UTC)
    early = [one for one in cut(seen, heard_at) if one[2]]
    assert cut(sent, after(20_000))[: len(early)] == early
