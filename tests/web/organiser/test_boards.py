from __future__ import annotations

from tests.build import Town
from tests.conftest import Clock
from tests.web.public.test_boards import play

URL = "/organiser/boards"


def test_the_office_sees_what_everybody_sees(town: Town, clock: Clock) -> None:
    play(town, clock)
    text = town.ines().get(URL).text
    assert "nobody sees a list of people" in text
    assert "135 points of effort" in text


def test_a_board_is_handed_out_as_a_table(town: Town, clock: Clock) -> None:
    play(town, clock)
    reply = town.ines().client.get(f"{URL}/board.csv?metric=trips")
    assert reply.headers["Content-Disposition"] == 'attachment; filename="board.csv"'
    _, team, quarter = reply.text.splitlines()
    assert team.startswith("Team;1;")
    assert team.endswith("CM2;1.0;1;5;5")
    assert quarter.startswith("Quarter;1;Canourgues;")


def test_the_poster_has_teams_and_quarters(town: Town, clock: Clock) -> None:
    play(town, clock)
    for size in ("a4", "a5"):
        text = town.ines().get(f"{URL}/poster?size={size}").text
        assert "CM2" in text
        assert "Canourgues" in text
