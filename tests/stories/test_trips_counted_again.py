"""Two organisers have past trips counted again in their browsers; who walked reads why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from muvengine.bootstrap import Wiring
from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.people.identity import Person
from muvengine.core.trips.judgement import Claim
from muvengine.jobs.rehearsals import work_all
from muvengine.jobs.rescorings import rescore
from muvengine.services.make_link import make_link
from muvengine.services.publish_rulebook import Publication, publish_rulebook
from muvengine.services.submit_trip import Submission, submit_trip
from muvengine.words.catalogue import say
from tests import people
from tests.build import ZONE
from tests.recount import DEARER, next_version
from tests.stories.browsers import watch
from tests.stories.coming_in import PHONE
from tests.stories.counters import Counter, counter
from tests.stories.test_a_route_is_drawn import problems
from tests.stories.test_every_page import TABLET, shoot
from tests.town import RULES, gpx, ride

pytestmark = pytest.mark.browser

WHY = {"en": "Walking paid too little.", "fr": "La marche payait trop peu."}


@pytest.fixture
def served(tmp_path: Path, sqlite_template: Path) -> Iterator[Counter]:
    """A town of its own: somebody walked yesterday, the second version has begun today."""
    with counter(tmp_path, sqlite_template) as made:
        wiring = made.wiring
        today = wiring.now().astimezone(ZONE).date()
        for data, first_day in ((RULES.read_bytes(), None), (next_version(DEARER).encode(), today)):
            now = wiring.now() - timedelta(days=3)
            publication = Publication(data, first_day)
            publish_rulebook(wiring.open_uow, publication, actor=SYSTEM, now=now)
        yield made


def walked(wiring: Wiring, person: Person) -> None:
    yesterday = wiring.now().astimezone(ZONE).date() - timedelta(days=1)
    start = datetime.combine(yesterday, time(12), ZONE)
    me = Actor("participant", person.id)
    sent = Submission(person.id, me, gpx(ride(start=start)), Claim("walk"))
    attempt = sent.attempt("walk")
    submit_trip(
        wiring.open_uow, wiring.shelf, sent,
        attempt=attempt, now=wiring.now(), new_token=wiring.new_token,
    )  # fmt: skip


def come_in(chrome: Browser, served: Counter, person: Person, locale: str) -> Page:
    wiring = served.wiring
    link = make_link(
        wiring.open_uow,
        person_id=person.id,
        actor=SYSTEM,
        now=wiring.now(),
        new_token=wiring.new_token,
    )
    context = chrome.new_context(viewport={"width": PHONE, "height": 800})
    page = context.new_page()
    page.goto(f"{served.url}/enter/{link}")
    page.locator("main form button").click()
    page.get_by_role("button", name={"en": "English", "fr": "Français"}[locale]).click()
    return page


def fit(page: Page, name: str) -> None:
    """Look at a page at both widths, and keep pictures where they are wanted."""
    assert problems(page) == []
    for width in (PHONE, TABLET):
        page.set_viewport_size({"width": width, "height": 800})
        shoot(page, f"{name}-{width}")


def words(key: str, locale: str, **facts: object) -> str:
    return say(f"rescoring.{key}", locale, **facts)


def ask(page: Page, served: Counter, locale: str) -> str:
    """Choose days, rehearse, give a reason and ask a colleague; give where that stands."""
    page.goto(f"{served.url}/organiser/rulebook")
    page.get_by_role("link", name=words("title", locale)).click()
    fit(page, f"rescorings-{locale}")
    page.get_by_role("link", name=words("begin", locale)).click()
    fit(page, f"choose-{locale}")
    today = served.now.date()
    page.get_by_label(words("field_first", locale)).fill(str(today - timedelta(days=2)))
    page.get_by_label(words("field_last", locale)).fill(str(today))
    page.get_by_role("button", name=words("choose", locale)).click()
    fit(page, f"rehearse-{locale}")
    chosen = page.url
    page.get_by_role("button", name=words("rehearsal_do", locale)).click()
    work_all(served.wiring)
    page.goto(chosen)
    for code in ("en", "fr"):
        page.locator(f"#reason_{code}").fill(WHY[code])
    fit(page, f"why-{locale}")
    page.get_by_role("button", name=words("ask", locale)).click()
    fit(page, f"asked-{locale}")
    return page.url


def approve(page: Page, place: str, wiring: Wiring, locale: str) -> None:
    """Decide as the second organiser, and watch it being done."""
    page.goto(place)
    page.get_by_label(words("approve_tick", locale)).check()
    fit(page, f"decide-{locale}")
    page.get_by_role("button", name=words("approve", locale)).click()
    expect(page.locator("progress")).to_be_visible()
    fit(page, f"at-work-{locale}")
    rescore(wiring)
    # The page looks by itself how far it is.
    expect(page.get_by_text(words("n_changed", locale, n=1))).to_be_visible(timeout=20_000)
    fit(page, f"done-{locale}")


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_trips_are_counted_again_and_everybody_reads_why(
    chrome: Browser, served: Counter, locale: str
) -> None:
    wiring = served.wiring
    fatou = people.participant(wiring.open_uow)
    walked(wiring, fatou)
    first, second = (
        people.staff(wiring.open_uow, name, Role.ORGANISER) for name in ("Ines", "Hugo")
    )
    page = come_in(chrome, served, first, locale)
    seen = watch(page, served.url)
    place = ask(page, served, locale)
    approve(come_in(chrome, served, second, locale), place, wiring, locale)

    mine = come_in(chrome, served, fatou, locale)
    mine.goto(f"{served.url}/me")
    expect(mine.get_by_text(WHY[locale])).to_be_visible()
    fit(mine, f"told-{locale}")
    mine.get_by_role("link", name=words("told_link", locale)).click()
    expect(mine.get_by_text(WHY[locale])).to_be_visible()
    fit(mine, f"points-{locale}")
    mine.locator("main a[href*='/me/trips/']").first.click()
    expect(mine.get_by_text(WHY[locale])).to_be_visible()
    fit(mine, f"trip-{locale}")
    assert seen == []
