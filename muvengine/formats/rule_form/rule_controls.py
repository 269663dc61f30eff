"""What a rule pays, how often, and what a maximum holds, as fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from muvengine.core.rules.rulebook import Otherwise, Owner
from muvengine.formats.rule_form.controls import (
    Around,
    Control,
    Fields,
    Typed,
    Words,
    as_rows,
    block_in,
    chosen,
    first,
    labels,
    number,
    offered,
    pick,
    rows_of,
    texts_in,
)
from muvengine.formats.rule_form.figures import number_of, text_of
from muvengine.formats.rulebook_yaml.blocks import LIMIT_PERIODS, PERIODS
from muvengine.formats.rulebook_yaml.rules import ON_REACH, SCALES

OWNERS: Final = tuple(owner.value for owner in Owner)
RULE_ORDER: Final = (
    "rule",
    "cap",
    "label",
    "group",
    "legs",
    "per_km",
    "percent",
    "flat",
    "scaled",
    "points",
    "per",
    "rules",
    "except",
    "when",
    "else",
    "limit",
    "on_reach",
)
"""In which order a new word stands among the others."""


def rule_controls(section: str, rule: Words, around: Around) -> Iterator[Control]:
    """Give the controls of a rule's own words, its conditions aside.

    Args:
        section: require, earn, bonuses or caps.
        rule: as it is; empty for a new one.
        around: what is offered.
    """
    yield labels(around.languages)
    if section == "caps":
        yield number("points", around.sign)
        yield cap_per()
        yield cap_scope(offered(offered(around.rules, rule.get("rules")), rule.get("except")))
        # The word that changes nothing is kept where it is written.
        nothing = ON_REACH[0] if rule.get("on_reach") == ON_REACH[0] else ""
        yield pick("on_reach", (nothing, ON_REACH[1]))
        return
    yield legs(offered(around.modes, block_in(rule, "legs").get("mode")), around.sign)
    if section == "require":
        yield pick("else", tuple(Otherwise))
        return
    yield pay_earn(around.sign) if section == "earn" else pay_bonus(around.sign)
    yield limit(around.sign)
    if section == "bonuses":
        group = [rule["group"]] if "group" in rule else []
        yield pick("group", ("", *offered(around.groups, group)))


def legs(modes: tuple[str, ...], sign: str) -> Control:
    """Show which stretches of a trip count."""

    def show(part: Words) -> Fields:
        said = block_in(part, "legs")
        least = text_of(said.get("min_km"), sign)
        return {"legs.mode": texts_in(said.get("mode")), "legs.min_km": [least]}

    def read(typed: Typed, part: Words) -> Words:
        ticked = chosen(typed, "legs.mode", block_in(part, "legs").get("mode"), modes)
        least = first(typed, "legs.min_km")
        said: Words = {"mode": ticked} if ticked else {}
        if least:
            said["min_km"] = number_of(least)
        return {"legs": said} if said else {}

    return Control("legs", ("legs",), show, read, modes)


def pay_earn(sign: str) -> Control:
    """Show points by the kilometre in bands, or the same each time."""

    def show(part: Words) -> Fields:
        bands = part.get("per_km")
        rows = [
            {word: text_of(band.get(word), sign) for word in ("up_to", "points")}
            for band in (bands if isinstance(bands, list) else ())
            if isinstance(band, dict)
        ]
        return {
            "pay": ["flat" if "flat" in part else "per_km"],
            "flat": [text_of(part.get("flat"), sign)],
            **as_rows("per_km", rows),
        }

    def read(typed: Typed, _part: Words) -> Words:
        if first(typed, "pay") == "flat":
            return {"flat": number_of(first(typed, "flat"))}
        bands = [
            {word: number_of(text) for word, text in row.items() if text or word == "points"}
            for row in rows_of(typed, "per_km", "up_to", "points")
        ]
        return {"per_km": bands}

    return Control("pay", ("per_km", "flat"), show, read, ("per_km", "flat"))


def pay_bonus(sign: str) -> Control:
    """Show a share of the base, the same each time, or more with each step."""
    words = ("percent", "flat", "scaled")

    def show(part: Words) -> Fields:
        said = block_in(part, "scaled")
        unit = "percent" if "percent" in said else "points"
        steps = {
            "by": said.get("by", SCALES[0]),
            "every": said.get("every"),
            "above": said.get("above"),
            "each": said.get(unit),
            "unit": unit,
            "most": said.get(f"max_{unit}"),
        }
        return {
            "pay": [next((word for word in words if word in part), "flat")],
            "percent": [text_of(part.get("percent"), sign)],
            "flat": [text_of(part.get("flat"), sign)],
            **{f"scaled.{word}": [text_of(value, sign)] for word, value in steps.items()},
        }

    def read(typed: Typed, _part: Words) -> Words:
        kind = first(typed, "pay")
        if kind != "scaled":
            word = "percent" if kind == "percent" else "flat"
            return {word: number_of(first(typed, word))}
        unit = "percent" if first(typed, "scaled.unit") == "percent" else "points"
        named = (("above", "above"), ("every", "every"), ("each", unit), ("most", f"max_{unit}"))
        steps = {word: number_of(first(typed, f"scaled.{name}")) for name, word in named}
        needed = {"every", unit}
        said = {word: value for word, value in steps.items() if value != "" or word in needed}
        by = first(typed, "scaled.by")
        return {"scaled": {"by": by, **said} if by in SCALES else said}

    return Control("pay", words, show, read, SCALES)


def limit(sign: str) -> Control:
    """Show at most so many times."""

    def show(part: Words) -> Fields:
        said = block_in(part, "limit")
        per = said.get("per", LIMIT_PERIODS[0])
        by_route = isinstance(per, list) and bool(per)
        return {
            "limit.times": [text_of(said.get("times"), sign)],
            "limit.per": [str(per[-1] if by_route else per)],
            "limit.per_route": ["true"] if by_route else [],
        }

    def read(typed: Typed, _part: Words) -> Words:
        times, period = first(typed, "limit.times"), first(typed, "limit.per")
        if not times or period not in LIMIT_PERIODS:
            return {}
        per = ["route", period] if first(typed, "limit.per_route") else period
        return {"limit": {"times": number_of(times), "per": per}}

    return Control("limit", ("limit",), show, read, LIMIT_PERIODS)


def cap_per() -> Control:
    """Show whose points a maximum counts, and how long."""

    def show(part: Words) -> Fields:
        match part.get("per"):
            case [owner, period]:
                return {"per.owner": [str(owner)], "per.period": [str(period)]}
        return {"per.owner": [OWNERS[0]], "per.period": [PERIODS[1]]}

    def read(typed: Typed, _part: Words) -> Words:
        owner, period = first(typed, "per.owner"), first(typed, "per.period")
        return {"per": [owner, period]} if owner in OWNERS and period in PERIODS else {}

    return Control("per", ("per",), show, read, PERIODS)


def cap_scope(rules: tuple[str, ...]) -> Control:
    """Show which rules a maximum counts: all, only some, or all but some."""
    words = ("rules", "except")

    def show(part: Words) -> Fields:
        kind = next((word for word in words if word in part), "all")
        return {"scope": [kind], "scope.rules": texts_in(part.get(kind))}

    def read(typed: Typed, part: Words) -> Words:
        kind = first(typed, "scope")
        if kind not in words:
            return {}
        return {kind: chosen(typed, "scope.rules", part.get(kind), rules)}

    return Control("scope", words, show, read, rules)
