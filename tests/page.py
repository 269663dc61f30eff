"""A page as a reader, or a screen reader, finds it: its elements, in what they stand, its words."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import NamedTuple

from werkzeug.test import TestResponse

VOID = {"meta", "link", "input", "br", "img", "hr", "wbr"}
# Drawn shapes close themselves or come in pairs; a drawing as a whole is one thing.
SILENT = {"script", "style", "svg", "title"}
CLOSED_BY_PARSER = {"path", "circle", "polyline", "rect", "line"}


class Element(NamedTuple):
    """One tag with its attributes, its words and those of everything inside it."""

    tag: str
    attrs: dict[str, str | None]
    words: list[str]

    @property
    def text(self) -> str:
        # Spaces that may not break are kept: French needs them.
        return re.sub(r"[ \t\r\n]+", " ", " ".join(self.words)).strip()


class Page(HTMLParser):
    """What a reader, or a screen reader, finds on a page."""

    def __init__(self, reply: TestResponse) -> None:
        super().__init__()
        self.status = reply.status_code
        self.headers = reply.headers
        self.source = reply.text
        self.path = reply.request.path
        self.open: list[Element] = []
        self.elements: list[Element] = []
        self.ancestors: dict[int, tuple[Element, ...]] = {}
        self.feed(self.source)
        assert not self.open, f"<{self.open[-1].tag}> is never closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        repeated = [name for name, times in Counter(n for n, _ in attrs).items() if times > 1]
        assert not repeated, f"<{tag}> repeats {repeated}"
        element = self._note(tag, attrs)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in VOID | CLOSED_BY_PARSER, f"<{tag}/> is not closed for a browser"
        self._note(tag, attrs)

    def _note(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        element = Element(tag, dict(attrs), [])
        self.elements.append(element)
        self.ancestors[id(element)] = tuple(self.open)
        return element

    def around(self, element: Element) -> tuple[Element, ...]:
        """What an element stands in, from the outermost."""
        return self.ancestors[id(element)]

    def inside(self, element: Element) -> list[Element]:
        """What stands in an element."""
        return [e for e in self.elements if any(one is element for one in self.around(e))]

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop().tag == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(element.tag in SILENT for element in self.open[:-1]):
            # A word that may be broken is one word.
            goes_on = self.elements[-1].tag == "wbr"
            for element in self.open:
                before = element.words.pop() if goes_on and element.words else ""
                element.words.append(before + data)

    def all(self, tag: str, **attrs: str) -> list[Element]:
        """Every ``tag`` with these attributes; ``class_`` means class, ``_`` a dash."""
        wanted = {name.strip("_").replace("_", "-"): value for name, value in attrs.items()}
        return [
            element
            for element in self.elements
            if element.tag == tag and wanted.items() <= element.attrs.items()
        ]

    def one(self, tag: str, **attrs: str) -> Element:
        """The only ``tag`` with these attributes."""
        found = self.all(tag, **attrs)
        assert len(found) == 1, f"{len(found)} <{tag}> with {attrs} on {self.path}"
        return found[0]

    @property
    def text(self) -> str:
        """The words of the page without its frame."""
        return self.one("main").text

    @property
    def alert(self) -> str:
        """What the page says went wrong."""
        return " ".join(element.text for element in self.elements if _role(element) == "alert")

    @property
    def told(self) -> str:
        """What the page says was just done."""
        inside = [e for e in self.elements if _role(e) == "status"]
        return " ".join(element.text for element in inside)

    def field(self, name: str) -> str:
        """The value a form field or a button was given; the first one with this name."""
        told = [e for e in self.elements if e.tag in ("input", "button")]
        found = [e for e in told if e.attrs.get("name") == name]
        assert found, f"no field {name} on {self.path}"
        return found[0].attrs.get("value") or ""

    def actions(self) -> list[str]:
        """Where the page's forms go."""
        return [form.attrs["action"] or "" for form in self.all("form")]


def _role(element: Element) -> str | None:
    return element.attrs.get("role")
