"""A statement as its readers see it: on the page, on paper, in a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from muvengine.core.ledger.seal import PRINTED_CHARACTERS
from muvengine.core.vouchers.statement import LineKind, Payee, Statement, StatementLine
from muvengine.words.amounts import in_words
from muvengine.words.catalogue import listed, say, written
from muvengine.words.figures import Cents, FullDay, figure

COLUMNS: Final = ("what_line", "what_when", "what_offer", "what_code", "what_amount")
TABLE_HEAD: Final = (
    "statement", "line", "kind", "scanned_at", "received_at", "offer", "voucher", "amount_eur",
    "offline", "state", "corrects_statement", "corrects_line", "reason",
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
) -> Iterator[tuple[str, str, str, str, str]]:
    """Tell each line in five cells."""
    for place, line in enumerate(lines, start=1):
        correction = line.kind is LineKind.CORRECTION
        code = "" if correction else say("statements.code_end", locale, code=line.code_end)
        yield (
            str(place),
            figure(line.scanned_at.astimezone(zone), locale),
            what_of(line, statement, zone, locale),
            code,
            figure(Cents(line.amount_cents), locale),
        )


def what_of(line: StatementLine, statement: Statement, zone: ZoneInfo, locale: str) -> str:
    """Say what a line is for: an offer with its marks, or which line it puts right and why."""
    if line.corrects is None:
        marks = listed(_marks(line, statement.period_from, zone, locale), locale)
        title = written(line.title, locale)
        return f"{title} ({marks})" if marks else title
    return correction_of(line, locale)


def correction_of(line: StatementLine, locale: str) -> str:
    """Say which line of an earlier statement a correction puts right, and why."""
    assert line.corrects is not None
    number, place = line.corrects
    code = "contests.line_missing" if place is None else "contests.line_corrects"
    return say(code, locale, number=str(number), line=str(place), reason=line.answer)


def closing(statement: Statement, locale: str, zone: ZoneInfo) -> tuple[str, ...]:
    """Say what stands under the total."""
    words = in_words(statement.total_cents, locale)
    said = [say("statements.total_words", locale, words=words)] if words else []
    if statement.payee.tax_line:
        said.append(statement.payee.tax_line)
    if statement.closed_at:
        day = FullDay(statement.closed_at.astimezone(zone).date())
        said.append(say("statements.closed_on", locale, day=day))
    if statement.paid_at:
        day = FullDay(statement.paid_at.astimezone(zone).date())
        said.append(say("statements.paid_on", locale, day=day, reference=statement.paid_reference))
    if statement.pdf_sha256:
        said.append(say("contests.paper_hash", locale, hash=statement.pdf_sha256))
    if statement.ledger_head:
        seal = statement.ledger_head[:PRINTED_CHARACTERS]
        said.append(say("statements.seal", locale, seal=seal))
    return tuple(said)


def table(
    statement: Statement, lines: Sequence[StatementLine], zone: ZoneInfo, locale: str
) -> Iterator[tuple[object, ...]]:
    """Give the lines for programs: ISO times, euros with a point, one row a line."""
    yield TABLE_HEAD
    for place, line in enumerate(lines, start=1):
        number, corrected = line.corrects or ("", None)
        yield (
            statement.number or "",
            place,
            line.kind.value,
            line.scanned_at.astimezone(zone).isoformat(timespec="seconds"),
            line.received_at.astimezone(zone).isoformat(timespec="seconds"),
            written(line.title, locale),
            line.code_end,
            euros(line.amount_cents),
            "yes" if line.offline else "no",
            line.state,
            number,
            "" if corrected is None else corrected,
            line.answer,
        )


def values(
    statement: Statement, lines: Sequence[StatementLine], shop_key: str, zone: ZoneInfo, locale: str
) -> dict[str, Any]:
    """Give the whole statement as JSON holds it: amounts in cents, ISO times and days."""
    head, *body = table(statement, lines, zone, locale)
    places = {name: at for at, name in enumerate(head) if name != "amount_eur"}
    told = [
        {str(name): row[at] for name, at in places.items() if name != "statement"}
        | {"amount_cents": line.amount_cents}
        for row, line in zip(body, lines, strict=True)
    ]
    payee = {name: str(getattr(statement.payee, name)) for name in Payee.__slots__}
    return {
        "number": statement.number,
        "shop": shop_key,
        "period_from": statement.period_from.isoformat(),
        "period_to": statement.period_to.isoformat(),
        "state": statement.state.value,
        "total_cents": statement.total_cents,
        "total_in_words": in_words(statement.total_cents, locale),
        "payee": payee,
        "closed_at": _iso(statement.closed_at, zone),
        "paid_at": _iso(statement.paid_at, zone),
        "paid_reference": statement.paid_reference,
        "ledger_head": statement.ledger_head,
        "pdf_sha256": statement.pdf_sha256,
        "lines": told,
    }


def euros(cents: int) -> Decimal:
    """Give cents as euros with two digits: a number, so that a minus is no formula."""
    return Decimal(cents).scaleb(-2).quantize(Decimal("0.01"))


def _iso(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return None if moment is None else moment.astimezone(zone).isoformat(timespec="seconds")


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
