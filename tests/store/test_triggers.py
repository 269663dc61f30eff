# ruff: noqa: S608  the statements are put together from names of ours
from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.notice import Notice
from muvengine.core.vouchers.contest import Reason
from muvengine.core.vouchers.statement import Payee
from muvengine.services.close_statement import close_statement
from muvengine.services.contest_line import Complaint, contest_line
from muvengine.services.draft_statements import draft_statements
from muvengine.services.release_points import release_points
from muvengine.services.seal_journals import seal_journals
from muvengine.store.connection import is_sqlite
from muvengine.store.triggers import APPEND_ONLY, FIXED, KEPT, PUBLISHED
from muvengine.store.unit_of_work import UnitOfWork
from tests.money import Town, town
from tests.store.drafted import write_rules_rows
from tests.store.handed import two_accounts_by_mistake, workshop_of_one
from tests.store.hunted import hunt_with_a_wrong_stamp
from tests.store.played import draw_twice, meet, write_game_rows
from tests.store.reported import reports_of_which_one_is_refused

OpenUow = Callable[[], UnitOfWork]
COPY = "(journal_id, line, unit, amount, src_id, dst_id) SELECT journal_id, 99"
FROM = "FROM ledger_transfer WHERE id = 1"


@pytest.fixture
def written(open_uow: OpenUow) -> Town:
    """A town with at least one row in every guarded table."""
    made = town(open_uow)
    fatou = made.person()
    made.give(fatou, 500)
    made.earn(fatou, 40)
    release_points(open_uow, now=made.now.replace(day=12))
    made.redeem(made.buy(fatou, made.offer()))
    seal_journals(open_uow, now=made.now.replace(day=12))
    with open_uow() as uow:
        uow.settlements.save_payee(made.shop_id, Payee("Le Fournil"), now=made.now, by=None)
        uow.commit()
    for drafted in draft_statements(open_uow, now=made.now.replace(month=5)):
        attempt = Attempt(SYSTEM, "close", "close_statement", "")
        close_statement(open_uow, drafted, attempt=attempt, now=made.now)
    asked, attempt = Complaint(1, 1, Reason.AMOUNT), Attempt(SYSTEM, "ask", "contest_line", "")
    contest_line(open_uow, asked, device=made.device, attempt=attempt, now=made.now)
    with open_uow() as uow:
        write_rules_rows(uow, made.now)
        write_game_rows(uow)
        uow.notices.add(Notice.LEGAL, "en", "# Us", now=made.now, by=None)
        uow.commit()
    meet(made)
    draw_twice(made)
    hunt_with_a_wrong_stamp(made, fatou)
    reports_of_which_one_is_refused(made, fatou)
    workshop_of_one(made, fatou)
    two_accounts_by_mistake(made, fatou)
    return made


def answers(engine: Engine, statements: Iterable[str]) -> dict[str, str]:
    """Try each statement by itself; give what the database says, "done" where it obeyed."""
    heard = {}
    for statement in statements:
        with engine.connect() as connection:
            try:
                connection.exec_driver_sql(statement)
            except DBAPIError as error:
                heard[statement] = str(error.orig)
            else:
                heard[statement] = "done"
    return heard


def obeyed(engine: Engine, statements: Iterable[str], *, saying: str = "append-only") -> list[str]:
    """List the statements that were not refused as they should be."""
    heard = answers(engine, statements)
    return [f"{statement}: {said}" for statement, said in heard.items() if saying not in said]


@pytest.mark.usefixtures("written")
def test_history_is_neither_changed_nor_deleted(engine: Engine) -> None:
    tables = (*APPEND_ONLY, *KEPT, "rulebook_version")
    with engine.connect() as connection:
        empty = [
            table
            for table in tables
            if not connection.execute(text(f"SELECT COUNT(*) FROM {table}")).scalar_one()
        ]
    assert empty == []
    assert obeyed(engine, [f"DELETE FROM {table}" for table in tables]) == []
    keys = dict.fromkeys(APPEND_ONLY, "id") | {"settlement_paper": "settlement_id"}
    touches = [f"UPDATE {table} SET {key} = {key}" for table, key in keys.items()]
    assert obeyed(engine, touches) == []


def test_history_is_not_truncated(postgres_engine: Engine) -> None:
    tables = (*APPEND_ONLY, *KEPT)
    assert obeyed(postgres_engine, [f"TRUNCATE {table} CASCADE" for table in tables]) == []


