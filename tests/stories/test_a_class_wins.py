"""A class joins by the code on its poster, moves for a week and wins its match.

The organiser makes the team and the tournament by forms; the pupil has a phone without scripts.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.people.identity import SignedIn
from muvengine.services.close_weeks import close_weeks
from muvengine.services.join_team import Joining, join_by_code
from tests.build import ZONE, ride
from tests.money import kept_trip
from tests.people import NOON, participant
from tests.stories.small_town import SmallTown, too_wide
from tests.stories.test_every_page import look
from tests.web.teams import made

pytestmark = pytest.mark.browser
NEXT = IsoWeek.of(NOON.date()).after()
OURS, THEIRS = "École Curie, CM2", "École Pasteur, CM1"
CUP = {"en": "Spring cup", "fr": "Coupe du printemps"}
# Figures of a team are public from five who took part.
CLASSMATES, OPPONENTS = 4, 5
# All have moved alike but the pupil, whose trip decides.
SHORT = 3
SAYS = {
    "en": {
        "made": "The team is made.",
        "drawn": "The matches are drawn.",
        "joined": f"You are in {OURS}.",
        "later": "You count for the team from",
        "match": f"This week you play against {THEIRS}.",
        "before": "5 of 5 took part",
        "wins": f"{OURS} wins",
    },
    "fr": {
        "made": "L’équipe est créée.",
        "drawn": "Les matchs sont tirés.",
        "joined": f"Vous êtes dans {OURS}.",
        "later": "Vous comptez pour l’équipe à partir du",
        "match": f"Cette semaine, vous jouez contre {THEIRS}.",
        "before": "5 sur 5 ont participé",
        "wins": f"{OURS} gagne",
    },
}


def make_class(office: Page, url: str) -> str:
    """Make the team; give the code as its poster shows it."""
    office.goto(f"{url}/organiser/teams")
    office.locator("#name").fill(OURS)
    office.locator("#kind").select_option("class")
    office.locator("main form.narrow button").click()
    expect(office.locator("h1")).to_contain_text(OURS)
    office.locator("a[href*='/poster']").first.click()
    return office.locator(".paper-sign .code").inner_text()


def draw_up(office: Page, url: str) -> None:
    office.goto(f"{url}/organiser/tournaments/new")
    for language, title in CUP.items():
        office.locator(f"#title_{language}").fill(title)
    office.locator("#first_day").fill(f"{NEXT.monday:%Y-%m-%d}")
    office.locator("#ranking_weeks").fill("1")
    office.locator("main form.narrow button").click()


def others(small_town: SmallTown, code: str, how_many: int) -> None:
    """Let more people join by a code, each with a short trip of the week to come."""
    opened = small_town.town.wiring.open_uow
    for number in range(how_many):
        person = participant(opened, f"{code} {number}")
        hand = SignedIn(person).actor
        join_by_code(opened, opened, code, Joining(person.id), actor=hand, now=NOON)
        with opened() as uow:
            kept_trip(uow, person.id, person.id, SHORT, NOON, morning(0))
            uow.commit()


def morning(days: int) -> datetime:
    """Give the morning of the week's Monday or some days later."""
    return datetime.combine(NEXT.monday + timedelta(days=days), time(8), ZONE)


def send_trip(pupil: Page, small_town: SmallTown, path: Path) -> None:
    path.write_bytes(ride(morning(1)))
    pupil.goto(f"{small_town.url}/me/trips/new")
    pupil.locator("label[for='mode-walk']").click()
    pupil.locator("input[type=file]").set_input_files(path)
    pupil.locator("main form[enctype] button").last.click()


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_a_class_joins_by_code_plays_a_week_and_wins_its_match(
    chrome: Browser, small_town: SmallTown, tmp_path: Path, locale: str
) -> None:
    says, url, town = SAYS[locale], small_town.url, small_town.town
    office = small_town.enter(chrome, town.ines_, locale, scripts=True)
    code = make_class(office, url)
    others(small_town, made(town, THEIRS), OPPONENTS)
    draw_up(office, url)
    expect(office.locator("[role=status]").first).to_contain_text(says["drawn"])

    pupil = small_town.enter(chrome, town.fatou_, locale)
    pupil.goto(f"{url}/me/team")
    pupil.locator("#code").fill(code)
    pupil.locator("main form.narrow button").click()
    expect(pupil.locator("[role=status]").first).to_contain_text(says["joined"])
    expect(pupil.locator("main")).to_contain_text(says["later"])
    problems = too_wide(pupil)
    others(small_town, code, CLASSMATES)

    small_town.noon(NEXT.monday + timedelta(days=2))
    send_trip(pupil, small_town, tmp_path / "walk.gpx")
    pupil.goto(f"{url}/me/team")
    expect(pupil.locator("main")).to_contain_text(says["match"])
    problems += too_wide(pupil)

    close_weeks(town.wiring.open_uow, now=small_town.noon(NEXT.closes_on(3)))
    pupil.reload()
    expect(pupil.locator("main")).to_contain_text(says["before"])
    problems += too_wide(pupil)
    pupil.locator("main a[href='/teams']").click()
    expect(pupil.locator("main")).to_contain_text(CUP[locale])
    expect(pupil.locator("main details", has_text=OURS)).to_contain_text(says["wins"])
    problems += too_wide(pupil)
    # The tool that looks for barriers needs scripts itself.
    office.goto(pupil.url)
    problems += list(look(office))
    assert problems + small_town.problems == []
    for page in (office, pupil):
        page.context.close()
