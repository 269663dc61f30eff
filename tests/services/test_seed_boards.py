"""Some of the seed town stand on leaderboards from the start."""

from __future__ import annotations

from collections.abc import Callable

from muvengine.formats.shipped import shipped
from muvengine.formats.town_files import load_yaml
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.seed_boards import seed_boards
from muvengine.store.unit_of_work import UnitOfWork
from tests.money import NOON, town
from tests.quarters import save_quarter

OpenUow = Callable[[], UnitOfWork]


def test_five_have_a_made_up_name_and_two_quarters_play(
    open_uow: OpenUow, open_reading: OpenUow
) -> None:
    place, folder = town(open_uow), shipped("seed_data")
    quarters = load_yaml(folder / "boards.yaml")["quarters"]
    for key in quarters:
        save_quarter(open_uow, key)
    people = {key: place.person(key.title()) for keys in quarters.values() for key in keys}
    assert seed_boards(open_uow, folder, people, begun=NOON) == 5
    with open_reading() as uow:
        chosen = [uow.board_players.quarter(person.id) for person in people.values()]
        named = [uow.board_players.get(person.id) for person in people.values()]
    assert all(chosen)
    assert sum(one is not None for one in named) == 5
    assert check_ledger(open_reading) == ()
