"""Statements of shops and what stands on them."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from muvengine.core.errors import NotFound, NotPossible
from muvengine.core.vouchers.statement import (
    CODE_END_CHARACTERS,
    Payee,
    Rhythm,
    Statement,
    StatementLine,
    StatementState,
)
from muvengine.store.insert_once import insert_once
from muvengine.store.tables import metadata

_PAYEE: Final = metadata.tables["shop_payee"]
_STATEMENT: Final = metadata.tables["settlement"]
_LINE: Final = metadata.tables["settlement_line"]
_REDEMPTION: Final = metadata.tables["redemption"]
_VOUCHER: Final = metadata.tables["voucher"]
_OFFER: Final = metadata.tables["offer"]
_PROGRAMME: Final = metadata.tables["programme"]
_PAYEE_FIELDS: Final = tuple(Payee.__slots__)
OWED: Final = ("accepted", "covered")
"""States of a redemption that a shop is paid for."""


class SettlementStore:
    """Draft, close and pay statements inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def payee(self, shop_id: int) -> Payee:
        """Give who a shop is before the law; empty until somebody wrote it down."""
        query = select(_PAYEE).where(_PAYEE.c.shop_id == shop_id)
        row = self._connection.execute(query).mappings().first()
        return Payee() if row is None else _payee(row)

    def save_payee(self, shop_id: int, payee: Payee, *, now: datetime, by: int | None) -> None:
        """Keep who a shop is, in place of what was known."""
        values = {name: getattr(payee, name) for name in _PAYEE_FIELDS}
        values |= {"updated_at": now, "updated_by": by}
        changed = self._connection.execute(
            update(_PAYEE).where(_PAYEE.c.shop_id == shop_id).values(values)
        )
        if not changed.rowcount:
            self._connection.execute(insert(_PAYEE), values | {"shop_id": shop_id})

    def last_day(self, shop_id: int) -> date | None:
        """Give the last day any statement of a shop covers; None before the first."""
        query = select(func.max(_STATEMENT.c.period_to)).where(_STATEMENT.c.shop_id == shop_id)
        return self._connection.execute(query).scalar()

    def first_unclaimed(self, shop_id: int) -> datetime | None:
        """Tell when the programme heard of the first redemption that no statement counts."""
        query = select(func.min(_REDEMPTION.c.received_at)).where(_open(shop_id))
        return self._connection.execute(query).scalar()

    def unclaimed_cents(self, shop_id: int) -> int:
        """Sum what a shop took that no statement counts yet."""
        total = select(func.coalesce(func.sum(_REDEMPTION.c.amount_cents), 0))
        return int(self._connection.execute(total.where(_open(shop_id))).scalar_one())

    def draft(
        self, shop_id: int, period: tuple[date, date], before: datetime, *, now: datetime
    ) -> int | None:
        """Gather what a shop took before a moment and no statement counts.

        Returns:
            The new draft's number of the row; None when there was nothing, or when the shop
            has a statement that ends on this day.
        """
        due = _open(shop_id) & (_REDEMPTION.c.received_at < before)
        if self._connection.execute(select(_REDEMPTION.c.id).where(due).limit(1)).first() is None:
            return None
        values: dict[str, Any] = {
            "shop_id": shop_id,
            "period_from": period[0],
            "period_to": period[1],
            "state": StatementState.DRAFT,
            "total_cents": 0,
            "payee": "",
            "ledger_head": "",
            "drafted_at": now,
            "paid_reference": "",
        }
        made = insert_once(self._connection, _STATEMENT, values, returning=_STATEMENT.c.id)
        if made is None:
            return None
        self._connection.execute(update(_REDEMPTION).where(due).values(settlement_id=made))
        return int(made)

    def close(self, statement: Statement, *, head: str, now: datetime, by: int | None) -> int:
        """Fix the lines of a draft and give it the next number.

        Raises:
            NotPossible: another hand was faster, or a line is owed no more.
        """
        lines = self.lines(statement)
        if not lines or {line.state for line in lines} - set(OWED):
            raise NotPossible(state="lines")
        number = self._next_number()
        payee = {name: str(getattr(statement.payee, name)) for name in _PAYEE_FIELDS}
        changed = self._connection.execute(
            update(_STATEMENT)
            .where(_STATEMENT.c.id == statement.id, _STATEMENT.c.state == StatementState.DRAFT)
            .values(
                state=StatementState.CLOSED,
                number=number,
                total_cents=sum(line.amount_cents for line in lines),
                payee=json.dumps(payee, ensure_ascii=False),
                ledger_head=head,
                closed_at=now,
                closed_by=by,
            )
        )
        if not changed.rowcount:
            raise NotPossible(state=statement.state.value)
        rows = [
            {
                "settlement_id": statement.id,
                "line": place,
                "redemption_id": line.redemption_id,
                "amount_cents": line.amount_cents,
            }
            for place, line in enumerate(lines, start=1)
        ]
        self._connection.execute(insert(_LINE), rows)
        return number

    def pay(self, statement: Statement, reference: str, *, now: datetime, by: int | None) -> bool:
        """Mark a closed statement as paid; False when another hand was faster."""
        changed = self._connection.execute(
            update(_STATEMENT)
            .where(_STATEMENT.c.id == statement.id, _STATEMENT.c.state == StatementState.CLOSED)
            .values(state=StatementState.PAID, paid_at=now, paid_by=by, paid_reference=reference)
        )
        return changed.rowcount == 1

    def get(self, statement_id: int, *, shop_id: int | None = None) -> Statement:
        """Find a statement.

        Raises:
            NotFound: no such statement, or another shop's where one is named.
        """
        wanted = _STATEMENT.c.id == statement_id
        if shop_id is not None:
            wanted &= _STATEMENT.c.shop_id == shop_id
        row = self._connection.execute(select(_STATEMENT).where(wanted)).mappings().first()
        if row is None:
            raise NotFound(kind="statement")
        return self._statement(row)

    def listed(self, *, shop_id: int | None = None) -> list[Statement]:
        """List statements, the newest period first."""
        query = select(_STATEMENT).order_by(_STATEMENT.c.period_to.desc(), _STATEMENT.c.id.desc())
        if shop_id is not None:
            query = query.where(_STATEMENT.c.shop_id == shop_id)
        return [self._statement(row) for row in self._connection.execute(query).mappings()]

    def lines(self, statement: Statement) -> tuple[StatementLine, ...]:
        """Give what stands on a statement, by the time of the scan."""
        query = (
            select(_REDEMPTION, _VOUCHER.c.code, _OFFER.c.title)
            .join(_VOUCHER, _REDEMPTION.c.voucher_id == _VOUCHER.c.id)
            .join(_OFFER, _VOUCHER.c.offer_id == _OFFER.c.id)
            .where(_REDEMPTION.c.settlement_id == statement.id)
            .order_by(_REDEMPTION.c.scanned_at, _REDEMPTION.c.id)
        )
        return tuple(_line(row) for row in self._connection.execute(query).mappings())

    def _next_number(self) -> int:
        # In the transaction that closes: one that is undone leaves no gap.
        raised = update(_PROGRAMME).values(statements=_PROGRAMME.c.statements + 1)
        raised = raised.returning(_PROGRAMME.c.statements)
        return int(self._connection.execute(raised).scalar_one())

    def _statement(self, row: RowMapping) -> Statement:
        draft = row["state"] == StatementState.DRAFT
        total_cents = self._drafted_cents(row["id"]) if draft else row["total_cents"]
        return Statement(
            id=row["id"],
            shop_id=row["shop_id"],
            number=row["number"],
            period_from=row["period_from"],
            period_to=row["period_to"],
            state=StatementState(row["state"]),
            total_cents=total_cents,
            payee=self.payee(row["shop_id"]) if draft else _payee(json.loads(row["payee"])),
            ledger_head=row["ledger_head"],
            drafted_at=row["drafted_at"],
            closed_at=row["closed_at"],
            paid_at=row["paid_at"],
            paid_reference=row["paid_reference"],
        )

    def _drafted_cents(self, statement_id: int) -> int:
        total = select(func.coalesce(func.sum(_REDEMPTION.c.amount_cents), 0))
        query = total.where(_REDEMPTION.c.settlement_id == statement_id)
        return int(self._connection.execute(query).scalar_one())


def _open(shop_id: int) -> Any:  # noqa: ANN401  a condition
    return (
        (_REDEMPTION.c.shop_id == shop_id)
        & _REDEMPTION.c.state.in_(OWED)
        & _REDEMPTION.c.settlement_id.is_(None)
    )


def _payee(kept: Any) -> Payee:  # noqa: ANN401  a row or what was frozen of it
    values = {name: kept[name] for name in _PAYEE_FIELDS}
    return Payee(**(values | {"rhythm": Rhythm(values["rhythm"])}))


def _line(row: RowMapping) -> StatementLine:
    return StatementLine(
        redemption_id=row["id"],
        scanned_at=row["scanned_at"],
        received_at=row["received_at"],
        title=row["title"],
        code_end=row["code"][-CODE_END_CHARACTERS:],
        amount_cents=row["amount_cents"],
        offline=row["offline"],
        state=row["state"],
    )
