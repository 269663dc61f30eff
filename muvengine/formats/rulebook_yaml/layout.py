"""Where every value of a text begins and ends, so that one can be changed alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from muvengine.formats.rulebook_yaml.tree import LOADER


@dataclass(frozen=True, slots=True)
class Piece:
    """A value where it stands.

    Attributes:
        start, end: characters from the beginning of the text, the end excluded; remarks and
            blank lines after the value are not part of it.
        flow: written in braces or brackets, or plain.
        entries: of a block of words, doubled words too; None for anything else.
        items: of a list; None for anything else.
    """

    start: int
    end: int
    flow: bool = True
    entries: tuple[Entry, ...] | None = None
    items: tuple[Piece, ...] | None = None


class Entry(NamedTuple):
    """A word of a block: where it begins, and its value."""

    key: str
    start: int
    piece: Piece


def laid_out(source: str) -> Piece:
    """Find every value of a document that ``read_tree`` can read.

    Args:
        source: without a byte order mark.
    """
    node: Any = yaml.compose(source, Loader=LOADER)
    return _piece(node, source)


def _piece(node: Any, source: str) -> Piece:
    start = node.start_mark.index
    if isinstance(node, yaml.MappingNode):
        entries = tuple(
            Entry(key.value, key.start_mark.index, _piece(value, source))
            for key, value in node.value
        )
        last = entries[-1].piece.end if entries else start
        return Piece(start, _end(node, last), bool(node.flow_style), entries=entries)
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_piece(item, source) for item in node.value)
        last = items[-1].end if items else start
        return Piece(start, _end(node, last), bool(node.flow_style), items=items)
    # The lines of a block of text end in the blank ones that follow.
    end = start + len(source[start : node.end_mark.index].rstrip())
    return Piece(start, end)


def _end(node: Any, last: int) -> int:
    """Give the end of a block: its bracket, or where its last value ends."""
    return int(node.end_mark.index) if node.flow_style else last
