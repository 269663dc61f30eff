"""Controls of a form: each shows some words of a block and reads them back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from muvengine.formats.rule_form.figures import number_of, percent_of, share_of, text_of

Typed = Mapping[str, list[str]]
"""What each field holds; boxes that may be ticked together hold several values."""

Fields = dict[str, list[str]]
"""The same, as a page shows it."""

Words = dict[str, Any]
"""Words of a block with their plain values."""

SIDES: Final = ("min", "max")


@dataclass(frozen=True, slots=True)
class Around:
    """What a form offers that stands elsewhere.

    Attributes:
        languages: in which labels are written.
        modes, rules, groups: of the rulebook, by name.
        routes, zones: of the town, by key.
        sign: between whole and parts of a number.
    """

    languages: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    sign: str = "."


@dataclass(frozen=True, slots=True)
class Control:
    """Some words of a block as fields.

    Attributes:
        name: by which a page knows it; its fields begin with it.
        words: that it shows.
        show: gives the fields for those of its words that are there.
        read: gives the words that were typed; lists keep the order they had.
        options: what can be chosen; of figures and rows the words of each.
        shape: what a page draws that does not know the control by its name.
    """

    name: str
    words: tuple[str, ...]
    show: Callable[[Words], Fields]
    read: Callable[[Typed, Words], Words]
    options: tuple[str, ...] = ()
    shape: str = ""


def first(typed: Typed, name: str) -> str:
    """Give what a field of one value holds."""
    values = typed.get(name) or [""]
    return " ".join(values[0].split())


def chosen(typed: Typed, name: str, part: object, options: tuple[str, ...]) -> list[str]:
    """Give the ticked values out of those offered, those that were there in their order."""
    ticked = [value for value in typed.get(name, ()) if value in options]
    old = part if isinstance(part, list) else []
    kept = [value for value in old if value in ticked]
    return kept + [value for value in ticked if value not in old]


def rows_of(typed: Typed, name: str, *columns: str) -> list[dict[str, str]]:
    """Give the rows ``name.0.column`` and so on in which anything is typed."""
    starts = (key.removeprefix(f"{name}.") for key in typed if key.startswith(f"{name}."))
    numbers = {int(n) for n in (start.partition(".")[0] for start in starts) if n.isdecimal()}
    rows = (
        {column: first(typed, f"{name}.{number}.{column}") for column in columns}
        for number in sorted(numbers)
    )
    return [row for row in rows if any(row.values())]


def as_rows(name: str, rows: list[dict[str, str]]) -> Fields:
    """Give the fields of rows."""
    return {
        f"{name}.{number}.{column}": [text]
        for number, row in enumerate(rows)
        for column, text in row.items()
    }


def texts_in(value: object) -> list[str]:
    """Give a list of texts; nothing where it is anything else."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return list(value)
    return []


def offered(known: tuple[str, ...], said: object) -> tuple[str, ...]:
    """Give what can be ticked: what is known, and what is written already."""
    return tuple(dict.fromkeys((*known, *texts_in(said))))


def block_in(part: Words, word: str) -> Words:
    """Give the words of an inner block; nothing where it is anything else."""
    found = part.get(word)
    return found if isinstance(found, dict) else {}


def labels(languages: tuple[str, ...]) -> Control:
    """Show a label: a text in each language, also in those that nobody else speaks."""

    def show(part: Words) -> Fields:
        said = block_in(part, "label")
        codes = dict.fromkeys((*languages, *said))
        return {f"label.{code}": [str(said.get(code, ""))] for code in codes}

    def read(typed: Typed, part: Words) -> Words:
        shown = [name.removeprefix("label.") for name in typed if name.startswith("label.")]
        codes = dict.fromkeys((*block_in(part, "label"), *shown))
        texts = {code: first(typed, f"label.{code}") for code in codes}
        found = {code: text for code, text in texts.items() if text}
        return {"label": found} if found else {}

    return Control("label", ("label",), show, read, shape="label")


def bounds(word: str, sign: str, *, percent: bool = False) -> Control:
    """Show at least and at most of a measure; ``percent`` where it is a share of one."""
    name = f"when.{word}"
    write, understand = (percent_of, share_of) if percent else (text_of, number_of)

    def show(part: Words) -> Fields:
        said = block_in(part, word)
        return {f"{name}.{side}": [write(said.get(side), sign)] for side in SIDES}

    def read(typed: Typed, _part: Words) -> Words:
        texts = {side: first(typed, f"{name}.{side}") for side in SIDES}
        found = {side: understand(text) for side, text in texts.items() if text}
        return {word: found} if found else {}

    return Control(name, (word,), show, read)


def ticks(name: str, word: str, options: tuple[str, ...]) -> Control:
    """Show some words out of a list."""

    def show(part: Words) -> Fields:
        return {name: texts_in(part.get(word))}

    def read(typed: Typed, part: Words) -> Words:
        ticked = chosen(typed, name, part.get(word), options)
        return {word: ticked} if ticked else {}

    return Control(name, (word,), show, read, options, "ticks")


def pick(word: str, options: tuple[str, ...]) -> Control:
    """Show one word out of a list; an empty one is none."""

    def show(part: Words) -> Fields:
        return {word: [str(part.get(word, options[0]))]}

    def read(typed: Typed, _part: Words) -> Words:
        value = first(typed, word)
        return {word: value} if value and value in options else {}

    return Control(word, (word,), show, read, options, "choice")


def yes_no(word: str) -> Control:
    """Show yes, no, or not asked."""
    name = f"when.{word}"

    def show(part: Words) -> Fields:
        value = part.get(word)
        return {name: ["" if value is None else str(value).lower()]}

    def read(typed: Typed, _part: Words) -> Words:
        value = first(typed, name)
        return {word: value == "true"} if value in {"true", "false"} else {}

    return Control(name, (word,), show, read, ("", "true", "false"))


def number(word: str, sign: str, *, needed: bool = True) -> Control:
    """Show a number; one that is ``needed`` must be there."""

    def show(part: Words) -> Fields:
        return {word: [text_of(part.get(word), sign)]}

    def read(typed: Typed, _part: Words) -> Words:
        text = first(typed, word)
        return {word: number_of(text)} if text or needed else {}

    return Control(word, (word,), show, read, shape="number")
