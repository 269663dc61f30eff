from __future__ import annotations

from datetime import timedelta

from muvengine.core.game.boards import WeekMore, day_mark
from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.people.identity import SignedIn
from muvengine.services.join_board import play_for_quarter
from muvengine.services.join_team import Joining, join_by_code
from tests.build import Town
from tests.conftest import Clock
from tests.people import NOON, participant
from tests.quarters import save_quarter
from tests.web.teams import made

URL = "/boards"
NEXT = IsoWeek.of(NOON.date()).after()


def play(town: Town, clock: Clock) -> None:
    """Five of a class and four of another play for two quarters, and move next week."""
    opened = town.wiring.open_uow
    for name, quarter, size in (("CM2", "canourgues", 5), ("CM1", "centre", 4)):
        code = made(town, name)
        save_quarter(opened, quarter)
        for number in range(size):
            person = participant(opened, f"{name} {number}")
            hand = SignedIn(person).actor
            join_by_code(opened, opened, code, Joining(person.id), actor=hand, now=NOON)
            play_for_quarter(opened, person.id, quarter, actor=hand, now=NOON)
            more = WeekMore(10 * (number + 1), 2_000, 1, day_mark(NEXT.monday))
            with opened() as uow:
                moved = uow.boards.add(person.id, NEXT.monday, {"": more, "bike": more})
                around = uow.board_players.around(person.id, NEXT.monday)
                uow.boards.add_groups(around.groups, NEXT.monday, moved)
                uow.commit()
    clock.moment = NOON + timedelta(days=7)


def test_an_empty_board_says_so(town: Town) -> None:
    assert town.stranger().get(URL).text.count("Nothing to show yet.") == 2


def test_a_figure_is_public_from_five_active_people(town: Town, clock: Clock) -> None:
    play(town, clock)
    text = town.stranger().get(URL).text
    assert "CM2" in text
    assert "CM1" not in text
    # The three best, and the mean of the two others: as in a match.
    assert "135 points of effort" in text
    assert "30 points of effort each" in text
    assert "2 more have moved" in text


def test_each_metric_mode_and_period_can_be_asked_for(town: Town, clock: Clock) -> None:
    play(town, clock)
    stranger = town.stranger()
    for asked, due in (
        ("metric=distance", "2\N{NO-BREAK SPACE}km each"),
        ("metric=trips&mode=bike", "Trips each: 1"),
        ("metric=days&period=month", "Active days each: 1"),
        ("mode=bike", "30 points of effort each"),
        ("period=season", "30 points of effort each"),
    ):
        assert due in stranger.get(f"{URL}?{asked}").text, asked
    assert "Canourgues" not in stranger.get(f"{URL}?mode=bus").text
    assert "Canourgues" not in stranger.get(f"{URL}?of={NEXT.after(-1).name}").text
    # What makes no sense is the usual board.
    assert "CM2" in stranger.get(f"{URL}?period=day&metric=x&mode=<b>&of=2026-W99").text


def test_in_french(town: Town, clock: Clock) -> None:
    play(town, clock)
    text = town.stranger("fr").get(URL).text
    assert "30 points d’effort chacun" in text
    assert "Comment on compte" in text
