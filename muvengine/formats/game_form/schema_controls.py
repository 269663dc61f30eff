"""Controls of a block, as its schema says what may stand in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from marshmallow import Schema
from marshmallow.fields import Field

from muvengine.formats.rule_form.controls import (
    Around,
    Control,
    Fields,
    Typed,
    Words,
    as_rows,
    block_in,
    first,
    labels,
    number,
    offered,
    pick,
    rows_of,
    ticks,
)
from muvengine.formats.rule_form.figures import number_of, text_of
from muvengine.formats.rulebook_yaml.blocks import Block, LabelField, Listing
from muvengine.formats.rulebook_yaml.fields import (
    ChoiceField,
    DayField,
    FigureField,
    NameField,
    WholeField,
)
from muvengine.formats.rulebook_yaml.places import words_of


def controls_of(
    schema: Schema, words: Collection[str], part: Words, around: Around, needed: Collection[str]
) -> Iterator[Control]:
    """Give a control for each word that a form can show.

    Args:
        schema: of the block.
        words: those that are asked for.
        part: the block as it is; empty for a new one.
        around: what is offered.
        needed: words that must be there, beside those that the schema requires.
    """
    for word, field in words_of(schema).items():
        if word in words:
            must = field.required or word in needed
            yield from _control(word, field, part, around, needed=must)


def _control(
    word: str, field: Field[Any], part: Words, around: Around, *, needed: bool
) -> Iterator[Control]:
    match field:
        case LabelField():
            yield labels(around.languages)
        case ChoiceField():
            yield pick(word, field.choices if needed else ("", *field.choices))
        case WholeField() | FigureField():
            yield number(word, around.sign, needed=needed)
        case DayField():
            yield day(word)
        case Block():
            inner = words_of(field.schema)
            yield figures(word, {w: f.required for w, f in inner.items()}, around.sign)
        case Listing(inner=NameField()):
            yield ticks(word, word, offered(around.modes, part.get(word)))
        case Listing(inner=Block() as one):
            yield rows(word, tuple(words_of(one.schema)), around.sign)


def day(word: str) -> Control:
    """Show a day that must be there."""

    def show(part: Words) -> Fields:
        return {word: [str(part.get(word, ""))]}

    def read(typed: Typed, _part: Words) -> Words:
        return {word: first(typed, word)}

    return Control(word, (word,), show, read, shape="day")


def figures(word: str, inner: Mapping[str, bool], sign: str) -> Control:
    """Show the numbers of an inner block, which goes with the last of them.

    Args:
        word: of the block.
        inner: its words, and whether each must be there; one such keeps the block.
        sign: between whole and parts of a number.
    """

    def show(part: Words) -> Fields:
        said = block_in(part, word)
        return {f"{word}.{one}": [text_of(said.get(one), sign)] for one in inner}

    def read(typed: Typed, _part: Words) -> Words:
        texts = {one: first(typed, f"{word}.{one}") for one in inner}
        found = {one: number_of(text) for one, text in texts.items() if text or inner[one]}
        return {word: found} if found else {}

    return Control(word, (word,), show, read, tuple(inner), "figures")


def rows(word: str, columns: tuple[str, ...], sign: str) -> Control:
    """Show a list of blocks, each of them a row of numbers."""

    def show(part: Words) -> Fields:
        said = part.get(word)
        blocks = [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []
        return as_rows(word, [{c: text_of(one.get(c), sign) for c in columns} for one in blocks])

    def read(typed: Typed, _part: Words) -> Words:
        found = [
            {column: number_of(text) for column, text in row.items()}
            for row in rows_of(typed, word, *columns)
        ]
        return {word: found} if found else {}

    return Control(word, (word,), show, read, columns, "rows")
