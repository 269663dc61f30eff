"""Write plain values as a rulebook has them: short blocks on one line, lists below each other."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from muvengine.formats.rulebook_yaml.scalars import Ambiguous, resolve
from muvengine.formats.rulebook_yaml.tree import UNSEEN

WIDTH: Final = 100
_PLAIN: Final = re.compile(r"[^\W_$'][^\n\r\t,\[\]{}:#&*!|>\"%@`]*\Z|\$[a-z][a-z0-9_]*\Z")


def in_flow(value: Any) -> str:
    """Write a value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {in_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(in_flow(one) for one in value) + "]"
    if isinstance(value, str):
        return value if _stays(value) else _quoted(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    return "null" if value is None else str(value).lower()


def entry_lines(key: str, value: Any, indent: int) -> list[str]:
    """Write a word with its value, indented, over as many lines as it is best read in."""
    before = " " * indent
    line = f"{before}{key}: {in_flow(value)}"
    blocks = isinstance(value, list) and len(value) > 1 and all(isinstance(v, dict) for v in value)
    if not blocks and len(line) <= WIDTH:
        return [line]
    if isinstance(value, dict) and value:
        inner = [entry_lines(word, one, indent + 2) for word, one in value.items()]
        return [f"{before}{key}:", *(text for lines in inner for text in lines)]
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        return [f"{before}{key}:", *(f"{before}  - {in_flow(one)}" for one in value)]
    return [line]


def item_lines(value: Any, indent: int) -> list[str]:
    """Write an item of a list: a rule or challenge has a line a word, a band is one line."""
    before = " " * indent
    line = f"{before}- {in_flow(value)}"
    named = isinstance(value, dict) and not {"rule", "cap", "challenge", "example"}.isdisjoint(
        value
    )
    if not isinstance(value, dict) or not value or not (named or len(line) > WIDTH):
        return [line]
    lines = [text for word, one in value.items() for text in entry_lines(word, one, indent + 2)]
    return [f"{before}- {lines[0].lstrip()}", *lines[1:]]


def _stays(text: str) -> bool:
    """Tell whether a text means itself without quotes."""
    if not _PLAIN.match(text) or text != text.strip() or UNSEEN.search(text):
        return False
    try:
        return resolve(text) == text
    except Ambiguous:
        return False


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    escaped = escaped.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return f'"{UNSEEN.sub(_escape, escaped)}"'


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"
