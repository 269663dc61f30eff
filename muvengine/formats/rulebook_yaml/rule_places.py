"""Where in a rulebook's text does each rule stand?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from muvengine.formats.rulebook_yaml.problems import Mark
from muvengine.formats.rulebook_yaml.tree import read_tree

NAMED_BY: Final[Mapping[str, str]] = {
    "require": "rule",
    "earn": "rule",
    "bonuses": "rule",
    "caps": "cap",
}
"""The lists of a rulebook, and the word that names what stands in them."""


@lru_cache(maxsize=8)
def rule_places(data: bytes) -> Mapping[str, Mark]:
    """Give the place where each gate, rule and cap begins, by name.

    Args:
        data: the file; one that cannot be read has no places.
    """
    tree = read_tree(data)
    found: dict[str, Mark] = {}
    if isinstance(tree.value, dict):
        for block, word in NAMED_BY.items():
            listed = tree.value.get(block)
            for number, one in enumerate(listed if isinstance(listed, list) else ()):
                name = one.get(word) if isinstance(one, dict) else None
                if isinstance(name, str):
                    found.setdefault(name, tree.mark((block, number)))
    return MappingProxyType(found)
