"""Post a journal that moves one amount from one kept balance to another, by one statement.

Awards, releases and redemptions are such moves.  PostgreSQL writes journal, both balances and
the transfer in one statement instead of four: three ways there and back are saved, during
which others would wait for a row they share.  SQLite has no such statement, and nobody to
save a way to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    CTE,
    BindParameter,
    Connection,
    Insert,
    Table,
    bindparam,
    insert,
    literal,
    select,
    true,
    update,
)
from sqlalchemy.dialects import postgresql

from muvengine.core.ledger.account import Account
from muvengine.core.ledger.journal import Journal
from muvengine.store.prepared import Prepared
from muvengine.store.tables import metadata

_account = metadata.tables["ledger_account"]
_journal = metadata.tables["ledger_journal"]
_transfer = metadata.tables["ledger_transfer"]

_PAYER: Final = bindparam("moved_from", type_=_account.c.code.type)
_AMOUNT: Final = bindparam("moved_amount", type_=_transfer.c.amount.type)
_UNIT: Final = bindparam("moved_unit", type_=_transfer.c.unit.type)
_OPENED: Final = ("code", "unit", "owner_kind", "owner_id", "bounded", "balance")
_SAID: Final = (
    "kind", "business_key", "reverses_id", "occurred_at", "recorded_at", "actor_kind", "actor_id",
    "on_behalf_of", "reason", "ref_kind", "ref_id", "meta",
)  # fmt: skip


def is_one_move(journal: Journal) -> bool:
    """Tell whether ``post_one_move`` can post it."""
    if len(journal.transfers) != 1 or journal.reverses_id is not None:
        return False
    (transfer,) = journal.transfers
    return transfer.src.bounded and transfer.dst.bounded


def post_one_move(connection: Connection, journal: Journal, now: datetime) -> Any | None:  # noqa: ANN401  a row
    """Write the journal, move the amount and keep the transfer.

    The account that receives is opened when it is new.

    Returns:
        A row of ``journal_id``, ``id``, ``src_id`` and ``dst_id``; None when the source holds
        less, and then all must be undone.
    """
    # Accounts are locked in the order of their codes, as everywhere.
    (transfer,) = journal.transfers
    post = _PAY_FIRST if transfer.src.code < transfer.dst.code else _RECEIVE_FIRST
    return post.first(connection, move_values(journal, now))


def moving(*, pay_first: bool) -> Insert:
    """Give the INSERT of the transfer, with the journal and both balances as parts of it.

    It keeps no transfer when the source holds less.

    Args:
        pay_first: the account that pays is locked before the one that receives.
    """
    row = insert(_journal).values(placed_values(_journal, "said", _SAID))
    written = row.returning(_journal.c.id).cte("written")
    if pay_first:
        paid = _paid(written)
        received = _received(paid)
    else:
        received = _received(written)
        paid = _paid(received)
    return _line(written, paid, received)


def move_values(journal: Journal, now: datetime) -> dict[str, Any]:
    """Give what goes in the places of ``moving``."""
    (transfer,) = journal.transfers
    return {
        **named("said", journal_row(journal, now)),
        **named("opened", account_row(transfer.dst, transfer.amount)),
        "moved_from": transfer.src.code,
        "moved_unit": transfer.src.unit,
        "moved_amount": transfer.amount,
    }


def placed_values(table: Table, prefix: str, names: Sequence[str]) -> dict[str, BindParameter[Any]]:
    """Give a place for the value of each column.

    Their names are no column's: else SQLAlchemy would fill that column in every part.
    """
    return {name: bindparam(f"{prefix}_{name}", type_=table.c[name].type) for name in names}


def named(prefix: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """Give what goes in the places of ``placed_values``."""
    return {f"{prefix}_{name}": value for name, value in row.items()}


def journal_row(journal: Journal, now: datetime) -> dict[str, Any]:
    """Give the columns of a journal."""
    return {
        "kind": journal.kind,
        "business_key": journal.business_key,
        "reverses_id": journal.reverses_id,
        "occurred_at": journal.by.at,
        "recorded_at": now,
        "actor_kind": journal.by.actor.kind,
        "actor_id": journal.by.actor.id,
        "on_behalf_of": journal.by.actor.on_behalf_of,
        "reason": journal.by.reason,
        "ref_kind": journal.ref.kind,
        "ref_id": journal.ref.id,
        "meta": dict(journal.meta),
    }


def account_row(account: Account, balance: int) -> dict[str, Any]:
    """Give the columns of an account that is opened with ``balance``."""
    return {
        "code": account.code,
        "unit": account.unit,
        "owner_kind": account.owner_kind,
        "owner_id": account.owner_id,
        "bounded": account.bounded,
        "balance": balance,
    }


def _paid(before: CTE) -> CTE:
    """Take the amount off, when there is enough, once ``before`` is done."""
    return (
        update(_account)
        .where(_account.c.code == _PAYER, _account.c.bounded, _account.c.balance >= _AMOUNT)
        .where(select(before.c.id).exists())
        .values(balance=_account.c.balance - _AMOUNT)
        .returning(_account.c.id, _account.c.balance)
        .cte("paid")
    )


def _received(before: CTE) -> CTE:
    """Put the amount on, in a new account or an old one, once ``before`` is done."""
    places = placed_values(_account, "opened", _OPENED)
    row = postgresql.insert(_account).from_select(
        list(places), select(*places.values()).select_from(before)
    )
    return (
        row.on_conflict_do_update(
            index_elements=[_account.c.code],
            set_={"balance": _account.c.balance + row.excluded.balance},
        )
        .returning(_account.c.id, _account.c.balance)
        .cte("received")
    )


def _line(written: CTE, paid: CTE, received: CTE) -> Insert:
    line = (
        select(
            written.c.id,
            literal(1),
            _UNIT,
            paid.c.id,
            received.c.id,
            _AMOUNT,
            paid.c.balance,
            received.c.balance,
        )
        .select_from(written)
        .join(paid, true())
        .join(received, true())
    )
    names = ("journal_id", "line", "unit", "src_id", "dst_id", "amount", "src_after", "dst_after")
    return insert(_transfer).from_select(names, line)


def _prepared(*, pay_first: bool) -> Prepared:
    line = moving(pay_first=pay_first)
    columns = (_transfer.c.journal_id, _transfer.c.id, _transfer.c.src_id, _transfer.c.dst_id)
    return Prepared(line.returning(*columns))


_PAY_FIRST: Final = _prepared(pay_first=True)
_RECEIVE_FIRST: Final = _prepared(pay_first=False)
