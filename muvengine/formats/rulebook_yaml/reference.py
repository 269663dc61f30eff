"""The reference page, written in Markdown out of the fields that read a rulebook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from muvengine.formats.rulebook_yaml.blocks import Block, Listing, Table
from muvengine.formats.rulebook_yaml.fields import ChoiceField, FigureField, WholeField
from muvengine.formats.rulebook_yaml.reference_samples import BLOCKS
from muvengine.formats.rulebook_yaml.reference_samples import CONDITIONS as CONDITION_SAMPLES
from muvengine.formats.rulebook_yaml.schema import LimitField
from muvengine.formats.rulebook_yaml.vocabulary import (
    CONDITIONS,
    RANGE,
    ROOT,
    Vocabulary,
    Word,
    block_in,
    innermost,
    kind_of,
    vocabularies,
)
from muvengine.words.catalogue import known, say
from muvengine.words.rule_problems import expected

DOMAIN: Final = "rule_reference"
BREAK: Final = "\\\n"

# Numbers whose word does not end in its unit; an empty unit counts things.
_UNITS: Final[Mapping[str, str]] = {
    "up_to": "km",
    "band_points": "points_km",
    "scaled_every": "measure",
    "scaled_above": "measure",
    "max_points": "points",
    "max_percent": "percent",
    "flat": "points",
    "lines": "points",
    "experience": "points",
    "remind_days": "days",
    "after_days": "days",
    "pending_hours": "h",
    "route_share": "part",
    "share": "part",
    "distance_m_min": "m",
    "hole_m_max": "m",
    "duration_s_min": "s",
    "interval_median_s_max": "s",
    "days_since_last_trip": "days",
    "active_days": "days",
    "streak_days": "days",
    "streak_weeks": "weeks",
    "surges_per_km_max": "per_km",
    "sprint_surges_per_km_max": "per_km",
}
_ENDINGS: Final = (
    (r"_share(_max)?$|_share_|^share_", "part"),
    (r"_kmh(_max)?$", "kmh"),
    (r"(^|_)km$", "km"),
    (r"^duration_min$", "min"),
    (r"_m$", "m"),
    (r"(^|_)points$", "points"),
    (r"(^|_)percent$", "percent"),
)


def reference(locale: str) -> str:
    """Write the page in a language of the product."""
    blocks = vocabularies()
    places = {block.kind: block.place for block in blocks}
    lines = [f"# {_say('title', locale)}", "", _say("lead", locale), "", _say("how", locale), ""]
    lines += _contents(blocks, locale)
    for block in blocks:
        if block.kind != RANGE:
            lines += _section(block, places, locale)
        if block.kind == CONDITIONS:
            bounds = next(other for other in blocks if other.kind == RANGE)
            lines += _conditions(block, bounds, places, locale)
    return "\n".join(lines).rstrip() + "\n"


def sentence(kind: str, word: str) -> str:
    """Name the sentence of a word: its block's own, else the one it has in every block."""
    own = f"{kind}_{word}"
    return own if known(f"{DOMAIN}.{own}") else f"word_{word}"


def choices(word: Word) -> tuple[str, ...]:
    """Give the closed list a word's value comes from; empty where it is free."""
    inner = innermost(word.field)
    return tuple(inner.choices) if isinstance(inner, ChoiceField) else ()


def meaning(word: str, choice: str) -> str | None:
    """Name the sentence of a choice; None where the choice is a word of the page itself."""
    codes = (
        f"{DOMAIN}.means_{word}_{choice}",
        f"rule_phrases.{word}_{choice}",
        f"rule_phrases.{choice}",
    )
    return next((code for code in codes if known(code)), None)


def is_number(word: Word) -> bool:
    """Tell whether a word reads numbers, alone, in a list, by name or as bounds."""
    inner = innermost(word.field)
    schema = block_in(inner)
    if schema is not None and kind_of(schema) == RANGE:
        return True
    return isinstance(inner, FigureField | WholeField | LimitField)


