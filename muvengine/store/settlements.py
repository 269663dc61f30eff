"""Statements of shops and what stands on them."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from muvengine.core.errors import NotFound, NotPossible
from muvengine.core.vouchers.statement import (
    LineKind,
    Payee,
    Rhythm,
    Statement,
    StatementLine,
    StatementState,
)
from muvengine.store import statement_lines
from muvengine.store.insert_once import insert_once
from muvengine.store.tables import metadata

_PAYEE: Final = metadata.tables["shop_payee"]
_STATEMENT: Final = metadata.tables["settlement"]
_LINE: Final = metadata.tables["settlement_line"]
_PAPER: Final = metadata.tables["settlement_paper"]
_PROGRAMME: Final = metadata.tables["programme"]
_PAYEE_FIELDS: Final = tuple(Payee.__slots__)
_LINE_STATES: Final = {*statement_lines.OWED, "corrected"}
_READ: Final = select(_STATEMENT, _PAPER.c.sha256).outerjoin(
    _PAPER, _PAPER.c.settlement_id == _STATEMENT.c.id
)


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
        """Tell since when something of a shop waits for a statement."""
        return statement_lines.first_open(self._connection, shop_id)

    def unclaimed_cents(self, shop_id: int) -> int:
        """Sum what a shop is owed that no statement counts yet."""
        return statement_lines.open_cents(self._connection, shop_id)

    def waiting_corrections(self, shop_id: int) -> tuple[StatementLine, ...]:
        """Give the corrections that no statement carries yet."""
        return statement_lines.waiting_corrections(self._connection, shop_id)

    def draft(
        self, shop_id: int, period: tuple[date, date], before: datetime, *, now: datetime
    ) -> int | None:
        """Gather what came before a moment and no statement counts; see ``gather``.

        Returns:
            The new draft's number of the row; None when there was nothing, or when the shop
            has a statement that ends on this day.
        """
        if not statement_lines.anything_due(self._connection, shop_id, before):
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
        statement_lines.gather(self._connection, shop_id, before, made)
        return int(made)

    def close(self, statement: Statement, *, head: str, now: datetime, by: int | None) -> int:
        """Fix the lines of a draft and give it the next number.

        Raises:
            NotPossible: another hand was faster, or a line is owed no more.
        """
        lines = self.lines(statement)
        total_cents = sum(line.amount_cents for line in lines)
        if not lines or total_cents < 0 or {line.state for line in lines} - _LINE_STATES:
            raise NotPossible(state="lines")
        number = self._next_number()
        payee = {name: str(getattr(statement.payee, name)) for name in _PAYEE_FIELDS}
        changed = self._connection.execute(
            update(_STATEMENT)
            .where(_STATEMENT.c.id == statement.id, _STATEMENT.c.state == StatementState.DRAFT)
            .values(
                state=StatementState.CLOSED,
                number=number,
                total_cents=total_cents,
                payee=json.dumps(payee, ensure_ascii=False),
                ledger_head=head,
                closed_at=now,
                closed_by=by,
            )
        )
        if not changed.rowcount:
            raise NotPossible(state=statement.state.value)
        rows = [_line_row(statement.id, *placed) for placed in enumerate(lines, start=1)]
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
        row = self._connection.execute(_READ.where(wanted)).mappings().first()
        if row is None:
            raise NotFound(kind="statement")
        return self._statement(row)

    def listed(self, *, shop_id: int | None = None) -> list[Statement]:
        """List statements, the newest period first."""
        query = _READ.order_by(_STATEMENT.c.period_to.desc(), _STATEMENT.c.id.desc())
        if shop_id is not None:
            query = query.where(_STATEMENT.c.shop_id == shop_id)
        return [self._statement(row) for row in self._connection.execute(query).mappings()]

    def lines(self, statement: Statement) -> tuple[StatementLine, ...]:
        """Give what stands on a statement: redemptions by time, then corrections."""
        return statement_lines.lines(self._connection, statement.id)

    def keep_paper(self, statement_id: int, pdf: bytes, sha256: str, *, now: datetime) -> bool:
        """Keep the paper of a closed statement, once; False when it was kept before."""
        values = {"settlement_id": statement_id, "sha256": sha256, "pdf": pdf, "drawn_at": now}
        made = insert_once(self._connection, _PAPER, values, returning=_PAPER.c.settlement_id)
        return made is not None

    def paper(self, statement_id: int) -> bytes | None:
        """Give the paper that was kept; None where there is none."""
        query = select(_PAPER.c.pdf).where(_PAPER.c.settlement_id == statement_id)
        found = self._connection.execute(query).scalar()
        return None if found is None else bytes(found)

    def without_paper(self) -> tuple[int, ...]:
        """Name the numbered statements whose paper was never kept."""
        query = select(_STATEMENT.c.id).outerjoin(_PAPER, _PAPER.c.settlement_id == _STATEMENT.c.id)
        query = query.where(_STATEMENT.c.number.is_not(None), _PAPER.c.settlement_id.is_(None))
        return tuple(self._connection.execute(query.order_by(_STATEMENT.c.id)).scalars())

    def _next_number(self) -> int:
        # In the transaction that closes: one that is undone leaves no gap.
        raised = update(_PROGRAMME).values(statements=_PROGRAMME.c.statements + 1)
        raised = raised.returning(_PROGRAMME.c.statements)
        return int(self._connection.execute(raised).scalar_one())

    def _statement(self, row: RowMapping) -> Statement:
        draft = row["state"] == StatementState.DRAFT
        total_cents = row["total_cents"]
        if draft:
            total_cents = statement_lines.drafted_cents(self._connection, row["id"])
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
            pdf_sha256=row["sha256"] or "",
        )


def _payee(kept: Any) -> Payee:  # noqa: ANN401  a row or what was frozen of it
    values = {name: kept[name] for name in _PAYEE_FIELDS}
    return Payee(**(values | {"rhythm": Rhythm(values["rhythm"])}))


def _line_row(statement_id: int, place: int, line: StatementLine) -> dict[str, Any]:
    correction = line.kind is LineKind.CORRECTION
    return {
        "settlement_id": statement_id,
        "line": place,
        "redemption_id": None if correction else line.source_id,
        "contest_id": line.source_id if correction else None,
        "amount_cents": line.amount_cents,
    }
