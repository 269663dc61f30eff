"""What the form of a new part begins with, and where the part is put."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from muvengine.core.game.challenges.challenge import Kind
from muvengine.formats.game_yaml.challenges import needed_by
from muvengine.formats.game_yaml.outline import BLOCKS, NAMED_BY, game_outline_of
from muvengine.formats.rule_form.controls import Words
from muvengine.formats.rulebook_yaml.outline import Outline
from muvengine.formats.rulebook_yaml.places import value_at
from muvengine.formats.rulebook_yaml.plain import as_dict, as_list, is_day, is_number
from muvengine.formats.shipped import shipped

_SORTED: Final = ("levels", "suspended")
_EVERY: Final = ("kind", "pictogram")


def begun(section: str, kind: str = "") -> Words:
    """Give the words that stand in the form of a new part: those that the shipped game has.

    Args:
        section: see ``game_form``.
        kind: of a challenge.
    """
    if section in BLOCKS:
        return as_dict(value_at(_shipped().document, BLOCKS[section]))
    for one in _shipped().rules:
        if kind and one.section == section and one.rule.get("kind") == kind:
            words = {*_EVERY, *needed_by(Kind(kind))}
            return {word: value for word, value in one.rule.items() if word in words}
    return {}


def place_among(section: str, block: Words, listed: object) -> int:
    """Give the number of a new part in its list: where it begins, or the end.

    Args:
        section: of a list.
        block: the new part.
        listed: the list as it is.
    """
    blocks = as_list(listed)
    word = NAMED_BY[section]
    first: Any = block.get(word)
    if section not in _SORTED or not (is_number(first) or is_day(first)):
        return len(blocks)
    for number, other in enumerate(blocks):
        begins: Any = as_dict(other).get(word)
        if type(begins) is type(first) and begins > first:
            return number
    return len(blocks)


@cache
def _shipped() -> Outline:
    return game_outline_of((shipped("rules") / "game" / "muv.yaml").read_text(encoding="utf-8"))
