"""What a game's text is made of, part by part, right or wrong: to find a way through it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from muvengine.formats.rulebook_yaml.outline import Outline, outlined
from muvengine.formats.rulebook_yaml.problems import Path

LISTS: Final[Mapping[str, Path]] = {
    "levels": ("experience", "levels"),
    "badges": ("badges",),
    "challenges": ("challenges",),
    "suspended": ("suspended",),
}
"""Where the lists of a game stand."""

NAMED_BY: Final[Mapping[str, str]] = {
    "levels": "from",
    "badges": "badge",
    "challenges": "challenge",
    "suspended": "from",
}
"""The word that tells the blocks of a list apart: a name, or where or when they begin."""

BLOCKS: Final[Mapping[str, Path]] = {
    "head": (),
    "streak": ("streak",),
    "teams": ("teams",),
    "reports": ("reports",),
}
"""Where its single blocks stand; ``head`` are the words above all lists."""


@lru_cache(maxsize=8)
def game_outline_of(source: str) -> Outline:
    """Read a text as far as it can be read; nobody may change what is given."""
    return outlined(source, LISTS, NAMED_BY)
