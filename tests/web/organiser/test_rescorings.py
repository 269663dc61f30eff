"""Two organisers have past trips counted again, and people read of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from muvengine.core.people.actor import SYSTEM
from muvengine.jobs.rehearsals import work_all
from muvengine.jobs.rescorings import rescore
from muvengine.services.publish_rulebook import Publication, publish_rulebook
from muvengine.services.release_points import release_points
from tests.build import Town, ride
from tests.conftest import Clock
from tests.pages import Browser, Page
from tests.people import NOON
from tests.recount import CHEAPER, DEARER, next_version
from tests.web.organiser.test_drafts import hugo
from tests.web.participant.test_trip_paper import paper

LIST = "/organiser/rulebook/rescorings"
DAYS = {"first": "2026-04-01", "last": "2026-04-07"}
REHEARSALS = "/organiser/rulebook/rehearsals"
NEW = f"{LIST}/new?version=2&first=2026-04-01&last=2026-04-07"
WHY = {"reason_fr": "La marche payait trop peu.", "reason_en": "Walking paid too little."}


@dataclass
class Office:
    """A town whose second version has begun, and two organisers."""

    town: Town
    trip: str
    ines: Browser
    hugo: Browser

    def rehearse(self) -> None:
        self.ines.post(REHEARSALS, 200, on=NEW, version="2", base="", **DAYS)
        work_all(self.town.wiring)

    def ask(self, expect: int = 200, **typed: str) -> Page:
        return self.ines.post(LIST, expect, on=NEW, **({"version": "2"} | DAYS | WHY | typed))

    def asked(self, take_back: str = "") -> str:
        self.rehearse()
        return self.ask(take_back=take_back).path

    def approve(self, path: str, by: Browser | None = None, expect: int = 200) -> Page:
        return (by or self.hugo).post(f"{path}/approve", expect, on=path, read="true")

    def act(self, path: str, step: str, expect: int = 200) -> Page:
        return self.ines.post(f"{path}/{step}", expect, on=path)


def begun(town: Town, clock: Clock, *changes: tuple[str, str]) -> Office:
    trip = town.trip(ride())
    source = next_version(*changes).encode()
    publication = Publication(source, (NOON + timedelta(days=1)).date())
    publish_rulebook(town.wiring.open_uow, publication, actor=SYSTEM, now=NOON)
    clock.moment = NOON + timedelta(days=2)
    return Office(town, trip, town.ines(), hugo(town))


@pytest.fixture
def office(town: Town, clock: Clock) -> Office:
    return begun(town, clock, DEARER)


def test_trips_are_counted_again_by_two_organisers_and_told(office: Office) -> None:
    town = office.town
    before = town.fatou().get("/me").text
    assert "counted again" not in before
    page = office.ines.get("/organiser/rulebook")
    assert page.one("a", href=LIST)
    assert "No trips were counted again yet." in office.ines.get(LIST).text
    page = office.ines.get(NEW)
    assert "was not rehearsed on exactly these days" in page.text
    office.rehearse()
    page = office.ask()
    assert "Your colleagues find it on this list." in page.told
    path = page.path
    assert path in {one.attrs["href"] for one in office.hugo.get(LIST).all("a")}
    page = office.hugo.get(path)
    assert "more points" in page.text
    assert "Walking paid too little." in page.text
    page = office.approve(path)
    assert "It has begun." in page.told
    assert "at work" in page.text
    assert rescore(town.wiring) > 0
    page = office.hugo.get(path)
    assert "1 trip has other points now." in page.text
    assert "more points than before" in page.text


@pytest.mark.parametrize(("locale", "told", "points", "why"), [
    ("en",
     "1 of your trips from 1 April 2026 to 7 April 2026 was counted again", "2 points more.",
     "The reason: Walking paid too little."),
    ("fr",
     "1 de vos trajets du 1er avril 2026 au 7 avril 2026 a été recompté",
     "2 points de plus.", "La raison\xa0: La marche payait trop peu."),
])  # fmt: skip
def test_people_read_it_on_their_first_page_in_their_points_and_on_the_trip(
    office: Office, clock: Clock, locale: str, told: str, points: str, why: str
) -> None:
    office.approve(office.asked())
    rescore(office.town.wiring)
    fatou = office.town.fatou(locale)
    home = fatou.get("/me").text
    assert told in home
    assert points in home
    for url in ("/me", "/me/points", f"/me/trips/{office.trip}"):
        assert why in fatou.get(url).text, url
    clock.moment += timedelta(days=15)
    later = office.town.fatou(locale)
    assert told not in later.get("/me").text
    assert why in later.get("/me/points").text


def test_the_paper_says_it_in_the_language_of_the_person(office: Office) -> None:
    office.approve(office.asked())
    rescore(office.town.wiring)
    words = " ".join(paper(office.town, office.trip).split())
    assert "Compté à nouveau le" in words
    assert "points au lieu de" in words
    assert "La marche payait trop peu." in words


def test_points_that_could_be_spent_can_be_spent_on(office: Office) -> None:
    town = office.town
    release_points(town.wiring.open_uow, now=town.wiring.now())
    before = town.fatou().get("/me").one("span", class_="figure").text
    office.approve(office.asked())
    rescore(town.wiring)
    after = town.fatou().get("/me")
    assert after.one("span", class_="figure").text != before
    assert "on the way" not in after.text


def test_whoever_asked_is_offered_no_approval_and_refused_one(office: Office) -> None:
    path = office.asked()
    assert f"{path}/approve" not in office.ines.get(path).actions()
    page = office.ines.post(f"{path}/approve", 403, on=path, read="true")
    assert "Whoever asked for it cannot approve it." in page.alert
    assert "It waits for one of you: Hugo." in page.text


def test_the_box_must_be_ticked(office: Office) -> None:
    path = office.asked()
    page = office.hugo.post(f"{path}/approve", 422, on=path)
    assert "Read the rehearsal, then tick the box." in page.alert


def test_without_the_rehearsal_it_cannot_be_asked_for(office: Office) -> None:
    form = {"version": "2"} | DAYS | WHY | _tokens(office.ines)
    page = office.ines.send(LIST, form, 409)
    assert "Rehearse this version on exactly these days first." in page.alert


def _tokens(browser: Browser) -> dict[str, str]:
    found = browser.hidden(NEW)
    return {name: found[name] for name in ("csrf_token", "attempt")}


@pytest.mark.parametrize(("typed", "said"), [
    ({"reason_fr": "non"}, "Write 5 to 200 characters."),
    ({"reason_en": ""}, "Write 5 to 200 characters."),
    ({"take_back": "so"}, "Write 5 to 200 characters."),
    ({"last": "2026-03-01"}, "The last day comes before the first."),
    ({"last": "2026-04-10"}, "This day is still to come."),
    ({"first": "soon"}, "Choose a day."),
])  # fmt: skip
def test_what_is_wrong_is_told_beside_what_was_typed(
    office: Office, typed: dict[str, str], said: str
) -> None:
    office.rehearse()
    page = office.ask(422, **typed)
    assert said in page.text
    for name, text in typed.items():
        assert page.field(name) == text


@pytest.mark.parametrize("asked", ["version=9&first=2026-04-01&last=2026-04-07"])
def test_a_version_that_is_not_there_has_not_begun(office: Office, asked: str) -> None:
    page = office.ines.get(f"{LIST}/new?{asked}", 409)
    assert "This version has not begun yet." in page.alert


def test_a_rehearsal_on_its_way_is_waited_for(office: Office) -> None:
    office.ines.post(REHEARSALS, 200, on=NEW, version="2", base="", **DAYS)
    assert "Come back when it is ready." in office.ines.get(NEW).text


def test_it_can_be_stopped_go_on_and_be_ended(office: Office) -> None:
    path = office.asked()
    office.approve(path)
    assert "It stands still." in office.act(path, "stop").told
    assert "It goes on." in office.act(path, "go-on").told
    assert "It runs already." in office.act(path, "go-on", 409).alert
    office.act(path, "stop")
    page = office.act(path, "end")
    assert "It is ended." in page.told
    assert "0 trips have other points now." in page.text


def test_it_can_be_given_up_and_another_one_is_refused_until_then(office: Office) -> None:
    path = office.asked()
    assert "Another one is not over yet." in office.ask(409).alert
    assert "No trip was changed." in office.act(path, "drop").told
    assert office.ask().path != path


def test_points_are_taken_back_only_where_both_say_so(town: Town, clock: Clock) -> None:
    office = begun(town, clock, CHEAPER)
    path = office.asked(take_back="The council has decided so.")
    assert "The council has decided so." in office.hugo.get(path).text
    office.approve(path)
    rescore(town.wiring)
    assert "fewer points than before" in office.hugo.get(path).text
    assert "points less." in town.fatou().get("/me").text


def test_trips_that_would_lose_keep_their_points(town: Town, clock: Clock) -> None:
    office = begun(town, clock, CHEAPER)
    path = office.asked()
    office.approve(path)
    rescore(town.wiring)
    assert "would have fewer, and keep their points" in office.hugo.get(path).text
    assert "counted again" not in town.fatou().get("/me").text


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_every_page_of_it_is_read_in_each_language(office: Office, locale: str) -> None:
    path = office.asked()
    ines = office.town.ines(locale)
    for url in (LIST, f"{LIST}/new", f"{LIST}/new?version=2", NEW, path):
        assert ines.get(url).one("html").attrs["lang"] == locale, url
    office.approve(path)
    assert ines.get(path).one("html").attrs["lang"] == locale
    office.act(path, "stop")
    assert ines.get(path).one("html").attrs["lang"] == locale
    office.act(path, "go-on")
    rescore(office.town.wiring)
    assert ines.get(path).one("html").attrs["lang"] == locale