def unit(kind: str, word: str) -> str:
    """Tell in what a number is counted; empty for things that are counted one by one."""
    for name in (f"{kind}_{word}", word):
        if name in _UNITS:
            return _UNITS[name]
    return next((code for end, code in _ENDINGS if re.search(end, word)), "")


def _contents(blocks: Iterable[Vocabulary], locale: str) -> Iterator[str]:
    yield from (f"## {_say('contents', locale)}", "")
    for block in blocks:
        if block.kind not in {ROOT, RANGE}:
            title = _say(f"title_{block.kind}", locale)
            yield f"- {_named(_link(block.place), title, locale)}"
    yield ""


def _section(block: Vocabulary, places: Mapping[str, str], locale: str) -> Iterator[str]:
    title = _say(f"title_{block.kind}", locale)
    yield "## " + (_named(f"`{block.place}`", title, locale) if block.place else title)
    yield from ("", _say(f"about_{block.kind}", locale), "")
    if block.kind == CONDITIONS:
        return
    for word in block.words:
        yield from _item(block.kind, word, places, locale)
    yield ""
    if block.place:
        yield from _sample(BLOCKS[block.place])


def _conditions(
    block: Vocabulary, bounds: Vocabulary, places: Mapping[str, str], locale: str
) -> Iterator[str]:
    yield from (_say(f"about_{RANGE}", locale), "")
    for word in bounds.words:
        said = _say(sentence(RANGE, word.name), locale)
        yield f"- {_named(f'**`{word.name}`**', said, locale)}"
    yield ""
    for word in block.words:
        yield from (f"### `{word.name}`", "")
        said = _say(sentence(block.kind, word.name), locale)
        yield f"{said}{BREAK}*{_reads(block.kind, word, places, locale)}*"
        yield ""
        chosen = list(_choices(word, "", locale))
        yield from (*chosen, "") if chosen else ()
        yield from _sample(CONDITION_SAMPLES[word.name])


def _item(kind: str, word: Word, places: Mapping[str, str], locale: str) -> Iterator[str]:
    needed = f" ({_say('needed', locale)})" if word.needed else ""
    said = _say(sentence(kind, word.name), locale)
    told = _named(f"**`{word.name}`**{needed}", said, locale)
    yield f"- {told}{BREAK}  *{_reads(kind, word, places, locale)}*"
    yield from _choices(word, "  ", locale)


def _choices(word: Word, margin: str, locale: str) -> Iterator[str]:
    for choice in choices(word):
        code = meaning(word.name, choice)
        said = say(code, locale) if code else ""
        # A measure that a bonus grows with is a condition, told there.
        told = _link(choice) if word.name == "by" else f"`{choice}`"
        yield f"{margin}- " + (_named(told, said, locale) if said not in {"", choice} else told)


def _reads(kind: str, word: Word, places: Mapping[str, str], locale: str) -> str:
    """Say what stands after a word's colon."""
    told = _value(innermost(word.field), places, locale)
    if isinstance(word.field, Listing):
        told = _say("list_of_choices" if choices(word) else "list_of", locale, one=told)
    elif isinstance(word.field, Table):
        told = _say("table_of", locale, one=told)
    counted = unit(kind, word.name) if is_number(word) else ""
    return f"{told}, {_say(f'unit_{counted}', locale)}" if counted else told


def _value(field: Any, places: Mapping[str, str], locale: str) -> str:
    schema = block_in(field)
    if schema is not None and kind_of(schema) == RANGE:
        one: Any = schema.fields["min"]
        return _say("bounds", locale, one=expected(one.expects, one.bounds, locale))
    if isinstance(field, Block):
        assert schema is not None
        return _say("block", locale, link=_link(places[kind_of(schema)]))
    if isinstance(field, ChoiceField):
        return _say("choices", locale)
    return expected(field.expects, field.bounds, locale)


def _sample(text: str) -> tuple[str, ...]:
    return ("```yaml", text, "```", "")


def _named(word: str, said: str, locale: str) -> str:
    return _say("named", locale, word=word, said=said)


def _link(place: str) -> str:
    return f"[`{place}`](#{place})"


def _say(code: str, locale: str, **facts: object) -> str:
    return say(f"{DOMAIN}.{code}", locale, **facts)
