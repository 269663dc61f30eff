"""What must be written where, so that a text says something else and stays as it is otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from muvengine.formats.rulebook_yaml.flow import entry_lines, in_flow, item_lines
from muvengine.formats.rulebook_yaml.layout import Entry, Piece, laid_out
from muvengine.formats.rulebook_yaml.other_values import same
from muvengine.formats.rulebook_yaml.problems import Path


class Edit(NamedTuple):
    """Characters from ``start``, before ``end``, and what stands there afterwards."""

    start: int
    end: int
    text: str


def edits_between(text: str, old: Any, new: Any, *, anew: Path | None = None) -> list[Edit]:
    """Find what to change.

    Args:
        text: of ``old``, without a byte order mark.
        old: plain values, as ``read_tree`` reads them.
        new: the same with other values.
        anew: a block that is written anew as a whole if anything in it changes.
    """
    return [*_Writer(text, anew).edits(laid_out(text), old, new, ())]


def applied(text: str, edits: Iterable[Edit]) -> str | None:
    """Make the changes; None where two of them meet."""
    ordered = sorted(edits, key=lambda edit: edit[:2])
    ends = 0
    for edit in ordered:
        if edit.start < ends:
            return None
        ends = edit.end
    for edit in reversed(ordered):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


class _Writer:
    """Walks through a text's layout beside the values before and after."""

    def __init__(self, text: str, anew: Path | None) -> None:
        self._text = text
        self._anew = anew
        self._break = "\r\n" if "\r\n" in text else "\n"

    def edits(self, piece: Piece, old: Any, new: Any, path: Path) -> Iterator[Edit]:
        if same(old, new):
            return
        if path == self._anew:
            lines = in_flow(new) if piece.flow else self._rewritten(piece, new)
            yield Edit(piece.start, piece.end, lines)
        elif isinstance(old, dict) and isinstance(new, dict) and piece.entries:
            yield from self._block(piece, old, new, path)
        elif isinstance(old, list) and isinstance(new, list) and piece.items and new:
            yield from self._list(piece, old, new, path)
        else:
            gap = " " if piece.start == piece.end else ""
            yield Edit(piece.start, piece.end, gap + in_flow(new))

    def _rewritten(self, piece: Piece, new: Any) -> str:
        lines = item_lines(new, self._column(piece.start) - 2)
        return self._break.join(lines).lstrip().removeprefix("- ")

    def _block(self, piece: Piece, old: Any, new: Any, path: Path) -> Iterator[Edit]:
        entries: tuple[Entry, ...] = piece.entries or ()
        stay = [not (entry.key in old and entry.key not in new) for entry in entries]
        if not any(stay):
            yield Edit(piece.start, piece.end, in_flow(new))
            return
        first: dict[str, Piece] = {}
        for entry in entries:
            first.setdefault(entry.key, entry.piece)
        for word, inner in first.items():
            if word in old and word in new:
                yield from self.edits(inner, old[word], new[word], (*path, word))
        yield from self._gone([(entry.start, entry.piece.end) for entry in entries], stay, piece)
        begin = entries[stay.index(True)].start
        for at, words in _added(old, new, first):
            if piece.flow:
                yield _in_line(at, begin, [f"{word}: {in_flow(new[word])}" for word in words])
            else:
                indent = self._column(begin)
                lines = [line for word in words for line in entry_lines(word, new[word], indent)]
                # The blocks of the document stand apart.
                yield self._lines(at, begin, lines if path else ["", *lines])

    def _list(self, piece: Piece, old: Any, new: Any, path: Path) -> Iterator[Edit]:
        items: tuple[Piece, ...] = piece.items or ()
        head, tail = _alike(old, new)
        changed, wanted = len(old) - head - tail, len(new) - head - tail
        both = head + min(changed, wanted)
        for number in range(head, both):
            yield from self.edits(items[number], old[number], new[number], (*path, number))
        gone = range(both, head + changed)
        if piece.flow:
            stay = [number not in gone for number in range(len(items))]
            yield from self._gone([(one.start, one.end) for one in items], stay, piece)
        else:
            for number in gone:
                yield self._item_gone(piece, items[number], remarks=len(path) == 1)
        added, at = new[both : head + wanted], items[both - 1].end if both else None
        if not added:
            return
        if piece.flow:
            yield _in_line(at, items[0].start, [in_flow(one) for one in added])
        else:
            indent = self._column(piece.start)
            lines = [line for one in added for line in item_lines(one, indent)]
            yield self._lines(at, piece.start, lines)

    def _gone(self, spans: list[tuple[int, int]], stay: list[bool], piece: Piece) -> Iterator[Edit]:
        """Take words or items out, with the comma or the lines that are theirs."""
        first = stay.index(True)
        begin = spans[0][0]
        in_line = piece.flow or bool(self._text[self._line(begin) : begin].strip())
        if first and in_line:
            # The first one that stays takes the place of all before it.
            yield Edit(begin, spans[first][0], "")
        for number, (start, end) in enumerate(spans):
            if stay[number] or (in_line and number < first):
                continue
            if piece.flow:
                yield Edit(spans[number - 1][1], end, "")
            else:
                yield Edit(self._line(start), self._next_line(end), "")

    def _item_gone(self, piece: Piece, item: Piece, *, remarks: bool) -> Edit:
        """Take out the lines of an item from its dash on, and the remark above it."""
        column, start = self._column(piece.start), self._line(item.start)
        while start > piece.start and not self._is_at(start, column, "-"):
            start = self._line(start - 1)
        end = self._next_line(item.end)
        while remarks and start and self._is_at(self._line(start - 1), column, "#"):
            start = self._line(start - 1)
        return Edit(start, end, "")

    def _is_at(self, line: int, column: int, sign: str) -> bool:
        text = self._text[line : line + column + 1]
        return text.endswith(sign) and not text[:-1].strip() and "\n" not in text

    def _lines(self, at: int | None, begin: int, lines: list[str]) -> Edit:
        text = self._break.join(lines)
        if at is None:
            return Edit(begin, begin, text.lstrip() + self._break + " " * self._column(begin))
        place = self._next_line(at)
        if place == len(self._text) and not self._text.endswith("\n"):
            return Edit(place, place, self._break + text)
        return Edit(place, place, text + self._break)

    def _line(self, at: int) -> int:
        return self._text.rfind("\n", 0, at) + 1

    def _next_line(self, at: int) -> int:
        found = self._text.find("\n", at)
        return len(self._text) if found < 0 else found + 1

    def _column(self, at: int) -> int:
        return at - self._line(at)


def _added(old: Any, new: Any, pieces: dict[str, Piece]) -> Iterator[tuple[int | None, list[str]]]:
    """Gather new words by the end of the word they follow; None for those that come first."""
    found: dict[int | None, list[str]] = {}
    at: int | None = None
    for word in new:
        if word not in old:
            found.setdefault(at, []).append(word)
        elif word in pieces:
            at = pieces[word].end
    yield from found.items()


def _alike(old: list[Any], new: list[Any]) -> tuple[int, int]:
    """Count the items at the beginning and at the end that stay as they are."""
    least = min(len(old), len(new))
    head = next((n for n in range(least) if not same(old[n], new[n])), least)
    room = least - head
    tail = next((n for n in range(room) if not same(old[-1 - n], new[-1 - n])), room)
    return head, tail


def _in_line(at: int | None, begin: int, texts: list[str]) -> Edit:
    if at is None:
        return Edit(begin, begin, "".join(f"{text}, " for text in texts))
    return Edit(at, at, "".join(f", {text}" for text in texts))
