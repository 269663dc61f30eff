"""Other plain values in the place of some, all the rest as it was."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from muvengine.formats.rulebook_yaml.problems import Path

ORDER: Final = (
    "schema",
    "rulebook",
    "version",
    "label",
    "timezone",
    "effective",
    "closes_after_days",
    "experience",
    "streak",
    "suspended",
    "badges",
    "challenges",
    "teams",
    "modes",
    "params",
    "require",
    "earn",
    "bonuses",
    "groups",
    "caps",
    "settle",
    "examples",
)
"""In which order the blocks of a rulebook, or of a game, stand; a new one is put in its place."""

GONE: Final = object()
"""In the place of a value: its word goes too."""


def same(one: Any, other: Any) -> bool:
    """Tell whether two plain values mean the same: 5 is 5.0, but never true."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(same(a, b) for a, b in pairs)
    if isinstance(one, int | Decimal) and isinstance(other, int | Decimal):
        return isinstance(one, bool) == isinstance(other, bool) and one == other
    return type(one) is type(other) and bool(one == other)


def with_value(old: Any, path: Path, value: object) -> Any:
    """Copy plain values with another one at a place.

    Args:
        old: the document.
        path: of a value that is there, or of a new word.
        value: ``GONE`` takes the word away, and the block that it leaves empty.
    """
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return [*old[:step], with_value(old[step], rest, value), *old[step + 1 :]]
    inner = with_value(old.get(step, {}), rest, value)
    if inner is GONE:
        return {word: one for word, one in old.items() if word != step} or GONE
    if step in old:
        return {word: inner if word == step else one for word, one in old.items()}
    return in_place(old, {step: inner}, ORDER)


def in_place(
    old: Mapping[str, Any], new: Mapping[Any, Any], order: tuple[str, ...]
) -> dict[str, Any]:
    """Put new words into a block where people look for them, the old ones in their order.

    Args:
        old: the block.
        new: what is added to it.
        order: in which the words of such a block usually stand; any other comes last.
    """
    found = dict(old)
    for word, value in new.items():
        before = set(order[: order.index(word)]) if word in order else set(found)
        number = max((n for n, one in enumerate(found, 1) if one in before), default=0)
        words = [*found][:number], [*found][number:]
        found = {
            **{one: found[one] for one in words[0]},
            word: value,
            **{one: found[one] for one in words[1]},
        }
    return found
