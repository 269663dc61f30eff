"""Organisers ask what a draft would have paid, follow it, and read it before they approve."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from muvengine.core.rules.rehearsal_kept import Played
from muvengine.jobs.player import PartFailed
from muvengine.jobs.rehearsals import work_all
from muvengine.store.simulation_parts import ClaimedPart
from tests.build import RULES, Town, ride
from tests.conftest import Clock
from tests.pages import Browser, Page
from tests.people import NOON
from tests.rulebooks import small
from tests.web.organiser.test_drafts import DRAFT, MAY, approve, hugo, keep, propose, versions

LIST = "/organiser/rulebook/rehearsals"
NEW = f"{LIST}/new?draft=1"
TODAY = NOON.date()
SOURCE = RULES.read_text("utf-8").replace("\nversion: 1\n", "\nversion: 2\n")
DEARER = SOURCE.replace("- {up_to: 2, points: 12}", "- {up_to: 2, points: 24}", 1)


def ask(browser: Browser, expect: int = 200, **typed: str) -> Page:
    return browser.post(LIST, expect, on=NEW, draft="1", **typed)


def test_a_draft_is_rehearsed_and_read_by_the_second_pair_of_eyes(town: Town) -> None:
    town.trip(ride(), "walk")
    ines, colleague = town.ines(), hugo(town)
    keep(ines)
    page = ines.get(DRAFT)
    assert "This text was not rehearsed." in page.text
    page = ines.post(LIST, on=DRAFT, draft="1")
    assert "The rehearsal has begun." in page.told
    assert page.path.startswith(f"{LIST}/")
    work_all(town.wiring)
    found = ines.get(page.path)
    assert "ready" in found.text
    assert "In all" in found.text
    propose(ines)
    told = colleague.get(DRAFT)
    assert "Rehearsed on the trips from 8 March 2026 to 7 April 2026" in told.text
    assert told.one("a", href=page.path)
    assert "nobody has rehearsed" not in told.text
    assert page.path in {one.attrs["href"] for one in ines.get(LIST).all("a")}


def test_a_changed_text_is_not_the_one_that_was_rehearsed(town: Town) -> None:
    ines = town.ines()
    keep(ines)
    ask(ines)
    work_all(town.wiring)
    assert "Rehearsed on the trips" in ines.get(DRAFT).text
    ines.post(f"{DRAFT}/edit", text=small(2, MAY, points=9), do="keep")
    assert "This text was not rehearsed." in ines.get(DRAFT).text


def test_approving_without_a_rehearsal_is_warned_about_and_not_refused(town: Town) -> None:
    ines, colleague = town.ines(), hugo(town)
    keep(ines)
    propose(ines)
    assert "You would publish rules that nobody has rehearsed." in colleague.get(DRAFT).text
    approve(colleague)
    assert versions(town) == [2, 1]


def test_days_and_base_are_chosen_in_a_form(town: Town) -> None:
    town.trip(ride(), "walk")
    ines = town.ines()
    keep(ines, DEARER)
    page = ines.get(NEW)
    assert (page.field("first"), page.field("last")) == ("2026-03-08", "2026-04-07")
    page = ask(ines, first="2026-04-01", last="2026-04-07", base="1")
    assert "Trips from 1 April 2026 to 7 April 2026." in page.text
    assert "Compared with version 1 of muv, played on the same trips." in page.text


@pytest.mark.parametrize(("typed", "said"), [
    ({"last": "2026-03-01"}, "The last day comes before the first."),
    ({"last": "2026-04-08"}, "This day is still to come."),
    ({"first": "soon"}, "Choose a day."),
])  # fmt: skip
def test_wrong_days_are_told_beside_what_was_typed(
    town: Town, typed: dict[str, str], said: str
) -> None:
    ines = town.ines()
    keep(ines)
    page = ask(ines, expect=422, **typed)
    assert said in page.text
    for name, text in typed.items():
        assert page.field(name) == text
    assert "Nothing was rehearsed yet." in ines.get(LIST).text


def test_a_draft_with_mistakes_is_not_rehearsed(town: Town) -> None:
    ines = town.ines()
    keep(ines, "a: b")
    assert "The text has mistakes." in ask(ines, expect=422).text


def test_a_draft_whose_examples_do_not_hold_yet_is_rehearsed(town: Town) -> None:
    ines = town.ines()
    keep(ines, DEARER)
    assert "The rehearsal has begun." in ask(ines).told


def test_a_version_that_comes_is_rehearsed_too(town: Town) -> None:
    ines, colleague = town.ines(), hugo(town)
    keep(ines)
    propose(ines)
    approve(colleague)
    page = ines.get("/organiser/rulebook/versions/2")
    assert "This text was not rehearsed." in page.text
    page = ines.post(LIST, on="/organiser/rulebook/versions/2", version="2")
    work_all(town.wiring)
    assert "There was no trip on these days." in ines.get(page.path).text
    assert "This text was not rehearsed." not in ines.get("/organiser/rulebook/versions/1").text


def test_too_many_at_once_are_asked_to_wait(town: Town) -> None:
    ines = town.ines()
    keep(ines)
    for _ in range(3):
        ask(ines)
    assert "Wait until one is ready." in ask(ines, expect=409).text


@pytest.mark.parametrize("query", ["", "?draft=9", "?version=9", "?draft=x", f"?draft={10**30}"])
def test_nothing_is_rehearsed_of_what_is_not_there(town: Town, query: str) -> None:
    assert town.ines().get(f"{LIST}/new{query}", 404)


@pytest.mark.parametrize("ending", ["", ".csv", ".json", "/nowhere"])
def test_a_rehearsal_that_is_not_there_is_not_found(town: Town, ending: str) -> None:
    assert town.ines().get(f"{LIST}/nothing{ending}", 404)


def test_its_way_is_followed_without_a_script(town: Town, clock: Clock) -> None:
    ines = town.ines()
    keep(ines)
    page = ask(ines)
    assert "Nobody has begun yet." not in page.text
    assert page.one("meta", http_equiv="refresh").attrs["content"] == "5"
    assert page.one("progress").attrs["value"] == "0"
    assert page.one("a", href=page.path)
    ines.get(f"{page.path}.json", 404)
    clock.moment += timedelta(minutes=2)
    assert "Nobody has begun yet." in ines.get(page.path).text
    work_all(town.wiring)
    assert ines.get(page.path).all("meta", http_equiv="refresh") == []


def test_a_rehearsal_that_stopped_is_told_and_goes_on(town: Town) -> None:
    def broken(_claimed: ClaimedPart, _still: Callable[[], None]) -> Played:
        raise PartFailed

    town.trip(ride(), "walk")
    ines = town.ines()
    keep(ines, DEARER)
    page = ask(ines)
    work_all(town.wiring, broken)
    stopped = ines.get(page.path)
    assert "It stopped because of a fault." in stopped.text
    assert "It goes on from where it stopped." in ines.post(f"{page.path}/go-on", on=page.path).told
    again = ines.send(f"{page.path}/go-on", ines.hidden(page.path), 409)
    assert "This rehearsal goes on already." in again.alert
    work_all(town.wiring)
    assert "more points" in ines.get(page.path).text
