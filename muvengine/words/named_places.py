"""A rulebook in which zones and set routes are called as people call them, to be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from muvengine.core.rules.conditions import (
    ZONE_WORDS,
    AnyOf,
    Condition,
    NoneOf,
    OneOf,
    OnRoute,
)
from muvengine.core.rules.rulebook import Rulebook

Names = Mapping[str, str]


def with_names(book: Rulebook, zones: Names, routes: Names) -> Rulebook:
    """Give a rulebook whose conditions hold names in place of keys.

    It is only good for being put into words: no trip lies in a zone of that name.

    Args:
        book: as published.
        zones: what people call them, by key; a key that is not there stays.
        routes: likewise.
    """
    return replace(
        book,
        gates=tuple(replace(gate, when=_named(gate.when, zones, routes)) for gate in book.gates),
        rules=tuple(replace(rule, when=_named(rule.when, zones, routes)) for rule in book.rules),
    )


def _named(conditions: tuple[Condition, ...], zones: Names, routes: Names) -> tuple[Condition, ...]:
    return tuple(_one_named(condition, zones, routes) for condition in conditions)


def _one_named(condition: Condition, zones: Names, routes: Names) -> Condition:
    match condition:
        case OneOf(word, keys) if word in ZONE_WORDS:
            return replace(condition, values=tuple(zones.get(key, key) for key in keys))
        case OnRoute(keys):
            return replace(condition, keys=tuple(routes.get(key, key) for key in keys))
        case AnyOf(parts) | NoneOf(parts):
            return replace(condition, parts=tuple(_named(part, zones, routes) for part in parts))
    return condition
