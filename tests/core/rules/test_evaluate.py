"""From gates to the total."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from muvengine.core.rules.conditions import Between, Flag, OneOf, OnRoute
from muvengine.core.rules.evaluate import counter_keys, evaluate
from muvengine.core.rules.rulebook import (
    Combine,
    Gate,
    Group,
    LegPick,
    Otherwise,
    Period,
    PerKm,
    Scaled,
)
from muvengine.core.rules.score import Line, LineStatus, ScoreStatus
from muvengine.core.trips.facts import RouteFacts
from tests.core.rules.building import (
    BANDS,
    SATURDAY,
    WALK_KM,
    bonus,
    book,
    earn,
    flat,
    limit,
    line_of,
    percent,
    points_of,
    trip,
)


@pytest.mark.parametrize(
    ("metres", "points"),
    [
        (0,          0),
        (49,         0),
        (50,         1),
        (1000,      10),
        (5000,      50),
        (5200,      51),
        (10_000,    63),
        (200_000,   63),
    ],
)  # fmt: skip
def test_kilometres_are_paid_by_bands_and_rounded_half_up_once(metres: int, points: int) -> None:
    assert evaluate(book(WALK_KM), trip(("walk", metres)), {}).points == points


def test_the_line_says_which_kilometres_were_paid_at_which_price() -> None:
    counters = {"day:2026-03-14:m:walk-km": 4000}
    score = evaluate(book(WALK_KM), trip(("walk", 7000)), counters)
    assert score.lines == (
        Line(
            "walk-km",
            "earn",
            23,
            LineStatus.APPLIED,
            {"m": 7000, "before_m": 4000, "bands": [[1000, "10"], [5000, "2.5"], [1000, "0"]]},
        ),
    )


def test_a_refused_trip_earns_nothing_and_says_why_whatever_the_rulebook_says() -> None:
    facts = trip(outcome="refused", reasons=("speed",))
    score = evaluate(book(WALK_KM, bonus("welcome", flat(30))), facts, {})
    assert score.status is ScoreStatus.REJECTED
    assert score.points == 0
    assert [line.status for line in score.lines] == [LineStatus.FAILED]
    assert score.lines[0].why["reasons"] == ["speed"]
    assert score.counts == {}
    assert counter_keys(book(WALK_KM), facts) == ()


@pytest.mark.parametrize(
    ("otherwise", "status"),
    [(Otherwise.REJECT, ScoreStatus.REJECTED), (Otherwise.REVIEW, ScoreStatus.REVIEW)],
)
def test_the_first_closed_gate_decides(otherwise: Otherwise, status: ScoreStatus) -> None:
    gates = (
        Gate("brief", {}, (Between("duration_min", Decimal(1)),), Otherwise.REJECT),
        Gate("short", {}, (Between("distance_km", Decimal(2)),), otherwise),
        Gate("never", {}, (Flag("assisted", value=True),), Otherwise.REJECT),
    )
    score = evaluate(book(WALK_KM, gates=gates), trip(), {})
    assert score.status is status
    assert points_of(score) == {"short": 0}
    assert score.counts == {}


def test_a_person_who_has_looked_opens_the_gates_that_asked_for_a_look() -> None:
    gate = Gate("short", {}, (Between("distance_km", Decimal(2)),), Otherwise.REVIEW)
    assert evaluate(book(WALK_KM, gates=(gate,)), trip(reviewed=True), {}).points == 10


def test_a_gate_for_other_modes_stands_open() -> None:
    gate = Gate(
        "far", {}, (Between("distance_km", Decimal(2)),), Otherwise.REJECT, LegPick(("train",))
    )
    assert evaluate(book(WALK_KM, gates=(gate,)), trip(), {}).points == 10


def test_a_rule_that_does_not_name_the_verdict_never_pays_a_doubtful_trip() -> None:
    word = earn("word", flat(10), when=(OneOf("verdict", ("doubtful",)),))
    rules = book(WALK_KM, word, bonus("welcome", flat(30)))
    score = evaluate(rules, trip(outcome="doubtful"), {})
    assert points_of(score) == {"walk-km": 0, "word": 10}
    assert line_of(score, "walk-km").why == {"condition": "verdict", "value": "doubtful"}


def test_a_rule_that_does_not_name_the_evidence_never_pays_a_mere_word() -> None:
    score = evaluate(book(WALK_KM), trip(evidence_class="declared"), {})
    assert line_of(score, "walk-km").why == {"condition": "evidence", "value": "declared"}


def test_each_leg_earns_in_its_own_mode_and_short_ones_are_left_out() -> None:
    rules = book(
        earn("foot", PerKm(BANDS), "walk"),
        earn("bus", PerKm(BANDS), "bus"),
        earn("train", PerKm(BANDS), "train"),
    )
    score = evaluate(rules, trip(("walk", 500), ("bus", 2000), ("walk", 500)), {})
    assert points_of(score) == {"foot": 10, "bus": 20}


def test_legs_below_the_least_length_earn_nothing_and_the_sheet_says_so() -> None:
    far = replace(WALK_KM, legs=LegPick(("walk",), Decimal(2)))
    score = evaluate(book(far), trip(("walk", 1500)), {})
    assert score.lines[0].why == {"condition": "min_km", "value": 1.5}


def test_a_percentage_counts_of_the_base_and_never_of_another_bonus() -> None:
    rules = book(
        WALK_KM, bonus("rain", percent(50)), bonus("gift", flat(30)), bonus("rush", percent(50))
    )
    score = evaluate(rules, trip(("walk", 3000)), {})
    assert points_of(score) == {"walk-km": 30, "rain": 15, "gift": 30, "rush": 15}


def test_a_percentage_of_nothing_is_a_miss_and_no_empty_gift() -> None:
    score = evaluate(book(bonus("rain", percent(50))), trip(), {})
    assert score.lines[0].status is LineStatus.SKIPPED
    assert score.lines[0].why["condition"] == "base"


@pytest.mark.parametrize(
    ("combine", "points"),
    [
        (Combine.SUM,   {"walk-km": 100, "a": 10, "b": 40, "c": 40}),
        (Combine.BEST,  {"walk-km": 100, "a": 0,  "b": 40, "c": 0}),
        (Combine.FIRST, {"walk-km": 100, "a": 10, "b": 0,  "c": 0}),
    ],
)  # fmt: skip
def test_a_group_lets_all_or_one_of_its_bonuses_count(
    combine: Combine, points: dict[str, int]
) -> None:
    rules = book(
        earn("walk-km", flat(100)),
        bonus("a", percent(10), group="g"),
        bonus("b", percent(40), group="g"),
        bonus("c", percent(40), group="g"),
        groups={"g": Group("g", combine)},
    )
    assert points_of(evaluate(rules, trip(), {})) == points


def test_a_beaten_bonus_names_its_winner_and_has_not_been_used() -> None:
    rules = book(
        earn("walk-km", flat(100)),
        bonus("a", percent(10), group="g", limit=limit(1, Period.DAY)),
        bonus("b", percent(40), group="g"),
        groups={"g": Group("g", Combine.BEST)},
    )
    score = evaluate(rules, trip(), {})
    assert line_of(score, "a").status is LineStatus.BEATEN
    assert line_of(score, "a").why == {"by": "b", "group": "g"}
    assert "day:2026-03-14:f:a" not in score.counts


def test_a_groups_percentages_together_stay_under_its_ceiling() -> None:
    rules = book(
        earn("walk-km", flat(100)),
        bonus("a", percent(30), group="g"),
        bonus("gift", flat(50), group="g"),
        bonus("b", percent(30), group="g"),
        bonus("c", percent(30), group="g"),
        groups={"g": Group("g", Combine.SUM, Decimal(50))},
    )
    score = evaluate(rules, trip(), {})
    assert points_of(score) == {"walk-km": 100, "a": 30, "gift": 50, "b": 20, "c": 0}
    assert line_of(score, "b").why["unclipped"] == 30


@pytest.mark.parametrize(
    ("climb_m", "points"), [(9, 0), (10, 1), (19, 1), (34, 3), (149, 14), (999, 15)]
)
def test_a_scaled_bonus_grows_in_whole_steps_up_to_its_ceiling(climb_m: int, points: int) -> None:
    steps = Scaled("climb_m", Decimal(10), Decimal(1), most=Decimal(15), percent=True)
    rules = book(earn("base", flat(100)), bonus("climb", steps))
    assert points_of(evaluate(rules, trip(climb_m=climb_m), {}))["climb"] == points


def test_steps_above_a_threshold_can_be_points() -> None:
    steps = Scaled("stamps", Decimal(1), Decimal(5), above=Decimal(1))
    assert evaluate(book(bonus("stamps", steps)), trip(stamps=3), {}).points == 10


def test_a_limit_counts_applied_lines_in_its_period() -> None:
    rules = book(bonus("twice", flat(10), limit=limit(2, Period.WEEK)))
    key = "week:2026-W11:f:twice"
    assert evaluate(rules, trip(), {key: 1}).counts[key] == 1
    score = evaluate(rules, trip(), {key: 2})
    assert score.lines[0].status is LineStatus.LIMIT
    assert key not in score.counts


def test_each_route_has_its_own_limit_and_the_line_names_those_paid() -> None:
    whole = OnRoute(low=Decimal("0.7"))
    rule = bonus("route", flat(10), whole, limit=limit(1, Period.DAY, per_route=True))
    routes = (RouteFacts("canal", 930), RouteFacts("station", 800), RouteFacts("park", 690))
    score = evaluate(book(rule), trip(routes=routes), {"day:2026-03-14:f:route:canal": 1})
    assert score.points == 10
    assert score.lines[0].why == {"routes": [{"route": "station", "share": 0.8, "points": 10}]}
    assert score.counts["day:2026-03-14:f:route:station"] == 1
    assert "day:2026-03-14:f:route:canal" not in score.counts


def test_a_partial_route_is_paid_by_its_share() -> None:
    steps = Scaled("route_share", Decimal("0.1"), Decimal(1))
    part = OnRoute(low=Decimal("0.2"), high=Decimal("0.699"))
    rule = bonus("part", steps, part, limit=limit(1, Period.DAY, per_route=True))
    routes = (RouteFacts("canal", 450), RouteFacts("park", 199))
    assert evaluate(book(rule), trip(routes=routes), {}).points == 4


def test_the_start_decides_the_day_also_over_midnight() -> None:
    late = SATURDAY.replace(hour=23, minute=50)
    assert evaluate(book(WALK_KM), trip(start=late, duration_s=3600), {}).day == late.date()
    assert evaluate(book(WALK_KM), trip(start=late + timedelta(minutes=10)), {}).day > late.date()
