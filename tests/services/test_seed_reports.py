"""The seed town has reports in several states from the start, and they add up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from muvengine.core.people.actor import SYSTEM
from muvengine.core.routes.route import Route
from muvengine.core.routes.set_route import SetRoute
from muvengine.core.spots.report import ReportState
from muvengine.core.vouchers.shop import Shop
from muvengine.formats.shipped import shipped
from muvengine.formats.town_files import load_yaml, read_town
from muvengine.formats.trace_generator.line import through_blocks
from muvengine.reads.ledger_check import check_ledger
from muvengine.reads.reports import counted, mended
from muvengine.services.publish_route import publish_route
from muvengine.services.save_route import save_route
from muvengine.services.save_shop import save_shop
from muvengine.services.seed_reports import seed_reports
from muvengine.store.unit_of_work import UnitOfWork
from tests import report_life as life
from tests.build import FOUNTAIN, STATION
from tests.money import NOON

OpenUow = Callable[[], UnitOfWork]


def test_some_wait_one_is_mended_and_one_was_not_found(
    open_uow: OpenUow, open_reading: OpenUow
) -> None:
    place, folder = life.reporting_town(open_uow), shipped("seed_data")
    said = load_yaml(folder / "reports.yaml")["reports"]
    stops = {one.key: one.stops for one in read_town(folder).routes}
    shops = {one["shop"] for one in said if "shop" in one}
    shop = Shop("", "A shop", 43.64, 5.1)
    for key in shops:
        save_shop(open_uow, replace(shop, key=key), actor=SYSTEM, now=NOON)
    for key in {one["route"] for one in said if "route" in one}:
        line = Route(key, *through_blocks(*STATION, *FOUNTAIN))
        along = tuple(shops & set(stops[key]))
        save_route(open_uow, SetRoute(line, {"en": key}, stops=along), actor=SYSTEM, now=NOON)
        publish_route(open_uow, key, actor=SYSTEM, now=NOON)
    keys = {one["by"] for one in said} | {key for one in said for key in one.get("seen_by", ())}
    people = {key: place.person(key.title()) for key in sorted(keys)}
    made = seed_reports(open_uow, folder, people, now=NOON, new_token=place.dice)
    states = counted(open_reading)
    assert sum(states.values()) == made == len(said)
    assert {ReportState.OPEN, ReportState.CONFIRMED, ReportState.REFUSED} <= states.keys()
    assert len(mended(open_reading)) == states[ReportState.MENDED] > 0
    assert check_ledger(open_reading) == ()
