"""A claim held against a trace."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from muvengine.core.errors import BadInput
from muvengine.core.modes.limits import DEFAULT_LIMITS
from muvengine.core.modes.verdict import EvidenceClass, Outcome, Verdict
from muvengine.core.routes.index import RouteIndex
from muvengine.core.routes.route import Route
from muvengine.core.traces.clean import clean
from muvengine.core.traces.fixes import Recording
from muvengine.core.traces.trace import Trace
from muvengine.core.trips.judgement import (
    Claim,
    ClaimedLeg,
    judge_claim,
    routes_kept,
    with_sign,
)
from muvengine.core.trips.leg import facts_of
from muvengine.formats.trace_generator.ride import RideLeg, record

START = datetime(2026, 4, 7, 8, tzinfo=UTC)
WALK = (np.array([43.640, 43.640]), np.array([5.090, 5.105]))
DRIVE = (np.array([43.640, 43.640]), np.array([5.105, 5.150]))
WHOLE = Route("whole", np.array([43.640, 43.640]), np.array([5.090, 5.150]))


def ridden(*legs: tuple[str, tuple[np.ndarray, np.ndarray]]) -> Trace:
    fixes = record(tuple(RideLeg(by, *way) for by, way in legs), START, seed=3)
    return clean(Recording(fixes))


@pytest.fixture(scope="module")
def walk_and_drive() -> Trace:
    return ridden(("walk", WALK), ("car", DRIVE))


@pytest.fixture(scope="module")
def walk() -> Trace:
    return ridden(("walk", WALK))


def change(trace: Trace) -> datetime:
    """When the walk of 1.2 km at about 5 km/h gave way to the car."""
    east = np.flatnonzero(trace.fixes.lon > 5.105)
    return datetime.fromtimestamp(float(trace.fixes.t_s[east[0]]), UTC)


def legs_of(trace: Trace, second: str) -> tuple[ClaimedLeg, ...]:
    middle = change(trace)
    end = datetime.fromtimestamp(trace.end_s, UTC)
    return ClaimedLeg("walk", START, middle), ClaimedLeg(second, middle, end)


def test_one_mode_is_judged_as_a_whole(walk: Trace) -> None:
    found = judge_claim(walk, Claim("walk"), DEFAULT_LIMITS)
    assert found.verdict.outcome is Outcome.CONFIRMED
    [leg] = found.legs
    assert (leg.mode, leg.distance_m) == ("walk", round(walk.distance_m))
    assert (leg.outcome, leg.start_at, leg.evidence) == ("confirmed", START, found.verdict.evidence)
    assert found.dropped == ()


def test_a_mode_the_rulebook_does_not_know_earns_nothing(walk: Trace) -> None:
    found = judge_claim(walk, Claim("hover"), DEFAULT_LIMITS)
    assert found.verdict.outcome is Outcome.REFUSED
    assert found.verdict.reasons == ("mode_earns_nothing",)


def test_a_car_inside_spoils_a_walk_declared_as_one(walk_and_drive: Trace) -> None:
    found = judge_claim(walk_and_drive, Claim("walk"), DEFAULT_LIMITS)
    assert found.verdict.outcome is Outcome.REFUSED
    assert "speed" in found.verdict.reasons


def test_the_walk_is_paid_when_the_car_is_told(walk_and_drive: Trace) -> None:
    claim = Claim("walk", legs_of(walk_and_drive, "car"))
    found = judge_claim(walk_and_drive, claim, DEFAULT_LIMITS)
    assert found.verdict.outcome is Outcome.CONFIRMED
    assert [(leg.mode, leg.outcome) for leg in found.legs] == [
        ("walk", "confirmed"),
        ("car", "refused"),
    ]
    [paid] = facts_of(found.legs)
    assert (paid.mode, paid.outcome) == ("walk", "")
    assert paid.distance_m == pytest.approx(1_205, abs=60)
    assert found.dropped == ("leg_left_out",)


def test_a_doubtful_leg_counts_beside_a_confirmed_one_under_its_own_name(
    walk_and_drive: Trace,
) -> None:
    as_bus = judge_claim(
        walk_and_drive, Claim("bus", legs_of(walk_and_drive, "bus")), DEFAULT_LIMITS
    )
    assert as_bus.verdict.outcome is Outcome.CONFIRMED
    assert as_bus.dropped == ()
    assert [(leg.mode, leg.outcome, leg.evidence_class) for leg in facts_of(as_bus.legs)] == [
        ("walk", "confirmed", "trace"),
        ("bus", "doubtful", "declared"),
    ]
    start, end = change(walk_and_drive), datetime.fromtimestamp(walk_and_drive.end_s, UTC)
    alone = judge_claim(
        walk_and_drive, Claim("bus", (ClaimedLeg("bus", start, end),)), DEFAULT_LIMITS
    )
    assert alone.verdict.outcome is Outcome.DOUBTFUL
    assert alone.verdict.evidence_class is EvidenceClass.DECLARED
    assert [leg.mode for leg in alone.legs] == ["bus"]


def test_a_leg_of_a_few_steps_is_not_paid(walk: Trace) -> None:
    leg = ClaimedLeg("walk", START, START + timedelta(seconds=60))
    found = judge_claim(walk, Claim("walk", (leg,)), DEFAULT_LIMITS)
    assert found.verdict.outcome is Outcome.REFUSED
    assert found.verdict.reasons == ("too_short",)


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ((0, 300), (200, 400), "order"),     # overlapping
        ((200, 400), (0, 200), "order"),     # backwards
        ((-60, 300), (300, 400), "order"),   # before the trip
        ((0, 300), (300, 99_999), "order"),  # after the trip
        ((0, 0), (0, 300), "order"),         # of no length
    ],
)  # fmt: skip
def test_legs_follow_each_other_within_the_trip(
    walk: Trace, first: tuple[int, int], second: tuple[int, int], code: str
) -> None:
    legs = tuple(
        ClaimedLeg("walk", START + timedelta(seconds=a), START + timedelta(seconds=b))
        for a, b in (first, second)
    )
    with pytest.raises(BadInput) as refused:
        judge_claim(walk, Claim("walk", legs), DEFAULT_LIMITS)
    assert refused.value.facts["fields"] == {"legs": code}


def test_thirteen_legs_are_too_many(walk: Trace) -> None:
    legs = tuple(
        ClaimedLeg("walk", START + timedelta(seconds=i), START + timedelta(seconds=i + 1))
        for i in range(13)
    )
    with pytest.raises(BadInput):
        judge_claim(walk, Claim("walk", legs), DEFAULT_LIMITS)


def test_a_sign_makes_legs_doubtful_and_asks_for_a_person(walk: Trace) -> None:
    leg = ClaimedLeg("walk", START, datetime.fromtimestamp(walk.end_s, UTC))
    found = judge_claim(walk, Claim("walk", (leg,)), DEFAULT_LIMITS, signs=("editor",))
    assert found.verdict.outcome is Outcome.DOUBTFUL
    assert found.verdict.reasons == ("editor",)
    assert found.verdict.needs_person


def test_a_sign_does_not_soften_a_refusal() -> None:
    refused = Verdict(Outcome.REFUSED, ("speed",))
    assert with_sign(refused, "copied") == refused


def test_evidence_can_be_written_as_json_always() -> None:
    short = record((RideLeg("walk", *WALK),), START, seed=1).take(np.arange(2))
    found = judge_claim(clean(Recording(short)), Claim("walk"), DEFAULT_LIMITS)
    assert all(np.isfinite(value) for value in found.verdict.evidence.values())


def test_a_route_walked_half_by_car_does_not_pay(walk_and_drive: Trace) -> None:
    matches = RouteIndex([WHOLE]).match(walk_and_drive)
    assert matches[0].share > 0.9
    claim = Claim("walk", legs_of(walk_and_drive, "car"))
    kept = routes_kept(walk_and_drive, matches, claim, Outcome.CONFIRMED, DEFAULT_LIMITS)
    assert kept == ()


def test_a_route_walked_whole_pays_beside_a_drive(walk_and_drive: Trace) -> None:
    near = Route("near", *WALK)
    matches = RouteIndex([near]).match(walk_and_drive)
    claim = Claim("walk", legs_of(walk_and_drive, "car"))
    kept = routes_kept(walk_and_drive, matches, claim, Outcome.CONFIRMED, DEFAULT_LIMITS)
    assert [match.key for match in kept] == ["near"]


def test_a_route_outside_the_told_legs_does_not_pay(walk: Trace) -> None:
    matches = RouteIndex([Route("walk", *WALK)]).match(walk)
    late = ClaimedLeg("walk", START, START + timedelta(seconds=1))
    kept = routes_kept(walk, matches, Claim("walk", (late,)), Outcome.CONFIRMED, {})
    assert kept == ()
