"""Every block of a rulebook and its words, found in the fields that read the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from marshmallow import Schema

from muvengine.formats.rulebook_yaml.blocks import Block, Listing, Table
from muvengine.formats.rulebook_yaml.conditions import RangeSchema
from muvengine.formats.rulebook_yaml.schema import DatedSchema, ParamField, rulebook_schema

ROOT: Final = "rulebook"
CONDITIONS: Final = "when"
RANGE: Final = "range"
_BESIDE: Final[Mapping[type, type[Schema]]] = {ParamField: DatedSchema}
"""Fields that read a plain value or, instead of it, a list of blocks."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a block.

    Attributes:
        name: as it is written before the colon.
        field: what reads its value.
    """

    name: str
    field: Any

    @property
    def needed(self) -> bool:
        """The file is refused without it."""
        return bool(self.field.required)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One block.

    Attributes:
        kind: its name in the program, as ``gate``; sentences are found by it.
        place: where it stands in a file, as ``require``; empty for the whole file.
        words: in the order in which the program lists them.
    """

    kind: str
    place: str
    words: tuple[Word, ...]


def kind_of(schema: Schema) -> str:
    """Name a block as its sentences do; bounds of any measure are one block."""
    if isinstance(schema, RangeSchema):
        return RANGE
    return type(schema).__name__.removesuffix("Schema").removeprefix("_").lower()


def innermost(field: Any) -> Any:
    """Give the field of one item, however deep lists and tables lie around it."""
    while isinstance(field, Listing | Table):
        field = field.inner
    return field


def block_in(field: Any) -> Schema | None:
    """Give the block that a field reads, or reads as an alternative; None for a plain value."""
    inner = innermost(field)
    if type(inner) in _BESIDE:
        return _BESIDE[type(inner)]()
    if isinstance(inner, Block):
        schema = inner.schema
        assert isinstance(schema, Schema)
        return schema
    return None


def vocabularies() -> tuple[Vocabulary, ...]:
    """Find every block, outer ones first, in the order in which a file has them."""
    found: dict[str, tuple[Word, ...]] = {}
    _collect(rulebook_schema(), ROOT, found)
    parents: dict[str, list[tuple[str, str]]] = {}
    for kind, words in found.items():
        for word in words:
            inner = block_in(word.field)
            if inner is not None and kind_of(inner) != kind:
                parents.setdefault(kind_of(inner), []).append((kind, word.name))
    return tuple(Vocabulary(kind, _place(kind, parents), words) for kind, words in found.items())


def _collect(schema: Schema, kind: str, found: dict[str, tuple[Word, ...]]) -> None:
    found[kind] = tuple(_words(schema))
    for word in found[kind]:
        inner = block_in(word.field)
        if inner is not None and kind_of(inner) not in found:
            _collect(inner, kind_of(inner), found)


def _words(schema: Schema) -> Iterator[Word]:
    for name, field in schema.fields.items():
        yield Word(field.data_key or name, field)


def _place(kind: str, parents: Mapping[str, list[tuple[str, str]]]) -> str:
    """Tell where a block stands; one that stands in several goes by its word alone."""
    if kind == ROOT:
        return ""
    above = parents[kind]
    parent, word = above[0]
    if len(above) > 1 or parent == ROOT:
        return word
    return f"{_place(parent, parents)}.{word}"
