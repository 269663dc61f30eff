"""Both databases keep the same of a tap, though one does it by one statement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final

import pytest
from sqlalchemy import Engine, RowMapping, select, update

from muvengine.core.errors import Unfunded
from muvengine.core.ledger import events
from muvengine.core.ledger.account import VOUCHERS_OUT, payable
from muvengine.core.ledger.journal import By
from muvengine.core.people.actor import SYSTEM
from muvengine.core.vouchers.offline import ScanTime
from muvengine.core.vouchers.redemption import Redemption, taken
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.release_points import release_points
from muvengine.store.redemptions import Arrival
from muvengine.store.tables import metadata
from muvengine.store.unit_of_work import UnitOfWork
from tests.money import NOON, Town, town

OpenUow = Callable[[], UnitOfWork]

BOOKS: Final = (
    "ledger_account", "ledger_journal", "ledger_transfer", "redemption", "redemption_attempt",
    "voucher",
)  # fmt: skip
DRAWN: Final = {"code", "token", "business_key", "created_at"}


def sold(open_uow: OpenUow) -> tuple[Town, str]:
    place = town(open_uow)
    person = place.person()
    place.give(person, 1000)
    return place, place.buy(person, place.offer())


def books(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """Give every row of the money, without what is drawn; accounts by code.

    PostgreSQL draws a number for an account each time it might have to be opened.
    """
    with engine.connect() as connection:
        account = metadata.tables["ledger_account"]
        codes = {row.id: row.code for row in connection.execute(select(account))}
        kept = {}
        for name in BOOKS:
            table = metadata.tables[name]
            rows = connection.execute(select(table).order_by(table.c.id)).mappings()
            kept[name] = [_plain(row, codes) for row in rows]
        return kept


def _plain(row: RowMapping, codes: dict[int, str]) -> dict[str, Any]:
    plain = {name: value for name, value in row.items() if name not in DRAWN}
    if "bounded" in plain:
        plain["id"] = codes[plain["id"]]
    for end in plain.keys() & {"src_id", "dst_id"}:
        plain[end] = codes[plain[end]]
    return plain


def day_of_a_shop(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """Take, take back and take again; earn and release, in both orders of accounts."""
    place, code = sold(partial(UnitOfWork, engine))
    first = place.redeem(code)
    place.undo(first.redemption_id)
    place.redeem(code)
    place.earn(place.person("Ana"), 40)
    release_points(place.open_uow, now=NOON.replace(day=20))
    assert check_ledger(place.open_uow) == ()
    return books(engine)


def test_both_databases_keep_the_same_rows(sqlite_engine: Engine, postgres_engine: Engine) -> None:
    light, heavy = day_of_a_shop(sqlite_engine), day_of_a_shop(postgres_engine)
    for name in BOOKS:
        assert light[name] == heavy[name], name
    assert len(heavy["redemption"]) == len(heavy["redemption_attempt"]) == 2


def keep(uow: UnitOfWork, place: Town, code: str, client_id: str, cents: int) -> Redemption | None:
    voucher = uow.vouchers.get(code=code)
    event = events.voucher_redeem(client_id, voucher.id, place.shop_id, cents, By(SYSTEM, NOON))
    good = taken(voucher, place.device, cents, ScanTime(NOON))
    arrival = Arrival(client_id, code, NOON)
    return uow.owed.keep(good, event, arrival, single=not voucher.divisible)


def test_it_gives_the_numbers_it_kept_them_under(open_uow: OpenUow) -> None:
    place, code = sold(open_uow)
    with open_uow() as uow:
        made = keep(uow, place, code, "tap", 150)
        assert made is not None
        assert made.journal_id == uow.ledger.posted("redeem:tap")
        found = uow.redemptions.get(made.id, shop_id=place.shop_id)
        assert replace(found, scanned_at=NOON) == made
        assert uow.ledger.balance(payable(place.shop_id)) == 150
        assert uow.ledger.balance(VOUCHERS_OUT) == 0


def test_what_is_worth_nothing_is_kept_all_the_same(open_uow: OpenUow) -> None:
    place, code = sold(open_uow)
    with open_uow() as uow:
        made = keep(uow, place, code, "tap", 0)
        assert made is not None
        assert uow.ledger.balance(VOUCHERS_OUT) == 150


def test_a_copy_kept_meanwhile_is_told(open_uow: OpenUow) -> None:
    place, code = sold(open_uow)
    place.redeem(code, key="tap")
    with open_uow() as uow:
        uow.connection.execute(
            update(metadata.tables["ledger_account"])
            .where(metadata.tables["ledger_account"].c.code == VOUCHERS_OUT.code)
            .values(balance=150)
        )
        assert keep(uow, place, code, f"{place.device.id}:other", 150) is None


def test_more_than_the_town_holds_for_its_vouchers_is_refused(open_uow: OpenUow) -> None:
    place, code = sold(open_uow)
    with open_uow() as uow, pytest.raises(Unfunded) as refused:
        keep(uow, place, code, "tap", 151)
    assert refused.value.facts == {"account": VOUCHERS_OUT.code, "left": 150, "needed": 151}
    assert check_ledger(open_uow) == ()
