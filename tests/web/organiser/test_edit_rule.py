"""A rule is changed by its form; the rest of the text stays as it was."""

from __future__ import annotations

import pytest

from muvengine.core.people.actor import Role
from tests import people
from tests.build import Town
from tests.pages import Browser
from tests.web.organiser.drafting import DRAFT, EDIT, SOURCE, desk, submit

BIKE = f"{DRAFT}/rules/bike-km"


def hugo(town: Town) -> Browser:
    return town.browser_of(people.staff(town.wiring.open_uow, "Hugo", Role.ORGANISER))


def test_bike_points_are_changed_by_the_form_and_only_their_line_changes(town: Town) -> None:
    at = desk(town)
    page = at.browser.get(BIKE)
    assert page.one("h1").text == "By bike"
    assert "Now: 5 points a km up to 5 km a day" in page.text
    told = submit(at.browser, BIKE, {"per_km.0.points": "6"})
    assert told.path == EDIT
    assert "By bike: saved." in told.told
    assert at.changed() == ["      - {up_to: 5, points: 6}"]
    assert at.draft.text.note == "Spring"
    assert "By bike: 6 points a km up to 5 km a day instead of 5" in told.text


@pytest.mark.parametrize("locale", ["en", "fr"])
@pytest.mark.parametrize(
    "name", ["long-enough", "bike-km", "declared-trip", "rush-hour", "climb", "set-route", "day"]
)
def test_a_form_that_is_sent_as_it_is_changes_nothing(town: Town, name: str, locale: str) -> None:
    at = desk(town, locale=locale)
    told = submit(at.browser, f"{DRAFT}/rules/{name}")
    assert at.source == SOURCE
    assert {"en": "Nothing was changed.", "fr": "Rien n’a changé."}[locale] in told.told
    assert at.draft.revision == 1


def test_a_number_is_shown_and_read_in_the_language_of_the_page(town: Town) -> None:
    at = desk(town, locale="fr")
    page = at.browser.get(BIKE)
    assert page.field("per_km.1.points") == "2,5"
    submit(at.browser, BIKE, {"per_km.1.points": "3,25"})
    assert at.changed() == ["      - {up_to: 10, points: 3.25}"]


def test_conditions_are_ticked_and_typed(town: Town) -> None:
    at = desk(town)
    url = f"{DRAFT}/rules/rush-hour"
    page = submit(at.browser, url, {"when.weekday": ["mon", "fri"], "when.hours.1.to": "19:00"})
    assert "starting between 07:30 and 09:00 or starting between 16:30 and 19:00" in page.text
    assert at.changed() == [
        "      weekday: [mon, fri]",
        '      any: [{start_between: ["07:30", "09:00"]}, {start_between: ["16:30", "19:00"]}]',
    ]


@pytest.mark.parametrize(("field", "typed", "said"), [
    ("per_km.0.points",   "six",    "Expected a number between 0 and 500, or $param, got 'six'"),
    ("per_km.0.points",   "5000",   "Expected a number between 0 and 500, or $param, got 5000"),
    ("per_km.0.up_to",    "12",     "Bands must grow; this one must end after 12"),
    ("label.fr",          "",       "The label has no text in 'fr'"),
    ("per_km.0.points",   "$bike",  "Unknown parameter '$bike'"),
    ("limit.times",       "2.5",    "Expected a whole number between 1 and 10000, or $param"),
])  # fmt: skip
def test_what_is_wrong_is_told_beside_its_field_and_not_kept(
    town: Town, field: str, typed: str, said: str
) -> None:
    at = desk(town)
    page = submit(at.browser, BIKE, {field: typed}, 422)
    assert said in page.alert
    [_] = [e for e in page.all("p", class_="wrong") if said in e.text]
    marked = [e for e in page.elements if e.attrs.get("aria-invalid") == "true"]
    pointed = (marked[0].attrs["aria-describedby"] or "").split()[-1]
    assert said in next(e for e in page.elements if e.attrs.get("id") == pointed).text
    assert at.source == SOURCE


def test_what_was_wrong_before_keeps_nobody_from_changing_a_rule(town: Town) -> None:
    at = desk(town, SOURCE.replace("points: 800", "points: eight"))
    page = at.browser.get(EDIT)
    assert "The rules are told in words once the text can be read." in page.text
    told = submit(at.browser, BIKE, {"per_km.0.points": "6"})
    assert "By bike: saved." in told.told
    assert "expected a whole number" in told.text


def test_what_a_form_cannot_show_is_told_with_its_line_and_kept(town: Town) -> None:
    at = desk(town)
    url = f"{DRAFT}/rules/declared-trip"
    page = at.browser.get(url)
    assert (
        "changed in the text only: for trips that are not sure or known by your word" in page.text
    )
    assert page.all("a", href=f"{EDIT}?line=287#text")
    submit(at.browser, url, {"limit.times": "3"})
    assert at.changed() == ["    limit: {times: 3, per: day}"]


