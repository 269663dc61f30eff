from __future__ import annotations

from datetime import timedelta

from muvengine.core.game.boards import WeekMore, day_mark
from muvengine.core.game.weeks import monday_of
from muvengine.core.people.identity import SignedIn
from muvengine.services.join_board import join_board
from tests.build import Town
from tests.conftest import Clock
from tests.people import NOON, participant
from tests.quarters import save_quarter

URL = "/me/board"
MONDAY = monday_of(NOON.date())
NAMES = ("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India")


def moved(town: Town, person_id: int, experience: int) -> None:
    """Let somebody have made one trip this week."""
    more = WeekMore(experience, 100 * experience, 1, day_mark(MONDAY))
    with town.wiring.open_uow() as uow:
        changed = uow.boards.add(person_id, MONDAY, {"": more, "walk": more})
        if uow.board_players.get(person_id):
            uow.boards.add_places(person_id, MONDAY, None, changed)
        uow.commit()


def crowd(town: Town) -> None:
    """Nine on the boards, with 10 to 90 points; Echo and Foxtrot have the same."""
    for number, name in enumerate(NAMES, 1):
        person = participant(town.wiring.open_uow, f"Person {number}")
        hand = SignedIn(person).actor
        join_board(town.wiring.open_uow, person.id, f"{name} {name}", actor=hand, now=NOON)
        moved(town, person.id, 10 * (5 if name == "Foxtrot" else number))


def test_nobody_is_on_a_board_before_they_choose_to_be(town: Town) -> None:
    crowd(town)
    page = town.fatou().get(URL)
    assert "Do you want to know where you stand?" in page.text
    assert "Alpha" not in page.text
    assert page.field("pseudonym")


def test_i_see_three_above_and_three_below_and_equals_share_a_place(town: Town) -> None:
    crowd(town)
    fatou = town.fatou()
    moved(town, town.fatou_.id, 50)
    page = fatou.post(URL, pseudonym="Renard bleu")
    assert "You are on the leaderboards as Renard bleu." in page.told
    text = page.text
    # Of equals whoever was enrolled first comes first; it is the same place.
    shown = [name for name in NAMES if f"{name} {name}" in text]
    assert shown == ["Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India"]
    assert text.count("Place 4") == 3
    assert "Place 5" not in text
    assert text.index("Golf Golf") < text.index("Echo Echo") < text.index("Delta Delta")


def test_what_is_wrong_with_a_name_is_said_and_it_stays_typed(town: Town) -> None:
    crowd(town)
    fatou = town.fatou()
    for name, why in (
        ("alpha ALPHA", "This name is not free."),
        ("Fatou la belle", "This looks like your real name."),
        ("ab", "Write at least 3 letters."),
        ("a@b.fr renard", "Only letters"),
    ):
        page = fatou.post(URL, 422, pseudonym=name)
        assert why in page.alert
        assert page.field("pseudonym") == name


def test_leaving_takes_me_off_every_board_at_once(town: Town) -> None:
    fatou = town.fatou()
    moved(town, town.fatou_.id, 50)
    fatou.post(URL, pseudonym="Renard bleu")
    page = fatou.post(f"{URL}/leave", on=URL)
    assert "You are on no leaderboard any more." in page.told
    with town.wiring.open_reading() as uow:
        left = uow.connection.exec_driver_sql("SELECT count(*) FROM board_place").scalar()
    assert left == 0


def test_a_board_without_a_trip_of_mine_says_so(town: Town, clock: Clock) -> None:
    fatou = town.fatou()
    moved(town, town.fatou_.id, 50)
    fatou.post(URL, pseudonym="Renard bleu")
    clock.moment = NOON + timedelta(days=7)
    fatou = town.fatou()
    assert "You have nothing here yet." in fatou.get(URL).text
    before = f"{URL}?of=2026-W15&metric=distance&mode=walk"
    assert "Place 1" in fatou.get(before).text
    assert "5" in fatou.get(before).text
    assert "Place 1" in fatou.get(f"{URL}?period=month&of=2026-04&metric=days").text


def test_a_helper_asks_first(town: Town) -> None:
    karim = town.karim(helping=town.fatou_)
    assert karim.get(URL).field("word") is not None
    page = karim.post(URL, 409, pseudonym="Renard bleu")
    assert "Ask this person first" in page.alert
    assert "as Renard bleu" in karim.post(URL, pseudonym="Renard bleu", word="yes").told


def test_i_play_for_a_quarter_from_monday_on(town: Town) -> None:
    assert "My quarter" not in town.fatou().get(URL).text
    save_quarter(town.wiring.open_uow, "canourgues")
    page = town.fatou().post(f"{URL}/quarter", on=URL, quarter="canourgues")
    assert "It counts from Monday on." in page.told
    assert "You count for Canourgues from" in page.text
    page = town.fatou().post(f"{URL}/quarter", on=URL, quarter="")
    assert "Play for the quarter where you live" in page.text
    town.fatou().post(f"{URL}/quarter", 404, on=URL, quarter="nowhere")
