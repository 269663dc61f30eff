"""Change one value of a rulebook's text and leave every other character as it is.

The values before and after are compared: only where they differ is anything written, so that
remarks, order, blank lines and quotes of all the rest survive.  What was written is read again;
a text that then says anything else than what was asked for is never given.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from muvengine.formats.rulebook_yaml.edits import applied, edits_between
from muvengine.formats.rulebook_yaml.other_values import GONE, same, with_value
from muvengine.formats.rulebook_yaml.places import value_at
from muvengine.formats.rulebook_yaml.problems import Path
from muvengine.formats.rulebook_yaml.tree import read_tree

_BOM: Final = "\ufeff"


class Unwritable(Exception):
    """The text is so written that no value of it can be changed alone."""


def put_at(source: str, path: Path, value: object) -> str:
    """Write a value at a place that exists, or a new word into a block that exists.

    Raises:
        Unwritable: see there; a text that cannot be read is one.
    """
    return _written(source, path, lambda _: value, whole=path)


def add_to(source: str, path: Path, value: object, *, at: int | None = None) -> str:
    """Write one more item into a list; the list is begun where there is none.

    Args:
        source: the text.
        path: of the list.
        value: the item.
        at: before which item, from 0; None for the end.

    Raises:
        Unwritable: see there.
    """

    def with_one(old: Any) -> object:
        listed = old if isinstance(old, list) else []
        number = len(listed) if at is None else at
        return [*listed[:number], value, *listed[number:]]

    return _written(source, path, with_one)


def take_out(source: str, path: Path) -> str:
    """Take an item out of a list, with the remark above it; an emptied list goes as a whole.

    Raises:
        Unwritable: see there.
    """
    *above, number = path
    assert isinstance(number, int)

    def without(old: Any) -> object:
        left = [*old[:number], *old[number + 1 :]]
        return left or GONE

    return _written(source, tuple(above), without)


def _written(
    source: str, path: Path, change: Callable[[Any], object], *, whole: Path | None = None
) -> str:
    mark, text = (_BOM, source[1:]) if source.startswith(_BOM) else ("", source)
    old = read_tree(text.encode(errors="replace")).value
    if not isinstance(old, dict):
        raise Unwritable
    new = with_value(old, path, change(value_at(old, path)))
    new = {} if new is GONE else new
    if same(old, new):
        return source
    # A rule that is written strangely is written anew as a whole.
    for anew in (None, whole) if whole else (None,):
        written = applied(text, edits_between(text, old, new, anew=anew))
        if written is not None and same(read_tree(written.encode()).value, new):
            return mark + written
    raise Unwritable
