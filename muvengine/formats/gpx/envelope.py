"""What can be said of an upload before any XML is parsed."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from muvengine.core.errors import (
    BadEncoding,
    FileCompressed,
    FileEmpty,
    FileTooBig,
    NotXml,
)
from muvengine.formats.gpx.limits import Limits

CHUNK_BYTES = 64 * 1024
XML_SPACE = b" \t\r\n"
TAR_MARK = slice(257, 262)

ARCHIVES = (
    b"PK\x03\x04",
    b"PK\x05\x06",  # a zip with nothing in it
    b"PK\x07\x08",
    b"\x1f\x8b",  # gzip
    b"\x1f\x9d",  # compress
    b"\x1f\xa0",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\x28\xb5\x2f\xfd",  # zstd
    b"\x04\x22\x4d\x18",  # lz4
    b"]\x00\x00",  # lzma
    b"LZIP",
    b"MSCF",
    b"\x78\x01",  # zlib
    b"\x78\x5e",
    b"\x78\x9c",
    b"\x78\xda",
)
# The order matters: the mark of UTF-16 is the beginning of the mark of UTF-32.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, None),
    (codecs.BOM_UTF32_BE, None),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
)
CODECS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "ascii": "ascii",
    "us-ascii": "ascii",
    "iso-8859-1": "latin-1",
    "iso8859-1": "latin-1",
    "iso_8859-1": "latin-1",
    "latin1": "latin-1",
    "latin-1": "latin-1",
    "iso-8859-15": "iso-8859-15",
    "iso8859-15": "iso-8859-15",
    "iso_8859-15": "iso-8859-15",
    "latin-9": "iso-8859-15",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "cp-1252": "cp1252",
}
MARKED_NAMES = {
    "utf-8": ("utf-8", "utf8"),
    "utf-16-le": ("utf-16", "utf-16le", "utf16"),
    "utf-16-be": ("utf-16", "utf-16be", "utf16"),
}
DECLARATION = re.compile(
    rb"<\?xml\s+version\s*=\s*(?:\"[^\"<>]{0,20}\"|'[^'<>]{0,20}')\s+"
    rb"encoding\s*=\s*(?:\"([^\"<>]{0,99})\"|'([^'<>]{0,99})')"
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """An upload that looks like XML, its encoding known and kept.

    Attributes:
        data: the bytes as they came.
        start: where the first ``<`` is, after marks and white space.
        codec: Python's name of the encoding.
    """

    data: bytes
    start: int
    codec: str

    def chunks(self) -> Iterator[bytes]:
        """Give the document as UTF-8, a piece at a time."""
        view = memoryview(self.data)[self.start :]
        if self.codec in ("utf-8", "ascii"):
            yield bytes(view) if self.start else self.data
            return
        decoder = codecs.getincrementaldecoder(self.codec)()
        for begin in range(0, len(view), CHUNK_BYTES):
            yield decoder.decode(view[begin : begin + CHUNK_BYTES]).encode()


def open_envelope(data: bytes, limits: Limits) -> Envelope:
    """Look at size, kind and encoding.

    Raises:
        FileTooBig: more bytes than allowed.
        FileEmpty: nothing, or white space only.
        FileCompressed: an archive by its first bytes.
        NotXml: the first character is not ``<``.
        BadEncoding: an encoding we do not read, or bytes that are not in it.
    """
    if len(data) > limits.bytes_max:
        raise FileTooBig(size_bytes=len(data), bytes_max=limits.bytes_max)
    mark, marked = _byte_order_mark(data)
    wide = marked is not None and marked.startswith("utf-16")
    start = len(mark) if wide else _skip_space(data, len(mark))
    if start == len(data):
        raise FileEmpty
    if data.startswith(ARCHIVES) or data[TAR_MARK] == b"ustar":
        raise FileCompressed
    if mark and marked is None:
        raise BadEncoding(encoding="utf-32")
    if wide:
        start = _skip_wide_space(data, start)
    elif data[start : start + 1] != b"<":
        if b"<" in data[start : start + 4] and b"\x00" in data[start : start + 4]:
            raise BadEncoding(encoding="utf-16")
        raise NotXml
    # expat takes a NUL near the start for UTF-16, whatever it is told.
    elif b"\x00" in data[start : start + 4]:
        raise BadEncoding(encoding="utf-16")
    codec = _codec(data, start, marked)
    _decode_all(data, start, codec)
    return Envelope(data=data, start=start, codec=codec)


def _byte_order_mark(data: bytes) -> tuple[bytes, str | None]:
    """Give the mark at the start, if any, and the encoding it stands for."""
    for mark, codec in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return mark, codec
    return b"", None


def _skip_space(data: bytes, start: int) -> int:
    """Find the first character that is not white space."""
    return len(data) - len(data[start:].lstrip(XML_SPACE))


def _skip_wide_space(data: bytes, start: int) -> int:
    """Find the first ``<`` of a UTF-16 document."""
    low = 0 if data.startswith(codecs.BOM_UTF16_LE) else 1
    size = len(data)
    while start + 1 < size and data[start + low] in XML_SPACE and not data[start + 1 - low]:
        start += 2
    if start == size:
        raise FileEmpty
    if data[start + low : start + low + 1] != b"<" or data[start + 1 - low]:
        raise NotXml
    return start


def _codec(data: bytes, start: int, marked: str | None) -> str:
    """Choose the encoding by mark and declaration, which may not contradict each other."""
    head = data[start : start + 512]
    if marked in ("utf-16-le", "utf-16-be"):
        head = head.replace(b"\x00", b"")
    found = DECLARATION.match(head)
    declared = (found[1] or found[2] or b"").decode("latin-1").lower() if found else ""
    codec = marked or (CODECS.get(declared) if found else "utf-8")
    if codec is None or (marked and found and declared not in MARKED_NAMES[marked]):
        raise BadEncoding(encoding=declared[:40])
    return codec


def _decode_all(data: bytes, start: int, codec: str) -> None:
    """Check every byte, a piece at a time."""
    if codec == "latin-1" or (codec in ("utf-8", "ascii") and data.isascii()):
        return
    decoder = codecs.getincrementaldecoder(codec)()
    view = memoryview(data)
    try:
        for begin in range(start, len(data), CHUNK_BYTES):
            decoder.decode(view[begin : begin + CHUNK_BYTES])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise BadEncoding(encoding=codec) from error