@pytest.mark.usefixtures("written")
def test_no_replacement_walks_past_the_guards(engine: Engine) -> None:
    statements = [
        "INSERT OR REPLACE INTO ledger_journal SELECT * FROM ledger_journal WHERE id = 1",
        "REPLACE INTO ledger_transfer SELECT * FROM ledger_transfer WHERE id = 1",
        "UPDATE OR REPLACE ledger_transfer SET id = 2 WHERE id = 1",
    ]
    saying = "append-only" if is_sqlite(engine) else "syntax"
    assert obeyed(engine, statements, saying=saying) == []
    lines = "INSERT INTO ledger_transfer SELECT * FROM ledger_transfer WHERE id = 1"
    journals = "INSERT INTO ledger_journal SELECT * FROM ledger_journal WHERE id = 1"
    upserts = [
        f"{lines} ON CONFLICT (id) DO UPDATE SET amount = 1",
        f"{journals} ON CONFLICT (business_key) DO UPDATE SET reason = 'else'",
    ]
    assert obeyed(engine, upserts) == []


@pytest.mark.usefixtures("written")
def test_whoever_asks_for_trips_to_be_scored_anew_cannot_approve_it(engine: Engine) -> None:
    mine = "UPDATE rescoring SET state = 'running', decided_at = asked_at, decided_by = {}"
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO rescoring (public_id, version_id, simulation_id, first_day, last_day, "
            "reasons, take_back, state, asked_at, asked_by) SELECT 'own', 1, 1, first_day, "
            "last_day, reasons, take_back, state, asked_at, 1 FROM rescoring"
        )
    wrong = [mine.format(1) + " WHERE public_id = 'own'", mine.format("NULL")]
    assert obeyed(engine, wrong, saying="four_eyes") == []


@pytest.mark.usefixtures("written")
def test_what_was_fixed_stays_as_it_was(engine: Engine) -> None:
    changes = [
        f"UPDATE {table} SET {column} = {_other(column)} WHERE id = 1"
        for table, columns in FIXED.items()
        for column in columns
    ]
    changes += [f"UPDATE rulebook_version SET {column} = {_other(column)}" for column in PUBLISHED]
    changes += [
        "UPDATE rulebook_version SET state = 'draft'",
        "UPDATE points_lot SET expires_at = NULL",
        "UPDATE points_lot SET remaining = remaining - 1, amount = amount - 1",
    ]
    assert obeyed(engine, changes) == []


@pytest.mark.usefixtures("written")
def test_what_may_change_changes(engine: Engine) -> None:
    changes = [
        "UPDATE points_lot SET remaining = remaining - 1 WHERE remaining > 0",
        "UPDATE ledger_account SET balance = balance + 1 WHERE bounded",
        "UPDATE rulebook_version SET state = 'withdrawn', withdrawn_at = '2026-04-01'",
        "UPDATE rulebook_draft SET answer = 'again', revision = 2",
        "UPDATE game_draft SET answer = 'again', revision = 2",
        "UPDATE simulation SET state = 'failed', finished_at = '2026-04-01'",
        "UPDATE rescoring SET state = 'running', decided_by = 1, decided_at = '2026-04-01'",
        "UPDATE rescoring_trip SET tries = 1",
        "UPDATE team SET name = 'Les marcheurs', name_key = 'les marcheurs' WHERE name = 'A'",
        "UPDATE team_match SET state = 'corrected', told = 'a mistake', winner_id = home_id",
        "UPDATE tournament SET state = 'cancelled', reason = 'snow'",
        "UPDATE prize_draw SET outside_value = '7' WHERE id = 2",
        "UPDATE draw_prize SET ticket = 1, person_id = 1 WHERE id = 2",
        "UPDATE badge_held SET lost_at = '2026-04-01', lost_trip_id = trip_id, trip_id = NULL",
        "UPDATE streak_reward SET back_at = '2026-04-01'",
        "UPDATE challenge_run SET touched = 2, ended_at = '2026-04-01', ended_reason = 'ended'",
        "UPDATE challenge_player SET left_at = '2026-04-01', done = 1",
        "UPDATE challenge_reward SET back_at = '2026-04-01'",
        "UPDATE challenge_halt SET lifted_at = '2026-04-01'",
        "UPDATE sponsored_challenge SET state = 'declined', reason = 'not now'",
        "UPDATE hunt SET state = 'paused'",
        "UPDATE hunt_find SET back_at = '2026-04-01', back_reason = 'a wrong card' WHERE id = 2",
        "UPDATE hunt_reward SET back_at = '2026-04-01', kept_points = 1 WHERE id = 2",
        "UPDATE report SET state = 'mended', answer = 'a new lamp', words = '' WHERE id = 2",
        "UPDATE report_reward SET back_at = '2026-04-01', kept_points = 1 WHERE id = 2",
    ]
    assert set(answers(engine, changes).values()) == {"done"}