def test_a_shared_number_is_told_with_its_value(town: Town) -> None:
    page = desk(town).browser.get(f"{DRAFT}/rules/trip")
    assert "$trip_points is a shared number, now 5." in page.text


@pytest.mark.parametrize(("section", "typed", "line"), [
    ("earn",    {"legs.mode": ["ebike"], "pay": "flat", "flat": "7"}, "    flat: 7"),
    ("bonuses", {"pay": "percent", "percent": "15", "when.weather": ["rain"]},
     "    when: {weather: [rain]}"),
    ("caps",    {"points": "500", "per.period": "week", "scope": "rules",
                 "scope.rules": ["bike-km"]}, "    rules: [bike-km]"),
    ("require", {"when.distance_km.max": "60", "else": "review"}, "    else: review"),
])  # fmt: skip
def test_a_rule_is_added(
    town: Town, section: str, typed: dict[str, str | list[str]], line: str
) -> None:
    at = desk(town)
    labels = {"label.fr": "À essayer", "label.en": "To try"}
    told = submit(at.browser, f"{DRAFT}/add/{section}", {**labels, **typed})
    assert "To try: added." in told.told
    assert line in at.source.splitlines()
    named = "cap" if section == "caps" else "rule"
    assert f"  - {named}: to-try" in at.source.splitlines()
    assert at.browser.get(f"{DRAFT}/rules/to-try").one("h1").text == "To try"
    assert at.source.splitlines()[-1] == SOURCE.splitlines()[-1], "the rest follows as it was"


def test_a_rule_without_a_label_or_a_price_is_not_added(town: Town) -> None:
    at = desk(town)
    page = submit(at.browser, f"{DRAFT}/add/earn", expect=422)
    assert "'label' is missing" in page.alert
    assert "Expected a list of at least one thing" in page.alert
    assert at.source == SOURCE


def test_of_two_organisers_the_later_one_is_told_and_nothing_is_lost(town: Town) -> None:
    at, colleague = desk(town), hugo(town)
    mine = at.browser.get(BIKE)
    submit(colleague, f"{DRAFT}/rules/walk-km", {"per_km.0.points": "13"})
    page = submit(at.browser, BIKE, {"per_km.0.points": "6"}, 409, before=mine)
    assert "A colleague changed this draft while you wrote." in page.alert
    assert page.field("per_km.0.points") == "6"
    assert "points: 13" in at.source
    told = submit(at.browser, BIKE, before=page)
    assert "By bike: saved." in told.told
    assert {"up_to: 2, points: 13", "up_to: 5, points: 6"} <= {
        line.strip(" -{}") for line in at.changed()
    }


def test_a_rule_that_a_colleague_took_out_is_told(town: Town) -> None:
    at, colleague = desk(town), hugo(town)
    mine = at.browser.get(BIKE)
    submit(colleague, f"{BIKE}/remove")
    page = submit(at.browser, BIKE, {"per_km.0.points": "6"}, 409, before=mine)
    assert "A colleague took this rule out meanwhile." in page.alert


def test_a_draft_that_stands_still_has_no_forms(town: Town) -> None:
    at = desk(town)
    form = at.browser.get(BIKE)
    at.browser.post(f"{DRAFT}/propose", on=DRAFT)
    for url in (BIKE, f"{BIKE}/remove", f"{DRAFT}/add/earn", f"{DRAFT}/numbers", EDIT):
        assert at.browser.get(url).path == DRAFT
    assert submit(at.browser, BIKE, {"per_km.0.points": "6"}, before=form).path == DRAFT
    assert at.source == SOURCE


@pytest.mark.parametrize("url", ["rules/none", "rules/none/remove", "add/modes", "add/earns"])
def test_what_does_not_exist_is_not_found(town: Town, url: str) -> None:
    desk(town).browser.get(f"{DRAFT}/{url}", 404)


def test_a_rule_is_taken_out_after_a_look_at_its_lines(town: Town) -> None:
    at = desk(town)
    url = f"{DRAFT}/rules/proof/remove"
    page = at.browser.get(url)
    lines = page.one("pre").words[0].splitlines()
    assert lines[0].startswith("  # With it a proven ride")
    assert lines[1] == "  - rule: proof"
    assert lines[-1] == "    limit: {times: 4, per: day}"
    assert "Example “The bus with a stamp that proves it”" in page.text
    told = submit(at.browser, url)
    assert "Proven trip: taken out." in told.told
    assert "example refers to unknown rule 'proof'" in told.text
    assert "rule: proof" not in at.source
    assert "By bike" in told.text, "the rest is told in words all the same"


def test_a_rule_that_a_maximum_names_says_so_before_it_goes(town: Town) -> None:
    page = desk(town).browser.get(f"{DRAFT}/rules/welcome/remove")
    assert "Maximum “Daily maximum”" in page.text
