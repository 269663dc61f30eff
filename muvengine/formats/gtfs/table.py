"""One table of a feed, row by row, never the whole file in memory."""

from __future__ import annotations

import csv
import zlib
from collections.abc import Iterator
from operator import itemgetter
from typing import IO, Final
from zipfile import BadZipFile

from muvengine.core.errors import FileCompressed, FileTooBig
from muvengine.formats.gtfs.limits import GtfsLimits
from muvengine.formats.gtfs.problems import Problems

BOM: Final = b"\xef\xbb\xbf"

Row = tuple[int, tuple[str, ...]]
"""Line on which it ends, and the columns asked for; missing ones are empty."""


class _Stopped(Exception):
    """Nothing more can be read of this file."""


class Table:
    """Reads one file of the zip once.

    Args:
        file: its name, for messages.
        packed_bytes: of it in the zip.
    """

    def __init__(
        self,
        stream: IO[bytes],
        file: str,
        *,
        packed_bytes: int,
        limits: GtfsLimits,
        problems: Problems,
    ) -> None:
        self._stream = stream
        self._file = file
        self._limits = limits
        self._problems = problems
        # Small files may shrink to nothing: a hundred equal rows are honest.
        self._bytes_left = min(limits.part_bytes_max, limits.ratio_max * max(packed_bytes, 1_000))

    def rows(self, needed: tuple[str, ...], optional: tuple[str, ...] = ()) -> Iterator[Row]:
        """Give the rows, needed columns first, then optional ones.

        Raises:
            FileCompressed: the zip breaks off or is encrypted.
            FileTooBig: more bytes than allowed.
        """
        try:
            yield from self._rows(needed, optional)
        except _Stopped:
            return
        except csv.Error:
            self._problems.add("quotes", self._file, self._line)
        except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise FileCompressed from error

    def _rows(self, needed: tuple[str, ...], optional: tuple[str, ...]) -> Iterator[Row]:
        self._line = 0
        reader = csv.reader(self._lines(), strict=True)
        header = self._header(next(reader, []), needed)
        places = [
            header.index(name) if name in header else len(header) for name in (*needed, *optional)
        ]
        # One column more than the header, always empty, stands for those that are not there.
        pick = itemgetter(*places) if len(places) > 1 else lambda row: (row[places[0]],)
        width = len(header)
        count = 0
        for row in reader:
            if not row or (len(row) == 1 and not row[0].strip()):
                continue
            count += 1
            if count > self._limits.rows_max:
                self._stop("too_many_rows", most=self._limits.rows_max)
            if len(row) != width:
                row = self._fitted(row, width, reader.line_num)  # noqa: PLW2901
            row.append("")
            yield reader.line_num, pick(row)

    def _header(self, row: list[str], needed: tuple[str, ...]) -> list[str]:
        if len(row) > self._limits.columns_max:
            self._stop("too_many_columns", most=self._limits.columns_max)
        header = [name.strip() for name in row]
        if not any(header):
            self._stop("header_missing")
        missing = [name for name in needed if name not in header]
        for name in missing:
            self._problems.add("column_missing", self._file, 1, column=name)
        for name in sorted({name for name in header if name and header.count(name) > 1}):
            self._problems.add("column_twice", self._file, 1, column=name)
        if missing:
            raise _Stopped
        return header

    def _fitted(self, row: list[str], width: int, line: int) -> list[str]:
        """Fill a short row, cut a long one."""
        if len(row) > width and any(value.strip() for value in row[width:]):
            self._problems.add("row_long", self._file, line, columns=len(row), wanted=width)
        return [*row, *[""] * (width - len(row))][:width]

    def _lines(self) -> Iterator[str]:
        limit = self._limits.line_bytes_max
        while raw := self._stream.readline(limit + 1):
            self._line += 1
            self._bytes_left -= len(raw)
            if self._bytes_left < 0:
                raise FileTooBig(bytes_max=self._limits.part_bytes_max)
            if len(raw) > limit:
                self._stop("line_long", most=limit)
            if self._line == 1:
                raw = raw.removeprefix(BOM)
            try:
                text = raw.decode("utf-8")
            except UnicodeDecodeError:
                self._stop("encoding")
            if "\0" in text:
                self._stop("encoding")
            # Old files end lines with a lone carriage return, which readline does not know.
            if "\r" in text.rstrip("\r\n"):
                self._stop("line_ends")
            yield text

    def _stop(self, code: str, **facts: int) -> None:
        self._problems.add(code, self._file, self._line, **facts)
        raise _Stopped
