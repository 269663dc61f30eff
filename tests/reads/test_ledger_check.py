# ruff: noqa: E501  each act of sabotage stands on one line of the table
from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import Connection, Engine, text

from muvengine.core.people.actor import SYSTEM
from muvengine.core.vouchers.shop import Shop
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.keep_allowance import Allowance, keep_allowance
from muvengine.services.redeem_voucher import Tap
from muvengine.services.release_points import release_points
from muvengine.services.take_at_till import take_at_till
from muvengine.store.connection import is_sqlite
from muvengine.store.invariants import broken
from muvengine.store.unit_of_work import UnitOfWork
from tests.money import Town, tablet, town

OpenUow = Callable[[], UnitOfWork]


@pytest.fixture
def busy_town(open_uow: OpenUow) -> Town:
    return _be_busy(town(open_uow))


def _be_busy(made: Town) -> Town:
    """Let everything happen at least once."""
    open_uow = made.open_uow
    fatou = made.person()
    made.give(fatou, 500)
    made.earn(fatou, 40)
    release_points(open_uow, now=made.now.replace(day=12))
    made.earn(fatou, 30)
    offer = made.offer(per_person=5)
    redeemed = made.redeem(made.buy(fatou, offer))
    made.undo(redeemed.redemption_id)
    made.redeem(made.buy(fatou, offer))
    made.void(fatou, made.buy(fatou, offer))
    _cover(made)
    return made


def _cover(made: Town) -> None:
    """Let a second tablet have taken a used voucher without network, and be paid."""
    aside = Allowance(150)
    keep_allowance(made.open_uow, aside, attempt=aside.attempt(SYSTEM, made.key()), now=made.now)
    second = tablet(made.open_uow, made.shop_id, Shop("fournil", "Le Fournil", 43.6, 5.1), "two")
    with made.open_uow() as uow:
        used = _value(uow.connection, "SELECT code FROM voucher WHERE state = 'redeemed'")
    take_at_till(
        made.open_uow,
        Tap(used, "covered", made.now, offline=True),
        device=second,
        key=made.key(),
        now=made.now,
    )


@pytest.mark.usefixtures("busy_town")
def test_a_town_where_everything_happened_breaks_nothing(open_reading: OpenUow) -> None:
    assert check_ledger(open_reading) == ()


# Each line breaks one promise behind the engine's back and says what the check names first.
BROKEN = [
    ("I1 balance",       "programme:budget",       "UPDATE ledger_account SET balance = balance + 1 WHERE code = 'programme:budget'"),
    ("I2 transfer",      "1",                      "UPDATE ledger_transfer SET unit = 'EUR' WHERE id = 1"),
    ("I2 journal",       "extra:1",                "INSERT INTO ledger_journal (kind, business_key, occurred_at, recorded_at, actor_kind, reason, ref_kind, meta) SELECT 'trip.award', 'extra:1', occurred_at, recorded_at, 'system', '', '', '{}' FROM ledger_journal WHERE id = 1"),
    ("I3 lots",          "p:1:available",          "UPDATE points_lot SET amount = amount + 5, remaining = remaining + 5 WHERE id = 1"),
    ("I4 lot uses",      "1",                      "UPDATE points_lot SET remaining = remaining - 1 WHERE id = 1"),
    ("I5 vouchers out",  "programme:vouchers_out", "UPDATE voucher SET face_cents = face_cents + 1 WHERE id = 1"),
    ("I5 voucher",       "",                       "UPDATE redemption SET amount_cents = 100 WHERE state = 'accepted'"),
    ("I6 payable",       "fournil",                "UPDATE redemption SET amount_cents = 100 WHERE state = 'accepted'"),
    ("I6 covered",       "2:covered",              "UPDATE redemption SET state = 'undone' WHERE state = 'covered'"),
    ("I6 cover",         "cover:2:covered",        "UPDATE ledger_transfer SET src_id = (SELECT id FROM ledger_account WHERE code = 'programme:budget') WHERE journal_id = (SELECT id FROM ledger_journal WHERE kind = 'offline.cover')"),
    ("I7 stock",         "1",                      "UPDATE offer SET issued = issued - 1"),
    ("I7 voucher issue", "",                       "UPDATE voucher SET issue_journal_id = 1"),
    ("I8 award",         "trip-1",                 "UPDATE award SET points = points + 1 WHERE id = 1"),
    ("I8 score",         "trip-2",                 "UPDATE trip SET score_no = 9 WHERE id = 2"),
    ("I8 lines",         "1:1",                    "UPDATE trip_score SET lines = '[]' WHERE id = 1"),
    ("I8 pending",       "p:1:pending",            "UPDATE award SET state = 'released' WHERE id = 2"),
    ("I9 mirror",        "",                       "UPDATE ledger_transfer SET amount = 151 WHERE journal_id = (SELECT id FROM ledger_journal WHERE kind = 'redeem.undo')"),
    ("I9 kind",          "",                       "UPDATE ledger_journal SET reverses_id = 1 WHERE kind = 'redeem.undo'"),
    ("I11 order",        "4",                      "UPDATE ledger_transfer SET dst_after = dst_after + 1 WHERE id = 4"),
    ("I12 hours",        "trip-2",                 "UPDATE trip SET end_at = (SELECT end_at FROM trip WHERE id = 1) WHERE id = 2"),
]  # fmt: skip


