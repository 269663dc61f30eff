"""What a text is made of, rule by rule, right or wrong: to find a way through it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from muvengine.formats.rulebook_yaml.plain import as_dict, as_list
from muvengine.formats.rulebook_yaml.problems import Path
from muvengine.formats.rulebook_yaml.rule_places import NAMED_BY
from muvengine.formats.rulebook_yaml.tree import Tree, read_tree


@dataclass(frozen=True, slots=True)
class Ruled:
    """A gate, rule or cap.

    Attributes:
        section: require, earn, bonuses or caps.
        number: in its list, from 0.
        name: empty where it has none.
        rule: plain values.
        line: where it begins, from 1.
    """

    section: str
    number: int
    name: str
    rule: dict[str, Any]
    line: int

    @property
    def path(self) -> Path:
        """Where it stands."""
        return (self.section, self.number)


@dataclass(frozen=True, slots=True)
class Outline:
    """A text that may be wrong.

    Attributes:
        document: plain values; empty where the text cannot be read.
        rules: gates, rules and caps as they come.
        example_lines: where each example begins.
        tree: for the places of everything else.
    """

    document: dict[str, Any]
    rules: tuple[Ruled, ...]
    example_lines: tuple[int, ...]
    tree: Tree = field(repr=False)

    def find(self, name: str) -> Ruled | None:
        """Find a gate, rule or cap by name."""
        return next((one for one in self.rules if one.name == name), None)

    def line_of(self, path: Path) -> int:
        """Tell where a word or a value stands."""
        return self.tree.mark(path, at_key=True).line

    @property
    def names(self) -> frozenset[str]:
        """Names that are taken."""
        return frozenset(one.name for one in self.rules)


@lru_cache(maxsize=8)
def outline_of(source: str) -> Outline:
    """Read a text as far as it can be read; nobody may change what is given."""
    tree = read_tree(source.encode(errors="replace"))
    document = as_dict(tree.value)
    examples = as_list(document.get("examples"))
    lines = tuple(tree.mark(("examples", number)).line for number in range(len(examples)))
    return Outline(document, tuple(_ruled(document, tree)), lines, tree)


def _ruled(document: dict[str, Any], tree: Tree) -> Iterator[Ruled]:
    for section, word in NAMED_BY.items():
        for number, rule in enumerate(as_list(document.get(section))):
            if isinstance(rule, dict):
                said = rule.get(word)
                name = said if isinstance(said, str) else ""
                yield Ruled(section, number, name, rule, tree.mark((section, number)).line)
