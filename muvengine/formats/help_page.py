"""Help texts, written in Markdown, as parts of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent.parent / "help"
FALLBACK: Final = "en"
NAME: Final = re.compile(r"[a-z][a-z0-9-]{0,40}")


# A word of a file as a heading can be linked to.
_NAMED: Final = re.compile(r"<(h[23])>(?=<code>([a-z0-9_.]+)</code>)")

_SECTIONS: Final = re.compile(r"(<h[23][^>]*>.*?</h[23]>)", re.DOTALL)
_TAGS: Final = re.compile(r"<[^>]+>")
_TABLE: Final = (
    '<div class="table-responsive" tabindex="0" role="group" aria-label="{name}">'
    '<table class="table">'
)

# What is wider than the page scrolls by itself, by keyboard too; columns are named;
# our pages allow no style inside an element.
_FRAMED: Final = {
    ' style="text-align:right"': ' class="text-end"',
    ' style="text-align:left"': "",
    "</table>": "</table></div>",
    "<h3": '<h3 class="h6 fw-bold"',
    "<pre>": '<pre class="border rounded p-2" tabindex="0">',
    "<th>": '<th scope="col">',
    "<th class": '<th scope="col" class',
}


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One text.

    Attributes:
        title: its first heading.
        body: HTML of the rest, with no markup but that of Markdown.
        locale: in which it is written.
    """

    title: str
    body: str
    locale: str


@lru_cache(maxsize=64)
def help_page(name: str, locale: str) -> HelpPage | None:
    """Read a help text in a language, or in English where it is not written in that.

    Args:
        name: of the file, without its ending; anything a browser sends.
        locale: as ``fr``.

    Returns:
        None where there is no such text.
    """
    if not NAME.fullmatch(name):
        return None
    for written in (locale, FALLBACK):
        path = FOLDER / written / f"{name}.md"
        if NAME.fullmatch(written) and path.is_file():
            return as_page(path.read_text("utf-8"), written)
    return None


def _framed(body: str, title: str) -> str:
    """Put each table into a frame that scrolls by key and bears the name of its section."""
    parts, name = [], title
    for part in _SECTIONS.split(body):
        if part.startswith("<h"):
            name = _TAGS.sub("", part)
        parts.append(part.replace("<table>", _TABLE.format(name=name)))
    return "".join(parts)


def as_page(text: str, locale: str) -> HelpPage:
    """Make a page of Markdown that begins with its title; HTML in it is shown and not run."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  few requests need it

    head, _, rest = text.partition("\n")
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(rest)
    body = _NAMED.sub(r'<\1 id="\2">', body)
    for markup, ours in _FRAMED.items():
        body = body.replace(markup, ours)
    title = head.removeprefix("#").strip()
    return HelpPage(title, _framed(body, escape(title)), locale)
