"""What the database itself refuses, whoever asks: history is not rewritten.

The application never updates or deletes these rows; the triggers hold against a console, a
careless script and a bug.  Repairs are made by a reversing journal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from sqlalchemy import Connection, inspect, text

from muvengine.store import guarded_challenges, guarded_game, guarded_hunts, guarded_reports
from muvengine.store.connection import is_sqlite

APPEND_ONLY: Final = (
    "audit_event",
    "balance_move",
    "draw_entry",
    "game_version",
    "ledger_journal",
    "ledger_seal",
    "ledger_transfer",
    "notice_text",
    "points_lot_use",
    "redemption_attempt",
    "settlement_line",
    "settlement_paper",
    "team_result",
    "team_week",
    "trip_score",
    "workshop_gift",
)
KEPT: Final = (
    "ledger_account",
    "points_lot",
    "rescoring",
    "rescoring_trip",
    "rulebook_draft",
    "simulation",
    "statement_contest",
    *guarded_game.KEPT,
    *guarded_challenges.KEPT,
    *guarded_hunts.KEPT,
    *guarded_reports.KEPT,
)
"""Tables whose rows are never deleted."""

FIXED: Final = {
    "ledger_account": ("id", "code", "unit", "bounded"),
    "points_lot": ("id", "account_id", "transfer_id", "amount", "expires_at"),
    "rescoring": (
        "id",
        "public_id",
        "version_id",
        "simulation_id",
        "first_day",
        "last_day",
        "reasons",
        "take_back",
        "asked_at",
        "asked_by",
    ),
    "rescoring_trip": ("id", "rescoring_id", "trip_id", "person_id", "sheet_id"),
    "simulation": (
        "id",
        "public_id",
        "base_version_id",
        "name",
        "version",
        "sha256",
        "source",
        "first_day",
        "last_day",
        "asked_at",
        "asked_by",
    ),
    "statement_contest": ("id", "settlement_id", "shop_id", "line", "reason", "words", "opened_at"),
    **guarded_game.FIXED,
    **guarded_challenges.FIXED,
    **guarded_hunts.FIXED,
    **guarded_reports.FIXED,
}
"""Columns that never change."""

PUBLISHED: Final = (
    "id", "name", "version", "sha256", "source", "effective_from", "effective_until", "note",
    "created_at", "created_by", "published_at", "published_by", "proposed_at", "proposed_by",
    "second_by",
)  # fmt: skip
"""Columns of a rulebook version that never change once it is published."""

NUMBERED: Final = (
    "id", "shop_id", "number", "period_from", "period_to", "total_cents", "payee", "ledger_head",
    "closed_at",
)  # fmt: skip
"""Columns of a statement that never change once it has a number."""

DECIDED: Final = ("state", "cents", "answer", "decided_at", "decided_by")
"""Columns of a contest that never change once it is answered."""

MOVED: Final = ("journal_id", "on_settlement_id")
"""Columns of a contest that are filled once."""

REACHED: Final = ("home_score", "away_score")
"""Columns of a match that never change once it is over."""

FROZEN: Final = ("frozen_at", "tickets_sha256", "ledger_head")
"""Columns of a draw that never change once its tickets are frozen."""

WON: Final = ("ticket", "person_id")
"""Columns of a prize that are filled once."""

_RAISE: Final = "muv_refuse_change"


def install(connection: Connection) -> None:
    """Put every trigger in place, replacing what is there; safe to repeat.

    Tables that do not exist yet are left to the migration that makes them.
    """
    inspector = inspect(connection)
    tables = set(inspector.get_table_names())
    sqlite = is_sqlite(connection)
    if not sqlite:
        connection.execute(text(_POSTGRES_FUNCTION))
    versions = "rulebook_version"
    # An earlier migration installs them before the last columns are there.
    known = {one["name"] for one in inspector.get_columns(versions)} if versions in tables else ()
    published = tuple(name for name in PUBLISHED if name in known)
    for table, name, clause in _wanted(sqlite=sqlite, published=published or PUBLISHED):
        if table not in tables:
            continue
        on_table = "" if sqlite else f" ON {table}"
        connection.execute(text(f"DROP TRIGGER IF EXISTS {name}{on_table}"))
        connection.execute(text(clause))


def missing(connection: Connection) -> tuple[str, ...]:
    """Name the triggers that should be there and are not."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if is_sqlite(connection)
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    found = set(connection.execute(text(query)).scalars())
    wanted = (name for _, name, _ in _wanted(sqlite=is_sqlite(connection)))
    return tuple(name for name in wanted if name not in found)


