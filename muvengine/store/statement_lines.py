"""What stands on a statement, or would stand on the next one: redemptions and corrections."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, func, select, update

from muvengine.core.vouchers.contest import ContestState
from muvengine.core.vouchers.statement import CODE_END_CHARACTERS, LineKind, StatementLine
from muvengine.store.tables import metadata

_STATEMENT: Final = metadata.tables["settlement"]
_REDEMPTION: Final = metadata.tables["redemption"]
_CONTEST: Final = metadata.tables["statement_contest"]
_VOUCHER: Final = metadata.tables["voucher"]
_OFFER: Final = metadata.tables["offer"]
OWED: Final = ("accepted", "covered")
"""States of a redemption that a shop is paid for."""

_EARLIER: Final = (
    select(_CONTEST, _STATEMENT.c.number.label("corrected_number"))
    .join(_STATEMENT, _STATEMENT.c.id == _CONTEST.c.settlement_id)
    .where(_CONTEST.c.state == ContestState.CORRECTED)
)


def lines(connection: Connection, statement_id: int) -> tuple[StatementLine, ...]:
    """Give a statement's lines: redemptions by the time of the scan, then corrections."""
    taken = (
        select(_REDEMPTION, _VOUCHER.c.code, _OFFER.c.title)
        .join(_VOUCHER, _REDEMPTION.c.voucher_id == _VOUCHER.c.id)
        .join(_OFFER, _VOUCHER.c.offer_id == _OFFER.c.id)
        .where(_REDEMPTION.c.settlement_id == statement_id)
        .order_by(_REDEMPTION.c.scanned_at, _REDEMPTION.c.id)
    )
    put_right = _EARLIER.where(_CONTEST.c.on_settlement_id == statement_id)
    return (
        *(_redemption(row) for row in connection.execute(taken).mappings()),
        *(
            _correction(row)
            for row in connection.execute(put_right.order_by(_CONTEST.c.id)).mappings()
        ),
    )


def waiting_corrections(connection: Connection, shop_id: int) -> tuple[StatementLine, ...]:
    """Give the corrections that no statement carries yet."""
    query = _EARLIER.where(_CONTEST.c.shop_id == shop_id, _CONTEST.c.on_settlement_id.is_(None))
    rows = connection.execute(query.order_by(_CONTEST.c.id)).mappings()
    return tuple(_correction(row) for row in rows)


def drafted_cents(connection: Connection, statement_id: int) -> int:
    """Sum what a draft holds."""
    return _sum(
        connection, _REDEMPTION.c.amount_cents, _REDEMPTION.c.settlement_id == statement_id
    ) + _sum(connection, _CONTEST.c.cents, _CONTEST.c.on_settlement_id == statement_id)


def open_cents(connection: Connection, shop_id: int) -> int:
    """Sum what a shop took, or is owed by a correction, that no statement counts yet."""
    return _sum(connection, _REDEMPTION.c.amount_cents, _taken(shop_id)) + _sum(
        connection, _CONTEST.c.cents, _owed(shop_id)
    )


def first_open(connection: Connection, shop_id: int) -> datetime | None:
    """Tell since when something waits for a statement; None when nothing does.

    Money that a shop gives back makes no statement alone.
    """
    found = (
        connection.execute(select(func.min(_REDEMPTION.c.received_at)).where(_taken(shop_id))),
        connection.execute(select(func.min(_CONTEST.c.decided_at)).where(_owed(shop_id))),
    )
    return min((moment for row in found if (moment := row.scalar())), default=None)


def anything_due(connection: Connection, shop_id: int, before: datetime) -> bool:
    """Tell whether a statement of what came before a moment would have a line."""
    return any(
        connection.execute(select(table.c.id).where(due).limit(1)).first() is not None
        for table, due in (
            (_REDEMPTION, _taken(shop_id) & (_REDEMPTION.c.received_at < before)),
            (_CONTEST, _owed(shop_id) & (_CONTEST.c.decided_at < before)),
        )
    )


def gather(connection: Connection, shop_id: int, before: datetime, statement_id: int) -> None:
    """Put everything that came before a moment on a statement.

    Money that comes back is put on it whole, in the order of the decisions, as long as the
    total does not fall below zero; what does not fit waits for the next period.
    """
    taken = _taken(shop_id) & (_REDEMPTION.c.received_at < before)
    connection.execute(update(_REDEMPTION).where(taken).values(settlement_id=statement_id))
    owed = _owed(shop_id) & (_CONTEST.c.decided_at < before)
    connection.execute(update(_CONTEST).where(owed).values(on_settlement_id=statement_id))
    left = drafted_cents(connection, statement_id)
    for contest_id, cents in _coming_back(connection, shop_id, before):
        if left + cents >= 0:
            left += cents
            chosen = update(_CONTEST).where(_CONTEST.c.id == contest_id)
            connection.execute(chosen.values(on_settlement_id=statement_id))


def _coming_back(
    connection: Connection, shop_id: int, before: datetime
) -> Iterator[tuple[int, int]]:
    query = (
        select(_CONTEST.c.id, _CONTEST.c.cents)
        .where(_waiting(shop_id), _CONTEST.c.cents < 0, _CONTEST.c.decided_at < before)
        .order_by(_CONTEST.c.id)
    )
    for row in connection.execute(query).all():
        yield row.id, row.cents


def _sum(connection: Connection, column: Any, condition: Any) -> int:  # noqa: ANN401
    query = select(func.coalesce(func.sum(column), 0)).where(condition)
    return int(connection.execute(query).scalar_one())


def _taken(shop_id: int) -> Any:  # noqa: ANN401  a condition
    return (
        (_REDEMPTION.c.shop_id == shop_id)
        & _REDEMPTION.c.state.in_(OWED)
        & _REDEMPTION.c.settlement_id.is_(None)
    )


def _waiting(shop_id: int) -> Any:  # noqa: ANN401  a condition
    return (
        (_CONTEST.c.shop_id == shop_id)
        & (_CONTEST.c.state == ContestState.CORRECTED)
        & _CONTEST.c.on_settlement_id.is_(None)
    )


def _owed(shop_id: int) -> Any:  # noqa: ANN401  a condition
    return _waiting(shop_id) & (_CONTEST.c.cents > 0)


def _redemption(row: RowMapping) -> StatementLine:
    return StatementLine(
        kind=LineKind.REDEMPTION,
        source_id=row["id"],
        scanned_at=row["scanned_at"],
        received_at=row["received_at"],
        title=row["title"],
        code_end=row["code"][-CODE_END_CHARACTERS:],
        amount_cents=row["amount_cents"],
        offline=row["offline"],
        state=row["state"],
    )


def _correction(row: RowMapping) -> StatementLine:
    return StatementLine(
        kind=LineKind.CORRECTION,
        source_id=row["id"],
        scanned_at=row["decided_at"],
        received_at=row["decided_at"],
        title={},
        code_end="",
        amount_cents=row["cents"],
        offline=False,
        state=row["state"],
        corrects=(row["corrected_number"], row["line"]),
        answer=row["answer"],
    )
