"""Files that a page hands out."""

from __future__ import annotations

from typing import Final

from flask import Response

from muvengine.formats.statement_files import (
    file_name,
    statement_csv,
    statement_json,
    statement_pdf,
)
from muvengine.reads.statements import ReadStatement
from muvengine.web import here

TYPES: Final = {
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


def statement_file(read: ReadStatement, ending: str) -> Response:
    """Hand out a statement, to print or for programs, in the language of the page.

    The paper of a closed statement is the one that was kept when it was closed, in the
    programme's first language.
    """
    programme, locale = here.programme(), here.locale()
    statement, lines, shop = read.statement, read.lines, read.shop
    if ending == "pdf":
        content = read.paper or statement_pdf(statement, lines, shop.name, programme, locale)
    elif ending == "json":
        content = statement_json(statement, lines, shop.key, programme.zone, locale)
    else:
        content = statement_csv(statement, lines, programme.zone, locale)
    name = file_name(read.statement, read.shop.key, ending)
    return handed_out(content, name, TYPES[ending])


def handed_out(content: bytes, name: str, kind: str) -> Response:
    """Hand out a file to keep.

    Args:
        content: its bytes.
        name: letters, digits, dashes and dots.
        kind: its media type.
    """
    answer = Response(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
