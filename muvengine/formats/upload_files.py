"""Recordings on this machine to import: a file, a folder of them, or a container."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from muvengine.core.errors import BadInput, FileRefused, FileTooBig
from muvengine.formats.containers import (
    PACKED_SUFFIXES,
    SUFFIXES,
    PackLimits,
    Part,
    is_container,
    open_upload,
)
from muvengine.formats.several_trips import trips_of

FILES_MAX: Final = 2_000
CONTAINER_BYTES_MAX: Final = 100 * 1024 * 1024


def list_uploads(path: Path) -> tuple[Path, ...]:
    """List the files under a path, by name: a file, or a folder with all below it.

    A file is taken whatever its name; in folders those that end as recordings do.

    Raises:
        BadInput: ``fields["path"]`` is missing, empty or too_many.
    """
    if path.is_dir():
        endings = (*SUFFIXES, *PACKED_SUFFIXES)
        every = sorted(path.rglob("*"))
        found = [file for file in every if file.name.lower().endswith(endings) and file.is_file()]
    elif not path.is_file():
        raise BadInput(fields={"path": "missing"})
    else:
        found = [path]
    if not found:
        raise BadInput(fields={"path": "empty"})
    if len(found) > FILES_MAX:
        raise BadInput(fields={"path": "too_many"}, most=FILES_MAX)
    return tuple(found)


def parts_of(file: Path, top: Path, limits: PackLimits) -> Iterator[Part]:
    """Give the trips of one listed file, with a refusal in place of what cannot be read.

    Args:
        file: one of ``list_uploads(top)``.
        top: names are told from there.
        limits: of containers and of the files in them.
    """
    name = str(file.relative_to(top)) if file != top else file.name
    try:
        data = _read(file, limits)
        for part in open_upload(name, data, limits):
            yield from trips_of(part, limits)
    except FileRefused as refusal:
        yield Part(name, b"", refusal)


def _read(file: Path, limits: PackLimits) -> bytes:
    """Read at most one byte more than allowed: that tells that there is more."""
    with file.open("rb") as opened:
        data = opened.read(limits.part_bytes_max + 1)
        most = CONTAINER_BYTES_MAX if is_container(data) else limits.part_bytes_max
        data += opened.read(max(0, most + 1 - len(data)))
    if len(data) > most:
        raise FileTooBig(size_bytes=file.stat().st_size, bytes_max=most)
    return data
