"""Organisers write the next rules in their browsers, and read each other's."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from muvengine.core.people.actor import Role
from muvengine.reads.rulebook import rulebook_versions
from muvengine.web.organiser.edit_draft import THEMES
from muvengine.words.catalogue import say
from tests import people
from tests.build import RULES, Town
from tests.conftest import Clock
from tests.pages import Browser, Page
from tests.rulebooks import small

NEW = "/organiser/rulebook/new"
DRAFT = "/organiser/rulebook/drafts/1"
MAY = date(2026, 5, 1)
SOURCE = RULES.read_text(encoding="utf-8")


def hugo(town: Town, locale: str = "en") -> Browser:
    colleague = people.staff(town.wiring.open_uow, "Hugo", Role.ORGANISER)
    return town.browser_of(colleague, locale)


def keep(browser: Browser, text: str = "", expect: int = 200, **form: str) -> Page:
    typed = {"text": text or small(2, MAY), "first_day": "", "do": "keep"} | form
    return browser.post(NEW, expect, **typed)


def propose(browser: Browser) -> Page:
    return browser.post(f"{DRAFT}/propose", on=DRAFT)


def approve(browser: Browser, expect: int = 200) -> Page:
    return browser.post(f"{DRAFT}/approve", expect, on=DRAFT, read="true")


def versions(town: Town) -> list[int]:
    return [version.version for version in rulebook_versions(town.wiring.open_reading)]


def test_the_next_version_starts_from_the_latest_text_with_its_number_raised(town: Town) -> None:
    page = town.ines().get(NEW)
    wanted = SOURCE.replace("\nversion: 1\n", "\nversion: 2\n")
    assert page.one("textarea").words[0].strip() == wanted.strip()
    assert page.field("first_day") == "2026-04-13", "the next Monday"


def test_what_is_offered_can_be_published_as_it_is(town: Town) -> None:
    ines = town.ines()
    offered = ines.get(NEW)
    text, first_day = offered.one("textarea").words[0], offered.field("first_day")
    page = ines.post(NEW, do="check", text=text, first_day=first_day)
    assert "This rulebook is right. It holds from 13 April 2026." in page.told


def test_a_draft_is_written_by_one_and_published_by_another(town: Town) -> None:
    ines, colleague = town.ines(), hugo(town)
    page = keep(ines, small(2, MAY).replace("\n", "\r\n"), note="More for walks")
    assert "The draft is kept." in page.told
    assert "Written by Inès on 7 April 2026." in page.text
    assert "Your colleagues find the draft on their list." in propose(ines).told
    assert "It waits for one of you: Hugo." in ines.get(DRAFT).text

    listed = colleague.get("/organiser/rulebook")
    assert "waits for a second organiser" in listed.text
    assert "More for walks" in listed.text
    page = approve(colleague)
    assert "Version 2 is published. It holds from 1 May 2026." in page.told
    assert "Written by Inès on 7 April 2026. Approved by Hugo on 7 April 2026." in page.text
    assert versions(town) == [2, 1]
    assert colleague.get(f"{DRAFT}").all("form", action=f"{DRAFT}/approve") == []
    assert colleague.get("/organiser/rulebook/versions/2").one("pre", class_="source").words == [
        small(2, MAY)
    ]


def test_who_wrote_a_draft_has_no_button_to_approve_it_and_is_refused(town: Town) -> None:
    ines = town.ines()
    keep(ines)
    propose(ines)
    page = ines.get(DRAFT)
    assert f"{DRAFT}/approve" not in page.actions()
    assert "There is no other organiser yet. Invite one." in page.text
    page = ines.send(f"{DRAFT}/approve", ines.hidden(DRAFT) | {"read": "true"}, 403)
    assert "Whoever wrote a draft cannot approve it." in page.alert
    assert versions(town) == [1]


def test_who_has_not_said_that_they_read_it_publishes_nothing(town: Town) -> None:
    ines, colleague = town.ines(), hugo(town)
    keep(ines)
    propose(ines)
    page = colleague.post(f"{DRAFT}/approve", 422, on=DRAFT)
    assert "Read what changes, then tick the box." in page.alert
    assert versions(town) == [1]


def test_a_draft_given_back_says_why(town: Town) -> None:
    ines, colleague = town.ines(), hugo(town)
    keep(ines)
    propose(ines)
    colleague.post(f"{DRAFT}/return", on=DRAFT, answer="Too much for the budget")
    page = ines.get(DRAFT)
    assert "Given back: Too much for the budget" in page.text
    assert f"{DRAFT}/propose" in page.actions()


def test_its_author_takes_a_draft_back_and_changes_it(town: Town) -> None:
    ines = town.ines()
    keep(ines)
    propose(ines)
    assert ines.get(f"{DRAFT}/edit").path == DRAFT, "a proposed draft stands still"
    ines.post(f"{DRAFT}/return", on=DRAFT)
    ines.post(f"{DRAFT}/edit", text=small(2, MAY, points=9), do="keep")
    assert ines.get(DRAFT).one("pre", class_="source").words == [small(2, MAY, points=9)]


def test_a_colleague_who_changes_a_draft_becomes_one_of_its_authors(town: Town) -> None:
    ines, colleague = town.ines(), hugo(town)
    keep(ines)
    page = colleague.get(DRAFT)
    assert "Its authors ask for the second look: Inès." in page.text
    assert f"{DRAFT}/propose" not in page.actions()
    refused = colleague.send(f"{DRAFT}/propose", colleague.hidden(DRAFT), 403)
    assert "Only its authors can ask for a second look." in refused.alert
    colleague.post(f"{DRAFT}/edit", text=small(2, MAY, points=9), do="keep")
    assert f"{DRAFT}/propose" in colleague.get(DRAFT).actions()


def test_what_a_colleague_changed_meanwhile_is_not_lost(town: Town) -> None:
    ines, colleague = town.ines(), hugo(town)
    keep(ines)
    read = ines.hidden(f"{DRAFT}/edit")
    colleague.post(f"{DRAFT}/edit", text=small(2, MAY, points=9), do="keep")
    mine = {"text": small(2, MAY, points=8), "do": "keep"}
    page = ines.send(f"{DRAFT}/edit", read | mine, 409)
    assert "A colleague changed this draft while you wrote." in page.alert
    assert "points: 8" in page.one("textarea").text, "what was typed is kept"
    assert "points: 9" in ines.get(DRAFT).one("pre", class_="source").text


def test_a_draft_may_be_wrong_and_is_told_so(town: Town) -> None:
    page = keep(town.ines(), small(2, MAY).replace("version: 2", "version: 2\nversoin: 3"))
    assert "muv.yaml:4:1: R101 unknown word 'versoin'" in page.all("pre")[0].words[0]
    assert "This rulebook has problems." in page.text
    assert f"{DRAFT}/propose" not in page.actions()


@pytest.mark.parametrize(("first_day", "said"), [
    ("2026-04-07", "This rulebook would begin on 7 April 2026."),
    ("2026-04-06", "Choose 8 April 2026 or a later day."),
])  # fmt: skip
def test_a_day_that_comes_too_soon_is_told(town: Town, first_day: str, said: str) -> None:
    ines = town.ines()
    assert said in ines.post(NEW, 422, text=small(), do="check", first_day=first_day).alert
    assert said in keep(ines, first_day=first_day).text


def test_whoever_approves_too_late_is_told(town: Town, clock: Clock) -> None:
    ines = town.ines()
    keep(ines, first_day="2026-04-08")
    propose(ines)
    clock.moment += timedelta(hours=10)
    page = approve(hugo(town), 422)
    assert "Trips of that day may be counted already." in page.alert


def test_a_rulebook_with_the_days_of_another_is_told(town: Town) -> None:
    page = town.ines().post(NEW, 422, text=small(1, MAY, name="other"), do="check", first_day="")
    assert "Another rulebook holds on some of these days." in page.alert


def test_a_file_takes_the_place_of_the_text(town: Town) -> None:
    page = town.ines().upload(
        NEW, [("muv.yaml", small(2, MAY).encode())], text="nothing: here", first_day="", do="keep"
    )
    assert page.one("pre", class_="source").words == [small(2, MAY)]


def test_a_file_of_other_letters_is_refused(town: Town) -> None:
    latin = small(2, MAY).encode("latin-1")
    page = town.ines().upload(NEW, [("muv.yaml", latin)], 422, do="keep", text="", first_day="")
    assert "Save the file as UTF-8." in page.alert


def test_checking_keeps_nothing(town: Town) -> None:
    ines = town.ines()
    page = ines.post(NEW, text=small(2, MAY), do="check", first_day="")
    assert "This rulebook is right. It holds from 1 May 2026." in page.told
    ines.get(DRAFT, 404)


def test_problems_are_told_in_french_with_their_place(town: Town) -> None:
    page = town.ines("fr").post(NEW, 422, text="a: b\n", do="check")
    assert "Ce règlement a des problèmes." in page.alert
    assert "muv.yaml:1:1: R1" in page.all("pre")[0].words[0]


@pytest.mark.parametrize(("form", "said"), [
    ({"text": " "},                  "Write the text, or choose a file."),
    ({"note": "x" * 501},            "This is too long."),
    ({"first_day": "tomorrow"},      "Choose a day."),
])  # fmt: skip
@pytest.mark.parametrize("do", ["check", "keep"])
def test_what_is_missing_or_long_is_said(
    town: Town, form: dict[str, str], said: str, do: str
) -> None:
    ines = town.ines()
    page = ines.post(NEW, 422, **({"text": small(), "first_day": "", "do": do} | form))
    assert said in page.alert
    ines.get(DRAFT, 404)


def test_a_draft_given_up_leaves_the_list(town: Town) -> None:
    ines = town.ines()
    keep(ines)
    page = ines.post(f"{DRAFT}/drop", on=DRAFT)
    assert "The draft is given up." in page.told
    assert "Draft 1" not in page.text
    refused = ines.send(f"{DRAFT}/drop", ines.hidden(NEW), 409)
    assert "This draft was given up." in refused.alert


def test_drafts_are_read_in_french(town: Town) -> None:
    ines = town.ines("fr")
    page = keep(ines)
    assert "Texte écrit par Inès le 7 avril 2026." in page.text
    propose(ines)
    assert "Approuver et publier" in hugo(town, "fr").get(DRAFT).text


def test_what_a_draft_changes_is_told_in_words_and_line_by_line(town: Town) -> None:
    ines = town.ines()
    text = SOURCE.replace("\nversion: 1\n", "\nversion: 2\n").partition("\nexamples:")[0] + "\n"
    page = keep(ines, text.replace("points: 800", "points: 900"), first_day="2026-05-01")
    assert "Beside version 1 of muv, which holds until then." in page.text
    assert "Monthly maximum: at most 900 points a month. Before: at most 800" in page.text
    lines = page.one("pre", class_="source diff").words[0].splitlines()
    assert lines[:2] == ["--- version 1", "+++ draft 1"]
    assert {"-    points: 800", "+    points: 900"} <= set(lines)


def test_what_a_draft_changes_is_told_while_its_examples_are_wrong(town: Town) -> None:
    text = SOURCE.replace("\nversion: 1\n", "\nversion: 2\n").replace("points: 800", "points: 900")
    page = keep(town.ines(), text, first_day="2026-05-01")
    assert "R301 example" in page.text
    assert "Monthly maximum: at most 900 points a month. Before: at most 800" in page.text


def test_a_draft_of_the_first_rules_is_compared_with_nothing(town: Town, clock: Clock) -> None:
    clock.moment -= timedelta(days=200)
    page = keep(town.ines(), small(1, date(2025, 12, 1), until=date(2026, 1, 1)))
    assert "These are the first rules of the town." in page.text


@pytest.mark.parametrize("theme", THEMES)
def test_a_rulebook_of_the_product_is_a_start(town: Town, theme: str) -> None:
    ines = town.ines()
    assert ines.get(NEW).one("a", href=f"{NEW}?start={theme}")
    text = ines.get(f"{NEW}?start={theme}").one("textarea").words[0].strip()
    assert text == (RULES.parent / f"{theme}.yaml").read_text(encoding="utf-8").strip()
    assert f"label: {{en: {say(f'rule_reference.theme_{theme}', 'en')}, fr: " in text
    assert f"fr: {say(f'rule_reference.theme_{theme}', 'fr')}}}" in text


@pytest.mark.parametrize("start", ["", "nothing", "../rules/muv", "schema"])
def test_any_other_start_is_the_latest_text(town: Town, start: str) -> None:
    ines = town.ines()
    page, plain = ines.get(f"{NEW}?start={start}"), ines.get(NEW)
    assert page.one("textarea").words == plain.one("textarea").words


def test_every_rulebook_that_is_shipped_is_offered() -> None:
    assert {path.stem for path in RULES.parent.glob("*.yaml")} == {*THEMES, "muv"}
