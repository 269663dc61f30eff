"""Everything of one person in one zip: for programs, for spreadsheets, and to be read.

Written piece by piece, so that a long life of trips needs little memory.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final, TypeVar

from muvengine.core.traces.fixes import Recording
from muvengine.formats.gpx.write import write_gpx
from muvengine.formats.table_cells import write_table

IN_MEMORY_BYTES_MAX: Final = 2 * 1024 * 1024
_STYLE: Final = (
    "body{font:1.1rem/1.5 sans-serif;max-width:60rem;margin:auto;padding:1rem}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid #767676;padding:.3rem;"
    "text-align:left}"
)

_T = TypeVar("_T")
Rows = Iterable[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of the zip, in a file of its own and on the page.

    Attributes:
        name: of the file, without its ending.
        title, head: in words.
        rows: plain cells.
    """

    name: str
    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on the page before the tables, and its language."""

    title: str
    lines: Sequence[str]
    language: str


class PersonalZip:
    """A zip on its way; ``file`` gives it once everything was added."""

    def __init__(self) -> None:
        # Whoever asked closes it; a small one never touches the disk.
        self._spool: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES_MAX)  # noqa: SIM115
        self._zip = zipfile.ZipFile(self._spool, "w", zipfile.ZIP_DEFLATED)

    def add_all(self, subjects: Iterable[tuple[str, Iterable[tuple[str, Rows]]]]) -> None:
        """Add ``all.json``: subjects, their tables, and the rows of each, one a line."""
        with self._zip.open("all.json", "w") as file:
            for text in _json(subjects):
                file.write(text.encode())

    def add_sheets(self, page: Page, sheets: Sequence[Sheet]) -> None:
        """Add a file for each table, and ``index.html`` with all of them."""
        for sheet in sheets:
            self._zip.writestr(f"{sheet.name}.csv", write_table([sheet.head, *sheet.rows]))
        self._zip.writestr("index.html", _html(page, sheets))

    def add_trace(self, name: str, recording: Recording) -> None:
        """Add a kept trace as GPX."""
        self._zip.writestr(f"traces/{name}.gpx", write_gpx(recording.fixes, name))

    def file(self) -> IO[bytes]:
        """Give the zip, to be read from its beginning."""
        self._zip.close()
        self._spool.seek(0)
        return self._spool


def _json(subjects: Iterable[tuple[str, Iterable[tuple[str, Rows]]]]) -> Iterator[str]:
    yield "{"
    for first, (subject, tables) in _marked(subjects):
        yield ("\n" if first else ",\n") + f'"{subject}": {{'
        for start, (table, rows) in _marked(tables):
            yield ("\n" if start else ",\n") + f' "{table}": ['
            for lead, row in _marked(rows):
                text = json.dumps(row, ensure_ascii=False, default=_plain)
                yield ("\n  " if lead else ",\n  ") + text
            yield "]"
        yield "}"
    yield "\n}\n"


def _marked(these: Iterable[_T]) -> Iterator[tuple[bool, _T]]:
    first = True
    for one in these:
        yield first, one
        first = False


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _html(page: Page, sheets: Sequence[Sheet]) -> str:
    title = escape(page.title)
    parts = [
        f'<!doctype html>\n<html lang="{escape(page.language)}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main><h1>{title}</h1>",
        *(f"<p>{escape(line)}</p>" for line in page.lines),
    ]
    for sheet in sheets:
        parts.append(f"<h2>{escape(sheet.title)}</h2><table><thead>{_row(sheet.head, 'th')}")
        parts.append("</thead><tbody>")
        parts += [_row(row, "td") for row in sheet.rows]
        parts.append("</tbody></table>")
    parts.append("</main></body></html>\n")
    return "\n".join(parts)


def _row(cells: Sequence[object], tag: str) -> str:
    scope = ' scope="col"' if tag == "th" else ""
    return "<tr>" + "".join(f"<{tag}{scope}>{escape(str(c))}</{tag}>" for c in cells) + "</tr>"
