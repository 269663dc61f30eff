"""Ceilings."""

from __future__ import annotations

from muvengine.core.rules.evaluate import evaluate
from muvengine.core.rules.rulebook import Owner, Period
from muvengine.core.rules.score import ScoreStatus
from tests.core.rules.building import (
    WALK_KM,
    bonus,
    book,
    cap,
    earn,
    flat,
    line_of,
    points_of,
    trip,
)


def test_caps_clip_in_the_order_written_and_say_what_was_used() -> None:
    rules = book(
        WALK_KM,
        bonus("welcome", flat(30)),
        caps=(
            cap("day", 60, Period.DAY, excluding=("welcome",)),
            cap("week", 70, Period.WEEK),
        ),
    )
    score = evaluate(rules, trip(("walk", 3000)), {"day:2026-03-14:p:day": 50})
    assert points_of(score) == {"walk-km": 30, "welcome": 30, "day": -20}
    assert line_of(score, "day").why == {"limit": 60, "used": 50, "per": "day"}
    assert score.experience == 60
    assert score.counts["day:2026-03-14:p:day"] == 10
    assert score.counts["week:2026-W11:p:week"] == 40


def test_what_one_cap_took_does_not_count_under_the_next() -> None:
    rules = book(
        WALK_KM,
        earn("bus", flat(10)),
        caps=(
            cap("foot", 5, Period.TRIP, rules=("walk-km",)),
            cap("both", 12, Period.DAY, rules=("walk-km", "bus")),
        ),
    )
    score = evaluate(rules, trip(("walk", 3000)), {})
    assert points_of(score) == {"walk-km": 30, "bus": 10, "foot": -25, "both": -3}
    assert score.points == 12


def test_a_helpers_cap_binds_only_trips_with_a_helper_and_counts_for_the_helper() -> None:
    rules = book(WALK_KM, caps=(cap("desk", 6, Period.DAY, owner=Owner.HELPER),))
    assert evaluate(rules, trip(), {}).points == 10
    helped = evaluate(rules, trip(helper_id=7, assisted=True), {})
    assert helped.points == 6
    assert helped.counts["helper:7:day:2026-03-14:p:desk"] == 6


def test_a_programmes_cap_counts_over_all_people() -> None:
    rules = book(WALK_KM, caps=(cap("budget", 100, Period.SEASON, owner=Owner.PROGRAMME),))
    score = evaluate(rules, trip(), {"programme:season:tests:p:budget": 96})
    assert score.points == 4


def test_a_full_cap_leaves_zero_and_never_less() -> None:
    rules = book(WALK_KM, caps=(cap("day", 60, Period.DAY),))
    score = evaluate(rules, trip(), {"day:2026-03-14:p:day": 99})
    assert score.points == 0
    assert score.status is ScoreStatus.SCORED
