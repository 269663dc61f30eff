"""The paper of a statement, as somebody holds it in their hands."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest

from muvengine.core.errors import BadInput
from muvengine.core.trips.programme import Programme
from muvengine.core.vouchers.statement import (
    LineKind,
    Payee,
    Statement,
    StatementLine,
    StatementState,
)
from muvengine.formats.bank import read_iban
from muvengine.formats.statement_files import (
    file_name,
    statement_csv,
    statement_json,
    statement_pdf,
)
from muvengine.words.statement_in_words import rows

PARIS = ZoneInfo("Europe/Paris")
TOWN = Programme("Le quartier", None, PARIS, ("fr", "en"), "")
NOON = datetime(2026, 4, 7, 10, 0, tzinfo=UTC)
STATEMENT = Statement(
    id=1,
    shop_id=1,
    number=7,
    period_from=date(2026, 4, 1),
    period_to=date(2026, 4, 30),
    state=StatementState.CLOSED,
    total_cents=450,
    payee=Payee("Le Fournil SARL", "3 rue du Four", tax_line="TVA non applicable"),
    ledger_head="ab" * 32,
    drafted_at=NOON,
    closed_at=NOON + timedelta(days=30),
    paid_at=None,
    paid_reference="",
)
LINE = StatementLine(LineKind.REDEMPTION, 1, NOON, NOON, {"fr": "Un café crème à l’œuf", "en": "A coffee"}, "9TA", 150, offline=False, state="accepted")  # fmt: skip  # noqa: E501


def draw(lines: int, locale: str = "fr") -> bytes:
    found = tuple(replace(LINE, source_id=number) for number in range(lines))
    return statement_pdf(STATEMENT, found, "Le Fournil", TOWN, locale)


@pytest.mark.parametrize(("lines", "pages"), [(1, 1), (20, 1), (400, 11)])
def test_a_statement_takes_the_pages_it_needs(lines: int, pages: int) -> None:
    drawn = draw(lines)
    found = len(re.findall(rb"/Type /Page\n", drawn))
    assert abs(found - pages) <= pages // 4


def test_fonts_are_inside() -> None:
    assert b"/FontFile2" in draw(1)


def test_a_thousand_has_a_space_that_the_font_knows(caplog: pytest.LogCaptureFixture) -> None:
    dear = replace(LINE, amount_cents=123_456)
    statement_pdf(replace(STATEMENT, total_cents=123_456), (dear,), "Le Fournil", TOWN, "fr")
    assert [one.getMessage() for one in caplog.records if "glyph" in one.getMessage()] == []


def test_the_same_statement_gives_the_same_bytes() -> None:
    assert draw(3) == draw(3)
    assert draw(3) != draw(3, "en")


def test_what_is_unusual_about_a_line_is_said() -> None:
    lines = (
        replace(LINE, offline=True),
        replace(LINE, scanned_at=NOON - timedelta(days=20)),
        replace(LINE, state="covered"),
    )
    told = [row[2] for row in rows(lines, STATEMENT, PARIS, "en")]
    assert told == [
        "A coffee (taken without network)",
        "A coffee (arrived on 7 April 2026)",
        "A coffee (paid from the allowance)",
    ]


def test_a_correction_says_what_it_puts_right_and_why() -> None:
    correction = replace(
        LINE,
        kind=LineKind.CORRECTION,
        title={},
        code_end="",
        amount_cents=-150,
        state="corrected",
        corrects=(6, 12),
        answer="not taken",
    )
    missing = replace(correction, corrects=(6, None), amount_cents=150)
    told = list(rows((LINE, correction, missing), STATEMENT, PARIS, "en"))
    assert [(row[0], row[2], row[4]) for row in told[1:]] == [
        ("2", "Correction of statement 6, line 12: not taken", "-€1.50"),
        ("3", "Correction of statement 6, a voucher was missing: not taken", "€1.50"),
    ]
    table = statement_csv(STATEMENT, (LINE, correction), PARIS, "en").decode("utf-8-sig")
    found = list(csv.DictReader(StringIO(table), delimiter=";"))
    assert [(row["kind"], row["amount_eur"], row["corrects_line"]) for row in found] == [
        ("redemption", "1.50", ""),
        ("correction", "-1.50", "12"),
    ]
    said = json.loads(statement_json(STATEMENT, (LINE, correction), "fournil", PARIS, "en"))
    assert said["lines"][1]["amount_cents"] == -150
    assert said["total_cents"] == 450


def test_files_of_a_folder_sort_by_number() -> None:
    assert file_name(STATEMENT, "fournil", "pdf") == "00007-fournil-2026-04-30.pdf"
    draft = replace(STATEMENT, number=None)
    assert file_name(draft, "fournil", "csv") == "draft-fournil-2026-04-30.csv"


def test_a_title_that_looks_like_a_formula_is_text() -> None:
    line = replace(LINE, title={"fr": "=HYPERLINK(1)"})
    assert b"'=HYPERLINK" in statement_csv(STATEMENT, (line,), PARIS, "fr")


@pytest.mark.parametrize(("typed", "read"), [
    ("",                                    ""),
    ("fr76 3000 6000 0112 3456 7890 189",   "FR7630006000011234567890189"),
    ("ES91-2100-0418-4502-0005-1332",       "ES9121000418450200051332"),
])  # fmt: skip
def test_an_account_is_read_as_people_copy_it(typed: str, read: str) -> None:
    assert read_iban(typed) == read


@pytest.mark.parametrize("typed", [
    "FR76 3000 6000 0112 3456 7890 188", "FR7630006000011234567890198", "FR76", "hello", "12",
])  # fmt: skip
def test_a_slip_in_an_account_is_refused(typed: str) -> None:
    with pytest.raises(BadInput):
        read_iban(typed)