@pytest.mark.usefixtures("busy_town")
def test_each_broken_promise_is_seen_and_named(engine: Engine) -> None:
    named = {}
    with engine.connect() as connection:
        _lower_the_guards(connection)
        spent = _value(connection, "SELECT code FROM voucher WHERE state = 'redeemed'")
        names = {
            "I5": spent,
            "I7": _value(connection, "SELECT code FROM voucher WHERE id = 1"),
            "I9": _value(
                connection, "SELECT business_key FROM ledger_journal WHERE kind = 'redeem.undo'"
            ),
        }
        connection.commit()
        for invariant, _, sabotage in BROKEN:
            connection.exec_driver_sql(sabotage)
            found = {violation.invariant: violation.row for violation in broken(connection)}
            named[invariant] = found.get(invariant)
            connection.rollback()
        assert broken(connection) == ()
    assert named == {name: row or names[name[:2]] for name, row, _ in BROKEN}


def test_a_journal_reversed_twice_is_seen(postgres_engine: Engine) -> None:
    """Only here, since SQLite cannot drop the key that forbids it."""
    _be_busy(town(partial(UnitOfWork, postgres_engine)))
    with postgres_engine.begin() as connection:
        connection.execute(
            text("ALTER TABLE ledger_journal DROP CONSTRAINT uq_ledger_journal_reverses_id")
        )
        connection.execute(
            text(
                "INSERT INTO ledger_journal (kind, business_key, reverses_id, occurred_at,"
                " recorded_at, actor_kind, reason, ref_kind, meta) SELECT kind, 'twice',"
                " reverses_id, occurred_at, recorded_at, 'system', '', '', '{}'"
                " FROM ledger_journal WHERE kind = 'redeem.undo'"
            )
        )
    reading = partial(UnitOfWork, postgres_engine, read_only=True)
    assert "I9 reversed once" in {found.invariant for found in check_ledger(reading)}


def _lower_the_guards(connection: Connection) -> None:
    """Let anything be written: without triggers, references or checks."""
    if not is_sqlite(connection):
        connection.execute(text("SET session_replication_role = replica"))
        return
    raw = connection.connection.cursor()
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("PRAGMA ignore_check_constraints=ON")
    raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for (name,) in raw.fetchall():
        raw.execute(f"DROP TRIGGER {name}")


def _value(connection: Connection, query: str) -> str:
    return str(connection.execute(text(query)).scalar_one())
