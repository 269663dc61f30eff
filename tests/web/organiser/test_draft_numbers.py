"""Numbers with a name are changed once for every rule that names them."""

from __future__ import annotations

import pytest

from tests.build import Town
from tests.rulebooks import small
from tests.web.organiser.drafting import DRAFT, EDIT, SOURCE, desk, submit

NUMBERS = f"{DRAFT}/numbers"


def test_a_number_is_changed_for_every_rule(town: Town) -> None:
    at = desk(town)
    page = at.browser.get(NUMBERS)
    assert "Used by: One more trip" in page.text
    told = submit(at.browser, NUMBERS, {"params.trip_points.0.value": "6"})
    assert told.path == EDIT
    assert "The shared numbers are saved." in told.told
    assert at.changed() == ["  trip_points: 6"]
    assert "One more trip: 6 points. Before: 5 points" in told.text


def test_a_number_changes_on_a_day(town: Town) -> None:
    at = desk(town)
    later = {"params.trip_points.1.from": "2026-06-01", "params.trip_points.1.value": "8"}
    submit(at.browser, NUMBERS, later)
    assert at.changed() == [
        "  trip_points: [{from: 2026-01-01, value: 5}, {from: 2026-06-01, value: 8}]"
    ]


def test_numbers_that_are_sent_as_they_are_change_nothing(town: Town) -> None:
    at = desk(town)
    assert "Nothing was changed." in submit(at.browser, NUMBERS).told
    assert at.source == SOURCE


@pytest.mark.parametrize(("typed", "said"), [
    ("many",   "Expected a number, or a list of {from: 2026-03-01, value: 6}, got 'many'"),
    ("9999",   "Parameter '$trip_points' is 9999, expected 0 to 500"),
    ("",       "Expected a number"),
])  # fmt: skip
def test_a_wrong_number_is_told_beside_its_field(town: Town, typed: str, said: str) -> None:
    at = desk(town)
    page = submit(at.browser, NUMBERS, {"params.trip_points.0.value": typed}, 422)
    assert said in page.one("div", id="params.trip_points.0.value-wrong").text
    assert at.source == SOURCE


def test_days_that_are_not_in_order_are_told(town: Town) -> None:
    at = desk(town)
    later = {"params.trip_points.1.from": "2025-06-01", "params.trip_points.1.value": "8"}
    page = submit(at.browser, NUMBERS, later, 422)
    assert "Values must be sorted by day" in page.alert


def test_a_later_colleague_is_told(town: Town) -> None:
    at = desk(town)
    mine = at.browser.get(NUMBERS)
    submit(at.browser, f"{DRAFT}/rules/bike-km", {"per_km.0.points": "6"})
    page = submit(at.browser, NUMBERS, {"params.trip_points.0.value": "6"}, 409, before=mine)
    assert "A colleague changed this draft while you wrote." in page.alert
    assert page.field("params.trip_points.0.value") == "6"
    submit(at.browser, NUMBERS, before=page)
    assert at.changed() == ["  trip_points: 6", "      - {up_to: 5, points: 6}"]


def test_a_rulebook_without_such_numbers_says_so(town: Town) -> None:
    page = desk(town, small()).browser.get(NUMBERS)
    assert "This rulebook has no shared numbers." in page.text
