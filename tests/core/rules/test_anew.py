"""A day is paid what its trips are worth together, whatever is sent, corrected or taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.rules.anew import FIRST, Earlier, counters_without, past_of, same_day_keys
from muvengine.core.rules.conditions import Flag
from muvengine.core.rules.evaluate import counter_keys, evaluate
from muvengine.core.rules.rulebook import Band, Period, PerKm, Rulebook
from muvengine.core.rules.score import Score
from muvengine.core.trips.facts import TripFacts
from tests.core.rules.building import (
    BANDS,
    WALK_KM,
    bonus,
    book,
    cap,
    earn,
    flat,
    limit,
    line_of,
    percent,
    trip,
)

# The price falls, rises, and falls to nothing: whatever organisers may write.
UNEVEN = (Band(Decimal(0), Decimal(1)), Band(Decimal("7.5"), Decimal(3)), Band(Decimal(1)))
BOOK: Final = book(
    WALK_KM,
    earn("bike-km", PerKm(UNEVEN), "bike"),
    earn("fast-walk", PerKm(BANDS), "walk", "run"),
    bonus("rain", percent(20)),
    bonus("twice", flat(5), limit=limit(2, Period.DAY)),
    caps=(cap("day", 70, Period.DAY),),
)
BY_KM: Final = ("walk-km", "bike-km", "fast-walk")
FACTS = st.builds(
    lambda legs, outcome: trip(*legs, outcome=outcome),
    st.lists(
        st.tuples(st.sampled_from(("walk", "bike", "run")), st.integers(0, 9000)),
        min_size=1,
        max_size=3,
    ),
    st.sampled_from(("confirmed", "confirmed", "refused", "doubtful")),
)
ACTS = st.lists(st.tuples(st.integers(0, 4), FACTS), min_size=1, max_size=12)


@dataclass
class Day:
    """The trips of one person on one day, as the services keep them."""

    rules: Rulebook
    counters: dict[str, int] = field(default_factory=dict)
    facts: dict[int, TripFacts] = field(default_factory=dict)
    scores: dict[int, Score] = field(default_factory=dict)
    pasts: dict[int, Mapping[str, int]] = field(default_factory=dict)

    def send(self, number: int, facts: TripFacts) -> None:
        """Send a trip, or score it anew; then even out the others, the latest first."""
        before = self.scores.get(number)
        self._put(number, facts, self.scored(number, facts))
        moved = same_day_keys(self.scores[number].counts)
        moved |= same_day_keys(before.counts) if before else frozenset()
        for other in sorted(self.facts.keys() - {number}, reverse=True) if before else ():
            anew = self.scored(other, self.facts[other])
            if any(anew.counts.get(key) != self.scores[other].counts.get(key) for key in moved):
                self._put(other, self.facts[other], anew)

    def scored(self, number: int, facts: TripFacts) -> Score:
        keys = counter_keys(self.rules, facts)
        return evaluate(
            self.rules, facts, counters_without(self.counters, self._earlier(number), keys)
        )

    def base(self) -> dict[str, int]:
        found = dict.fromkeys(BY_KM, 0)
        for score in self.scores.values():
            for line in score.lines:
                if line.rule in found:
                    found[line.rule] += line.points
        return found

    def _earlier(self, number: int) -> Earlier:
        if number not in self.scores:
            return FIRST
        return Earlier(self.scores[number].counts, self.pasts[number])

    def _put(self, number: int, facts: TripFacts, score: Score) -> None:
        earlier, keys = self._earlier(number), counter_keys(self.rules, facts)
        self.pasts[number] = past_of(keys, counters_without(self.counters, earlier, keys))
        for counts, sign in ((earlier.counts, -1), (score.counts, 1)):
            for key, value in counts.items():
                self.counters[key] = self.counters.get(key, 0) + sign * value
        self.facts[number], self.scores[number] = facts, score


def sent_once(rules: Rulebook, trips: Iterable[TripFacts]) -> Day:
    day = Day(rules)
    for number, facts in enumerate(trips):
        day.send(number, facts)
    return day


@given(ACTS, st.data())
def test_a_day_is_worth_its_trips_as_they_stand_however_they_came_to_be_so(
    acts: list[tuple[int, TripFacts]], order: st.DataObject
) -> None:
    day = Day(BOOK)
    for number, facts in acts:
        day.send(number, facts)
    standing = order.draw(st.permutations(list(day.facts.values())))
    assert day.base() == sent_once(BOOK, standing).base()
    assert day.counters.get("day:2026-03-14:b:walk-km", 0) == day.base()["walk-km"]


@given(ACTS)
def test_counters_are_the_sum_of_the_sheets_that_stand(acts: list[tuple[int, TripFacts]]) -> None:
    day = Day(BOOK)
    for number, facts in acts:
        day.send(number, facts)
    total: dict[str, int] = {}
    for score in day.scores.values():
        for key, value in score.counts.items():
            total[key] = total.get(key, 0) + value
    assert {k: v for k, v in day.counters.items() if v} == {k: v for k, v in total.items() if v}


@given(ACTS)
def test_scoring_anew_what_did_not_change_changes_nothing(
    acts: list[tuple[int, TripFacts]],
) -> None:
    day = Day(book(*BOOK.rules, caps=()))
    for number, facts in acts:
        day.send(number, facts)
    for number, facts in day.facts.items():
        assert _by_km(day.scored(number, facts)) == _by_km(day.scores[number])


def _by_km(score: Score) -> dict[str, int]:
    return {key: score.counts[key] for key in same_day_keys(score.counts)}


def test_a_sheet_that_catches_up_says_what_the_day_is_worth_and_what_was_paid() -> None:
    counters = {"day:2026-03-14:m:walk-km": 4000, "day:2026-03-14:b:walk-km": 10}
    score = evaluate(book(WALK_KM), trip(("walk", 2000)), counters)
    line = line_of(score, "walk-km")
    assert line.points == 53 - 10
    assert line.why == {
        "m": 2000,
        "before_m": 4000,
        "bands": [[5000, "10"], [1000, "2.5"]],
        "worth": 53,
        "paid": 10,
    }


def test_what_was_paid_too_much_is_not_asked_back() -> None:
    counters = {"day:2026-03-14:m:walk-km": 1000, "day:2026-03-14:b:walk-km": 90}
    score = evaluate(book(WALK_KM), trip(("walk", 2000)), counters)
    assert score.points == 0
    assert score.counts["day:2026-03-14:b:walk-km"] == 0


def test_a_day_that_was_begun_before_points_were_counted_goes_on_by_its_metres() -> None:
    counters = {"day:2026-03-14:m:walk-km": 4000}
    score = evaluate(book(WALK_KM), trip(("walk", 2000)), counters)
    assert score.points == 13
    assert "day:2026-03-14:b:walk-km" not in score.counts


def test_metres_that_are_worth_nothing_yet_are_counted_as_paid_nothing() -> None:
    score = evaluate(book(WALK_KM), trip(("walk", 30)), {})
    assert score.counts["day:2026-03-14:b:walk-km"] == 0


@pytest.mark.parametrize(("past", "points"), [(True, 10), (False, 0)])
def test_a_first_trip_of_a_mode_stays_the_first(
    past: bool,  # noqa: FBT001  a table
    points: int,
) -> None:
    rules = book(bonus("new", flat(10), Flag("first_of_mode", value=True)))
    first = evaluate(rules, trip(("tram", 900)), {})
    assert first.points == 10
    keys = counter_keys(rules, trip(("tram", 900)))
    now = {key: 2 * value for key, value in first.counts.items()}
    earlier = Earlier(first.counts, past_of(keys, {}) if past else {})
    again = evaluate(rules, trip(("tram", 900)), counters_without(now, earlier, keys))
    assert again.points == points


def test_only_what_is_asked_for_is_taken_over() -> None:
    earlier = Earlier({"a": 1, "b": 1}, {"life:trips": 4, "life:mode:tram": 0})
    asked = ("a", "life:trips", "life:mode:bus")
    now = {"a": 3, "b": 9, "life:trips": 7, "life:mode:bus": 2}
    found = counters_without(now, earlier, asked)
    assert found == {"a": 2, "life:trips": 4, "life:mode:bus": 2}
