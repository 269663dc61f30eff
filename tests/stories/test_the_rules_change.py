"""An organiser pays more by bike: form, rehearsal, second pair of eyes, Monday, both sheets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from muvengine.core.people.actor import SYSTEM, Role
from muvengine.core.people.identity import Person
from muvengine.jobs.rehearsals import work_all
from muvengine.services.make_link import make_link
from tests import people
from tests.build import Town, ride
from tests.conftest import Clock
from tests.stories.browsers import watch
from tests.stories.test_a_route_is_drawn import problems

pytestmark = pytest.mark.browser

TUESDAY = datetime(2026, 4, 7, 9, 0, tzinfo=UTC)
SUNDAY = datetime(2026, 4, 12, 9, 0, tzinfo=UTC)
MONDAY = datetime(2026, 4, 13, 9, 0, tzinfo=UTC)
ACROSS_TOWN = ((43.6262, 5.0757), (43.6523, 5.1084))
# Of the page of a trip: the line of the rule, and what pays for it.
TOLD = {
    "English": ("By bike", "at 5 points a km", "at 8 points a km"),
    "Français": ("À vélo", "à 5 points par km", "à 8 points par km"),
}


def by_bike(start: datetime) -> bytes:
    """Another recording each day, or it would be taken for a copy."""
    return ride(start, by="bike", seed=start.day, ends=ACROSS_TOWN)


@dataclass(frozen=True, slots=True)
class Served:
    """The small town behind a real socket, its clock in our hand."""

    town: Town
    url: str
    chrome: Browser
    scripts: bool

    def page_of(self, person: Person) -> Page:
        """Sign somebody in, in a browser of their own."""
        wiring = self.town.wiring
        link = make_link(
            wiring.open_uow,
            person_id=person.id,
            actor=SYSTEM,
            now=wiring.now(),
            new_token=wiring.new_token,
        )
        context = self.chrome.new_context(locale="en-GB", java_script_enabled=self.scripts)
        page = context.new_page()
        page.goto(f"{self.url}/enter/{link}")
        page.locator("main form button").click()
        page.get_by_role("button", name="English").click()
        return page


@contextmanager
def serve(town: Town, chrome: Browser, *, scripts: bool) -> Iterator[Served]:
    server = make_server("127.0.0.1", 0, town.app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Served(town, f"http://127.0.0.1:{server.server_port}", chrome, scripts)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def write_draft(page: Page, url: str) -> None:
    """Begin the next version on Monday, and raise the first points by bike in a form."""
    page.goto(f"{url}/organiser/rulebook")
    page.get_by_role("link", name="Write the next version").click()
    page.get_by_label("First day").fill("2026-04-13")
    page.get_by_role("button", name="Keep it, and change it rule by rule").click()
    page.get_by_role("link", name="Change By bike", exact=True).click()
    page.get_by_label("Row 1: points for each km").fill("8")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("By bike: saved.")).to_be_visible()
    expect(page.get_by_text("By bike: 8 points a km up to 5 km a day instead of 5")).to_be_visible()


def mend_examples(page: Page) -> int:
    """Agree with what each wrong example gives now; give how many there were."""
    mends = page.locator("form[action$='/mend'] button")
    wrong = mends.count()
    for left in range(wrong, 0, -1):
        expect(mends).to_have_count(left)
        mends.first.click()
    expect(mends).to_have_count(0)
    expect(page.get_by_text("This rulebook is right.")).to_be_visible()
    return wrong


def rehearse(served: Served, page: Page) -> None:
    """Look what it would have done to the trips that were made."""
    page.goto(f"{served.url}/organiser/rulebook/drafts/1")
    page.get_by_role("button", name="Rehearse on the last 30 days").click()
    expect(page.get_by_text("The rehearsal has begun.")).to_be_visible()
    assert work_all(served.town.wiring) > 0
    page.reload()
    expect(page.get_by_role("heading", name="Rule by rule")).to_be_visible()
    bike = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="By bike"))
    expect(bike.first).to_contain_text("+")


def have_it_published(served: Served, author: Page, second: Page) -> None:
    """Ask a colleague, who reads what changes and publishes it."""
    author.goto(f"{served.url}/organiser/rulebook/drafts/1")
    author.get_by_role("button", name="Ask a colleague to look").click()
    # Whoever wrote it finds nothing to approve.
    expect(author.get_by_role("button", name="Approve and publish")).to_have_count(0)
    second.goto(f"{served.url}/organiser/rulebook/drafts/1")
    expect(second.get_by_text("Rehearsed on the trips from")).to_be_visible()
    second.get_by_label("I have read what changes.").check()
    second.get_by_role("button", name="Approve and publish").click()
    told = "Version 2 is published. It holds from 13 April 2026."
    expect(second.get_by_text(told)).to_be_visible()


def send(served: Served, page: Page, start: datetime) -> None:
    """Send a trip by bike, and stay on its page."""
    page.goto(f"{served.url}/me/trips/new")
    page.locator("label[for='mode-bike']").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "trip.gpx", "mimeType": "application/gpx+xml", "buffer": by_bike(start)}
    )
    page.locator("main form[enctype] button").last.click()
    expect(page.locator("main h1")).to_contain_text("Bicycle")


def read_in(page: Page, language: str) -> str:
    button = page.get_by_role("button", name=language)
    if button.count():
        button.click()
    return page.locator("main").inner_text().replace("\xa0", " ")


@pytest.mark.parametrize("scripting", ["with scripts", "without scripts"])
def test_bike_points_from_a_form_to_two_explained_sheets(
    chrome: Browser, town: Town, clock: Clock, scripting: str
) -> None:
    town.trip(by_bike(TUESDAY), "bike")
    hugo = people.staff(town.wiring.open_uow, "Hugo", Role.ORGANISER)
    with serve(town, chrome, scripts=scripting == "with scripts") as served:
        ines, colleague = served.page_of(town.ines_), served.page_of(hugo)
        seen = watch(ines, served.url) + watch(colleague, served.url)
        write_draft(ines, served.url)
        assert mend_examples(ines) > 0
        rehearse(served, ines)
        if served.scripts:
            assert problems(ines) == []
        have_it_published(served, ines, colleague)

        # Monday afternoon: Sunday's trip comes late, and is still paid by Sunday's rules.
        clock.moment = MONDAY + timedelta(hours=5)
        fatou = served.page_of(town.fatou_)
        for start, place in ((SUNDAY, 1), (MONDAY, 2)):
            send(served, fatou, start)
            for language, words in TOLD.items():
                sheet = read_in(fatou, language)
                assert words[0] in sheet
                assert words[place] in sheet
                assert words[3 - place] not in sheet
            read_in(fatou, "English")
        assert seen == []
