"""What a missed rule would have given: only what the rules would really have paid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from muvengine.core.rules.conditions import (
    AnyOf,
    Between,
    Condition,
    Flag,
    Named,
    NoneOf,
    OneOf,
    OnRoute,
    StartBetween,
)
from muvengine.core.rules.counters import LIFE_TRIPS
from muvengine.core.rules.evaluate import evaluate
from muvengine.core.rules.example import counters_of
from muvengine.core.rules.rulebook import (
    Combine,
    DatedValue,
    Gate,
    Group,
    LegPick,
    Otherwise,
    Period,
    PerKm,
    Rulebook,
    Scaled,
)
from muvengine.core.rules.what_if import points_missed
from muvengine.core.trips.facts import LegFacts, RouteFacts, TripFacts
from muvengine.formats.rulebook_yaml.read import check_rulebook
from tests.core.rules.building import (
    BANDS,
    SATURDAY,
    WALK_KM,
    bonus,
    book,
    cap,
    earn,
    flat,
    limit,
    percent,
    trip,
)

SHIPPED = check_rulebook((Path(__file__).parents[3] / "rules" / "muv.yaml").read_bytes())
AT_LEAST_3 = Decimal(3)
MORNING, EVENING = StartBetween(7 * 60, 9 * 60), StartBetween(16 * 60, 18 * 60)
CANAL = RouteFacts("canal", 400)


def missed(
    rules: Rulebook, facts: TripFacts | None = None, counters: Mapping[str, int] | None = None
) -> dict[str, int]:
    facts, counters = facts or trip(), counters or {}
    return dict(points_missed(rules, facts, counters, evaluate(rules, facts, counters)))


@pytest.mark.parametrize(
    ("condition", "facts"),
    [
        (Between("stamps", AT_LEAST_3),           trip(stamps=1)),
        (Between("climb_m", AT_LEAST_3),          trip(climb_m=1)),
        (Between("passengers", AT_LEAST_3),       trip(passengers=2)),
        (Between("duration_min", Decimal(30)),    trip(duration_s=1200)),
        (Between("distance_km", AT_LEAST_3),      trip(("walk", 1000), ("bike", 1500))),
        (Between("trips_total", AT_LEAST_3),      trip()),
        (Between("streak_weeks", AT_LEAST_3),     trip()),
        (Between("active_days", AT_LEAST_3),      trip()),
        (OneOf("weekday", ("mon",)),              trip()),
        (OneOf("weather", ("rain", "snow")),      trip(weather="dry")),
        (OneOf("evidence", ("proven",)),          trip()),
        (MORNING,                                 trip()),
        (StartBetween(22 * 60, 5 * 60),           trip()),
        (AnyOf(((MORNING,), (EVENING,))),         trip()),
        (OnRoute((), Decimal("0.7")),             trip(routes=(CANAL,))),
        (OnRoute(("canal",), Decimal("0.7")),     trip(routes=(CANAL, RouteFacts("park", 100)))),
    ],
    ids=str,
)  # fmt: skip
def test_one_thing_that_was_missing_is_worth_the_bonus(
    condition: Condition, facts: TripFacts
) -> None:
    assert missed(book(bonus("gift", flat(7), condition)), facts) == {"gift": 7}


@pytest.mark.parametrize(
    ("condition", "facts"),
    [
        # Too much: more of it would not have helped.
        (Between("stamps", None, Decimal(1)),     trip(stamps=3)),
        (Between("stamps", Decimal(1), Decimal(2)), trip(stamps=3)),
        (Between("trips_total", None, Decimal(0)), trip()),
        (Between("days_since_last_trip", AT_LEAST_3), trip()),
        # Not the trip's, and nobody's business.
        (OneOf("segment", ("school",)),           trip()),
        (Flag("assisted", value=True),            trip()),
        (NoneOf(((OneOf("weekday", ("sat",)),),)), trip()),
        # A way that was not taken has no length to be followed further.
        (OnRoute(()),                             trip()),
        (OnRoute(("canal",), Decimal("0.7")),     trip(routes=(RouteFacts("park", 400),))),
        # Two ways, and one of them cannot be told.
        (AnyOf(((MORNING,), (OneOf("segment", ("school",)),))), trip()),
        (AnyOf(((MORNING, OneOf("weekday", ("mon",))),)), trip()),
        (OneOf("verdict", ("doubtful",)),         trip()),
    ],
    ids=str,
)  # fmt: skip
def test_nothing_is_promised_that_is_not_sure(condition: Condition, facts: TripFacts) -> None:
    assert missed(book(bonus("gift", flat(7), condition)), facts) == {}


def test_two_things_missing_promise_nothing() -> None:
    rules = book(bonus("gift", flat(7), Between("stamps", AT_LEAST_3), MORNING))
    assert missed(rules) == {}
    assert missed(rules, trip(start=SATURDAY.replace(hour=8))) == {"gift": 7}


def test_more_distance_pays_its_kilometres_too() -> None:
    long = bonus("long", flat(7), Between("distance_km", Decimal(2)))
    walk = earn("walk-km", PerKm(BANDS[:1]), "walk")
    assert missed(book(walk, long)) == {"long": 7 + 10}


def test_a_whole_route_takes_the_place_of_its_part() -> None:
    whole = bonus("whole", flat(10), OnRoute((), Decimal("0.7")))
    part = bonus("part", flat(4), OnRoute((), Decimal("0.2"), Decimal("0.699")))
    assert missed(book(whole, part), trip(routes=(CANAL,))) == {"whole": 6}


def test_another_proof_takes_the_place_of_a_word() -> None:
    word = earn("word", flat(4), when=(OneOf("evidence", ("declared",)),))
    walk = earn("walk", flat(10), "walk")
    declared = trip(evidence_class="declared", legs=(LegFacts("walk", 900, "", "declared"),))
    assert missed(book(walk, word), declared) == {"walk": 6}


def test_limits_caps_and_groups_weigh_what_is_promised() -> None:
    gift = bonus("gift", flat(7), Between("stamps", AT_LEAST_3))
    once = replace(gift, limit=limit(1, Period.DAY))
    assert missed(book(once), counters={"day:2026-03-14:f:gift": 1}) == {}
    assert missed(book(gift, bonus("other", flat(5)), caps=(cap("day", 8, Period.DAY),))) == {
        "gift": 3
    }
    assert missed(book(gift, bonus("other", flat(8)), caps=(cap("day", 8, Period.DAY),))) == {}
    best = {"best": Group("best", Combine.BEST)}
    pair = (replace(gift, group="best"), bonus("other", flat(5), group="best"))
    assert missed(book(*pair, groups=best)) == {"gift": 2}
    assert missed(book(pair[0], bonus("other", flat(9), group="best"), groups=best)) == {}


@pytest.mark.parametrize(
    ("pays", "facts", "given"),
    [
        (Scaled("stamps", Decimal(2), Decimal(3)), trip(stamps=1), 3),
        (Scaled("climb_m", Decimal(10), Decimal(1), above=Decimal(20)), trip(climb_m=5), 1),
        (Scaled("streak_weeks", Decimal(2), Decimal(6)), trip(), 6),
        (Scaled("active_days", Decimal(1), Decimal(5), above=Decimal(1)), trip(), 5),
        (Scaled("route_share", Decimal("0.5"), Decimal(4)), trip(routes=(CANAL,)), 4),
    ],
)
def test_the_first_step_of_a_growing_bonus(pays: Scaled, facts: TripFacts, given: int) -> None:
    assert missed(book(bonus("gift", pays)), facts) == {"gift": given}


def test_a_share_of_nothing_is_nothing() -> None:
    assert missed(book(bonus("gift", percent(20)))) == {}


def test_a_stretch_that_is_just_long_enough() -> None:
    walk = replace(WALK_KM, pays=PerKm(BANDS[:1]), legs=LegPick(("walk",), Decimal(2)))
    assert missed(book(walk), trip(("bike", 9000), ("walk", 500), ("walk", 900))) == {"walk-km": 20}


def test_a_parameter_is_worth_what_it_is_on_the_trips_day() -> None:
    later = (DatedValue(Decimal(2)), DatedValue(Decimal(9), date(2026, 3, 1)))
    rules = book(
        bonus("gift", flat(7), Between("stamps", Named("least"))),
        bonus("other", flat(100), Between("stamps", Decimal(9))),
        params={"least": later},
    )
    assert missed(rules, trip(stamps=3)) == {"gift": 107, "other": 107}


def test_a_trip_that_does_not_count_is_promised_nothing() -> None:
    gate = Gate("gate", {}, (Between("distance_km", Decimal(5)),), Otherwise.REJECT)
    assert missed(book(bonus("gift", flat(7), MORNING), gates=(gate,))) == {}


def test_the_kept_score_stays_as_it_was() -> None:
    facts, counters = trip(), {LIFE_TRIPS: 4}
    rules = book(bonus("gift", flat(7), MORNING))
    before = evaluate(rules, facts, counters)
    points_missed(rules, facts, counters, before)
    assert evaluate(rules, facts, counters) == before
    assert counters == {LIFE_TRIPS: 4}


def test_the_shipped_rules_keep_what_their_sheets_promise() -> None:
    assert SHIPPED.rulebook
    promised = 0
    for case in SHIPPED.examples:
        counters = counters_of(case.history, case.facts, SHIPPED.rulebook)
        score = case.score(SHIPPED.rulebook)
        found = points_missed(SHIPPED.rulebook, case.facts, counters, score)
        if "stamps" in found:
            again = evaluate(SHIPPED.rulebook, replace(case.facts, stamps=1), counters)
            assert again.points == score.points + found["stamps"], case.name
            promised += 1
    assert promised > 10
