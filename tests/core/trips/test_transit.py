"""The ladder: a real departure gives the whole, the line alone half, nothing else anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muvengine.core.modes.limits import DEFAULT_LIMITS
from muvengine.core.routes.timetable import Services, Timetable
from muvengine.core.traces.trace import Trace
from muvengine.core.trips.judgement import Claim, ClaimedLeg, judge_claim
from muvengine.core.trips.leg import Leg
from muvengine.core.trips.proof import Proof, ProofKind, prove
from muvengine.core.trips.transit import TransitProver
from tests.core.modes.made import LAT, LAT_M, LON, LON_M, START_S, trace_at
from tests.core.trips.timetables import one_line

WAY = [(0, 0), (2000, 0), (2000, 1200), (4000, 1200)]
LENGTH_M = 5200.0
RUN_S = 780
# 11:20 on Sunday 3 May 2026 in Paris.
START = (11 * 60 + 20) * 60


def degrees(way: Sequence[tuple[float, float]]) -> tuple[np.ndarray, np.ndarray]:
    x, y = np.array(way, dtype=np.float64).T
    return LAT + y / LAT_M, LON + x / LON_M


def ride(
    way: Sequence[tuple[float, float]] = WAY,
    *,
    late_s: float = 0.0,
    run_s: float = RUN_S,
    between: tuple[float, float] = (0.0, 1.0),
    stands_m: Sequence[float] = (),
    noise_m: float = 3.0,
    unseen: tuple[float, float] = (2.0, 2.0),
    every_s: float = 5.0,
    seed: int = 1,
) -> Trace:
    """Follow a part of a way; ``stands_m`` are places where it stands for 30 s."""
    x, y = np.array(way, dtype=np.float64).T
    along = np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))))
    speed_ms = along[-1] / run_s
    low, high = between[0] * along[-1], between[1] * along[-1]
    knots_t, knots_m = [low / speed_ms], [low]
    for stand_m in stands_m:
        knots_t += [knots_t[-1] + (stand_m - knots_m[-1]) / speed_ms]
        knots_t += [knots_t[-1] + 30.0]
        knots_m += [stand_m, stand_m]
    knots_t.append(knots_t[-1] + (high - knots_m[-1]) / speed_ms)
    knots_m.append(high)
    t_s = np.arange(knots_t[0], knots_t[-1] + 1e-9, every_s)
    at = np.interp(t_s, knots_t, knots_m)
    random = np.random.default_rng(seed)
    share = at / along[-1]
    seen = (share < unseen[0]) | (share > unseen[1])
    off = random.normal(0, noise_m, (2, len(t_s)))
    places = np.interp(at, along, x) + off[0], np.interp(at, along, y) + off[1]
    return trace_at(places[0][seen], places[1][seen], t_s[seen] + late_s)


def legs_of(trace: Trace, mode: str = "bus") -> tuple[Leg, ...]:
    return judge_claim(trace, Claim(mode), DEFAULT_LIMITS).legs


def table(
    starts_s: Sequence[int] = (START,), *, mode: str = "bus", drawn: bool = True
) -> Timetable:
    return one_line(degrees(WAY), starts_s=starts_s, run_s=RUN_S, mode=mode, drawn=drawn)


def proof_of(trace: Trace, timetable: Timetable, mode: str = "bus") -> Proof | None:
    found = TransitProver(timetable)(trace, legs_of(trace, mode))
    assert len(found) <= 1
    return found[0] if found else None


def kind_of(trace: Trace, timetable: Timetable, mode: str = "bus") -> str:
    found = proof_of(trace, timetable, mode)
    return "" if found is None else str(found.kind)


def test_a_ride_with_a_departure_is_worth_the_whole_way_and_names_it() -> None:
    assert proof_of(ride(), table()) == Proof(
        ProofKind.TIMETABLE, 0, 1.0, {"line": "7", "from": "Stop 0", "to": "Stop 13"}
    )


def test_the_proof_confirms_the_leg() -> None:
    trace = ride()
    legs = legs_of(trace)
    [leg] = prove(legs, TransitProver(table())(trace, legs), DEFAULT_LIMITS)
    assert (leg.outcome, leg.evidence_class, leg.paid_m) == ("confirmed", "proven", leg.distance_m)
    [half] = prove(legs, TransitProver(table([0]))(trace, legs), DEFAULT_LIMITS)
    assert (half.outcome, half.paid_m) == ("confirmed", (half.distance_m + 1) // 2)


@pytest.mark.parametrize(
    ("late_s", "kind"),
    [
        (-240, "line"), (-150, "timetable"), (0, "timetable"), (840, "timetable"), (960, "line"),
        (3600, "line"),
    ],
)  # fmt: skip
def test_a_vehicle_may_be_a_little_early_and_rather_late(late_s: float, kind: str) -> None:
    assert kind_of(ride(late_s=late_s), table()) == kind


def test_a_ride_much_faster_than_the_timetable_fits_no_departure() -> None:
    assert kind_of(ride(run_s=RUN_S - 300, late_s=-60), table()) == "line"


def test_half_of_a_line_is_a_ride_too() -> None:
    found = proof_of(ride(between=(0.31, 0.77)), table())
    assert found is not None
    assert (found.kind, found.about["from"], found.about["to"]) == (
        ProofKind.TIMETABLE, "Stop 4", "Stop 10",
    )  # fmt: skip


def test_waiting_at_the_stop_is_not_riding() -> None:
    moving = ride()
    x = (moving.fixes.lon - LON) * LON_M
    y = (moving.fixes.lat - LAT) * LAT_M
    t = moving.fixes.t_s - START_S
    wait = np.arange(-1500.0, 0.0, 30.0)
    random = np.random.default_rng(3)
    drift = random.normal(0, 4, (2, len(wait)))
    trace = trace_at(
        np.concatenate((drift[0], x)), np.concatenate((drift[1], y)), np.concatenate((wait, t))
    )
    assert kind_of(trace, table()) == "timetable"


@pytest.mark.parametrize(
    "way",
    [
        WAY[::-1],
        [(0, 0), (0, 1200), (2000, 1200), (4000, 1200)],
        [(0, 160), (2000, 160), (2160, 1000), (4000, 1000)],
        [(1000, -800), (2000, 2000)],
    ],
    ids=["other direction", "other streets", "a street beside", "across"],
)
def test_other_ways_prove_nothing(way: list[tuple[float, float]]) -> None:
    assert kind_of(ride(way), table(range(0, 86_400, 300))) == ""


def test_a_detour_far_longer_than_the_line_proves_nothing() -> None:
    there = [*WAY[:3], (2000, 6200), (2000, 1200), WAY[3]]
    assert kind_of(ride(there, run_s=2400), table(range(0, 86_400, 300))) == ""


@pytest.mark.parametrize("mode", ["tram", "train", "carpool", "bike", "walk"])
def test_a_line_speaks_for_its_own_mode_only(mode: str) -> None:
    assert kind_of(ride(), table(), mode) == ""


def test_a_refused_leg_is_not_looked_at() -> None:
    trace = ride()
    [leg] = legs_of(trace)
    assert TransitProver(table())(trace, (replace(leg, outcome="refused"),)) == ()


def test_of_several_legs_the_ridden_one_is_proven() -> None:
    on_foot = [(-600, 0), (0, 0)]
    walk, bus = ride(on_foot, run_s=460), ride(late_s=600)
    x = np.concatenate([(one.fixes.lon - LON) * LON_M for one in (walk, bus)])
    y = np.concatenate([(one.fixes.lat - LAT) * LAT_M for one in (walk, bus)])
    t = np.concatenate([one.fixes.t_s - START_S for one in (walk, bus)])
    trace = trace_at(x, y, t)
    change = datetime.fromtimestamp(START_S + 595, UTC)
    legs = (
        ClaimedLeg("walk", datetime.fromtimestamp(trace.start_s, UTC), change),
        ClaimedLeg("bus", change, datetime.fromtimestamp(trace.end_s, UTC)),
    )
    judged = judge_claim(trace, Claim("bus", legs), DEFAULT_LIMITS).legs
    [found] = TransitProver(table([START + 600]))(trace, judged)
    assert (found.leg_no, found.kind) == (1, ProofKind.TIMETABLE)


def test_standing_at_stops_of_a_line_in_order_speaks_for_it() -> None:
    longer = [(-900, 0), *WAY, (4900, 1200)]
    stops = [900 + 400 * k for k in (1, 2, 5, 8, 12)]
    assert kind_of(ride(longer, stands_m=stops), table()) == "dwells"
    assert kind_of(ride(longer), table()) == ""
    assert kind_of(ride([(x, y + 2000) for x, y in longer], stands_m=stops), table()) == ""


def on_days(timetable: Timetable, *days: date) -> Timetable:
    none = np.zeros(0, dtype=np.int64)
    return replace(
        timetable,
        services=Services(
            weekdays=np.array([0]),
            first=np.array([0]),
            last=np.array([0]),
            added=np.array(sorted(day.toordinal() for day in days), dtype=np.int64),
            removed=none,
        ),
    )


def test_only_what_runs_on_that_day_departs() -> None:
    sunday = date(2026, 5, 3)
    assert kind_of(ride(), on_days(table(), sunday)) == "timetable"
    assert kind_of(ride(), on_days(table(), sunday + timedelta(days=1))) == "line"


def test_a_departure_past_midnight_belongs_to_the_day_before() -> None:
    after_midnight = table([START + 86_400])
    assert kind_of(ride(), on_days(after_midnight, date(2026, 5, 2))) == "timetable"
    assert kind_of(ride(), on_days(after_midnight, date(2026, 5, 3))) == "line"


@pytest.mark.parametrize(("day", "hour"), [((2026, 3, 29), 8), ((2026, 10, 25), 8)])
def test_on_the_days_the_clocks_change_the_wall_clock_holds(
    day: tuple[int, int, int], hour: int
) -> None:
    table_of_day = table([hour * 3600])
    wall = datetime(*day, hour, tzinfo=UTC).timestamp()
    # Paris is two hours ahead on the first of these mornings, one hour on the second.
    ahead_s = 7_200 if day[1] == 3 else 3_600
    trace = ride(late_s=wall - ahead_s - START_S)
    assert kind_of(trace, table_of_day) == "timetable"


def test_rails_are_proven_by_their_ends_and_their_time() -> None:
    metro = table(mode="subway")
    tunnel = ride(unseen=(0.03, 0.97), run_s=RUN_S, every_s=2.0)
    assert kind_of(tunnel, metro, "subway") == "timetable"
    assert kind_of(tunnel, table([0], mode="subway"), "subway") == "line"
    slow = ride(unseen=(0.03, 0.97), run_s=RUN_S * 4, every_s=2.0)
    assert kind_of(slow, metro, "subway") == ""
    assert kind_of(tunnel, table(), "bus") == ""


def test_without_a_drawn_way_the_stops_are_the_way() -> None:
    assert kind_of(ride(), table(drawn=False)) == "timetable"


def test_a_line_with_two_stops_a_few_steps_apart_proves_nothing_by_itself() -> None:
    short = one_line(degrees([(0, 0), (40, 0)]), starts_s=[START], run_s=60)
    assert kind_of(ride(), short) == ""


@settings(max_examples=25)
@given(
    headway_min=st.sampled_from((20, 30, 60)),
    offset_min=st.integers(0, 59),
    share=st.floats(0.55, 1.0),
    seed=st.integers(0, 9),
)
def test_a_car_along_the_line_is_never_more_than_its_line_without_a_departure(
    headway_min: int, offset_min: int, share: float, seed: int
) -> None:
    starts = range(offset_min * 60, 86_400, headway_min * 60)
    car = ride(run_s=RUN_S * share, seed=seed)
    found = proof_of(car, table(starts))
    assert found is not None
    early_by = [start - START for start in starts if -900 <= start - START <= 180]
    if not early_by:
        assert (found.kind, found.paid_share) == (ProofKind.LINE, 0.5)


@pytest.mark.parametrize("headway_min", [30, 60])
def test_cars_at_any_time_meet_a_departure_no_more_often_than_chance(headway_min: int) -> None:
    met = 0
    for minute in range(headway_min):
        starts = range(minute * 60, 86_400, headway_min * 60)
        met += kind_of(ride(run_s=RUN_S * 0.7), table(starts)) == "timetable"
    # Three minutes early to fifteen late, and both ends counted.
    assert 0 < met <= 19
