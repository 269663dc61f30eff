"""From marshmallow's nested errors to places in the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

from marshmallow import Schema
from marshmallow.fields import Field

from muvengine.formats.rulebook_yaml.blocks import Block, Listing, Table
from muvengine.formats.rulebook_yaml.fields import told
from muvengine.formats.rulebook_yaml.problems import Complaint, Path, Problem
from muvengine.formats.rulebook_yaml.tree import Tree

NEAR: Final = 0.6
# Words people bring along from elsewhere, that no spelling check would lead to ours.
KNOWN_AS: Final[Mapping[str, str]] = {
    "ruleset": "rulebook",
    "campaign": "rulebook",
    "route_coverage": "route_share",
    "confidence": "verdict",
    "modes": "mode",
    "bonus": "bonuses",
    "conditions": "when",
    "if": "when",
    "max_times": "limit",
}


def near(word: str, known: Iterator[str] | tuple[str, ...]) -> str | None:
    """Guess what was meant."""
    choices = list(known)
    if KNOWN_AS.get(word) in choices:
        return KNOWN_AS[word]
    found = get_close_matches(word, choices, n=1, cutoff=NEAR)
    return found[0] if found else None


def problems_of_shape(errors: Mapping[Any, Any], schema: Schema, tree: Tree) -> list[Problem]:
    """Give each complaint its place, and a guess at what was meant."""
    found = []
    for path, leaf in _leaves(errors, ()):
        complaint = (
            leaf if isinstance(leaf, Complaint) else _built_in(str(leaf), path, schema, tree)
        )
        facts = dict(complaint.facts)
        choices = facts.get("choices")
        value = value_at(tree.value, path)
        if isinstance(choices, tuple) and isinstance(value, str):
            facts["near"] = near(value, choices)
        place = path[:-1] if complaint.code == "R102" else path
        mark = tree.mark(place, at_key=complaint.at_key)
        found.append(tree.problem(complaint.code, mark, path, **facts))
    return found


def reporter(tree: Tree) -> Any:
    """Give what notes a problem in a tree: called with code, path and facts.

    ``at_key`` points to the word itself; ``first`` is the path of what was written first.
    """

    def report(code: str, path: Path, *, at_key: bool = False, **facts: object) -> None:
        first = facts.get("first")
        if isinstance(first, tuple):
            facts["first_line"] = tree.mark(first).line if first else 0
            del facts["first"]
        mark = tree.mark(path, at_key=at_key)
        tree.problems.append(tree.problem(code, mark, path, **facts))

    return report


def value_at(value: Any, path: Path) -> Any:
    """Follow a path through plain values; None where it leads nowhere."""
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def field_at(schema: Schema, path: Path) -> Field[Any] | None:
    """Follow a path through a schema; None where it leads nowhere."""
    found: Field[Any] | None = None
    inside: Schema | None = schema
    for step in path:
        if isinstance(found, Listing | Table):
            found = found.inner
        elif inside is not None:
            found = words_of(inside).get(str(step))
        else:
            return None
        inside = found.schema if isinstance(found, Block) else None
    return found


def words_of(schema: Schema) -> dict[str, Field[Any]]:
    """Give the fields of a block by the words that files have for them."""
    return {field.data_key or name: field for name, field in schema.fields.items()}


def _built_in(code: str, path: Path, schema: Schema, tree: Tree) -> Complaint:
    word = str(path[-1]) if path else ""
    if code == "R101":
        block = field_at(schema, path[:-1]) if len(path) > 1 else None
        inside = block.schema if isinstance(block, Block) else schema
        guess = near(word, tuple(words_of(inside)))
        return Complaint(code, {"word": word, "near": guess}, at_key=True)
    if code == "R102":
        return Complaint(code, {"word": word})
    return Complaint("R103", {"expected": code, "got": told(value_at(tree.value, path))})


def _leaves(errors: Any, path: Path) -> Iterator[tuple[Path, object]]:
    if isinstance(errors, Mapping):
        for step, inner in errors.items():
            yield from _leaves(inner, path if step == "_schema" else (*path, step))
    elif isinstance(errors, list):
        for leaf in errors:
            yield from _leaves(leaf, path) if isinstance(leaf, Mapping) else [(path, leaf)]
    else:
        yield path, errors
