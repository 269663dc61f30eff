"""Days of the calendar and trips of the week, as organisers write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from muvengine.core.rules.conditions import Between, DateIn, Days
from muvengine.formats.rulebook_yaml.read import check_rulebook
from tests.formats.rulebook_yaml.test_tree import SPRING

FIVE_DAYS = b"when: {streak_days: {min: 5}}"
EXAMPLES = b"examples:"


def written(when: str, *examples: str) -> bytes:
    """The spring's rulebook with another condition for its last bonus, and more examples."""
    more = "".join(f"\n  - {example}" for example in examples)
    text = SPRING.replace(FIVE_DAYS, f"when: {{{when}}}".encode())
    return text.replace(EXAMPLES, EXAMPLES + more.encode(), 1)


def example(start: str, history: str, points: int) -> str:
    legs = "legs: [{mode: walk, km: 1}]"
    return (
        f'{{example: on {start}, trip: {{start: "{start}", {legs}}}, '
        f"history: {{{history}}}, expect: {{points: {points}}}}}"
    )


def test_single_days_and_days_in_a_row_are_read_alike() -> None:
    when = "date_in: [2026-05-01, {from: 2026-05-08, until: 2026-05-11}]"
    checked = check_rulebook(written(when))
    assert checked.rulebook, checked.problems
    assert checked.rulebook.rules[-1].when == (
        DateIn(
            (
                Days(date(2026, 5, 1), date(2026, 5, 2)),
                Days(date(2026, 5, 8), date(2026, 5, 11)),
            )
        ),
    )


def test_an_example_shows_a_day_and_the_day_after_the_last() -> None:
    when = "date_in: [{from: 2026-05-08, until: 2026-05-11}]"
    held = example("2026-05-10T12:00", "trips: 4", 50)
    over = example("2026-05-11T12:00", "trips: 4", 10)
    assert check_rulebook(written(when, held, over)).rulebook


@pytest.mark.parametrize(
    ("start", "history", "points"),
    [
        ("2026-05-13T12:00", "trips_this_week: 4", 50),
        ("2026-05-13T12:00", "trips_this_week: 3", 10),
        ("2026-05-11T12:00", "trips_this_week: 4", 50),
        ("2026-05-13T12:00", "trips: 9, trips_today: 2, trips_this_week: 4", 50),
        ("2026-05-13T12:00", "trips: 9, trips_today: 2, active_days: 2", 50),
        ("2026-05-12T12:00", "trips: 9, trips_today: 2, active_days: 2", 10),
        ("2026-05-13T12:00", "trips: 9", 10),
    ],
)
def test_an_example_says_how_many_trips_the_week_has_already(
    start: str, history: str, points: int
) -> None:
    when = "trips_in_week: {min: 5}"
    history = f"{history}, fired: {{welcome: 1}}"
    checked = check_rulebook(written(when, example(start, history, points)))
    assert checked.rulebook, checked.problems
    assert checked.rulebook.rules[-1].when == (Between("trips_in_week", Decimal(5)),)


@pytest.mark.parametrize(
    ("days", "codes"),
    [
        ("[]", ["R103"]),
        ("2026-05-01", ["R103"]),
        ("[{from: 2026-05-01, to: 2026-05-03}]", ["R102", "R101"]),
        ("[{from: 2026-05-01, until: 2026-05-01}]", ["R205"]),
        ("[2026-02-28]", ["R208"]),
        ("[{from: 2026-01-01, until: 2026-03-01}]", ["R208"]),
    ],
)
def test_days_that_are_none_are_told(days: str, codes: list[str]) -> None:
    problems = check_rulebook(written(f"date_in: {days}")).problems
    found = [problem.code for problem in problems if not problem.warning]
    assert found[: len(codes)] == codes
