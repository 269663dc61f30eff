"""Boards: what counts, which weeks belong to which month, and who stands where."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.game.boards import (
    ALL,
    NOTHING,
    Counting,
    Figures,
    GroupSum,
    GroupWeek,
    Metric,
    WeekMore,
    active_days,
    brings,
    change,
    counting,
    day_mark,
    group_sums,
    month_of,
    ranked,
    shared,
    standing_at_close,
    weeks_between,
    weeks_of_month,
)
from muvengine.core.trips.facts import LegFacts

MONDAY = date(2026, 4, 6)
CLOSING = datetime(2026, 4, 16, tzinfo=UTC)
BEFORE, AFTER = CLOSING - timedelta(seconds=1), CLOSING


def sheet(made_at: datetime, experience: int, mode: str = "bike") -> Counting:
    return Counting(made_at, experience, 1_000, mode)


def test_a_trip_counts_for_the_mode_of_its_longest_leg_with_its_whole_way() -> None:
    legs = (LegFacts("walk", 600), LegFacts("bus", 900), LegFacts("walk", 400))
    assert counting(BEFORE, 7, legs) == Counting(BEFORE, 7, 1_900, "walk")


def test_a_leg_that_was_refused_brings_no_distance() -> None:
    legs = (LegFacts("walk", 600), LegFacts("bike", 9_000, "refused"))
    assert counting(BEFORE, 7, legs) == Counting(BEFORE, 7, 600, "walk")


@pytest.mark.parametrize(
    ("sheets", "due"),
    [
        ([], None),
        ([sheet(BEFORE, 5)], 5),
        ([sheet(AFTER, 5)], None),
        ([sheet(BEFORE, 5), sheet(BEFORE, 8)], 8),
        ([sheet(BEFORE, 5), sheet(AFTER, 8)], 5),
        ([sheet(BEFORE, 5), sheet(AFTER, 0)], None),
        ([sheet(BEFORE, 0), sheet(AFTER, 8)], None),
    ],
)
def test_what_stood_when_the_week_closed_counts_unless_it_is_nothing_now(
    sheets: list[Counting], due: int | None
) -> None:
    counts = standing_at_close(sheets, CLOSING)
    assert (counts and counts.experience) == due


def test_a_corrected_mode_moves_a_trip_from_one_board_to_another() -> None:
    was, now = (brings(sheet(BEFORE, 5, mode), MONDAY) for mode in ("bike", "bus"))
    assert change(was, now) == {
        "bike": WeekMore(-5, -1_000, -1, -1),
        "bus": WeekMore(5, 1_000, 1, 1),
    }
    assert change(was, was) == {}
    assert change({}, was)[ALL] == WeekMore(5, 1_000, 1, 1)


@given(st.lists(st.integers(0, 6), max_size=200), st.randoms())
def test_days_are_counted_in_any_order_and_taken_away_again(days: list[int], dice: object) -> None:
    marks = [day_mark(MONDAY + timedelta(days=day)) for day in days]
    assert active_days(sum(marks)) == len(set(days))
    shuffle = getattr(dice, "shuffle")  # noqa: B009
    shuffle(marks)
    packed = sum(marks)
    for mark in marks:
        packed -= mark
    assert packed == 0


sheets_of_a_trip = st.lists(
    st.builds(
        Counting,
        made_at=st.sampled_from((BEFORE, AFTER)),
        experience=st.integers(0, 9),
        distance_m=st.integers(0, 5_000),
        mode=st.sampled_from(("walk", "bike")),
    ),
    min_size=1,
    max_size=4,
)


@given(st.lists(sheets_of_a_trip, min_size=1, max_size=5), st.data())
def test_the_order_in_which_sheets_are_made_changes_no_board(
    trips: list[list[Counting]], data: st.DataObject
) -> None:
    """Each trip's own sheets follow each other; those of several come in between."""
    turns = [number for number, sheets in enumerate(trips) for _ in sheets]
    kept: dict[str, WeekMore] = {}
    seen = [0] * len(trips)
    for turn in data.draw(st.permutations(turns)):
        before, seen[turn] = trips[turn][: seen[turn]], seen[turn] + 1
        was, now = (
            brings(standing_at_close(some, CLOSING), MONDAY)
            for some in (before, trips[turn][: seen[turn]])
        )
        for mode, more in change(was, now).items():
            kept[mode] = kept.get(mode, NOTHING).plus(more)
    due: dict[str, WeekMore] = {}
    for sheets in trips:
        for mode, more in brings(standing_at_close(sheets, CLOSING), MONDAY).items():
            due[mode] = due.get(mode, NOTHING).plus(more)
    assert {mode: more for mode, more in kept.items() if more != NOTHING} == due


