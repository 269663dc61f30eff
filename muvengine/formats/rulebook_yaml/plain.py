"""Plain values that may have any shape: asked for a list or a block, they always give one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from muvengine.formats.rulebook_yaml.fields import DAY
from muvengine.formats.rulebook_yaml.problems import Path

Report = Callable[..., None]
Document = dict[str, Any]


def texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Give every text with its place."""
    if isinstance(value, str):
        yield path, value
    for step, inner in _items(value):
        yield from texts(inner, (*path, step))


def blocks(value: object, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Give every block with its place, outer ones first."""
    if isinstance(value, dict):
        yield path, value
    for step, inner in _items(value):
        yield from blocks(inner, (*path, step))


def _items(value: object) -> list[tuple[Any, object]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []


def names_in(block: object, word: str) -> Iterator[str]:
    """Give the names in a list of blocks."""
    for item in as_list(block):
        name = as_dict(item).get(word)
        if isinstance(name, str):
            yield name


def numbers_of(param: object) -> Iterator[Any]:
    """Give every value a parameter takes."""
    candidates: list[Any] = [as_dict(dated).get("value") for dated in as_list(param)] or [param]
    yield from (Decimal(number) for number in candidates if is_number(number))


def is_number(value: object) -> bool:
    """Tell whether a value is a number."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def is_day(value: object) -> bool:
    """Tell whether a value is a calendar day."""
    if not isinstance(value, str) or not DAY.match(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def as_list(value: object) -> list[Any]:
    """Give a list as it is, anything else as an empty one."""
    return value if isinstance(value, list) else []


def as_dict(value: object) -> dict[str, Any]:
    """Give a block as it is, anything else as an empty one."""
    return value if isinstance(value, dict) else {}
