"""Every word of the vocabulary, when it holds and when it does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from muvengine.core.rules.conditions import (
    FLAGS,
    MEASURES,
    WORDS,
    AnyOf,
    Between,
    Condition,
    DateIn,
    Days,
    Flag,
    NoneOf,
    OneOf,
    OnRoute,
    StartBetween,
)
from muvengine.core.rules.counters import LIFE_TRIPS, mode_key, one_trip_on, week_key
from muvengine.core.rules.evaluate import evaluate
from muvengine.core.rules.history import DAY
from muvengine.core.rules.score import LineStatus
from muvengine.core.trips.facts import RouteFacts, TripFacts
from tests.core.rules.building import PARIS, SATURDAY, bonus, book, flat, trip

TODAY = SATURDAY.date()
ANY_TRIP = OneOf("verdict", ("confirmed", "doubtful"))
ANY_EVIDENCE = OneOf("evidence", ("declared", "trace", "proven"))


@dataclass(frozen=True)
class Case:
    condition: Condition
    holds: TripFacts
    fails: TripFacts
    why: dict[str, object]


def between(word: str, low: str | None, high: str | None = None) -> Between:
    return Between(
        word, None if low is None else Decimal(low), None if high is None else Decimal(high)
    )


def at(hour: int, minute: int) -> datetime:
    return SATURDAY.replace(hour=hour, minute=minute)


def route(share: int, key: str = "canal") -> tuple[RouteFacts, ...]:
    return (RouteFacts(key, share),)


FACTS = [
    Case(between("distance_km", "0.3"), trip(("walk", 300)), trip(("walk", 299)),
         {"condition": "distance_km", "value": 0.299}),
    Case(between("distance_km", None, "2"), trip(("walk", 2000)), trip(("walk", 2001)),
         {"condition": "distance_km", "value": 2.001}),
    Case(between("duration_min", "3"), trip(duration_s=180), trip(duration_s=150),
         {"condition": "duration_min", "value": 2.5}),
    Case(between("climb_m", "30"), trip(climb_m=30), trip(climb_m=29),
         {"condition": "climb_m", "value": 29}),
    Case(between("passengers", "1"), trip(passengers=1), trip(),
         {"condition": "passengers", "value": 0}),
    Case(between("stamps", "2", "3"), trip(stamps=3), trip(stamps=4),
         {"condition": "stamps", "value": 4}),
    Case(OneOf("weekday", ("sat", "sun")), trip(), trip(start=SATURDAY - DAY),
         {"condition": "weekday", "value": "fri"}),
    Case(OneOf("weather", ("rain",)), trip(weather="rain"), trip(weather="dry"),
         {"condition": "weather", "value": "dry"}),
    Case(OneOf("weather", ("rain",)), trip(weather="rain"), trip(),
         {"condition": "weather", "value": None}),
    Case(OneOf("segment", ("centre", "school")), trip(segments=("school",)), trip(),
         {"condition": "segment"}),
    Case(OneOf("zone_from", ("centre", "port")), trip(zones_from=("port", "quay")),
         trip(zones_to=("port",)), {"condition": "zone_from"}),
    Case(OneOf("zone_to", ("centre",)), trip(zones_to=("centre",)), trip(zones_from=("centre",)),
         {"condition": "zone_to"}),
    Case(OneOf("evidence", ("proven",)), trip(evidence_class="proven"), trip(),
         {"condition": "evidence", "value": "trace"}),
    Case(OneOf("verdict", ("doubtful",)), trip(outcome="doubtful"), trip(),
         {"condition": "verdict", "value": "confirmed"}),
    Case(Flag("assisted", value=True), trip(assisted=True), trip(),
         {"condition": "assisted", "value": False}),
    Case(StartBetween(450, 540), trip(start=at(7, 30)), trip(start=at(9, 0)),
         {"condition": "start_between", "value": "09:00"}),
    Case(StartBetween(1320, 300), trip(start=at(2, 0)), trip(start=at(12, 0)),
         {"condition": "start_between", "value": "12:00"}),
    Case(DateIn((Days(TODAY - DAY, TODAY + DAY),)), trip(), trip(start=SATURDAY + DAY),
         {"condition": "date_in", "value": "2026-03-15"}),
    Case(DateIn((Days(date(2028, 2, 29), date(2028, 3, 1)), Days(TODAY, TODAY + DAY))), trip(),
         trip(start=SATURDAY - DAY), {"condition": "date_in", "value": "2026-03-13"}),
    Case(OnRoute(("canal",)), trip(routes=route(200)), trip(routes=route(900, "park")),
         {"condition": "route"}),
    Case(OnRoute((), Decimal("0.7")), trip(routes=route(700)), trip(routes=route(699)),
         {"condition": "route_share", "route": "canal", "value": 0.699}),
    Case(AnyOf(((StartBetween(0, 60),), (OneOf("weekday", ("sat",)),))), trip(),
         trip(start=SATURDAY - DAY),
         {"condition": "any", "parts": [{"condition": "start_between", "value": "11:00"},
                                        {"condition": "weekday", "value": "fri"}]}),
    Case(NoneOf(((OneOf("weekday", ("sat",)), Flag("assisted", value=True)),)), trip(),
         trip(assisted=True), {"condition": "none", "part": 0}),
]  # fmt: skip


def named(case: Case) -> str:
    return case.condition.word


@pytest.mark.parametrize("case", FACTS, ids=named)
def test_a_condition_on_facts_holds_or_says_what_was_the_case(case: Case) -> None:
    rules = book(bonus("gift", flat(7), case.condition, ANY_TRIP, ANY_EVIDENCE))
    assert evaluate(rules, case.holds, {}).points == 7
    [line] = evaluate(rules, case.fails, {}).lines
    assert (line.points, line.status, line.why) == (0, LineStatus.SKIPPED, case.why)


def active(*days_ago: int) -> dict[str, int]:
    found: dict[str, int] = {LIFE_TRIPS: len(days_ago)}
    for back in days_ago:
        day = TODAY - back * DAY
        found[week_key(day)] = found.get(week_key(day), 0) + one_trip_on(day)
    return found


WEEKS = (7, 8, 9, 14, 15, 16, 21, 22, 23)


@pytest.mark.parametrize(
    ("condition", "holds", "fails", "value"),
    [
        (between("trips_today", None, "2"),         active(0),       active(0, 0),  3),
        (between("trips_in_week", "3"),             active(1, 5),    active(1, 6),  2),
        (between("trips_in_week", None, "3"),       active(0, 0),    active(0, 0, 1), 4),
        (between("trips_total", "3", "3"),          {LIFE_TRIPS: 2}, {LIFE_TRIPS: 1}, 2),
        (between("days_since_last_trip", "30"),     active(30),      active(29),    29),
        (between("days_since_last_trip", "30"),     active(200),     {},            None),
        (between("days_since_last_trip", "0", "0"), active(0, 5),    active(1),     1),
        (between("active_days", "3"),               active(1, 6),    active(1, 7),  2),
        (between("streak_days", "5"),               active(1, 2, 3, 4), active(1, 2, 3, 5), 4),
        (between("streak_days", "2", "2"),          active(1),       active(1, 2),  3),
        (between("streak_weeks", "3"),              active(*WEEKS), active(*WEEKS[:6]), 2),
        (Flag("first_of_mode", value=True),         {},              {mode_key("walk"): 1}, False),
        (Flag("first_of_mode", value=False),        {mode_key("walk"): 1}, {},      True),
    ],
)  # fmt: skip
def test_a_condition_on_history_holds_or_says_what_was_the_case(
    condition: Condition, holds: dict[str, int], fails: dict[str, int], value: object
) -> None:
    rules = book(bonus("gift", flat(7), condition))
    assert evaluate(rules, trip(), holds).points == 7
    [line] = evaluate(rules, trip(), fails).lines
    assert (line.status, line.why["value"]) == (LineStatus.SKIPPED, value)


def test_every_word_of_the_vocabulary_is_tried_here() -> None:
    tried = {case.condition.word for case in FACTS}
    tried |= {"trips_today", "trips_in_week", "trips_total", "days_since_last_trip", "active_days"}
    tried |= {"streak_days", "streak_weeks", "first_of_mode"}
    vocabulary = {*MEASURES, *WORDS, *FLAGS, "route", "start_between", "date_in", "any", "none"}
    assert tried == vocabulary


def test_hours_and_weekdays_are_those_of_the_rulebooks_zone() -> None:
    rules = book(bonus("gift", flat(7), OneOf("weekday", ("sun",))), zone=PARIS)
    utc_evening = datetime.fromisoformat("2026-03-14T23:30:00+00:00")
    assert evaluate(rules, trip(start=utc_evening), {}).points == 7


@pytest.mark.parametrize(
    ("start", "holds"),
    [
        ("2028-02-28T23:59", False),
        ("2028-02-29T00:00", True),
        ("2028-02-29T23:59", True),
        ("2028-03-01T00:00", False),
    ],
)
def test_a_date_is_the_local_day_of_the_start_from_its_first_minute_to_its_last(
    start: str,
    holds: bool,  # noqa: FBT001  a table
) -> None:
    leap_day = DateIn((Days(date(2028, 2, 29), date(2028, 3, 1)),))
    rules = book(bonus("gift", flat(7), leap_day), zone=PARIS)
    local = datetime.fromisoformat(start).replace(tzinfo=PARIS)
    assert bool(evaluate(rules, trip(start=local.astimezone(UTC)), {}).points) is holds


@pytest.mark.parametrize(
    ("start", "number"),
    [
        ("2026-12-28T08:00", 1),
        ("2027-01-01T08:00", 3),
        ("2027-01-03T08:00", 3),
        ("2027-01-04T08:00", 1),
    ],
)
def test_the_trips_of_a_week_are_counted_over_the_turn_of_the_year(start: str, number: int) -> None:
    local = datetime.fromisoformat(start).replace(tzinfo=PARIS)
    counters: dict[str, int] = {}
    for day in (date(2026, 12, 28), date(2026, 12, 31)):
        if day < local.date():
            counters[week_key(day)] = counters.get(week_key(day), 0) + one_trip_on(day)
    rules = book(bonus("gift", flat(7), between("trips_in_week", "9")))
    [line] = evaluate(rules, trip(start=local), counters).lines
    assert line.why == {"condition": "trips_in_week", "value": number}
