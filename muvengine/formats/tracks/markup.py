"""Follow an XML document of any kind in one pass, within limits, holding only its own path."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from xml.parsers import expat

from muvengine.core.errors import TooManyPoints, XmlDepth, XmlDtd, XmlShape, XmlSyntax
from muvengine.formats.gpx.census import find_excess
from muvengine.formats.gpx.envelope import Envelope
from muvengine.formats.gpx.limits import Limits

if TYPE_CHECKING:
    from pyexpat import XMLParserType

TEXT_CHARS_MAX = 4_096

End = Callable[[str, str], None]
Start = Callable[[str], None]


class Follower:
    """Tells of each element by its local name: when it starts, and with its text when it ends.

    ``fix_name`` is what the elements that make a fix are called, as in ``find_excess``.

    Attributes:
        fixes: how many the caller has gathered; compared with the limit.
    """

    def __init__(self, limits: Limits, fix_name: bytes, start: Start, end: End) -> None:
        self.fixes = 0
        self._fix_name = fix_name
        self._names: set[str] = set()
        self._limits = limits
        self._start_told = start
        self._end_told = end
        self._depth = self._elements = self._heard_chars = 0
        self._heard: list[str] = []

    def follow(self, envelope: Envelope) -> None:
        """Run through a document.

        Raises:
            XmlDtd, XmlSyntax, XmlDepth, XmlShape, TooManyPoints: the first that is met.
        """
        excess = find_excess(envelope, self._limits, self._fix_name)
        if excess is not None:
            raise excess
        parser: XMLParserType = expat.ParserCreate("utf-8", " ", intern=None)
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            for chunk in envelope.chunks():
                parser.Parse(chunk, False)  # noqa: FBT003  expat takes no keyword
            parser.Parse(b"", True)  # noqa: FBT003
        except expat.ExpatError as fault:
            raise XmlSyntax(line=fault.lineno, column=fault.offset) from fault

    def _doctype(self, *_: object) -> None:
        raise XmlDtd

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        limits = self._limits
        self._depth += 1
        self._elements += 1
        if self._depth > limits.depth_max:
            raise XmlDepth(depth_max=limits.depth_max)
        if self._elements > limits.elements_for(limits.fixes_max):
            raise XmlShape(elements_max=limits.elements_for(limits.fixes_max))
        if len(attributes) > limits.attributes_max:
            raise XmlShape(attributes_max=limits.attributes_max)
        self._names.add(name)
        self._names.update(attributes)
        if len(self._names) > limits.names_max:
            raise XmlShape(names_max=limits.names_max)
        if self.fixes > limits.fixes_max:
            raise TooManyPoints(fixes_max=limits.fixes_max)
        self._forget()
        self._start_told(name.rpartition(" ")[2])

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._end_told(name.rpartition(" ")[2], "".join(self._heard))
        self._forget()

    def _text(self, text: str) -> None:
        self._heard_chars += len(text)
        if self._heard_chars <= TEXT_CHARS_MAX:
            self._heard.append(text)

    def _forget(self) -> None:
        self._heard.clear()
        self._heard_chars = 0
