"""Examples run at each look; one is added from values, mended, or taken out."""

from __future__ import annotations

import pytest

from tests.build import Town
from tests.pages import Element, Page
from tests.rulebooks import small
from tests.web.organiser.drafting import DRAFT, EDIT, SOURCE, Desk, desk, submit

NEW = f"{DRAFT}/examples/new"
BIKE_RIDE = "Three kilometres by bike"
TRIP = {
    "example": "Two kilometres by bike",
    "mode": "bike",
    "km": "2",
    "day": "2026-05-12",
    "time": "11:00",
}


def rows(page: Page) -> list[Element]:
    return [row for row in page.all("tr") if "data-example" in row.attrs]


def dearer(town: Town, locale: str = "en") -> Desk:
    """A draft with a higher price by bike, so that some examples are wrong."""
    old, new = "- {up_to: 5, points: 5}", "- {up_to: 5, points: 6}"
    return desk(town, SOURCE.replace(old, new), locale)


def test_every_example_is_run_and_told_by_shape_and_word(town: Town) -> None:
    page = dearer(town).browser.get(EDIT)
    assert len(rows(page)) == SOURCE.count("  - example: ")
    wrong = [row.text for row in rows(page) if row.text.startswith("to mend")]
    assert [row.text for row in rows(page)[: len(wrong)]] == wrong, "these come first"
    [ride] = [text for text in wrong if BIKE_RIDE in text]
    assert "Bicycle 3\u00a0km, 14 March 2026, 11:00" in ride
    assert "Before: 10 trips" in ride
    assert "Points in all: 23, expected 20 By bike: 18, expected 15" in ride
    assert f"{len(wrong)} examples are wrong." in page.told
    right = rows(page)[-1]
    assert right.text.startswith("right: A few steps are no trip")


def test_an_example_is_mended_in_its_own_words(town: Town) -> None:
    at = dearer(town)
    number = [line.strip() for line in SOURCE.splitlines() if "- example: " in line].index(
        f"- example: {BIKE_RIDE}"
    )
    action = f"{DRAFT}/examples/{number}/mend"
    told = submit(at.browser, EDIT, action=action)
    assert f"“{BIKE_RIDE}”: 23 points are expected now." in told.told
    assert at.changed() == [
        "      - {up_to: 5, points: 6}",
        "    expect: {points: 23, lines: {bike-km: 18, trip: 5}}",
    ]


def test_an_example_is_taken_out(town: Town) -> None:
    at = desk(town)
    told = submit(at.browser, EDIT, action=f"{DRAFT}/examples/0/drop")
    assert "The first trip, fifteen minutes on foot, is welcomed”: taken out." in told.told
    assert at.source.count("- example: ") == SOURCE.count("- example: ") - 1
    assert "no example shows the rule 'welcome' applied" in told.text


def test_an_example_is_described_looked_at_and_kept(town: Town) -> None:
    at = desk(town)
    page = submit(at.browser, NEW, {"do": "look", **TRIP})
    assert page.field("points") == "15"
    assert "By bike 2\u00a0km at 5 points a km" in page.text
    assert at.source == SOURCE, "a look keeps nothing"
    told = submit(at.browser, NEW, {"do": "keep"}, before=page)
    assert "“Two kilometres by bike”: added." in told.told
    assert at.source == SOURCE + (
        "  - example: Two kilometres by bike\n"
        '    trip: {start: "2026-05-12T11:00", legs: [{mode: bike, km: 2}]}\n'
        "    history: {trips: 10}\n"
        "    expect: {points: 15, lines: {bike-km: 10, trip: 5}}\n"
    )


def test_another_number_may_be_expected_before_the_rules_give_it(town: Town) -> None:
    at = desk(town)
    told = submit(at.browser, NEW, {"do": "keep", "points": "20", **TRIP})
    assert at.source.endswith("    expect: {points: 20}\n")
    assert "Points in all: 15, expected 20" in rows(told)[0].text


