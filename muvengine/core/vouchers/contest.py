"""A shop says that a line of its statement is wrong; the town answers with a reason.

    open --decide--> refused | corrected --next statement--> corrected, on a statement

What is closed is never edited: a correction is a line of its own on a later statement.
Money that is due to the shop is set aside when it is decided, so that the budget guards it
there and then.  Money that comes back is taken when the statement that carries it is closed:
until then the shop's account also holds what closed statements promise, and that is not to be
touched.  A correction downwards goes on a statement whole or not at all; one that is larger
than the period's takings waits for a larger period, since no statement asks a shop for money.
The customer's points are not moved by a correction: an organiser does that by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.vouchers.statement import Statement, StatementLine

CONTEST_DAYS: Final = 30
"""A line can be contested so many days after its statement was closed (rewards, 5.5)."""

OPEN_MAX: Final = 20
"""So many questions of one statement may wait at once."""

WORDS_CHARACTERS_MAX: Final = 300
WORDS_CHARACTERS_MIN: Final = 5
CORRECTION_CENTS_MAX: Final = 100_000


class Reason(StrEnum):
    """What a shop says is wrong."""

    AMOUNT = "amount"
    NOT_TAKEN = "not_taken"
    MISSING = "missing"
    OTHER = "other"


WORDS_NEEDED: Final = frozenset({Reason.MISSING, Reason.OTHER})
"""Reasons that say too little alone."""


class ContestState(StrEnum):
    """See the module."""

    OPEN = "open"
    REFUSED = "refused"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Contest:
    """One question of a shop about one statement, with its answer.

    Attributes:
        id: the row's number.
        settlement_id, statement_number, shop_id: the statement it is about, and whose.
        line: which line of it; None where something is missing.
        reason: see ``Reason``.
        words: the shop's own; may be empty for some reasons.
        state: see ``ContestState``.
        opened_at: aware.
        decided_at: aware, or None.
        answer: the town's reason; empty while it is open.
        cents: of the correction, below zero when money comes back; 0 for none.
        journal_id: in the ledger; None while no money has moved.
        on_settlement_id: the statement that carries the correction; None while it waits.
    """

    id: int
    settlement_id: int
    statement_number: int
    shop_id: int
    line: int | None
    reason: Reason
    words: str
    state: ContestState
    opened_at: datetime
    decided_at: datetime | None = None
    answer: str = ""
    cents: int = 0
    journal_id: int | None = None
    on_settlement_id: int | None = None


def last_contest_day(statement: Statement, zone: ZoneInfo) -> date | None:
    """Give the last local day on which a line can be contested; None for a draft."""
    if statement.closed_at is None:
        return None
    return statement.closed_at.astimezone(zone).date() + timedelta(days=CONTEST_DAYS)


def check_contest(
    statement: Statement, line: StatementLine | None, reason: Reason, words: str, *, now: datetime
) -> None:
    """Refuse what cannot be contested.

    Args:
        statement: the shop's own.
        line: None where something is missing.
        reason: what is wrong.
        words: the shop's own.
        now: in the town's zone.

    Raises:
        NotPossible: a draft, or its 30 days are over.
        BadInput: a reason that does not fit the line, or too few or many words.
    """
    zone = now.tzinfo
    assert isinstance(zone, ZoneInfo)
    last = last_contest_day(statement, zone)
    if last is None:
        raise NotPossible(state=statement.state.value)
    if now.date() > last:
        raise NotPossible(last_day=last)
    if (reason is Reason.MISSING) != (line is None):
        raise BadInput(fields={"reason": "line"})
    said = len(words.strip())
    if said > WORDS_CHARACTERS_MAX:
        raise BadInput(fields={"words": "length"})
    if reason in WORDS_NEEDED and said < WORDS_CHARACTERS_MIN:
        raise BadInput(fields={"words": "needed"})


def check_correction(contested: StatementLine | None, cents: int) -> None:
    """Refuse a correction that cannot be right.

    Args:
        contested: the line it is about; None where something was missing.
        cents: below zero when money comes back.

    Raises:
        BadInput: nothing, too much, or more back than the line gave.
    """
    if not cents or cents > CORRECTION_CENTS_MAX:
        raise BadInput(fields={"amount": "range"})
    given = contested.amount_cents if contested else 0
    if cents < 0 and -cents > given:
        raise BadInput(fields={"amount": "over_line"})
