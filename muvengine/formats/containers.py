"""Open what people pack their recordings in: zip, gzip, KMZ; by content, never by name.

Nothing is written anywhere, names are for messages only, and nothing is unpacked further than
its limits: a bomb is left after the first bytes too many.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from muvengine.core.errors import FileCompressed, FileRefused, FileTooBig, NoTrack
from muvengine.formats.gpx.limits import LIMITS
from muvengine.formats.gpx.names import clean_name

ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
GZIP: Final = b"\x1f\x8b"
SUFFIXES: Final = (".gpx", ".tcx", ".kml", ".geojson", ".fit")
PACKED_SUFFIXES: Final = (".zip", ".gz", ".kmz")
NAME_CHARS_MAX: Final = 100
# The other half of a Mac's file, without a recording in it.
MAC_HALF: Final = "__MACOSX/"
_END_OF_ZIP: Final = b"PK\x05\x06"
_END_BYTES: Final = 22 + 65_535
_END_OF_LARGE_ZIP: Final = b"PK\x06\x07"
_LOCATOR_BYTES: Final = 20
# One file in the list of a zip: 46 bytes, its path, and what packers add to it.
_LISTED_BYTES: Final = 1_024
_ENCRYPTED: Final = 0x1
_GZIP_WINDOW: Final = 31
# What follows a member is copied to be read: many small ones would cost their number squared.
_MEMBERS_MAX: Final = 20
# A zip's reader joins what it has read; in short pieces that never holds a file twice.
_PIECE_BYTES: Final = 64 * 1024
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class PackLimits:
    """What is unpacked.

    Attributes:
        parts_max: files in one container.
        part_bytes_max: of one file, unpacked.
        total_bytes_max: of all files, unpacked.
        ratio_max: unpacked to packed; text with times shrinks to a tenth.
    """

    parts_max: int = 500
    part_bytes_max: int = LIMITS.bytes_max
    total_bytes_max: int = 300 * 1024 * 1024
    ratio_max: int = 100


@dataclass(frozen=True, slots=True)
class Part:
    """One file, alone or from a container.

    Attributes:
        name: cleaned, at most 100 characters, for messages only.
        data: its bytes; empty where it could not be unpacked.
        refusal: why not.
    """

    name: str
    data: bytes = field(repr=False)
    refusal: FileRefused | None = None


def open_upload(name: str, data: bytes, limits: PackLimits | None = None) -> Iterator[Part]:
    """Give the recordings of an upload, one where it is no container.

    A zip may hold files and gzipped files, not other zips.  What in a zip is no recording by
    its first bytes, as a picture, is passed over, unless its name says that it is one: then
    somebody wants to hear what is wrong with it.

    Args:
        name: as the sender calls it.
        data: the bytes.
        limits: see ``PackLimits``.

    Raises:
        FileCompressed: a container that cannot be read, or holds too much for its size.
        FileTooBig: more files, or more bytes in all, than allowed.
        NoTrack: a zip without a single recording.
    """
    allowed = limits or PackLimits()
    shown = _shown(name)
    if data.startswith(ZIP):
        yield from _unzip(data, allowed)
    elif data.startswith(GZIP):
        yield Part(shown.removesuffix(".gz"), _gunzip(data, allowed))
    else:
        yield Part(shown, data)


def is_container(data: bytes) -> bool:
    """Tell whether the first bytes are those of something to be unpacked."""
    return data.startswith((*ZIP, GZIP))


def _unzip(data: bytes, limits: PackLimits) -> Iterator[Part]:
    budget, found = limits.total_bytes_max, 0
    for archive, entry in _entries(data, limits):
        try:
            part = _part(archive, entry, limits)
        except FileRefused as refusal:
            found += 1
            yield Part(_shown(entry.filename), b"", refusal)
            continue
        if part is None:
            continue
        found += 1
        budget -= len(part.data)
        if budget < 0 or limits.total_bytes_max - budget > limits.ratio_max * len(data):
            raise FileTooBig(size_bytes=limits.total_bytes_max, bytes_max=limits.total_bytes_max)
        yield part
    if not found:
        raise NoTrack


def _entries(data: bytes, limits: PackLimits) -> Iterator[tuple[zipfile.ZipFile, zipfile.ZipInfo]]:
    """List the files of a zip by name."""
    with open_zip(data, limits.parts_max) as archive:
        for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
            if not entry.is_dir() and not entry.filename.startswith(MAC_HALF):
                yield archive, entry


@contextmanager
def open_zip(data: bytes, parts_max: int) -> Iterator[zipfile.ZipFile]:
    """Open a zip, once its list of files is known to be short.

    Raises:
        FileCompressed: it cannot be read.
        FileTooBig: more files than allowed.
    """
    tail = data[-_END_BYTES:]
    end = tail.rfind(_END_OF_ZIP)
    if end < 0 or len(tail) < end + 22:
        raise FileCompressed
    # The number of files is only a claim; the size of their list is what will be read.
    claimed = int.from_bytes(tail[end + 10 : end + 12], "little")
    list_bytes = int.from_bytes(tail[end + 12 : end + 16], "little")
    if claimed > parts_max or list_bytes > parts_max * _LISTED_BYTES:
        raise FileTooBig(parts_max=parts_max)
    # A larger kind of list that would be read instead; only packs beyond our sizes need one.
    if tail[max(0, end - _LOCATOR_BYTES) : end].startswith(_END_OF_LARGE_ZIP):
        raise FileCompressed
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, EOFError, OSError) as error:
        raise FileCompressed from error
    with archive:
        if len(archive.infolist()) > parts_max:
            raise FileTooBig(parts_max=parts_max)
        yield archive


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: PackLimits) -> Part | None:
    """Unpack one file; None where it is no recording."""
    if entry.flag_bits & _ENCRYPTED:
        raise FileCompressed
    try:
        with archive.open(entry) as packed:
            assert isinstance(packed, zipfile.ZipExtFile)
            head = packed.peek(4_096)
            if not (_may_be_recording(head) or entry.filename.lower().endswith(SUFFIXES)):
                return None
            # The size a zip tells of itself is only a claim.
            whole = io.BytesIO()
            while whole.tell() <= limits.part_bytes_max and (piece := packed.read(_PIECE_BYTES)):
                whole.write(piece)
            data = whole.getvalue()
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        ValueError,
        EOFError,
        OSError,
    ) as e:
        raise FileCompressed from e
    if len(data) > limits.part_bytes_max:
        raise FileTooBig(size_bytes=len(data), bytes_max=limits.part_bytes_max)
    if len(data) > limits.ratio_max * max(entry.compress_size, 1_000):
        raise FileCompressed
    name = _shown(entry.filename)
    if data.startswith(ZIP):
        raise FileCompressed
    if data.startswith(GZIP):
        return Part(name.removesuffix(".gz"), _gunzip(data, limits))
    return Part(name, data)


def _gunzip(data: bytes, limits: PackLimits) -> bytes:
    """Unpack a gzip of one or several members."""
    most = min(limits.part_bytes_max, limits.ratio_max * len(data))
    parts: list[bytes] = []
    size = at = 0
    try:
        while data.startswith(GZIP, at):
            if len(parts) == _MEMBERS_MAX:
                raise FileCompressed
            unpacking = zlib.decompressobj(_GZIP_WINDOW)
            parts.append(unpacking.decompress(memoryview(data)[at:], most + 1 - size))
            size += len(parts[-1])
            if size > most:
                raise FileTooBig(size_bytes=size, bytes_max=most)
            if not unpacking.eof:
                raise FileCompressed
            at = len(data) - len(unpacking.unused_data)
    except zlib.error as error:
        raise FileCompressed from error
    return b"".join(parts)


def _may_be_recording(head: bytes) -> bool:
    """Tell by the first bytes whether a file may be XML, JSON, FIT or packed."""
    start = head.lstrip(b" \t\r\n")
    return (
        start[:1] in (b"<", b"{")
        or start.startswith(_MARKS)
        or head[8:12] == b".FIT"
        or head.startswith((*ZIP, GZIP))
    )


def _shown(name: str) -> str:
    """Clean a name for people."""
    return clean_name(name[:4_096].replace("\\", "/"), NAME_CHARS_MAX)[0] or "?"
