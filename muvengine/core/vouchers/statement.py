"""What a shop is owed for a period: drafted, closed with a number, paid.

    draft --close--> closed --paid--> paid

A draft gathers redemptions; closing fixes its lines and gives it the next number of the
programme.  Corrections go on a later statement, never into a closed one.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

SUNDAY: Final = 6
CODE_END_CHARACTERS: Final = 3


class Rhythm(StrEnum):
    """How long a period is: a calendar month, or a week that ends on Sunday."""

    MONTH = "month"
    WEEK = "week"


class StatementState(StrEnum):
    """See the module."""

    DRAFT = "draft"
    CLOSED = "closed"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class Payee:
    """Who a shop is before the law, and where its money goes.

    Attributes:
        legal_name, address: as an invoice names them.
        registration: the number in the country's register.
        tax_line: the sentence its taxes ask for.
        iban: without spaces; empty until it is known.
        rhythm: of its statements.
    """

    legal_name: str = ""
    address: str = ""
    registration: str = ""
    tax_line: str = ""
    iban: str = ""
    rhythm: Rhythm = Rhythm.MONTH


class LineKind(StrEnum):
    """What a line is about: a voucher the shop took, or an earlier line that was put right."""

    REDEMPTION = "redemption"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One redemption, or one correction of an earlier statement.

    Attributes:
        kind: see ``LineKind``.
        source_id: the redemption's number, or the contest's.
        scanned_at, received_at: at the till, and when the programme heard of it; both are the
            moment of the decision for a correction; aware.
        title: of the offer, by language; empty for a correction.
        code_end: the last characters of the code: enough to find the paper.
        amount_cents: what the shop is owed for it; below zero for some corrections.
        offline: the till had no network.
        state: accepted or covered; corrected for a correction.
        corrects: number and line of the earlier statement; the line is None where something
            had been missing; None for a redemption.
        answer: the town's reason for a correction.
    """

    kind: LineKind
    source_id: int
    scanned_at: datetime
    received_at: datetime
    title: Mapping[str, str]
    code_end: str
    amount_cents: int
    offline: bool
    state: str
    corrects: tuple[int, int | None] | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement.

    Attributes:
        id: the row's number.
        shop_id: whose.
        number: without gaps over all shops; None while it is a draft.
        period_from, period_to: first and last local day.
        state: see ``StatementState``.
        total_cents: sum of the lines.
        payee: as it was when the statement was closed; as it is for a draft.
        ledger_head: the seal of the ledger when it was closed; may be empty.
        drafted_at, closed_at, paid_at: aware, or None.
        paid_reference: of the payment at the bank.
        pdf_sha256: of the paper as it was when the statement was closed; empty before.
    """

    id: int
    shop_id: int
    number: int | None
    period_from: date
    period_to: date
    state: StatementState
    total_cents: int
    payee: Payee
    ledger_head: str
    drafted_at: datetime
    closed_at: datetime | None
    paid_at: datetime | None
    paid_reference: str
    pdf_sha256: str = ""


def first_day_of(day: date, rhythm: Rhythm) -> date:
    """Give the first day of the period that holds ``day``."""
    if rhythm is Rhythm.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1)


def last_day_of(day: date, rhythm: Rhythm) -> date:
    """Give the last day of the period that holds ``day``."""
    if rhythm is Rhythm.WEEK:
        return day + timedelta(days=SUNDAY - day.weekday())
    return day.replace(day=monthrange(day.year, day.month)[1])


def whole_periods(first: date, rhythm: Rhythm, today: date) -> Iterator[tuple[date, date]]:
    """Give (first day, last day) of each period from ``first`` on that is over ``today``.

    The first one starts on ``first``, also in the middle of a month or week.
    """
    while (last := last_day_of(first, rhythm)) < today:
        yield first, last
        first = last + timedelta(days=1)


def cut_off(last: date, zone: ZoneInfo) -> datetime:
    """Give the local midnight at which a period that ends on ``last`` is over."""
    return datetime.combine(last + timedelta(days=1), time(), zone)
