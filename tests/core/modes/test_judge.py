"""Verdicts: what is confirmed, what is doubtful, what is refused, and why."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.modes.judge import Reason, judge, judge_window
from muvengine.core.modes.limits import DEFAULT_LIMITS, Family, ModeLimits
from muvengine.core.modes.measure import measure
from muvengine.core.modes.verdict import EvidenceClass, Outcome
from muvengine.core.traces.trace import Trace
from tests.core.modes.made import START_S, moving, trace_at

CONFIRMED, DOUBTFUL, REFUSED = Outcome.CONFIRMED, Outcome.DOUBTFUL, Outcome.REFUSED
RANK = {REFUSED: 0, DOUBTFUL: 1, CONFIRMED: 2}

STROLL = [5.0] * 15
JOG = [11.0] * 15
RIDE = [16.0] * 15
BRISK = [27.0] * 15
TOWN_CAR = [0.0, 35.0, 48.0, 20.0, 0.0, 50.0, 45.0] * 3
MOTORWAY = [90.0] * 15
WALK_WITH_A_BUS = [5.0] * 6 + [38.0] * 4 + [5.0] * 6


@pytest.mark.parametrize(
    ("speeds", "mode", "outcome", "reasons"),
    [
        (STROLL,          "walk",       CONFIRMED, ()),
        (STROLL,          "wheelchair", CONFIRMED, ()),
        (STROLL,          "run",        CONFIRMED, ()),
        (STROLL,          "bike",       CONFIRMED, ()),
        (JOG,             "run",        CONFIRMED, ()),
        (JOG,             "walk",       DOUBTFUL,  ("speed",)),
        (RIDE,            "bike",       CONFIRMED, ()),
        (RIDE,            "escooter",   CONFIRMED, ()),
        (RIDE,            "run",        DOUBTFUL,  ("speed",)),
        (RIDE,            "walk",       REFUSED,   ("speed",)),
        (BRISK,           "ebike",      DOUBTFUL,  ("speed",)),
        (BRISK,           "bike",       REFUSED,   ("speed",)),
        (TOWN_CAR,        "walk",       REFUSED,   ("speed",)),
        (TOWN_CAR,        "bike",       REFUSED,   ("speed",)),
        (MOTORWAY,        "bike",       REFUSED,   ("speed",)),
        (MOTORWAY,        "ebike",      REFUSED,   ("speed",)),
        (WALK_WITH_A_BUS, "walk",       REFUSED,   ("speed",)),
        # Speed alone cannot tell a bus from a car, but no bus walks.
        (TOWN_CAR,        "bus",        DOUBTFUL,  ("transit_unproven",)),
        (TOWN_CAR,        "tram",       DOUBTFUL,  ("transit_unproven",)),
        (MOTORWAY,        "train",      DOUBTFUL,  ("transit_unproven",)),
        (TOWN_CAR,        "carpool",    DOUBTFUL,  ("carpool_unproven",)),
        (STROLL,          "bus",        REFUSED,   ("slow",)),
        (STROLL,          "carpool",    REFUSED,   ("slow",)),
        (STROLL,          "car",        REFUSED,   ("mode_earns_nothing",)),
        (TOWN_CAR,        "car",        REFUSED,   ("mode_earns_nothing",)),
        # Several apply: all are told, the most telling first.
        ([90.0],          "bike",       REFUSED,   ("speed", "too_brief")),
        ([5.0],           "walk",       REFUSED,   ("too_short", "too_brief")),
        ([5.0],           "wheelchair", REFUSED,   ("too_short",)),
        ([3.0] * 3,       "walk",       REFUSED,   ("too_short",)),
        ([0.0] * 15,      "walk",       REFUSED,   ("no_movement",)),
        ([0.0] * 15,      "bus",        REFUSED,   ("no_movement",)),
    ],
)  # fmt: skip
def test_what_is_paid_and_why_not(
    speeds: list[float], mode: str, outcome: Outcome, reasons: tuple[str, ...]
) -> None:
    verdict = judge(moving(speeds), DEFAULT_LIMITS[mode])
    assert (verdict.outcome, verdict.reasons) == (outcome, reasons)
    assert not verdict.needs_person


def test_sixty_times_the_same_place_is_no_movement() -> None:
    verdict = judge(trace_at([0.0] * 60, [0.0] * 60, range(60)), DEFAULT_LIMITS["walk"])
    assert verdict.reasons == (Reason.NO_MOVEMENT,)


# Fast, slow and jerky by turns, so that no figure of it is zero.
WILD = [50.0, 50.0, 3.0, 20.0, 60.0, 8.0] * 4


@pytest.mark.parametrize(
    ("limit", "figure", "outcome"),
    [
        ("p50_kmh_max",        "p50_kmh",       DOUBTFUL),
        ("p85_kmh_max",        "p85_kmh",       DOUBTFUL),
        ("share_gt25_max",     "share_gt25",    DOUBTFUL),
        ("share_gt35_max",     "share_gt35",    DOUBTFUL),
        ("run15_share_max",    "run15_share",   DOUBTFUL),
        ("surges_per_km_max",  "surges_per_km", DOUBTFUL),
        ("sprint_surges_per_km_max", "surges_per_km", DOUBTFUL),
        ("refuse_p50_kmh",     "p50_kmh",       REFUSED),
        ("refuse_p85_kmh",     "p85_kmh",       REFUSED),
        ("refuse_share_gt25",  "share_gt25",    REFUSED),
        ("refuse_share_gt35",  "share_gt35",    REFUSED),
        ("refuse_run15_share", "run15_share",   REFUSED),
        ("refuse_run33_share", "run33_share",   REFUSED),
    ],
)  # fmt: skip
def test_each_limit_decides_alone(limit: str, figure: str, outcome: Outcome) -> None:
    trace = moving(WILD)
    value = float(getattr(measure(trace), figure))
    assert value > 0
    for factor, expected in ((0.99, outcome), (1.01, CONFIRMED)):
        limits = ModeLimits(**{"family": Family.WHEELS, limit: value * factor})  # type: ignore[arg-type]
        assert judge(trace, limits).outcome is expected


def test_jerky_riding_is_doubtful_even_when_slow_enough() -> None:
    verdict = judge(moving([14.0, 24.0, 1.0] * 12, minute_parts=3), DEFAULT_LIMITS["bike"])
    assert verdict.outcome is DOUBTFUL
    assert verdict.reasons == (Reason.SURGES,)


def test_whoever_rides_faster_than_legs_carry_may_surge_less() -> None:
    # A stop every four kilometres after a sprint; a slower ride may have as many.
    sprint = moving([30.0, 30.0, 1.0, 16.0, 16.0, 16.0, 16.0, 16.0] * 2)
    limits = DEFAULT_LIMITS["bike"]
    figures = measure(sprint)
    assert figures.p95_kmh > limits.sprint_from_p95_kmh
    assert 1.0 < figures.surges_per_km < 2.0
    assert Reason.SURGES in judge(sprint, limits).reasons
    patient = replace(limits, sprint_from_p95_kmh=40.0)
    assert Reason.SURGES not in judge(sprint, patient).reasons


@pytest.mark.parametrize(
    ("interval_s", "mode", "outcome", "reasons"),
    [
        (30, "bike", CONFIRMED, ()),
        (32, "bike", CONFIRMED, ()),
        (40, "bike", DOUBTFUL,  ("sparse",)),
        (40, "walk", CONFIRMED, ()),
        (58, "walk", CONFIRMED, ()),
        # Further apart than a minute nothing was seen at all, only slow holes.
        (70, "walk", DOUBTFUL,  ("sparse",)),
        (70, "bike", DOUBTFUL,  ("sparse",)),
    ],
)  # fmt: skip
def test_a_thinned_recording_is_never_confirmed(
    interval_s: int, mode: str, outcome: Outcome, reasons: tuple[str, ...]
) -> None:
    verdict = judge(moving([6.0] * 30, interval_s=interval_s), DEFAULT_LIMITS[mode])
    assert (verdict.outcome, verdict.reasons) == (outcome, reasons)


def test_few_fixes_prove_little() -> None:
    verdict = judge(moving([6.0] * 4, interval_s=30), DEFAULT_LIMITS["walk"])
    assert (verdict.outcome, verdict.reasons) == (DOUBTFUL, (Reason.TOO_FEW_FIXES,))


def _with_hole(hole_s: float, hole_m: float) -> Trace:
    """Walk 800 m at 6 km/h in all, with a hole in the middle."""
    half = np.arange(0, 241, 5)
    t_s = np.concatenate((half, 240 + hole_s + half))
    x_m = np.concatenate((half / 0.6, 400 + hole_m + half / 0.6))
    return trace_at(x_m, t_s * 0, t_s)


@pytest.mark.parametrize(
    ("hole_s", "hole_m", "mode", "reasons"),
    [
        (300, 400,  "walk", ()),           # 4.8 km/h: walked on
        (300, 90,   "walk", ()),           # stood still under a roof
        (70,  240,  "walk", ("holes",)),   # 12.3 km/h over more than 150 m
        (70,  230,  "walk", ()),           # 11.8 km/h
        (300, 1500, "bike", ()),           # 18 km/h
        (300, 2500, "bike", ("holes",)),   # 30 km/h
    ],
)  # fmt: skip
def test_a_hole_crossed_too_fast_makes_doubtful(
    hole_s: float, hole_m: float, mode: str, reasons: tuple[str, ...]
) -> None:
    verdict = judge(_with_hole(hole_s, hole_m), DEFAULT_LIMITS[mode])
    assert verdict.reasons == reasons


def test_a_train_that_only_shows_at_its_stations_is_not_called_slow() -> None:
    assert judge(_with_hole(600, 9000), DEFAULT_LIMITS["subway"]).reasons == ("transit_unproven",)


def test_signs_ask_for_a_person_and_refuse_nothing() -> None:
    verdict = judge(moving(RIDE), DEFAULT_LIMITS["bike"], signs=("constant_speed",))
    assert verdict.outcome is DOUBTFUL
    assert verdict.reasons == ("constant_speed",)
    assert verdict.needs_person


def test_signs_do_not_save_a_refused_trip() -> None:
    verdict = judge(moving(MOTORWAY), DEFAULT_LIMITS["bike"], signs=("constant_speed",))
    assert verdict.outcome is REFUSED
    assert not verdict.needs_person


def test_transit_is_only_declared_until_proven() -> None:
    assert judge(moving(TOWN_CAR), DEFAULT_LIMITS["bus"]).evidence_class is EvidenceClass.DECLARED
    assert judge(moving(STROLL), DEFAULT_LIMITS["walk"]).evidence_class is EvidenceClass.TRACE


def test_evidence_names_figures_and_limits_but_no_place() -> None:
    evidence = judge(moving(RIDE), DEFAULT_LIMITS["bike"]).evidence
    assert evidence["p85_kmh"] == pytest.approx(16, abs=0.1)
    assert evidence["p85_kmh_max"] == 26
    assert not {"lat", "lon"} & set(evidence)
    assert all(np.isfinite(value) for value in evidence.values())


def test_a_part_is_judged_for_itself() -> None:
    trace, limits = moving([5.0] * 15 + [45.0] * 15), DEFAULT_LIMITS["walk"]
    assert judge(trace, limits).outcome is REFUSED
    assert judge_window(trace, limits, START_S, START_S + 800).outcome is CONFIRMED
    assert judge_window(trace, limits, START_S + 1000, START_S + 1700).outcome is REFUSED
    # A minute of walking is enough of a part; nothing seen at all is not.
    assert judge_window(trace, limits, START_S, START_S + 60).outcome is CONFIRMED
    assert judge_window(trace, limits, START_S + 1.0, START_S + 2.0).outcome is DOUBTFUL


def test_a_part_in_a_vehicle_stays_unproven_and_in_a_car_earns_nothing() -> None:
    trace = moving(TOWN_CAR)
    window = (START_S, START_S + 600)
    assert judge_window(trace, DEFAULT_LIMITS["bus"], *window).reasons == ("transit_unproven",)
    assert judge_window(trace, DEFAULT_LIMITS["car"], *window).reasons == ("mode_earns_nothing",)


profiles = st.lists(st.floats(0.0, 60.0), min_size=15, max_size=30)


@given(profiles, st.sampled_from(["walk", "run", "wheelchair", "bike", "ebike"]))
def test_going_faster_is_never_judged_better(speeds: list[float], mode: str) -> None:
    # Every part at least at walking pace: standing parts would begin to count.
    slower = [max(speed, 4.0) for speed in speeds]
    limits = replace(DEFAULT_LIMITS[mode], surges_per_km_max=None, sprint_surges_per_km_max=None)
    before = judge(moving(slower), limits).outcome
    after = judge(moving([speed * 1.5 for speed in slower]), limits).outcome
    assert RANK[after] <= RANK[before]


@given(profiles, st.sampled_from(sorted(DEFAULT_LIMITS)))
def test_a_verdict_is_confirmed_or_says_why(speeds: list[float], mode: str) -> None:
    verdict = judge(moving(speeds), DEFAULT_LIMITS[mode])
    assert (verdict.outcome is CONFIRMED) == (not verdict.reasons)
    assert set(verdict.reasons) <= set(Reason)
