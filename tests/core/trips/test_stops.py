"""Scans of signs held against traces: who passed, and what that proves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.modes.limits import Family, ModeLimits
from muvengine.core.traces.fixes import Fixes
from muvengine.core.trips.leg import Leg
from muvengine.core.trips.proof import ProofKind, prove
from muvengine.core.trips.stops import (
    Scan,
    Stop,
    passings,
    proofs_by_scans,
    stamping,
    stamps_of,
)

BEGIN = datetime(2026, 4, 7, 8, 0, tzinfo=UTC)
LAT, LON = 43.64, 5.10
M_LON = 1 / 80_680.0
M_LAT = 1 / 111_100.0
MODES = {
    "walk": ModeLimits(family=Family.FOOT),
    "bike": ModeLimits(family=Family.WHEELS),
    "bus": ModeLimits(family=Family.TRANSIT),
    "carpool": ModeLimits(family=Family.CARPOOL),
    "car": ModeLimits(family=Family.NONE),
}


def way(*, minutes: float = 20.0, length_m: float = 2_000.0, every_s: float = 10.0) -> Fixes:
    """Straight to the east at an even pace from 8:00."""
    t_s = np.arange(0.0, minutes * 60 + 0.1, every_s)
    along_m = t_s / t_s[-1] * length_m
    return fixes(t_s, along_m)


def fixes(t_s: np.ndarray, east_m: np.ndarray, piece: np.ndarray | None = None) -> Fixes:
    empty = np.full(len(t_s), np.nan)
    return Fixes(
        t_s=t_s + BEGIN.timestamp(),
        lat=np.full(len(t_s), LAT),
        lon=LON + east_m * M_LON,
        ele_m=empty,
        accuracy_m=empty,
        piece=np.zeros(len(t_s), np.int32) if piece is None else piece,
    )


def stop(east_m: float, north_m: float = 0.0, key: str = "ana") -> Stop:
    return Stop(key, key.title(), LAT + north_m * M_LAT, LON + east_m * M_LON)


def leg(mode: str, first: float = 0.0, last: float = 20.0, outcome: str = "") -> Leg:
    driven = mode in {"bus", "carpool"}
    return Leg(
        mode=mode,
        start_at=BEGIN + timedelta(minutes=first),
        end_at=BEGIN + timedelta(minutes=last),
        distance_m=2_000,
        outcome=outcome or ("doubtful" if driven else "confirmed"),
        reasons=("transit_unproven",) if driven else (),
        evidence_class="declared" if driven else "trace",
    )


def at(minute: float, key: str = "ana", number: int = 1) -> Scan:
    return Scan(number, key, BEGIN + timedelta(minutes=minute))


def judged(
    legs: tuple[Leg, ...], scans: tuple[Scan, ...], *stops: Stop, trace: Fixes | None = None
) -> tuple[tuple[Leg, ...], int]:
    """Give the legs with what the scans prove, and the stamps."""
    found = passings(trace or way(), legs, scans, {one.key: one for one in stops})
    proven = prove(legs, proofs_by_scans(found, legs, MODES), MODES)
    return proven, stamps_of(stamping(found, proven, MODES))


# The trace passes the stop at 8:10; 1 m east a second is not quite 1.7.
@pytest.mark.parametrize(
    ("minute", "north_m", "counts"),
    [
        (10.0, 0.0, True),
        (10.0, 74.0, True),
        (10.0, 76.0, False),
        (14.9, 0.0, True),
        (5.1, 0.0, True),
        (16.0, 0.0, False),
        (4.0, 0.0, False),
        (120.0, 0.0, False),
    ],
)
def test_a_scan_counts_near_the_stop_and_about_then(
    minute: float, north_m: float, *, counts: bool
) -> None:
    [walked], stamps = judged((leg("walk"),), (at(minute),), stop(1_000.0, north_m))
    assert (walked.evidence_class == "proven") is counts
    assert stamps == counts
    assert walked.proof == ("scan" if counts else "")
    assert dict(walked.about) == ({"stop": "Ana"} if counts else {})
    assert walked.paid_share == 1.0


def test_the_stop_between_two_fixes_is_passed_too() -> None:
    sparse = way(every_s=60.0, length_m=6_000.0)
    [walked], _ = judged((leg("bike"),), (at(10.5),), stop(3_150.0), trace=sparse)
    assert walked.evidence_class == "proven"


def test_a_gap_is_not_bridged_past_a_stop() -> None:
    gap = fixes(np.array([0.0, 60.0, 600.0, 660.0]), np.array([0.0, 100.0, 2_000.0, 2_100.0]))
    gap = fixes(gap.t_s - BEGIN.timestamp(), (gap.lon - LON) / M_LON, np.array([0, 0, 1, 1]))
    _, stamps = judged((leg("walk", 0, 11),), (at(5),), stop(1_000.0), trace=gap)
    assert stamps == 0


def test_a_recorder_that_sleeps_in_the_cafe_was_there_all_along() -> None:
    slept = fixes(
        np.array([0.0, 60.0, 1_500.0, 1_560.0]),
        np.array([0.0, 100.0, 110.0, 200.0]),
        np.array([0, 0, 1, 1]),
    )
    _, stamps = judged((leg("walk", 0, 26),), (at(13),), stop(105.0), trace=slept)
    assert stamps == 1


def test_a_whole_afternoon_is_no_pause() -> None:
    away = fixes(
        np.array([0.0, 60.0, 9_000.0, 9_060.0]),
        np.array([0.0, 100.0, 110.0, 200.0]),
        np.array([0, 0, 1, 1]),
    )
    _, stamps = judged((leg("walk", 0, 151),), (at(75),), stop(105.0), trace=away)
    assert stamps == 0


@pytest.mark.parametrize("outcome", ["doubtful", "refused"])
def test_a_scan_confirms_nothing_that_speed_does_not(outcome: str) -> None:
    legs = (leg("walk", outcome=outcome),)
    assert judged(legs, (at(10),), stop(1_000.0)) == (legs, 0)


@pytest.mark.parametrize("mode", ["carpool", "car", "spaceship"])
@pytest.mark.parametrize("east_m", [0.0, 1_000.0, 2_000.0])
def test_no_sign_knows_who_sat_in_the_car(mode: str, east_m: float) -> None:
    legs = (leg(mode, outcome="doubtful"),)
    assert judged(legs, (at(east_m / 100.0),), stop(east_m)) == (legs, 0)


def test_a_car_past_the_sign_is_no_bus() -> None:
    legs = (leg("bus"),)
    assert judged(legs, (at(10),), stop(1_000.0)) == (legs, 0)


@pytest.mark.parametrize(("east_m", "minute"), [(0.0, 0.0), (0.0, -4.0), (2_000.0, 23.0)])
def test_one_end_of_a_ride_is_worth_half(east_m: float, minute: float) -> None:
    [rode], stamps = judged((leg("bus"),), (at(minute),), stop(east_m))
    assert (rode.outcome, rode.evidence_class, rode.proof) == ("confirmed", "proven", "stamp")
    assert (rode.paid_share, stamps) == (0.5, 1)


def test_both_ends_of_a_ride_are_worth_all() -> None:
    ends = stop(0.0), stop(2_000.0, key="leo")
    [rode], stamps = judged((leg("bus"),), (at(0), at(20, "leo", 2)), *ends)
    assert (rode.paid_share, stamps) == (1.0, 2)


def test_a_ride_round_the_block_has_one_end() -> None:
    t_s = np.arange(0.0, 1_201.0, 10.0)
    loop = fixes(t_s, 1_000.0 - np.abs(t_s / 0.6 - 1_000.0))
    [rode], stamps = judged((leg("bus"),), (at(0), at(20, number=2)), stop(0.0), trace=loop)
    assert (rode.paid_share, stamps) == (0.5, 1)


def test_one_end_beside_a_line_is_worth_all() -> None:
    from dataclasses import replace  # noqa: PLC0415  one use

    known = replace(
        leg("bus"),
        outcome="confirmed",
        reasons=(),
        evidence_class="proven",
        paid_share=0.5,
        proof=str(ProofKind.LINE),
    )
    [rode], _ = judged((known,), (at(0),), stop(0.0))
    assert (rode.proof, rode.paid_share) == ("stamp", 1.0)


def test_the_end_of_a_ride_read_long_after_it_is_nothing() -> None:
    legs = (leg("walk", 0, 10), leg("bus", 10, 20))
    proven, _ = judged(legs, (at(2),), stop(950.0))
    assert proven == legs


def test_the_stop_proves_the_part_that_passed_it() -> None:
    legs = (leg("walk", 0, 10), leg("bus", 10, 20))
    (walked, rode), stamps = judged(legs, (at(3),), stop(300.0))
    assert (walked.evidence_class, rode) == ("proven", legs[1])
    assert stamps == 1


def test_one_sign_read_twice_is_one_stamp() -> None:
    _, stamps = judged((leg("walk"),), (at(8), at(12, number=2)), stop(1_000.0))
    assert stamps == 1


def test_a_stop_that_is_gone_says_nothing() -> None:
    assert judged((leg("walk"),), (at(10),))[1] == 0


@given(
    minute=st.floats(-30, 60),
    east_m=st.floats(-500, 2_500),
    north_m=st.floats(-300, 300),
    mode=st.sampled_from(sorted(MODES)),
)
def test_a_scan_never_takes_anything_away(
    minute: float, east_m: float, north_m: float, mode: str
) -> None:
    before = leg(mode)
    [after], stamps = judged((before,), (at(minute),), stop(east_m, north_m))
    rank = ["refused", "doubtful", "confirmed"]
    assert rank.index(after.outcome) >= rank.index(before.outcome)
    assert stamps in {0, 1}
    # Away from the line, or at another time, nothing happens.
    if abs(north_m) > 80 or not -5.1 <= minute <= 25.1:
        assert (after, stamps) == (before, 0)
