"""Bytes to plain values, with the place of each; nothing of YAML that can surprise.

The parser's events are read one by one: no constructor runs, nothing is expanded, and
size, depth and number of nodes are bounded before memory is.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from muvengine.formats.rulebook_yaml.problems import Mark, Path, Problem, spelled
from muvengine.formats.rulebook_yaml.scalars import Ambiguous, resolve

BYTES_MAX: Final = 256 * 1024
DEPTH_MAX: Final = 20
NODES_MAX: Final = 20_000
PROBLEMS_MAX: Final = 100
KEY: Final = re.compile(r"[a-z][a-z0-9_-]{0,63}\Z")
# Controls, and characters that turn writing around or cannot be seen.
UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)
LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Tree:
    """A document as plain dicts, lists, text, numbers and yes or no.

    Attributes:
        value: the document; None when it could not be read at all.
        values_at: where each value begins, by path.
        keys_at: where the word before the colon begins, by path.
        lines: the text, line by line.
        problems: found while reading, in order.
    """

    value: object = None
    values_at: dict[Path, Mark] = field(default_factory=dict)
    keys_at: dict[Path, Mark] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def mark(self, path: Path, *, at_key: bool = False) -> Mark:
        """Find a place; what is missing is reported where its block begins."""
        while path:
            found = self.keys_at.get(path) if at_key else None
            found = found or self.values_at.get(path) or self.keys_at.get(path)
            if found:
                return found
            path = path[:-1]
        return self.values_at.get((), Mark(1, 1))

    def problem(self, code: str, mark: Mark, path: Path = (), **facts: object) -> Problem:
        """Describe a problem with the line it is on."""
        known = 0 < mark.line <= len(self.lines)
        source = self.lines[mark.line - 1] if known else ""
        return Problem(code, mark, spelled(path), facts, source)


def read_tree(data: bytes) -> Tree:
    """Read a document; every problem met on the way is noted in the tree.

    Problems, in order of precedence: R001 too large, R002 not UTF-8 or not YAML, R008
    unseen characters; then, as they come, R003 anchors, aliases and tags, R004 too deep,
    R005 a word twice, R006 a value two readers read differently, R007 a key that is not a
    plain word.
    """
    tree = Tree()
    if len(data) > BYTES_MAX:
        tree.problems.append(tree.problem("R001", Mark(1, 1), kind="bytes", most=BYTES_MAX // 1024))
        return tree
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        tree.problems.append(tree.problem("R002", Mark(line, 1), kind="encoding"))
        return tree
    tree.lines = text.splitlines() if "\n" in text or "\r" in text else [text]
    unseen = UNSEEN.search(text)
    if unseen:
        hidden = _mark_of(text, unseen.start())
        tree.problems.append(tree.problem("R008", hidden, character=f"U+{ord(unseen.group()):04X}"))
        return tree
    try:
        _Builder(tree).build(yaml.parse(text, Loader=LOADER))
    except _StopReading:
        tree.value = None
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark
        place = Mark(at.line + 1, at.column + 1) if at else Mark(1, 1)
        told = error.problem or "?"
        tree.problems.append(tree.problem("R002", place, kind="syntax", problem=told))
        tree.value = None
    except Exception:  # noqa: BLE001  whatever a parser of foreign text raises, the text is at fault
        tree.problems.append(tree.problem("R002", Mark(1, 1), kind="syntax", problem="?"))
        tree.value = None
    return tree


def _mark_of(text: str, index: int) -> Mark:
    return Mark(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


class _StopReading(Exception):
    """Nothing useful can follow; the problem is already noted."""


@dataclass(slots=True)
class _Open:
    """A block that is still open; ``key`` waits for its value, None waits for a key."""

    value: dict[str, object] | list[object]
    path: Path
    key: str | None = None
    skip: bool = False


class _Builder:
    """Builds a tree out of events, without recursion."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0

    def build(self, events: Iterator[Any]) -> None:
        for event in events:
            match event:
                case yaml.DocumentStartEvent():
                    self._documents += 1
                    if self._documents > 1:
                        self._stop("R002", event, kind="documents")
                case yaml.AliasEvent():
                    self._note("R003", event, kind="alias", name=event.anchor)
                    self._put(None, event)
                case yaml.ScalarEvent():
                    self._node(event)
                    self._scalar(event)
                case yaml.MappingStartEvent():
                    self._node(event)
                    self._start({}, event)
                case yaml.SequenceStartEvent():
                    self._node(event)
                    self._start([], event)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self._open.pop()
                case _:
                    pass
        if not isinstance(self._tree.value, dict):
            kind = "root" if self._documents else "nothing"
            self._tree.problems.append(self._tree.problem("R002", Mark(1, 1), kind=kind))
            self._tree.value = None

    def _node(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > NODES_MAX:
            self._stop("R001", event, kind="nodes", most=NODES_MAX)
        if event.anchor is not None:
            self._note("R003", event, kind="anchor", name=event.anchor)
        if event.tag is not None:
            self._note("R003", event, kind="tag", name=event.tag)

    def _start(self, value: dict[str, object] | list[object], event: Any) -> None:
        if len(self._open) >= DEPTH_MAX:
            self._stop("R004", event, most=DEPTH_MAX)
        if self._waits_for_key():
            self._stop("R007", event, kind="block")
        path = self._put(value, event)
        self._open.append(_Open(value, path))

    def _scalar(self, event: Any) -> None:
        if UNSEEN.search(event.value):
            self._note("R008", event, character="\\u")
        if self._waits_for_key():
            self._key(event)
            return
        if not event.implicit[0]:  # in quotes, or a block of text
            self._put(event.value, event)
            return
        try:
            value = resolve(event.value)
        except Ambiguous as ambiguous:
            value = None
            self._note("R006", event, kind=str(ambiguous.trap), got=event.value[:40])
        self._put(value, event)

    def _key(self, event: Any) -> None:
        block = self._open[-1]
        assert isinstance(block.value, dict)
        block.key = event.value
        block.skip = False
        mark, path = _start_of(event), (*block.path, event.value)
        if not KEY.match(event.value):
            self._note("R007", event, kind="word", got=event.value[:40])
            block.skip = True
        elif event.value in block.value:
            first = self._tree.keys_at[path].line
            self._note("R005", event, word=event.value, first_line=first)
            block.skip = True
        else:
            self._tree.keys_at[path] = mark

    def _put(self, value: object, event: Any) -> Path:
        mark = _start_of(event)
        if not self._open:
            self._tree.value = value
            self._tree.values_at[()] = mark
            return ()
        block = self._open[-1]
        if isinstance(block.value, list):
            path: Path = (*block.path, len(block.value))
            block.value.append(value)
        elif block.key is None:
            self._stop("R007", event, kind="block")
        else:
            path, block.key = (*block.path, block.key), None
            if block.skip:
                return (*path, "?")
            block.value[str(path[-1])] = value
        self._tree.values_at[path] = mark
        return path

    def _waits_for_key(self) -> bool:
        block = self._open[-1] if self._open else None
        return block is not None and isinstance(block.value, dict) and block.key is None

    def _note(self, code: str, event: Any, **facts: object) -> None:
        path = self._path()
        self._tree.problems.append(self._tree.problem(code, _start_of(event), path, **facts))
        if len(self._tree.problems) >= PROBLEMS_MAX:
            raise _StopReading

    def _stop(self, code: str, event: Any, **facts: object) -> None:
        self._note(code, event, **facts)
        raise _StopReading

    def _path(self) -> Path:
        if not self._open:
            return ()
        block = self._open[-1]
        if isinstance(block.value, list):
            return (*block.path, len(block.value))
        return block.path if block.key is None else (*block.path, block.key)


def _start_of(event: Any) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)
