"""What must hold for every rulebook and every trip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.rules.conditions import Named
from muvengine.core.rules.evaluate import counter_keys, evaluate
from muvengine.core.rules.rulebook import (
    Band,
    Combine,
    DatedValue,
    Group,
    Period,
    PerKm,
    Rulebook,
)
from muvengine.core.rules.score import LineStatus, ScoreStatus
from muvengine.core.trips.facts import LegFacts, RouteFacts, TripFacts
from muvengine.formats.rulebook_yaml.read import read_rulebook
from tests.core.rules.building import (
    PARIS,
    SATURDAY,
    WALK_KM,
    bonus,
    book,
    cap,
    earn,
    flat,
    limit,
    percent,
    points_of,
    trip,
)

SHIPPED = read_rulebook((Path(__file__).parents[3] / "rules" / "muv.yaml").read_bytes())
MODES = ("walk", "run", "wheelchair", "bike", "ebike", "escooter", "bus", "tram", "train", "car")

LEGS = st.lists(
    st.builds(LegFacts, st.sampled_from(MODES), st.integers(0, 60_000)), min_size=1, max_size=4
).map(tuple)
TRIPS = st.builds(
    TripFacts,
    start=st.datetimes(datetime(2026, 3, 1), datetime(2026, 4, 30)).map(  # noqa: DTZ001  made aware
        lambda naive: naive.replace(tzinfo=PARIS)
    ),
    duration_s=st.integers(60, 20_000),
    legs=LEGS,
    outcome=st.sampled_from(("confirmed", "confirmed", "doubtful", "refused")),
    evidence_class=st.sampled_from(("trace", "proven", "declared")),
    routes=st.lists(
        st.builds(RouteFacts, st.sampled_from(("canal", "park")), st.integers(0, 1000)),
        max_size=2,
        unique_by=lambda route: route.key,
    ).map(tuple),
    climb_m=st.integers(0, 400),
    weather=st.sampled_from((None, "rain", "dry")),
    stamps=st.integers(0, 6),
    helper_id=st.sampled_from((None, 7)),
)


class Watched(Mapping[str, int]):
    """Counters that know which keys were asked for."""

    def __init__(self, values: Mapping[str, int]) -> None:
        self.values_by_key = dict(values)
        self.asked: set[str] = set()

    def __getitem__(self, key: str) -> int:
        self.asked.add(key)
        return self.values_by_key[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_by_key)

    def __len__(self) -> int:
        return len(self.values_by_key)


def add(counters: dict[str, int], counts: Mapping[str, int]) -> None:
    for key, value in counts.items():
        counters[key] = counters.get(key, 0) + value


@given(
    st.lists(st.integers(0, 9000), min_size=1, max_size=8).flatmap(
        lambda parts: st.tuples(st.just(parts), st.permutations(parts))
    )
)
def test_splitting_or_reordering_a_days_trips_never_changes_its_base(
    orders: tuple[list[int], list[int]],
) -> None:
    rules = book(WALK_KM, caps=(cap("day", 55, Period.DAY),))
    whole = evaluate(rules, trip(("walk", sum(orders[0]))), {}).points
    for parts in orders:
        counters: dict[str, int] = {}
        total = 0
        for metres in parts:
            score = evaluate(rules, trip(("walk", metres)), counters)
            total += score.points
            add(counters, score.counts)
        assert total == whole


@given(st.integers(0, 90_000), st.integers(0, 5000))
def test_going_further_never_earns_less(metres: int, further: int) -> None:
    for mode in ("walk", "bike", "bus", "train"):
        near = evaluate(SHIPPED, trip((mode, metres), evidence_class="proven"), {})
        far = evaluate(SHIPPED, trip((mode, metres + further), evidence_class="proven"), {})
        assert far.points >= near.points


@given(st.lists(TRIPS, min_size=1, max_size=6))
def test_lines_sum_to_a_total_that_is_never_negative_and_caps_hold(trips: list[TripFacts]) -> None:
    counters: dict[str, int] = {}
    for facts in trips:
        score = evaluate(SHIPPED, facts, counters)
        assert score.points == sum(line.points for line in score.lines) >= 0
        assert score.experience >= score.points
        assert all(line.points >= 0 or line.kind == "cap" for line in score.lines)
        if facts.outcome == "refused":
            assert score.status is ScoreStatus.REJECTED
        add(counters, score.counts)
    for key, value in counters.items():
        ceilings = {":p:day": 60, ":p:week": 250, ":p:month": 800, ":p:declared-week": 60}
        for name, ceiling in ceilings.items():
            assert not key.endswith(name) or value <= ceiling


@given(TRIPS, st.dictionaries(st.integers(0, 200), st.integers(0, 70)))
def test_only_the_counters_that_were_named_are_read_or_changed(
    facts: TripFacts, values: dict[int, int]
) -> None:
    keys = counter_keys(SHIPPED, facts)
    assert len(keys) == len(set(keys))
    watched = Watched({key: values.get(number, 0) for number, key in enumerate(keys)})
    score = evaluate(SHIPPED, facts, watched)
    assert watched.asked <= set(keys)
    assert set(score.counts) <= set(keys)


@given(TRIPS)
def test_the_same_facts_and_counters_always_give_the_same_sheet(facts: TripFacts) -> None:
    assert evaluate(SHIPPED, facts, {}) == evaluate(SHIPPED, facts, {})


@given(TRIPS, st.dictionaries(st.integers(0, 40), st.integers(-1, 4)))
def test_without_the_lines_of_what_was_missed_all_else_is_the_same(
    facts: TripFacts, values: dict[int, int]
) -> None:
    counters = {
        key: values.get(number, 0) for number, key in enumerate(counter_keys(SHIPPED, facts))
    }
    whole = evaluate(SHIPPED, facts, counters)
    met = tuple(line for line in whole.lines if line.status is not LineStatus.SKIPPED)
    assert evaluate(SHIPPED, facts, counters, missed=False) == replace(whole, lines=met)


@given(st.permutations(["a", "b", "c"]), st.lists(st.integers(0, 100), min_size=3, max_size=3))
def test_the_order_of_bonuses_never_changes_the_total(names: list[str], shares: list[int]) -> None:
    by_name = dict(zip("abc", shares, strict=True))
    base = earn("base", flat(100))
    rules = book(base, *(bonus(name, percent(by_name[name])) for name in names))
    assert evaluate(rules, trip(), {}).points == 100 + sum(shares)


def test_parameters_change_on_their_day_and_hold_before_the_first() -> None:
    km = earn("walk-km", PerKm((Band(Named("rate")),)), "walk")
    dated = (DatedValue(Decimal(6), date(2026, 3, 1)), DatedValue(Decimal(8), date(2026, 5, 1)))
    rules = book(km, params={"rate": dated})
    points = {
        day: evaluate(rules, trip(start=SATURDAY.replace(month=month, day=number)), {}).points
        for day, month, number in (("before", 2, 1), ("april", 4, 30), ("may", 5, 1))
    }
    assert points == {"before": 6, "april": 6, "may": 8}


@pytest.mark.parametrize(
    ("start", "hours"),
    [("2026-03-29T00:30", 23), ("2026-10-25T00:30", 25), ("2026-03-30T00:30", 24)],
)
def test_a_local_day_has_as_many_hours_as_the_clocks_make_it(start: str, hours: int) -> None:
    first = datetime.fromisoformat(start).replace(tzinfo=PARIS).astimezone(PARIS)
    rules = book(WALK_KM, zone=PARIS)
    utc = first.astimezone(tz=datetime.fromisoformat("2026-01-01T00:00+00:00").tzinfo)
    last = utc + timedelta(hours=hours) - timedelta(minutes=31)
    next_day = utc + timedelta(hours=hours) - timedelta(minutes=30)
    assert evaluate(rules, trip(start=last), {}).day == first.date()
    assert evaluate(rules, trip(start=next_day), {}).day == first.date() + timedelta(days=1)


def test_a_rulebook_holds_from_its_first_day_to_before_its_end() -> None:
    rules: Rulebook = book(WALK_KM, end_day=date(2026, 7, 1))
    held = [rules.holds_on(date(2026, m, d)) for m, d in ((1, 1), (6, 30), (7, 1))]
    assert held == [True, True, False]
    assert not rules.holds_on(date(2025, 12, 31))
    assert book(WALK_KM).holds_on(date(2099, 1, 1))


def test_limits_are_taken_in_order_of_acceptance_and_bands_by_the_day() -> None:
    rules = book(
        WALK_KM,
        bonus("first", flat(5), limit=limit(1, Period.DAY)),
        groups={"g": Group("g", Combine.SUM)},
    )
    counters: dict[str, int] = {}
    evening = evaluate(rules, trip(("walk", 4000), start=SATURDAY.replace(hour=20)), counters)
    add(counters, evening.counts)
    late_upload = evaluate(rules, trip(("walk", 4000), start=SATURDAY.replace(hour=8)), counters)
    assert points_of(evening) == {"walk-km": 40, "first": 5}
    assert points_of(late_upload) == {"walk-km": 18, "first": 0}
