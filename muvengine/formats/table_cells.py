"""Tables that spreadsheets open: no cell is taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

# Spreadsheets run what begins so (OWASP, CSV injection).
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
# Without it spreadsheets take UTF-8 for the code page of the machine.
_MARK: Final = "\ufeff"


def write_table(rows: Iterable[Sequence[object]]) -> bytes:
    """Write rows as UTF-8 with semicolons, as spreadsheets here expect.

    Texts that look like a formula get an apostrophe in front; numbers stay numbers.
    """
    paper = StringIO()
    writer = csv.writer(paper, delimiter=";", lineterminator="\r\n")
    writer.writerows([_cell(value) for value in row] for row in rows)
    return (_MARK + paper.getvalue()).encode()


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