def test_everything_about_a_trip_can_be_said(town: Town) -> None:
    at = desk(town)
    more = {
        "weather": "rain",
        "evidence": "proven",
        "route": "gare",
        "route_share": "90",
        "climb_m": "40",
        "stamps": "1",
        "assisted": "true",
        "trips_today": "1",
    }
    told = submit(at.browser, NEW, {"do": "keep", **(TRIP | more)})
    [mine] = [row.text for row in rows(told) if TRIP["example"] in row.text]
    assert "Bicycle 2\u00a0km, 12 May 2026, 11:00, rain, with a proof, " in mine
    assert "From the station to the fountain: 90%, 40\u00a0m uphill, 1 stamp, entered by" in mine
    assert "Before: 10 trips, 1 of them today" in mine


@pytest.mark.parametrize(("typed", "field", "said"), [
    ({"km": "far"},         "km",      "Expected a number between 0 and 1000, got 'far'"),
    ({"day": ""},           "day",     "Expected a day and hour"),
    ({"day": "2025-05-01"}, "day",     "starts on a day on which the rulebook does not hold"),
    ({"example": ""},       "example", "Expected a text of at most 200 characters"),
    ({"example": BIKE_RIDE}, "example", "There is an example of this name already."),
    ({"climb_m": "9999"},   "climb_m", "Expected a whole number between 0 and 5000"),
])  # fmt: skip
@pytest.mark.parametrize("do", ["look", "keep"])
def test_what_is_wrong_is_told_beside_its_field(
    town: Town, typed: dict[str, str], field: str, said: str, do: str
) -> None:
    at = desk(town)
    page = submit(at.browser, NEW, {"do": do, **(TRIP | typed)}, 422)
    assert said in page.one("div", id=f"{field}-wrong").text
    assert at.source == SOURCE


def test_the_number_of_an_example_is_that_of_the_draft_that_was_read(town: Town) -> None:
    at = dearer(town)
    seen = at.browser.get(EDIT)
    submit(at.browser, EDIT, action=f"{DRAFT}/examples/0/drop")
    before = at.source
    page = submit(at.browser, EDIT, expect=409, action=f"{DRAFT}/examples/5/mend", before=seen)
    assert "A colleague changed this draft meanwhile." in page.alert
    page = submit(at.browser, NEW, {"do": "keep", **TRIP}, 409, before=_old(seen, at))
    assert "Look what it gives now, then keep yours." in page.alert
    assert at.source == before


def _old(seen: Page, at: Desk) -> Page:
    """The form for an example as it was opened with the draft's earlier revision."""
    page = at.browser.get(NEW)
    for element in page.all("input", name="revision"):
        element.attrs["value"] = seen.field("revision")
    return page


@pytest.mark.parametrize("act", ["mend", "drop"])
def test_an_example_that_is_not_there_is_not_found(town: Town, act: str) -> None:
    at = desk(town)
    at.browser.send(f"{DRAFT}/examples/99/{act}", at.browser.hidden(EDIT), 404)


def test_examples_of_a_text_that_cannot_be_read_wait(town: Town) -> None:
    at = desk(town, SOURCE.replace("points: 800", "points: eight"))
    page = at.browser.get(EDIT)
    assert "The examples run once the text can be read." in page.text
    hidden = at.browser.hidden(EDIT)
    told = at.browser.send(f"{DRAFT}/examples/0/mend", hidden, 422)
    assert "The examples run once the text can be read." in told.alert
    page = submit(at.browser, NEW, {"do": "look", **TRIP}, 422)
    assert "The examples run once the text can be read." in page.alert


def test_a_rulebook_without_examples_says_so(town: Town) -> None:
    page = desk(town, small()).browser.get(EDIT)
    assert "There is no example yet." in page.text


def test_examples_are_told_in_french(town: Town) -> None:
    page = dearer(town, "fr").browser.get(EDIT)
    assert "à corriger\u00a0: Three kilometres by bike Vélo 3\u00a0km, 14 mars 2026" in page.text
    assert "À vélo\u00a0: 18, attendu 15" in page.text
