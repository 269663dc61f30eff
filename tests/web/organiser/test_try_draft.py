"""A draft is tried on a trip that was made, and nobody learns whose."""

from __future__ import annotations

import pytest

from tests.build import Town, ride
from tests.web.organiser.drafting import DRAFT, SOURCE, Desk, desk, submit

TRY = f"{DRAFT}/try"
WALK = f"{DRAFT}/rules/walk-km"


@pytest.fixture
def walked(town: Town) -> tuple[Desk, str]:
    """A draft, and the number of a walk that was paid."""
    return desk(town), town.trip(ride())


def test_the_last_trips_are_offered_without_their_people(
    town: Town, walked: tuple[Desk, str]
) -> None:
    at, number = walked
    page = at.browser.get(TRY)
    [link] = page.all("a", href=f"{TRY}?trip={number}")
    assert link.text.startswith("On foot, ")
    assert "m, 7 April 2026: " in link.text
    assert "Fatou" not in page.text
    assert town.fatou_.public_id not in page.source
    assert 'svg class="map' not in page.source


def test_under_rules_that_are_the_same_a_trip_earns_the_same(walked: tuple[Desk, str]) -> None:
    at, number = walked
    page = at.browser.get(f"{TRY}?trip={number}")
    assert "Nothing changes for this trip." in page.told
    paid, draft = (table.text for table in page.all("table"))
    assert paid.replace("As it was paid", "") == draft.replace("Under this draft", "")
    assert "begin at zero" not in page.text


def test_a_changed_rule_is_seen_beside_what_was_paid(walked: tuple[Desk, str]) -> None:
    at, number = walked
    submit(at.browser, WALK, {"per_km.0.points": "24"})
    page = at.browser.get(f"{TRY}?trip={number}")
    assert "points more." in page.told
    paid, draft = (table.text for table in page.all("table"))
    assert "at 12 points a km" in paid
    assert "at 24 points a km" in draft
    assert "Version 1 of Soft mobility" in page.text


def test_nothing_tells_when_or_where_somebody_went(walked: tuple[Desk, str]) -> None:
    at, number = walked
    review = at.browser.get(f"/organiser/review/{number}")
    assert "From the station to the fountain" in review.text, "reviewers read it"
    page = at.browser.get(f"{TRY}?trip={number}")
    assert "From the station to the fountain" not in page.text
    assert "you started" not in page.text
    assert "Rush hour on Monday to Friday, starting between 07:30 and 09:00" in page.text


def test_what_the_old_rules_did_not_count_is_said(walked: tuple[Desk, str]) -> None:
    at, number = walked
    cap = {"label.fr": "Par trajet", "label.en": "Walks a week", "points": "30"}
    submit(at.browser, f"{DRAFT}/add/caps", {**cap, "per.period": "week"})
    page = at.browser.get(f"{TRY}?trip={number}")
    assert "begin at zero here" in page.told


def test_a_number_that_no_trip_has_is_told(walked: tuple[Desk, str]) -> None:
    at, _ = walked
    page = at.browser.get(f"{TRY}?trip=nothing", 404)
    assert "There is no trip of this number." in page.alert
    assert page.field("trip") == "nothing"


def test_a_trip_that_was_taken_back_is_not_offered(town: Town, walked: tuple[Desk, str]) -> None:
    at, number = walked
    url = f"/me/trips/{number}"
    town.fatou().post(f"{url}/delete", on=f"{url}/wrong")
    assert "There is no trip yet." in at.browser.get(TRY).text


def test_a_draft_that_cannot_be_read_is_not_tried(town: Town) -> None:
    at = desk(town, SOURCE.replace("points: 800", "points: eight"))
    assert "Mend its text first." in at.browser.get(TRY).text


def test_a_draft_is_tried_in_french(town: Town) -> None:
    at, number = desk(town, locale="fr"), town.trip(ride())
    page = at.browser.get(f"{TRY}?trip={number}")
    assert "Rien ne change pour ce trajet." in page.told
