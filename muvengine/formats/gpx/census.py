"""What a document is made of, counted before a parser sees it.

A parser and its handlers spend a microsecond and a hundred bytes on every element, attribute
and name; to count bytes costs next to nothing.  The counts are never too low: what stands in
a comment or a text is taken for an element, too, and the limits leave room for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from muvengine.core.errors import FileRefused, TooManyPoints, XmlShape
from muvengine.formats.gpx.envelope import Envelope
from muvengine.formats.gpx.limits import Limits

# Smaller files cannot hold more of anything than is allowed: they are not counted.
COUNTED_BYTES: Final = 256 * 1024
NAMESPACES_MAX: Final = 30_000
# Where no tag begins for so long there is a long name, attribute, comment or text, of which
# a parser may keep several copies until it ends.
STRETCH_BYTES: Final = 4 * 1024
STRETCHES_BYTES_MAX: Final = 3 * 1024 * 1024
EQUALS_IN_STRETCHES_MAX: Final = 20_000
# More fixes than allowed are counted to the end, because a fault further down may come first
# by the contract; half as many again are not.
FAR_TOO_MANY: Final = 1.5


def find_excess(envelope: Envelope, limits: Limits, fix_name: bytes) -> FileRefused | None:
    """Tell what a document has far too much of, None where nothing.

    Args:
        envelope: opened.
        limits: of elements, beside its fixes and for each.
        fix_name: what the elements that make a fix are called, without their prefix.
    """
    if len(envelope.data) < COUNTED_BYTES:
        return None
    elements = equals = namespaces = names = fixes = 0
    for text in _texts(envelope):
        elements += text.count(b"<") - text.count(b"</")
        equals += text.count(b"=")
        namespaces += text.count(b"xmlns:") + text.count(b"xmlns=")
        names += text.count(fix_name)
        fixes += text.count(b"<" + fix_name)
    stretches_bytes, crowd = _stretches(envelope.data)
    most = limits.elements_for(names)
    if max(elements, equals) > most or stretches_bytes > STRETCHES_BYTES_MAX:
        return XmlShape(elements_max=most)
    if namespaces > NAMESPACES_MAX or crowd > EQUALS_IN_STRETCHES_MAX:
        return XmlShape(attributes_max=limits.attributes_max)
    if fixes > FAR_TOO_MANY * limits.fixes_max:
        return TooManyPoints(fixes_max=limits.fixes_max)
    return None


def has_too_many_fixes(envelope: Envelope, limits: Limits, fix_name: bytes) -> bool:
    """Tell whether more fixes begin than are allowed; False where only a parser can tell."""
    if len(envelope.data) < COUNTED_BYTES or b"<!" in envelope.data:
        return False
    return envelope.data.count(b"<" + fix_name) > limits.fixes_max


def _texts(envelope: Envelope) -> Iterable[bytes]:
    """Give the document in letters of one byte: only UTF-16 has others."""
    return envelope.chunks() if envelope.codec.startswith("utf-16") else (envelope.data,)


def _stretches(data: bytes) -> tuple[int, int]:
    """Measure where no tag begins for long, and count the signs of equality there."""
    size_bytes = crowd = 0
    for at in range(0, len(data), STRETCH_BYTES):
        if data.find(b"<", at, at + STRETCH_BYTES) < 0:
            size_bytes += STRETCH_BYTES
            crowd += data.count(b"=", at, at + STRETCH_BYTES)
    return size_bytes, crowd
