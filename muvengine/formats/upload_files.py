"""Trace files to import: one file, a folder of them, or an archive."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from muvengine.core.errors import BadInput, FileTooBig

FILES_MAX: Final = 2_000
ARCHIVE_BYTES_MAX: Final = 500 * 1024 * 1024
# What honest traces never reach: text with times shrinks to a tenth.
RATIO_MAX: Final = 100
SUFFIX: Final = ".gpx"


@dataclass(frozen=True, slots=True)
class UploadFile:
    """One trace to import.

    Attributes:
        name: within the folder or archive, for messages only; nothing is written by it.
        size_bytes: before it is read.
    """

    name: str
    size_bytes: int
    path: Path = field(repr=False)
    entry: str = field(default="", repr=False)

    def read(self, bytes_max: int) -> bytes:
        """Give the bytes.

        Raises:
            FileTooBig: more than ``bytes_max``, or an archive's entry that pretends to be small.
        """
        if self.size_bytes > bytes_max:
            raise FileTooBig(size_bytes=self.size_bytes, bytes_max=bytes_max)
        if not self.entry:
            return self.path.read_bytes()
        with zipfile.ZipFile(self.path) as archive, archive.open(self.entry) as packed:
            data = packed.read(bytes_max + 1)
        if len(data) > bytes_max:
            raise FileTooBig(size_bytes=len(data), bytes_max=bytes_max)
        return data


def list_uploads(path: Path) -> tuple[UploadFile, ...]:
    """List the traces under a path, by name: a file, a folder with all below it, or a zip.

    A file is taken whatever its name; in folders and archives those ending in ``.gpx``.

    Raises:
        BadInput: ``fields["path"]`` is missing, empty, too_many, unreadable or too_big.
    """
    if path.is_dir():
        found = [
            UploadFile(str(file.relative_to(path)), file.stat().st_size, file)
            for file in sorted(path.rglob("*"))
            if file.suffix.lower() == SUFFIX and file.is_file()
        ]
    elif not path.is_file():
        raise BadInput(fields={"path": "missing"})
    elif zipfile.is_zipfile(path):
        found = list(_entries(path))
    else:
        found = [UploadFile(path.name, path.stat().st_size, path)]
    if not found:
        raise BadInput(fields={"path": "empty"})
    if len(found) > FILES_MAX:
        raise BadInput(fields={"path": "too_many"}, most=FILES_MAX)
    return tuple(found)


def _entries(path: Path) -> Iterator[UploadFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = sorted(archive.infolist(), key=lambda entry: entry.filename)
    except zipfile.BadZipFile as error:
        raise BadInput(fields={"path": "unreadable"}) from error
    traces = [
        entry
        for entry in entries
        if PurePosixPath(entry.filename).suffix.lower() == SUFFIX
        and not entry.is_dir()
        # The other half of a Mac's file, without a trace in it.
        and not entry.filename.startswith("__MACOSX/")
    ]
    unpacked = sum(entry.file_size for entry in traces)
    if unpacked > ARCHIVE_BYTES_MAX or unpacked > RATIO_MAX * path.stat().st_size:
        raise BadInput(fields={"path": "too_big"})
    for entry in traces:
        yield UploadFile(entry.filename, entry.file_size, path, entry.filename)
