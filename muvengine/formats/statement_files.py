"""The files of a statement: one to print, one for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from muvengine.core.trips.programme import Programme
from muvengine.core.vouchers.statement import Statement, StatementLine
from muvengine.formats.statement_pdf import StatementPaper, draw_statement
from muvengine.formats.table_cells import write_table
from muvengine.words import statement_in_words as told
from muvengine.words.catalogue import say
from muvengine.words.figures import Cents, figure


def statement_pdf(
    statement: Statement,
    lines: Sequence[StatementLine],
    shop_name: str,
    programme: Programme,
    locale: str,
) -> bytes:
    """Draw a statement; the same one gives the same bytes."""
    zone = programme.zone
    paper = StatementPaper(
        title=told.title_of(statement, locale),
        programme=programme.name,
        about=told.about(statement, shop_name, locale),
        head=tuple(say(f"statements.{column}", locale) for column in told.COLUMNS),
        rows=tuple(told.rows(lines, statement, zone, locale)),
        total=(say("statements.total", locale), figure(Cents(statement.total_cents), locale)),
        closing=told.closing(statement, locale, zone),
        # Filled in by the pages themselves.
        page=say("statements.page", locale, page="{page}", pages="{pages}"),
        language=locale[:2],
        made_at=statement.closed_at or statement.drafted_at,
    )
    return draw_statement(paper)


def statement_csv(
    statement: Statement, lines: Sequence[StatementLine], zone: ZoneInfo, locale: str
) -> bytes:
    """Write a statement as a table."""
    return write_table(told.table(statement, lines, zone, locale))


def statement_json(
    statement: Statement,
    lines: Sequence[StatementLine],
    shop_key: str,
    zone: ZoneInfo,
    locale: str,
) -> bytes:
    """Write a whole statement for programs."""
    said = told.values(statement, lines, shop_key, zone, locale)
    return json.dumps(said, ensure_ascii=False, indent=1, default=str).encode()


def file_name(statement: Statement, shop_key: str, ending: str) -> str:
    """Name a statement's file so that a folder of them sorts by number."""
    number = "draft" if statement.number is None else f"{statement.number:05d}"
    return f"{number}-{shop_key}-{statement.period_to}.{ending}"
