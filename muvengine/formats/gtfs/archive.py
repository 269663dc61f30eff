"""Find the tables of a feed in its zip, by name, in whatever folder they were packed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from muvengine.core.errors import FileCompressed, FileEmpty
from muvengine.formats.containers import MAC_HALF, open_zip
from muvengine.formats.gtfs.limits import GtfsLimits
from muvengine.formats.gtfs.problems import Problems
from muvengine.formats.gtfs.table import Row, Table

_ENCRYPTED: Final = 0x1
_CHUNK_BYTES: Final = 1 << 16


class Archive:
    """The tables of one feed."""

    def __init__(self, packed: ZipFile, limits: GtfsLimits, problems: Problems) -> None:
        self._packed = packed
        self._limits = limits
        self._problems = problems
        self._entries: dict[str, ZipInfo] = {}
        for entry in packed.infolist():
            name = entry.filename.replace("\\", "/").rpartition("/")[2].lower()
            if entry.is_dir() or entry.filename.startswith(MAC_HALF):
                continue
            if name in self._entries and name.endswith(".txt"):
                problems.add("file_twice", name)
            self._entries.setdefault(name, entry)

    def __contains__(self, file: str) -> bool:
        return file in self._entries

    def rows(
        self, file: str, needed: tuple[str, ...], optional: tuple[str, ...] = ()
    ) -> Iterator[Row]:
        """Give the rows of a table; of one that is not there none.

        Raises:
            FileCompressed, FileTooBig: see ``Table``.
        """
        entry = self._entries.get(file)
        if entry is None:
            return
        if entry.flag_bits & _ENCRYPTED:
            raise FileCompressed
        try:
            stream = self._packed.open(entry)
        except (BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise FileCompressed from error
        with stream:
            table = Table(
                io.BufferedReader(cast("io.RawIOBase", stream), _CHUNK_BYTES),
                file,
                packed_bytes=entry.compress_size,
                limits=self._limits,
                problems=self._problems,
            )
            yield from table.rows(needed, optional)


@contextmanager
def open_archive(data: bytes, limits: GtfsLimits, problems: Problems) -> Iterator[Archive]:
    """Open a feed.

    Raises:
        FileEmpty: no bytes.
        FileCompressed: no zip, or one that cannot be read.
        FileTooBig: more files than allowed.
    """
    if not data.strip():
        raise FileEmpty
    with open_zip(data, limits.parts_max) as packed:
        yield Archive(packed, limits, problems)
