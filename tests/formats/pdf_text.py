"""Read the words of our own PDF files back, by the table that each font carries."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|\(((?:[^\\()]|\\.)*)\) Tj", re.DOTALL)
ESCAPED = re.compile(rb"\\(.)", re.DOTALL)


def pdf_lines(pdf: bytes) -> list[str]:
    """Give what is written, piece by piece, in the order in which it was drawn."""
    fonts = _fonts(pdf)
    found: list[str] = []
    for stream in _content(pdf):
        font: Mapping[int, str] = {}
        for name, text in SHOWN.findall(stream):
            if name:
                font = fonts[name]
                continue
            plain = ESCAPED.sub(lambda one: {b"r": b"\r", b"n": b"\n"}.get(one[1], one[1]), text)
            glyphs = [int.from_bytes(plain[at : at + 2]) for at in range(0, len(plain), 2)]
            found.append("".join(font[glyph] for glyph in glyphs))
    return found


def pdf_text(pdf: bytes) -> str:
    """Give all words on one line: a sentence may be broken anywhere."""
    return " ".join(" ".join(pdf_lines(pdf)).split())


def pdf_pages(pdf: bytes) -> int:
    """Count the pages."""
    return len(re.findall(rb"/Type /Page\n", pdf))


def _fonts(pdf: bytes) -> dict[bytes, dict[int, str]]:
    return {
        name: _table(_object(pdf, re.search(rb"/ToUnicode (\d+) 0 R", _object(pdf, number))))
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", pdf)
    }


def _object(pdf: bytes, number: bytes | re.Match[bytes] | None) -> bytes:
    assert number is not None
    wanted = number if isinstance(number, bytes) else number[1]
    found = re.search(rb"\n%s 0 obj\n(.*?)\nendobj" % wanted, pdf, re.DOTALL)
    assert found
    return found[1]


def _table(cmap: bytes) -> dict[int, str]:
    pairs = re.findall(rb"<(\w{4})> <(\w{4})>\n", cmap.partition(b"beginbfchar")[2])
    return {int(glyph, 16): chr(int(letter, 16)) for glyph, letter in pairs}


def _content(pdf: bytes) -> Iterator[bytes]:
    for stream in STREAM.findall(pdf):
        try:
            text = zlib.decompress(stream)
        except zlib.error:
            continue
        if b" Tj" in text:
            yield text
