"""A statement as its readers see it: on the page, on paper, in a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from muvengine.core.ledger.seal import PRINTED_CHARACTERS
from muvengine.core.vouchers.statement import Statement, StatementLine
from muvengine.words.amounts import in_words
from muvengine.words.catalogue import say, written
from muvengine.words.figures import Cents, FullDay, figure

CENTS_PER_EURO: Final = 100
COLUMNS: Final = ("what_when", "what_offer", "what_code", "what_amount")
TABLE_HEAD: Final = (
    "statement", "scanned_at", "received_at", "offer", "voucher", "amount_eur", "offline", "state",
)  # fmt: skip
"""Column names for programs; the same in every language."""


def title_of(statement: Statement, locale: str) -> str:
    """Name a statement."""
    if statement.number is None:
        return say("statements.heading_draft", locale)
    return say("statements.heading", locale, number=statement.number)


def about(statement: Statement, shop_name: str, locale: str) -> tuple[str, ...]:
    """Say for whom, for when, and where the money goes."""
    payee = statement.payee
    period = say(
        "statements.period",
        locale,
        first=FullDay(statement.period_from),
        last=FullDay(statement.period_to),
    )
    lines = [say("statements.of_shop", locale, shop=shop_name), payee.legal_name]
    lines += payee.address.splitlines()
    if payee.registration:
        lines.append(say("statements.registration", locale, number=payee.registration))
    lines.append(_account(payee.iban, locale))
    return (*(line for line in lines if line.strip()), period)


def rows(
    lines: Sequence[StatementLine], statement: Statement, zone: ZoneInfo, locale: str
) -> Iterator[tuple[str, str, str, str]]:
    """Tell each line in four cells."""
    for line in lines:
        marks = ", ".join(_marks(line, statement.period_from, zone, locale))
        title = written(line.title, locale)
        yield (
            figure(line.scanned_at.astimezone(zone), locale),
            f"{title} ({marks})" if marks else title,
            say("statements.code_end", locale, code=line.code_end),
            figure(Cents(line.amount_cents), locale),
        )


def closing(statement: Statement, locale: str, zone: ZoneInfo) -> tuple[str, ...]:
    """Say what stands under the total."""
    said = [say("statements.total_words", locale, words=in_words(statement.total_cents, locale))]
    if statement.payee.tax_line:
        said.append(statement.payee.tax_line)
    if statement.closed_at:
        day = FullDay(statement.closed_at.astimezone(zone).date())
        said.append(say("statements.closed_on", locale, day=day))
    if statement.paid_at:
        day = FullDay(statement.paid_at.astimezone(zone).date())
        said.append(say("statements.paid_on", locale, day=day, reference=statement.paid_reference))
    if statement.ledger_head:
        seal = statement.ledger_head[:PRINTED_CHARACTERS]
        said.append(say("statements.seal", locale, seal=seal))
    return tuple(said)


def table(
    statement: Statement, lines: Sequence[StatementLine], zone: ZoneInfo, locale: str
) -> Iterator[tuple[object, ...]]:
    """Give the lines for programs: ISO times, euros with a point, one row a line."""
    yield TABLE_HEAD
    for line in lines:
        yield (
            statement.number or "",
            line.scanned_at.astimezone(zone).isoformat(timespec="seconds"),
            line.received_at.astimezone(zone).isoformat(timespec="seconds"),
            written(line.title, locale),
            line.code_end,
            f"{line.amount_cents // CENTS_PER_EURO}.{line.amount_cents % CENTS_PER_EURO:02d}",
            "yes" if line.offline else "no",
            line.state,
        )


def _account(iban: str, locale: str) -> str:
    if not iban:
        return say("statements.iban_none", locale)
    groups = " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))
    return say("statements.iban", locale, iban=groups)


def _marks(line: StatementLine, first: date, zone: ZoneInfo, locale: str) -> Iterator[str]:
    if line.offline:
        yield say("statements.offline", locale)
    if line.scanned_at.astimezone(zone).date() < first:
        arrived = FullDay(line.received_at.astimezone(zone).date())
        yield say("statements.late", locale, day=arrived)
    if line.state == "covered":
        yield say("statements.covered", locale)
