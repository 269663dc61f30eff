from __future__ import annotations

import hashlib
import json
import re

from muvengine.core.game.draw_check import check_draw
from muvengine.formats.draw_file import read_draw
from tests.build import Town, ride
from tests.conftest import Clock
from tests.web.draws import announced, drawn


def test_everybody_sees_what_can_be_won_and_how(town: Town) -> None:
    assert "There is no prize draw now." in town.stranger().get("/draws").text
    key = announced(town)
    page = town.stranger().get("/draws")
    assert page.one("a", href=f"/draws/{key}")
    assert "Tirage du printemps" in town.stranger("fr").get("/draws").text
    page = town.stranger().get(f"/draws/{key}")
    assert "Each day with a trip gives one ticket." in page.text
    assert "It stays secret until the draw." in page.text
    assert town.stranger().get("/").one("a", href="/draws")


def test_the_seed_is_nowhere_before_the_draw_and_fits_its_seal_after(
    town: Town, clock: Clock
) -> None:
    key = announced(town)
    with town.wiring.open_uow() as uow:
        seed = uow.draws.get(key=key).seed
    stranger = town.stranger()
    pages = [f"/draws/{key}", f"/draws/{key}/draw.json"]
    before = [stranger.client.get(url).text for url in pages]
    before += [
        town.ines().get(f"/organiser/draws/{key}").source,
        town.fatou().get("/me/draws").source,
    ]
    assert not [text for text in before if seed in text]
    stranger.get(f"/draws/{key}/check", 404)
    stranger.get(f"/draws/{key}/tickets.csv", 404)
    drawn(town, clock)
    after = stranger.get(f"/draws/{key}").text
    assert seed in after
    assert hashlib.sha256(seed.encode()).hexdigest() in after


def test_anybody_can_do_the_sum_again(town: Town, clock: Clock) -> None:
    town.trip(ride())
    key = announced(town)
    drawn(town, clock)
    stranger = town.stranger()
    page = stranger.get(f"/draws/{key}")
    assert "Ticket 1 wins." in page.text
    assert "Fatou" not in page.text
    check = stranger.get(f"/draws/{key}/check")
    assert "All is right." in check.text
    assert "Tout est juste." in town.stranger("fr").get(f"/draws/{key}/check").text
    tickets = stranger.client.get(f"/draws/{key}/tickets.csv")
    assert re.fullmatch(r"first,last,holder\n1,1,[0-9a-f]{16}\n", tickets.text)
    assert hashlib.sha256(tickets.data).hexdigest() in page.text
    file = stranger.client.get(f"/draws/{key}/draw.json").data
    assert all(one.right for one in check_draw(read_draw(file)))
    assert "Fatou" not in file.decode()
    assert json.loads(file)["prizes"][0]["ticket"] == 1


def test_a_draw_that_was_tampered_with_is_not_right(town: Town, clock: Clock) -> None:
    town.trip(ride())
    key = announced(town)
    drawn(town, clock)
    with town.wiring.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER prize_draw_no_change")
        connection.exec_driver_sql("UPDATE prize_draw SET outside_value = '7'")
        connection.exec_driver_sql("DROP TRIGGER draw_prize_no_change")
        connection.exec_driver_sql("UPDATE draw_prize SET ticket = 2")
    assert "Something is not right." in town.stranger().get(f"/draws/{key}/check").text


def test_what_does_not_exist_is_not_found(town: Town) -> None:
    for url in ("/draws/none", "/draws/none/check", "/draws/none/draw.json"):
        town.stranger().get(url, 404)