@pytest.mark.usefixtures("written")
def test_what_is_over_stays_over(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE rulebook_version SET state = 'withdrawn'")
        connection.exec_driver_sql("UPDATE rulebook_draft SET state = 'dropped'")
        connection.exec_driver_sql("UPDATE game_draft SET state = 'dropped'")
        connection.exec_driver_sql("UPDATE simulation SET state = 'done', report = '{}'")
        connection.exec_driver_sql("UPDATE rescoring SET state = 'dropped'")
        connection.exec_driver_sql("UPDATE rescoring_trip SET state = 'kept'")
        connection.exec_driver_sql("UPDATE tournament SET state = 'over'")
    again = [
        "UPDATE rulebook_version SET state = 'published'",
        "UPDATE rulebook_draft SET state = 'open'",
        "UPDATE rulebook_draft SET source = 'else'",
        "UPDATE game_draft SET source = 'else'",
        "UPDATE simulation SET report = '[]'",
        "UPDATE simulation SET season_left = 1",
        "UPDATE rescoring SET state = 'running', decided_by = 1",
        "UPDATE rescoring_trip SET state = 'waiting'",
        "UPDATE rescoring_trip SET points_after = 9",
        "UPDATE tournament SET state = 'running'",
        "UPDATE team_match SET home_score = 9 WHERE state = 'played'",
        "UPDATE team_match SET away_score = NULL WHERE state = 'played'",
        "UPDATE prize_draw SET state = 'announced' WHERE id = 1",
        "UPDATE prize_draw SET outside_value = '4' WHERE id = 1",
        "UPDATE prize_draw SET tickets_sha256 = 'x' WHERE id = 2",
        "UPDATE prize_draw SET ledger_head = 'x' WHERE id = 2",
        "UPDATE draw_prize SET note = 'at home' WHERE id = 1",
        "UPDATE draw_prize SET ticket = 2 WHERE id = 1",
        "UPDATE hunt SET place_points = 11",
        "UPDATE hunt SET state = 'draft'",
        "UPDATE hunt_find SET back_at = NULL, back_reason = '' WHERE id = 1",
        "UPDATE hunt_reward SET kept_points = 1 WHERE id = 1",
        "UPDATE report SET words = 'in another mouth' WHERE id = 2",
        "UPDATE report_reward SET kept_points = 1 WHERE id = 1",
    ]
    assert obeyed(engine, again) == []


@pytest.mark.usefixtures("written")
def test_what_cannot_be_a_transfer_is_refused(engine: Engine) -> None:
    # PostgreSQL would round 1.5 before any check sees it; as text it refuses it.
    part = "1.5" if is_sqlite(engine) else "'1.5'"
    wrong = [
        f"INSERT INTO ledger_transfer {COPY}, {values} {FROM}"
        for values in (
            "'EUR', amount, src_id, dst_id",
            "unit, 0, src_id, dst_id",
            "unit, -5, src_id, dst_id",
            "unit, '12abc', src_id, dst_id",
            f"unit, {part}, src_id, dst_id",
            "unit, amount, dst_id, dst_id",
            "unit, amount, 4711, dst_id",
        )
    ]
    assert "done" not in answers(engine, wrong).values()
    right = f"INSERT INTO ledger_transfer {COPY}, unit, 5, src_id, dst_id {FROM}"
    assert answers(engine, [right]) == {right: "done"}


@pytest.mark.usefixtures("written")
def test_figures_stay_within_their_bounds(engine: Engine) -> None:
    wrong = [
        "UPDATE ledger_account SET balance = -1 WHERE code = 'programme:budget'",
        "UPDATE ledger_account SET balance = 1 WHERE code = 'programme:issued'",
        "UPDATE points_lot SET remaining = remaining - 10000",
        "UPDATE points_lot SET remaining = amount + 1",
        "UPDATE offer SET issued = 5, stock = 4",
        "UPDATE voucher SET redeemed_cents = face_cents + 1",
        "UPDATE voucher SET state = 'issued', redeemed_cents = 0, face_cents = '9x'",
    ]
    assert "done" not in answers(engine, wrong).values()


WORDS = frozenset((
    "code", "unit", "name", "sha256", "source", "reason", "reasons", "take_back", "words",
    "note", "phase", "public_id", "terms", "key", "seed", "commitment", "ticket_per", "badge",
    "challenge", "difficulty", "role", "way", "category", "route", "shop",
))  # fmt: skip
DAYS = frozenset((
    "effective_from", "effective_until", "first_day", "last_day", "draw_day", "monday",
    "first_monday",
))  # fmt: skip


def _other(column: str) -> str:
    """Write a value that is not the column's now."""
    if column in WORDS:
        return "'EUX'"
    if column in DAYS or column.endswith("_at"):
        return "'2020-01-01'"
    if column in {"bounded", "several"}:
        return f"NOT {column}"
    return f"COALESCE({column}, 0) + 1000"