@pytest.mark.parametrize(
    ("monday", "month"),
    [
        (date(2026, 4, 6), date(2026, 4, 1)),
        (date(2026, 4, 27), date(2026, 5, 1)),
        (date(2026, 12, 28), date(2027, 1, 1)),
    ],
)
def test_a_week_belongs_to_the_month_of_its_sunday(monday: date, month: date) -> None:
    assert month_of(monday) == month
    first, last = weeks_of_month(month)
    assert first <= monday <= last


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_week_belongs_to_one_month(day: date) -> None:
    monday = day - timedelta(days=day.weekday())
    first, last = weeks_of_month(month_of(monday))
    assert first <= monday <= last
    assert month_of(first - timedelta(days=7)) != month_of(first)
    assert month_of(last + timedelta(days=7)) != month_of(last)


def test_a_season_has_the_weeks_whose_sunday_lies_in_it() -> None:
    # From a Wednesday to a Saturday: its own last week ends a day too late.
    assert weeks_between(date(2026, 4, 8), date(2026, 4, 25)) == (MONDAY, date(2026, 4, 13))


def test_equals_share_a_rank_and_the_next_one_leaves_room() -> None:
    places = ranked({"d": 3, "a": 9, "c": 9, "b": 1})
    assert [(place.rank, place.name) for place in places] == [
        (1, "a"),
        (1, "c"),
        (3, "d"),
        (4, "b"),
    ]


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), st.integers(0, 5)))
def test_a_rank_is_one_more_than_those_who_have_more(figures: dict[str, int]) -> None:
    for place in ranked(figures):
        assert place.rank == 1 + sum(other > place.figure for other in figures.values())


@pytest.mark.parametrize(
    ("figure", "among", "metric", "due"),
    [
        (10, 4, Metric.EXPERIENCE, 3),
        (9, 4, Metric.EXPERIENCE, 2),
        (3, 2, Metric.TRIPS, 15),
        (10_001, 2, Metric.DISTANCE, 5_001),
        (1, 3, Metric.DAYS, 3),
    ],
)
def test_a_half_is_rounded_up(figure: int, among: int, metric: Metric, due: int) -> None:
    assert shared(figure, among, metric) == due


def week(group: str, number: int, active: int, experience: int) -> GroupWeek:
    monday = MONDAY + number * timedelta(days=7)
    return GroupWeek(group, monday, active, Figures(experience, 0, 0, 0))


def test_a_week_of_too_few_is_left_out_of_longer_periods_too() -> None:
    weeks = [week("a", 0, 5, 50), week("a", 1, 4, 400), week("a", 2, 6, 30), week("b", 0, 4, 99)]
    sums = group_sums(weeks, Metric.EXPERIENCE, 5)
    assert sums == {"a": GroupSum(figure=15, weeks=2, active=11, together=80)}


def test_where_the_towns_own_way_counts_it_decides() -> None:
    weeks = [week("a", 0, 5, 50), week("a", 1, 5, 50)]
    sums = group_sums(weeks, Metric.EXPERIENCE, 5, {("a", MONDAY): 42})
    assert sums["a"].figure == 42
    assert sums["a"].weeks == 1
