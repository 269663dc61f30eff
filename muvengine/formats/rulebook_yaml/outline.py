"""What a text is made of, rule by rule, right or wrong: to find a way through it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from muvengine.formats.rulebook_yaml.places import value_at
from muvengine.formats.rulebook_yaml.plain import as_dict, as_list
from muvengine.formats.rulebook_yaml.problems import Path
from muvengine.formats.rulebook_yaml.rule_places import NAMED_BY
from muvengine.formats.rulebook_yaml.tree import Tree, read_tree


@dataclass(frozen=True, slots=True)
class Ruled:
    """A gate, rule or cap; of a game a level, badge, challenge or suspension.

    Attributes:
        section: require, earn, bonuses or caps; see also ``game_yaml.outline``.
        path: where it stands; its last step is its number in its list, from 0.
        name: empty where it has none.
        rule: plain values.
        line: where it begins, from 1.
    """

    section: str
    path: Path
    name: str
    rule: dict[str, Any]
    line: int


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

    def find(self, name: str, section: str = "") -> Ruled | None:
        """Find a gate, rule or cap by name; in one section alone where one is given."""
        among = (one for one in self.rules if one.section == section or not section)
        return next((one for one in among if one.name == name), None)

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
    return outlined(source, {section: (section,) for section in NAMED_BY}, NAMED_BY)


def outlined(source: str, places: Mapping[str, Path], named_by: Mapping[str, str]) -> Outline:
    """Read a text that has lists of named blocks.

    Args:
        source: right or wrong.
        places: where the list of each section stands.
        named_by: the word that names what stands in it.
    """
    tree = read_tree(source.encode(errors="replace"))
    document = as_dict(tree.value)
    examples = as_list(document.get("examples"))
    lines = tuple(tree.mark(("examples", number)).line for number in range(len(examples)))
    rules = (
        one
        for section, path in places.items()
        for one in _ruled(section, path, named_by[section], tree)
    )
    return Outline(document, tuple(rules), lines, tree)


def _ruled(section: str, path: Path, word: str, tree: Tree) -> Iterator[Ruled]:
    for number, rule in enumerate(as_list(value_at(tree.value, path))):
        if isinstance(rule, dict):
            place = (*path, number)
            yield Ruled(section, place, _name(rule.get(word)), rule, tree.mark(place).line)


def _name(said: object) -> str:
    """Name what is named by a text or a number."""
    return str(said) if isinstance(said, str | int) and not isinstance(said, bool) else ""
