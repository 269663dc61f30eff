"""Journals are sealed once, in order, whoever seals; and a rewritten history shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from threading import Barrier

import pytest
from alembic import command
from sqlalchemy import Connection, Engine, text

from muvengine.core.ledger.seal import GENESIS, Seal
from muvengine.reads.ledger_check import check_ledger
from muvengine.reads.seal import head_holds, sealed_head
from muvengine.services.seal_journals import seal_journals
from muvengine.store.schema import _migrating, upgrade
from muvengine.store.unit_of_work import UnitOfWork
from tests.money import Town, town

OpenUow = Callable[[], UnitOfWork]


@pytest.fixture
def busy(open_uow: OpenUow) -> Town:
    made = town(open_uow)
    fatou = made.person()
    made.give(fatou, 500)
    for _ in range(5):
        made.earn(fatou, 40)
    made.redeem(made.buy(fatou, made.offer()))
    return made


def later(made: Town) -> datetime:
    return made.now + timedelta(minutes=2)


def seals(open_uow: OpenUow) -> list[Seal]:
    with open_uow() as uow:
        return list(uow.seals.in_order())


def test_everything_older_than_a_minute_is_sealed_once(
    busy: Town, open_uow: OpenUow, open_reading: OpenUow
) -> None:
    minute, moment = timedelta(minutes=1), timedelta(milliseconds=1)
    assert seal_journals(open_uow, now=busy.now + minute) == 0
    waiting = sealed_head(open_reading).waiting
    assert seal_journals(open_uow, now=busy.now + minute + moment) == waiting > 5
    assert seal_journals(open_uow, now=later(busy)) == 0
    head = sealed_head(open_reading)
    assert (head.waiting, head.to_journal_id, len(head.hash)) == (0, waiting, 64)
    assert check_ledger(open_reading) == ()


def test_blocks_follow_each_other_without_a_hole(busy: Town, open_uow: OpenUow) -> None:
    for _ in range(2):
        seal_journals(open_uow, now=later(busy))
        busy.earn(busy.person("Karim"), 10)
        busy.now += timedelta(minutes=5)
    seal_journals(open_uow, now=later(busy))
    chain = seals(open_uow)
    assert [one.prev_hash for one in chain] == [GENESIS, *(one.hash for one in chain[:-1])]
    ends = [(one.from_journal_id, one.to_journal_id) for one in chain]
    assert all(end + 1 == start for (_, end), (start, _) in pairwise(ends))


def test_sealers_at_once_make_one_chain(
    busy: Town, open_uow: OpenUow, open_reading: OpenUow
) -> None:
    ready = Barrier(8)

    def seal() -> int:
        ready.wait()
        return seal_journals(open_uow, now=later(busy))

    with ThreadPoolExecutor(8) as sealers:
        done = [sealer.result() for sealer in [sealers.submit(seal) for _ in range(8)]]
    assert sum(done) == sealed_head(open_reading).to_journal_id
    assert len(seals(open_uow)) == 1
    assert check_ledger(open_reading) == ()


def test_what_is_carried_on_and_what_came_since_is_the_whole(
    busy: Town, open_uow: OpenUow, open_reading: OpenUow
) -> None:
    def sums() -> tuple[dict[str, int], dict[str, int]]:
        with open_reading() as uow:
            carried = {sort: net for sort, net in uow.tallies.now().items() if net}
            return carried, added_up(uow.connection)

    never_sealed, due = sums()
    assert never_sealed == due != {}
    assert due["p:*:pending"] + due["p:*:available"] == 700 - due["programme:spent"]
    for _ in range(2):
        seal_journals(open_uow, now=later(busy))
        karim = busy.person("Karim")
        busy.earn(karim, 10)
        busy.give(karim, 200)
        busy.redeem(busy.buy(karim, busy.offer()))
        busy.now += timedelta(minutes=5)
        carried, due = sums()
        assert carried == due
    assert check_ledger(open_reading) == ()


def test_a_town_that_sealed_before_sums_were_carried_on_has_them_afterwards(
    busy: Town, open_uow: OpenUow, open_reading: OpenUow, engine: Engine
) -> None:
    seal_journals(open_uow, now=later(busy))
    busy.earn(busy.person("Karim"), 10)
    with _migrating(engine) as (config, _connection):
        command.downgrade(config, "0010")
    upgrade(engine)
    with open_reading() as uow:
        assert added_up(uow.connection) == {k: v for k, v in uow.tallies.now().items() if v}
    assert check_ledger(open_reading) == ()


def added_up(connection: Connection) -> dict[str, int]:
    """Every transfer there is, by the sort of account, without what comes to nothing."""
    sums: Counter[str] = Counter()
    for amount, *ends in connection.execute(text(EVERY_TRANSFER)):
        for (code, owner), moved in zip((ends[:2], ends[2:]), (-amount, amount), strict=True):
            parts = code.split(":")
            sums[":".join([parts[0], "*", *parts[2:]]) if owner in OWNED else code] += moved
    return {sort: net for sort, net in sums.items() if net}


EVERY_TRANSFER = """
    SELECT t.amount, s.code, s.owner_kind, d.code, d.owner_kind FROM ledger_transfer t
    JOIN ledger_account s ON s.id = t.src_id JOIN ledger_account d ON d.id = t.dst_id"""
OWNED = {"participant", "shop", "pot"}
TURNED = "UPDATE ledger_transfer SET dst_id = src_id, src_id = dst_id WHERE journal_id = 4"
SABOTAGE = [
    ("I10 seal",  "journal 2", "UPDATE ledger_journal SET reason = 'a kinder one' WHERE id = 2"),
    ("I10 seal",  "journal 4", TURNED),
    ("I10 chain", "",          "UPDATE ledger_seal SET prev_hash = hash"),
    ("I10 chain", "",          "UPDATE ledger_seal SET leaves = substr(leaves, 1, 32)"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "row", "statement"), SABOTAGE)
def test_a_rewritten_history_is_named(
    busy: Town, engine: Engine, name: str, row: str, statement: str
) -> None:
    seal_journals(busy.open_uow, now=later(busy))
    without_guards(engine, statement)
    reading = partial(UnitOfWork, engine, read_only=True)
    found = {one.invariant: one.row for one in check_ledger(reading)}
    assert found[name].startswith(row)


def test_a_chain_made_anew_does_not_lead_to_the_printed_head(
    busy: Town, open_uow: OpenUow, open_reading: OpenUow, engine: Engine
) -> None:
    seal_journals(open_uow, now=later(busy))
    printed = sealed_head(open_reading).printed
    assert len(printed) == 16
    busy.earn(busy.person("Karim"), 10)
    found = head_holds(open_reading, f" {printed.upper()} ")
    assert found is not None
    assert found.waiting == 1
    assert head_holds(open_reading, printed[:15]) is None
    # Who rewrites both history and chain leaves nothing that does not add up but the paper.
    without_guards(
        engine,
        "UPDATE ledger_journal SET reason = 'a kinder one' WHERE id = 2",
        "DELETE FROM ledger_seal",
        "DELETE FROM ledger_tally",
    )
    seal_journals(open_uow, now=later(busy))
    assert check_ledger(open_reading) == ()
    assert head_holds(open_reading, printed) is None


def test_many_journals_take_several_blocks(
    busy: Town, open_uow: OpenUow, open_reading: OpenUow
) -> None:
    seal_journals(open_uow, now=later(busy), block_max=3)
    assert max(one.count for one in seals(open_uow)) == 3
    assert sealed_head(open_reading).waiting == 0
    assert check_ledger(open_reading) == ()


def without_guards(engine: Engine, *statements: str) -> None:
    """Do what a person with the database's password can do."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = replica"))
        else:
            names = connection.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            )
            for name in names.scalars().all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        for statement in statements:
            connection.execute(text(statement))
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = DEFAULT"))
