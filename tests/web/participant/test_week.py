"""A player's week: level, weeks in a row, badges, a pause, stickers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from muvengine.core.game.game import PICTOGRAMS
from muvengine.core.game.weeks import WeekScore
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.services.pay_streaks import pay_streaks
from muvengine.services.publish_game import GamePublication, publish_game
from muvengine.services.withdraw_trip import Withdrawal, withdraw_trip
from muvengine.web.assets import prize_file
from muvengine.web.packed import has_drawing
from tests.build import Town, ride
from tests.formats.pdf_text import pdf_text
from tests.game_town import FILE
from tests.people import NOON

URL = "/me/week"
MONDAY = date(2026, 4, 6)


@pytest.fixture
def playing(town: Town) -> Town:
    publication = GamePublication(FILE.read_bytes(), date(2026, 3, 2))
    publish_game(town.wiring.open_uow, publication, actor=SYSTEM, now=NOON)
    return town


def put_week(town: Town, weeks_ago: int, days: int) -> None:
    """Let an earlier week hold so many active days, as if trips had made them."""
    monday = MONDAY - timedelta(weeks=weeks_ago)
    week = WeekScore(monday, 10 * days, days, (*[1] * days, *[0] * (7 - days)))
    with town.wiring.open_uow() as uow:
        uow.week_scores.add(town.fatou_.id, week)
        uow.commit()


def test_every_drawing_that_a_file_may_choose_is_there() -> None:
    assert all(has_drawing(prize_file(name)) for name in PICTOGRAMS)


def test_a_town_without_a_game_says_so(town: Town) -> None:
    assert "The game has not begun yet." in town.fatou().get(URL).text


def test_whoever_begins_is_told_what_comes_first(playing: Town) -> None:
    page = playing.fatou().get(URL)
    assert "Level 0: Seed" in page.text
    assert "100 more points to: First steps" in page.text
    assert "This week: 0 of 3 days. 3 more days with a trip" in page.text
    assert "At 2 weeks in a row: 20 points." in page.text
    assert "Your first badge comes with your first trip." in page.text
    playing.fatou().get("/me/week/stickers.pdf", 404)


def test_a_trip_brings_a_day_a_badge_and_experience(playing: Town) -> None:
    public_id = playing.trip(ride())
    page = playing.fatou().get(URL)
    assert "This week: 1 of 3 days." in page.text
    assert "First walk since" in page.text
    assert f"/me/trips/{public_id}" in {one.attrs.get("href") for one in page.all("a")}
    assert "1 of 10" in page.text
    assert "points of experience so far" in page.text
    row = page.all("tr")[1].text
    assert "a trip" in row
    assert page.all("th", scope="row")[0].text.endswith("open")


def test_a_badge_that_goes_says_with_which_trip(playing: Town) -> None:
    public_id = playing.trip(ride())
    wish, me = Withdrawal(public_id), Actor("participant", playing.fatou_.id)
    wiring = playing.wiring
    attempt = wish.attempt(me, "once")
    withdraw_trip(wiring.open_uow, wiring.shelf, wish, attempt=attempt, now=NOON)
    text = playing.fatou().get(URL).text
    assert "Taken back" in text
    assert "First walk A trip that it needed was taken back" in text


def test_weeks_in_a_row_are_told_with_what_became_of_each(playing: Town) -> None:
    for weeks_ago, days in ((4, 3), (3, 4), (2, 1), (1, 3)):
        put_week(playing, weeks_ago, days)
    pay_streaks(playing.wiring.open_uow, now=NOON + timedelta(days=3))
    page = playing.fatou().get(URL)
    assert "3 weeks in a row" in page.text
    states = [week.text.split()[-1] for week in page.all("th", scope="row")]
    assert states == ["open", "counts", "joker", "counts", "counts"]
    assert "2 weeks in a row: you got 20 points." in page.text
    assert "At 4 weeks in a row: 30 points." in page.text
    assert "A reward of the game" in playing.fatou().get("/me/points").text


def test_nobody_is_threatened_with_what_is_missed(playing: Town) -> None:
    put_week(playing, 4, 3)
    text = playing.fatou().get(URL).text.lower()
    assert "rest" in text
    assert not any(word in text for word in ("lose your", "lost", "broken", "missed!", "hurry"))


def test_a_pause_begins_and_ends_by_a_press(playing: Town) -> None:
    fatou = playing.fatou()
    page = fatou.post(f"{URL}/pause", on=URL, pause="yes")
    assert "You are on a pause from this week on." in page.told
    assert "Your weeks in a row stay as they are." in page.text
    page = fatou.post(f"{URL}/pause", on=URL, pause="no")
    assert "Welcome back!" in page.told
    assert "Take a pause" in page.text


def test_badges_are_printed_as_stickers_in_their_owners_language(playing: Town) -> None:
    playing.trip(ride())
    answer = playing.fatou().client.get(f"{URL}/stickers.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    text = pdf_text(answer.data)
    assert "Première marche" in text
    assert "Découpez" in text
    assert playing.fatou().client.get(f"{URL}/stickers.pdf").data == answer.data


def test_the_page_speaks_french(playing: Town) -> None:
    text = playing.fatou("fr").get(URL).text
    assert "Niveau 0\u00a0: Graine" in text
    assert "Faire une pause" in text
