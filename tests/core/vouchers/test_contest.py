"""What a shop may contest and what an answer may be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from muvengine.core.errors import BadInput, MuvError, NotPossible
from muvengine.core.vouchers.contest import (
    Contest,
    ContestState,
    Reason,
    check_contest,
    check_correction,
    last_contest_day,
)
from muvengine.core.vouchers.statement import (
    LineKind,
    Payee,
    Statement,
    StatementLine,
    StatementState,
)

PARIS = ZoneInfo("Europe/Paris")
# Late in the evening of 2 May in Salon.
CLOSED = datetime(2026, 5, 2, 21, 30, tzinfo=UTC)
LAST = datetime(2026, 6, 1, 23, 59, tzinfo=PARIS)
STATEMENT = Statement(
    id=1,
    shop_id=1,
    number=1,
    period_from=date(2026, 4, 1),
    period_to=date(2026, 4, 30),
    state=StatementState.PAID,
    total_cents=150,
    payee=Payee("Le Fournil"),
    ledger_head="",
    drafted_at=CLOSED,
    closed_at=CLOSED,
    paid_at=None,
    paid_reference="",
)
LINE = StatementLine(
    LineKind.REDEMPTION, 1, CLOSED, CLOSED, {"en": "A coffee"}, "9TA", 150, offline=False,
    state="accepted",
)  # fmt: skip


def test_the_thirty_days_are_local() -> None:
    assert last_contest_day(STATEMENT, PARIS) == date(2026, 6, 1)
    after = replace(STATEMENT, closed_at=CLOSED.replace(hour=22))
    assert last_contest_day(after, PARIS) == date(2026, 6, 2)


@pytest.mark.parametrize(("line", "reason", "words", "refusal"), [
    (LINE, Reason.AMOUNT,    "",          None),
    (LINE, Reason.NOT_TAKEN, "x" * 300,   None),
    (LINE, Reason.OTHER,     "12345",     None),
    (None, Reason.MISSING,   "12 April",  None),
    (LINE, Reason.OTHER,     "1234 ",     BadInput),
    (None, Reason.MISSING,   "",          BadInput),
    (LINE, Reason.AMOUNT,    "x" * 301,   BadInput),
    (LINE, Reason.MISSING,   "12 April",  BadInput),
    (None, Reason.AMOUNT,    "12 April",  BadInput),
])  # fmt: skip
def test_what_may_be_said(
    line: StatementLine | None, reason: Reason, words: str, refusal: type[MuvError] | None
) -> None:
    if refusal is None:
        check_contest(STATEMENT, line, reason, words, now=LAST)
        return
    with pytest.raises(refusal):
        check_contest(STATEMENT, line, reason, words, now=LAST)


def test_a_draft_and_a_late_question_are_refused() -> None:
    draft = replace(STATEMENT, state=StatementState.DRAFT, number=None, closed_at=None)
    for statement, now in ((draft, LAST), (STATEMENT, datetime(2026, 6, 2, tzinfo=PARIS))):
        with pytest.raises(NotPossible):
            check_contest(statement, LINE, Reason.AMOUNT, "", now=now)


def test_a_question_that_waits_moves_no_money() -> None:
    asked = Contest(
        0, STATEMENT.id, 1, 1, 1, Reason.AMOUNT, "", ContestState.OPEN, opened_at=CLOSED
    )
    assert (asked.cents, asked.journal_id, asked.on_settlement_id) == (0, None, None)


@pytest.mark.parametrize(("line", "cents", "possible"), [
    (LINE, 1,                        True),
    (LINE, -150,                     True),
    (LINE, -151,                     False),
    (LINE, 0,                        False),
    (LINE, 100_000,                  True),
    (LINE, 100_001,                  False),
    (None, 300,                      True),
    (None, -1,                       False),
    (replace(LINE, amount_cents=-50), -1, False),
])  # fmt: skip
def test_a_line_gives_back_no_more_than_it_gave(
    line: StatementLine | None,
    cents: int,
    possible: bool,  # noqa: FBT001
) -> None:
    if possible:
        check_correction(line, cents)
        return
    with pytest.raises(BadInput):
        check_correction(line, cents)
