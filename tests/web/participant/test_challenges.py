"""My challenges: proposed, chosen, progress in pictures, reward, history, on paper."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from muvengine.core.game.badges import EXPERIENCE
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.people.identity import Person
from muvengine.services.halt_challenge import halt_challenge
from muvengine.services.publish_game import GamePublication, publish_game
from muvengine.services.settle_challenges import settle_challenges
from muvengine.services.withdraw_trip import Withdrawal, withdraw_trip
from tests import people
from tests.build import ZONE, Town, ride
from tests.challenged import CAR_FREE, GAME
from tests.people import NOON

URL = "/me/challenges"
PAPER = f"{URL}/paper"


def play(town: Town, data: bytes = GAME, level: int = 3) -> Town:
    publication = GamePublication(data, date(2026, 3, 2))
    publish_game(town.wiring.open_uow, publication, actor=SYSTEM, now=NOON)
    know(town, town.fatou_, level)
    return town


def know(town: Town, person: Person, experience: int) -> None:
    with town.wiring.open_uow() as uow:
        uow.badges.count(person.id, {EXPERIENCE: experience})
        uow.commit()


def settle(town: Town) -> None:
    now = NOON.astimezone(ZONE)
    settle_challenges(town.wiring.open_uow, now=now, new_token=town.wiring.new_token)


@pytest.fixture
def playing(town: Town) -> Town:
    return play(town)


def take(town: Town, at: str = "easy", name: str = "days") -> None:
    town.fatou().post(URL, on=URL, name=name, difficulty=at, code="")


def test_a_town_without_a_game_says_so(town: Town) -> None:
    assert "The game has not begun yet." in town.fatou().get(URL).text


def test_whoever_begins_is_told_when_the_first_one_comes(town: Town) -> None:
    text = play(town, level=0).fatou().get(URL).text
    assert "Your first challenge comes at level 1." in text


def test_what_is_proposed_is_chosen_by_a_press_and_left_by_another(playing: Town) -> None:
    fatou = playing.fatou()
    assert "My challenges" in fatou.get("/me").text
    page = fatou.get(URL)
    assert "Days 2 days with a trip" in page.text
    assert "easy" in page.text
    assert "Reward: 20 points" in page.text
    # Sunday is the 12th; the 16th begins with the week closed.
    assert "count until Wednesday 15 April" in page.text
    page = fatou.post(URL, on=URL, name="days", difficulty="easy", code="")
    assert "You have taken it up." in page.told
    assert "0 of 2" in page.text
    assert "I take it up" not in page.text
    page = fatou.post(f"{URL}/1/leave", on=URL)
    assert "Nothing is lost." in page.told
    assert "I take it up" in page.text


def test_progress_is_seen_at_once_and_the_reward_soon(playing: Town) -> None:
    take(playing)
    playing.trip(ride())
    playing.trip(ride(NOON - timedelta(hours=27), seed=8))
    text = playing.fatou().get(URL).text
    assert "2 of 2" in text
    assert "Your reward comes within a few minutes." in text
    settle(playing)
    text = playing.fatou().get(URL).text
    assert "You got 20 points." in text
    assert "Leave this challenge" not in text
    playing.fatou().post(f"{URL}/1/leave", 409, on=URL)


def test_a_reward_that_goes_back_says_why_and_with_which_trip(playing: Town) -> None:
    take(playing)
    public_id = playing.trip(ride())
    playing.trip(ride(NOON - timedelta(hours=27), seed=8))
    settle(playing)
    wish, me = Withdrawal(public_id), Actor("participant", playing.fatou_.id)
    wiring = playing.wiring
    withdraw_trip(wiring.open_uow, wiring.shelf, wish, attempt=wish.attempt(me, "once"), now=NOON)
    settle(playing)
    page = playing.fatou().get(URL)
    assert "The reward was taken back" in page.text
    assert f"/me/trips/{public_id}" in {one.attrs.get("href") for one in page.all("a")}
    assert "1 of 2" in page.text


def test_what_cannot_be_chosen_says_why(playing: Town) -> None:
    fatou = playing.fatou()
    page = fatou.post(URL, 409, on=URL, name="days", difficulty="hard", code="")
    assert "is not proposed to you" in page.alert
    page = fatou.post(URL, 404, on=URL, name="", difficulty="", code="ABC")
    assert "not the code of a challenge" in page.alert


def test_two_do_it_together_by_a_code(playing: Town) -> None:
    know(playing, playing.fatou_, 500)
    fatou = playing.fatou()
    page = fatou.post(URL, on=URL, name="duo", difficulty="group", code="")
    assert "One more is to come." in page.text
    with playing.wiring.open_reading() as uow:
        code = uow.challenges.get(1).code or ""
    boris = people.participant(playing.wiring.open_uow, "Boris")
    page = playing.browser_of(boris).post(URL, on=URL, code=code, name="", difficulty="")
    assert "There are 2 of you." in page.text


def test_days_without_a_car_are_said_by_a_press(town: Town) -> None:
    play(town, CAR_FREE)
    take(town)
    fatou = town.fatou()
    page = fatou.post(f"{URL}/1/days", on=URL, day="2026-04-06", without="yes")
    assert "1 of 2" in page.text
    page = fatou.post(f"{URL}/1/days", on=URL, day="2026-04-06", without="no")
    assert "0 of 2" in page.text
    fatou.post(f"{URL}/1/days", 409, on=URL, day="2026-04-09", without="yes")
    fatou.post(f"{URL}/1/days", 422, on=URL, day="soon", without="yes")


def test_a_helper_chooses_for_somebody_and_prints_it(playing: Town) -> None:
    karim = playing.karim(helping=playing.fatou_)
    assert any(one.attrs.get("href") == URL for one in karim.get("/desk").all("a"))
    karim.post(URL, on=URL, name="days", difficulty="easy", code="")
    with playing.wiring.open_reading() as uow:
        (player,) = uow.challenges.players(1)
    assert player.person_id == playing.fatou_.id
    text = karim.get(PAPER).text
    # On paper in the language of who keeps it.
    assert "2 jours avec un trajet" in text
    assert "0 sur 2" in text


def test_a_challenge_that_was_ended_says_why(playing: Town) -> None:
    take(playing)
    halt_challenge(
        playing.wiring.open_uow, "days", "A mistake", end=True,
        actor=Actor("organiser", playing.ines_.id), now=NOON,
    )  # fmt: skip
    text = playing.fatou().get(URL).text
    assert "The organisers ended this challenge: A mistake" in text


def test_the_page_speaks_french(playing: Town) -> None:
    text = playing.fatou("fr").get(URL).text
    assert "Récompense\u00a0: 20 points" in text
    assert "Je le relève" in text
