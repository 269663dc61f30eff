"""Organisers write the next game in their browsers, see what it would have given, approve it."""

from __future__ import annotations

from datetime import date

from muvengine.core.game.weeks import WEEK, WeekScore
from muvengine.core.people.actor import SYSTEM, Role
from muvengine.services.publish_game import GamePublication, publish_game
from tests import people
from tests.build import Town
from tests.game_town import FILE, MONDAY
from tests.pages import Browser, Page
from tests.people import NOON
from tests.town import gpx, ride

NEW = "/organiser/game/new"
DRAFT = "/organiser/game/drafts/1"
TEXT = FILE.read_text(encoding="utf-8")
EASIER = TEXT.replace("  days: 3\n", "  days: 2\n", 1)
WRONG = TEXT.replace("joker_every", "jocker_every")


def play(town: Town) -> None:
    """A game was played, and somebody moved on two days in each of two closed weeks."""
    publication = GamePublication(FILE.read_bytes(), date(2026, 2, 2))
    publish_game(town.wiring.open_uow, publication, actor=SYSTEM, now=NOON)
    with town.wiring.open_uow() as uow:
        for number in (-3, -2):
            week = WeekScore(MONDAY + number * WEEK, 20, 2, (1, 1, 0, 0, 0, 0, 0))
            uow.week_scores.add(1, week)
        uow.commit()


def hugo(town: Town, locale: str = "en") -> Browser:
    colleague = people.staff(town.wiring.open_uow, "Hugo", Role.ORGANISER)
    return town.browser_of(colleague, locale)


def keep(browser: Browser, text: str = EASIER, expect: int = 200, **form: str) -> Page:
    return browser.post(NEW, expect, **({"text": text, "do": "keep"} | form))


def test_a_town_without_a_game_is_offered_the_one_that_came_with_the_product(town: Town) -> None:
    assert "No game is published yet." in town.ines().get("/organiser/game").text
    assert town.ines().get(NEW).one("textarea").words[0].strip() == TEXT.strip()


def test_a_game_is_written_by_one_and_approved_by_another(town: Town) -> None:
    play(town)
    ines, colleague = town.ines(), hugo(town)
    page = keep(ines, EASIER.replace("\n", "\r\n"), note="Two days are enough")
    assert "The draft is kept." in page.told
    assert "This game is right. It holds from 6 April 2026." in page.text
    assert (
        "Your colleagues find the draft on their list."
        in ines.post(f"{DRAFT}/propose", on=DRAFT).told
    )
    assert "It waits for one of you: Hugo." in ines.get(DRAFT).text
    assert "Two days are enough" in colleague.get("/organiser/game").text
    page = colleague.post(f"{DRAFT}/approve", on=DRAFT, read="true")
    assert "The game 2 is published. It holds from 6 April 2026." in page.told
    assert "published" in colleague.get(DRAFT).text


def test_the_draft_tells_what_it_would_have_given(town: Town) -> None:
    play(town)
    text = keep(town.ines()).text
    assert "What this game would have given in the last 4 closed weeks" in text
    assert "Rewards in all: 20 points. The game that was played: 0 points." in text
    assert "2 weeks: 20 points 0 fewer than 10 20" in text
    assert "On the move several days, easy: " in text
    assert "Challenges: 0 points, if each person takes one of those proposed to them" in text


def test_it_is_told_in_french(town: Town) -> None:
    play(town)
    text = keep(town.ines("fr")).text
    assert "Récompenses en tout\u00a0: 20 points. Le jeu qui était joué\u00a0: 0 points." in text
    assert "2 semaines\u00a0: 20 points 0 moins de 10 20" in text
    assert "si chaque personne prend un des défis proposés, n’importe lequel" in text


def test_whoever_wrote_it_does_not_approve_it(town: Town) -> None:
    play(town)
    ines = town.ines()
    keep(ines)
    ines.post(f"{DRAFT}/propose", on=DRAFT)
    assert ines.get(DRAFT).all("form", action=f"{DRAFT}/approve") == []
    page = ines.post(f"{DRAFT}/approve", 403, on=DRAFT, read="true")
    assert "Whoever wrote a draft cannot approve it." in page.text


def test_approving_unread_is_asked_again(town: Town) -> None:
    play(town)
    keep(town.ines())
    town.ines().post(f"{DRAFT}/propose", on=DRAFT)
    page = hugo(town).post(f"{DRAFT}/approve", 422, on=DRAFT)
    assert "Read what changes, then tick the box." in page.text


def test_a_text_with_a_mistake_is_told_at_its_line_and_can_be_kept(town: Town) -> None:
    ines = town.ines()
    page = ines.post(NEW, 422, text=WRONG, do="check")
    assert "game.yaml:36:3" in page.text
    assert "did you mean" in page.text
    page = keep(ines, WRONG)
    assert "This game file has problems." in page.text
    assert page.all("form", action=f"{DRAFT}/propose") == []
    page = ines.post(f"{DRAFT}/propose", 422, on=DRAFT, revision="1")
    assert "This game file has problems." in page.text


def test_a_week_that_has_begun_is_refused_in_words(town: Town) -> None:
    town.trip(gpx(ride()))
    page = town.ines().post(NEW, 422, text=TEXT, first_day="2026-04-07", do="check")
    assert "Weeks of the game may have begun already." in page.text


def test_an_empty_text_and_a_wrong_day_are_told_at_their_fields(town: Town) -> None:
    page = keep(town.ines(), " ", 422, first_day="soon")
    assert "Write the text, or choose a file." in page.text
    assert "Choose a day." in page.text


def test_a_colleagues_change_is_not_overwritten(town: Town) -> None:
    play(town)
    ines, colleague = town.ines(), hugo(town)
    keep(ines)
    edit = f"{DRAFT}/edit"
    stale = colleague.get(edit).field("revision")
    ines.post(edit, text=TEXT, do="keep", revision=stale)
    page = colleague.post(edit, 409, on=edit, text=WRONG, do="keep", revision=stale)
    assert "A colleague changed this draft while you wrote." in page.text
    assert page.one("textarea").words[0].strip() == WRONG.strip(), "what was typed is still here"


def test_a_draft_that_stands_still_is_read_not_changed(town: Town) -> None:
    play(town)
    ines = town.ines()
    keep(ines)
    ines.post(f"{DRAFT}/propose", on=DRAFT)
    assert "waits for a second organiser" in ines.get(f"{DRAFT}/edit").text
    ines.post(f"{DRAFT}/return", on=DRAFT, answer="")
    page = ines.post(f"{DRAFT}/drop", on=DRAFT)
    assert "The draft is given up." in page.told


def test_only_organisers_write_it(town: Town) -> None:
    town.fatou().get(NEW, 403)