def _wanted(
    *, sqlite: bool, published: tuple[str, ...] = PUBLISHED
) -> Iterator[tuple[str, str, str]]:
    """Give table, name and CREATE statement of each trigger."""
    write = _for_sqlite if sqlite else _for_postgres
    for table in APPEND_ONLY:
        yield write(table, "update", "UPDATE", "")
        yield write(table, "delete", "DELETE", "")
    for table in KEPT:
        yield write(table, "delete", "DELETE", "")
    for table, columns in FIXED.items():
        yield write(table, "update", "UPDATE", _changed(columns))
    yield write("statement_contest", "answer", "UPDATE", _answered())
    for table, columns in (("rulebook_version", published), ("settlement", NUMBERED)):
        final = "OLD.state <> 'draft'"
        yield write(table, "delete", "DELETE", final)
        # One that was withdrawn never holds again.
        back = "OLD.state = 'withdrawn' AND NEW.state <> 'withdrawn'"
        touched = f"{final} AND (NEW.state = 'draft' OR ({back}) OR {_changed(columns)})"
        yield write(table, "update", "UPDATE", touched)
    yield from _drawn(write)
    yield from guarded_hunts.wanted(write, _changed)
    yield from guarded_reports.wanted(write, _changed)
    yield from _over(write)
    if not sqlite:
        for table in (*APPEND_ONLY, *KEPT):
            name = f"{table}_no_truncate"
            yield (
                table,
                name,
                (
                    f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} "
                    f"FOR EACH STATEMENT EXECUTE FUNCTION {_RAISE}()"
                ),
            )


def _over(
    write: Callable[[str, str, str, str], tuple[str, str, str]],
) -> Iterator[tuple[str, str, str]]:
    """What is over stays as it ended."""
    for table in ("rulebook_draft", "game_draft"):
        yield write(table, "update", "UPDATE", "OLD.state IN ('published', 'dropped')")
    yield write("simulation", "change", "UPDATE", "OLD.state = 'done'")
    yield write("rescoring", "change", "UPDATE", "OLD.state IN ('done', 'dropped')")
    yield write("rescoring_trip", "change", "UPDATE", "OLD.state <> 'waiting'")
    over = "OLD.state <> 'open'"
    yield write("team_match", "replay", "UPDATE", f"{over} AND ({_changed(REACHED)})")
    yield write("tournament", "change", "UPDATE", "OLD.state <> 'running'")


def _drawn(
    write: Callable[[str, str, str, str], tuple[str, str, str]],
) -> Iterator[tuple[str, str, str]]:
    """What a draw has decided stands; and so does a prize that was given."""
    frozen = f"OLD.frozen_at IS NOT NULL AND ({_changed(FROZEN)})"
    told = f"OLD.outside_value IS NOT NULL AND ({_changed(('outside_value',))})"
    over = "OLD.state IN ('drawn', 'cancelled')"
    yield write("prize_draw", "change", "UPDATE", f"{over} OR ({frozen}) OR ({told})")
    won = f"OLD.ticket IS NOT NULL AND ({_changed(WON)})"
    yield write("draw_prize", "change", "UPDATE", f"OLD.given_at IS NOT NULL OR ({won})")


def _answered() -> str:
    moved = " OR ".join(
        f"(OLD.{name} IS NOT NULL AND (NEW.{name} IS NULL OR NEW.{name} <> OLD.{name}))"
        for name in MOVED
    )
    return f"(OLD.state <> 'open' AND ({_changed(DECIDED)})) OR {moved}"


def _changed(columns: tuple[str, ...]) -> str:
    # "IS DISTINCT FROM" is too new for the SQLite of Debian 12.
    return " OR ".join(
        f"NEW.{name} <> OLD.{name} OR (NEW.{name} IS NULL) <> (OLD.{name} IS NULL)"
        for name in columns
    )


def _for_sqlite(table: str, verb: str, event: str, when: str) -> tuple[str, str, str]:
    name = f"{table}_no_{verb}"
    condition = f" WHEN {when}" if when else ""
    return (
        table,
        name,
        (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW{condition} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        ),
    )


def _for_postgres(table: str, verb: str, event: str, when: str) -> tuple[str, str, str]:
    name = f"{table}_no_{verb}"
    condition = f" WHEN ({when})" if when else ""
    return (
        table,
        name,
        (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW{condition} "
            f"EXECUTE FUNCTION {_RAISE}()"
        ),
    )


_POSTGRES_FUNCTION: Final = f"""
CREATE OR REPLACE FUNCTION {_RAISE}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
