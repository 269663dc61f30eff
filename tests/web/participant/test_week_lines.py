"""The player's week in one sentence each, and the same on paper."""

from __future__ import annotations

from datetime import date, timedelta

from muvengine.core.people.actor import SYSTEM
from muvengine.services.publish_game import GamePublication, publish_game
from tests import people
from tests.build import Town, ride
from tests.game_town import FILE
from tests.people import NOON
from tests.web.hunts import started, token
from tests.web.participant.test_challenges import play as play_challenges
from tests.web.participant.test_challenges import take

URL = "/me/week"


def play(town: Town) -> None:
    publication = GamePublication(FILE.read_bytes(), date(2026, 3, 2))
    publish_game(town.wiring.open_uow, publication, actor=SYSTEM, now=NOON)


def test_the_week_is_told_in_one_sentence_each(town: Town) -> None:
    play(town)
    town.trip(ride())
    started(town)
    page = town.fatou().get(URL)
    assert "2 more days on the move, and this week counts." in page.text
    assert "more points of experience to: First steps." in page.text
    assert "You can take it now: A loaf, Boulangerie du Cours." in page.text
    assert "Spring hunt: 3 places left to find." in page.text
    assert page.one("a", href="/me/hunts")


def test_without_a_game_the_nearest_gift_is_still_told(town: Town) -> None:
    text = town.fatou().get(URL).text
    assert "You can take it now: A loaf" in text
    assert "Next level" not in text


def test_a_hunt_that_is_finished_is_told_no_more(town: Town) -> None:
    started(town)
    fatou = town.fatou()
    for number in (1, 2, 3):
        fatou.post("/me/hunts/found", on="/me/hunts", code=token(town, number))
    assert "places left to find" not in fatou.get(URL).text


def test_the_letter_is_in_the_language_of_who_reads_it(town: Town) -> None:
    play(town)
    town.trip(ride())
    page = town.fatou().get(f"{URL}/letter")
    letter = page.one("section", lang="fr").text
    assert "Bonjour Fatou," in letter
    assert "Votre semaine du" in letter
    assert "Encore 2 jours en mouvement" in letter


def test_who_asked_for_the_letter_is_printed_by_their_mediator(town: Town) -> None:
    ali = people.participant(town.wiring.open_uow, "Ali")
    assert "Nobody has asked for the letter yet." in town.karim().get("/desk/letters").text
    karim = town.karim(helping=town.fatou_)
    page = karim.post(f"{URL}/letter", on=URL, wanted="yes")
    assert "Ask for it at the help desk." in page.told
    # Nobody of the desk has enrolled Ali: whoever is there prints his letter.
    town.browser_of(ali).post(f"{URL}/letter", on=URL, wanted="yes")
    page = town.karim().get("/desk/letters")
    assert "2 letters" in page.text
    assert [name in page.text for name in ("Bonjour Ali", "Bonjour Fatou")] == [True, True]
    other = town.browser_of(people.staff(town.wiring.open_uow, "Maud"))
    text = other.get("/desk/letters").text
    assert ("Bonjour Ali" in text, "Bonjour Fatou" in text) == (True, False)
    town.fatou().post(f"{URL}/letter", on=URL, wanted="no")
    assert "Bonjour Fatou" not in town.karim().get("/desk/letters").text


def test_a_challenge_is_asked_for_told_and_praised(town: Town) -> None:
    play_challenges(town)
    fatou = town.fatou()
    assert "Choose your challenge of this week." in fatou.get(URL).text
    take(town)
    assert "Days: 0 of 2." in fatou.get(URL).text
    assert fatou.get(URL).one("a", href="/me/challenges")
    for day in range(2):
        town.trip(ride(NOON - timedelta(days=day, hours=3)))
    assert "Days: done, well played!" in fatou.get(URL).text
    assert "Jours\u00a0: c’est fait, bravo\u00a0!" in town.fatou("fr").get(URL).text
