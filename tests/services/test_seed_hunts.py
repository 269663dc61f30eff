"""The seed town's treasure hunts are there from the start, and add up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from muvengine.core.game.hunt import HuntState
from muvengine.core.people.actor import SYSTEM
from muvengine.core.routes.route import Route
from muvengine.core.routes.set_route import SetRoute
from muvengine.core.vouchers.shop import Shop
from muvengine.formats.shipped import shipped
from muvengine.formats.town_files import load_yaml
from muvengine.formats.trace_generator.line import through_blocks
from muvengine.reads.hunts import my_hunts, offices
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.save_route import save_route
from muvengine.services.save_shop import save_shop
from muvengine.services.seed_hunts import seed_hunts
from muvengine.store.unit_of_work import UnitOfWork
from tests.build import FOUNTAIN, STATION
from tests.money import NOON, town

OpenUow = Callable[[], UnitOfWork]
FOLDER = shipped("seed_data")


def test_one_hunt_is_played_and_one_is_written(open_uow: OpenUow, open_reading: OpenUow) -> None:
    place = town(open_uow)
    fatou = place.person()
    shop = Shop("", "A shop", 43.64, 5.1)
    said = load_yaml(FOLDER / "hunts.yaml")["hunts"]
    for key in {one["shop"] for hunt in said for one in hunt["places"] if "shop" in one}:
        save_shop(open_uow, replace(shop, key=key), actor=SYSTEM, now=NOON)
    line = Route("gare-centre", *through_blocks(*STATION, *FOUNTAIN))
    save_route(open_uow, SetRoute(line, {"en": "A route"}), actor=SYSTEM, now=NOON)
    seed_hunts(open_uow, FOLDER, {"fatou": fatou}, now=NOON, new_token=place.dice)
    states = {one.state: len(one.places) for one in offices(open_reading)}
    assert states == {HuntState.RUNNING: 4, HuntState.DRAFT: 1}
    [mine] = my_hunts(open_reading, fatou.id, NOON)
    assert (set(mine.found), mine.points) == ({1}, 5)
    assert check_ledger(open_reading) == ()
