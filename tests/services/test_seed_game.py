"""What the seed town plays for is there from the start, and adds up."""

from __future__ import annotations

from collections.abc import Callable

from muvengine.core.game.draw import DrawState
from muvengine.formats.shipped import shipped
from muvengine.reads.draws import draws
from muvengine.reads.ledger_check import check_ledger
from muvengine.reads.pots import pots
from muvengine.services.seed_game import seed_game
from muvengine.store.unit_of_work import UnitOfWork
from tests.money import NOON, town

OpenUow = Callable[[], UnitOfWork]


def test_a_draw_is_over_one_is_to_come_and_a_pot_has_its_first_gift(
    open_uow: OpenUow, open_reading: OpenUow
) -> None:
    place = town(open_uow)
    fatou, ali = place.person(), place.person("Ali")
    place.give(ali, 500)
    people = {"fatou": fatou, "ali": ali}
    folder = shipped("seed_data")
    seed_game(open_uow, folder, people, now=NOON, new_token=place.dice)
    found = {one.state: one for one in draws(open_reading)}
    assert set(found) == {DrawState.DRAWN, DrawState.ANNOUNCED}
    assert found[DrawState.ANNOUNCED].open_seed == ""
    [bench] = pots(open_reading)
    assert (bench.given_points, bench.matched_points, bench.givers) == (40, 40, 1)
    assert len(bench.milestones) == 2
    assert check_ledger(open_reading) == ()
