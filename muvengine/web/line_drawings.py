"""A pictogram for each line of a score sheet: what it pays for, seen before it is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from muvengine.core.rules.conditions import walk
from muvengine.core.rules.rulebook import Rule, Rulebook, Scaled
from muvengine.words.score_in_words import Explained

BY_KIND: Final[Mapping[str, str]] = {"require": "shield-check", "bonus": "star", "cap": "flag"}
BY_WORD: Final[Mapping[str, str]] = {
    "weather": "cloud-rain",
    "start_between": "clock",
    "weekday": "calendar-week",
    "date_in": "calendar-week",
    "trips_in_week": "calendar-week",
    "active_days": "calendar-week",
    "streak_days": "calendar-week",
    "streak_weeks": "calendar-week",
    "route": "signpost-2",
    "route_share": "signpost-2",
    "stamps": "geo-alt",
    "climb_m": "graph-up",
    "distance_km": "map",
    "evidence": "shield-check",
    "passengers": "people",
    "assisted": "person-heart",
    "segment": "people",
    "first_of_mode": "gift",
    "trips_total": "gift",
    "days_since_last_trip": "emoji-smile",
}


def line_drawing(line: Explained, rulebook: Rulebook, mode: str) -> str:
    """Name the pictogram of a line: a mode, or a vendored drawing.

    Args:
        line: of the sheet.
        rulebook: that made it.
        mode: the trip's, for a rule that pays several.
    """
    return rule_drawing(line.rule, line.kind, rulebook, mode)


def rule_drawing(name: str, kind: str, rulebook: Rulebook, mode: str = "") -> str:
    """Name the pictogram of a rule, gate or cap.

    Args:
        name: its own.
        kind: require, earn, bonus or cap.
        rulebook: where it stands.
        mode: of a trip it paid; empty where there is none.
    """
    rule = next((rule for rule in rulebook.rules if rule.name == name), None)
    if rule is None:
        return BY_KIND.get(kind, "star")
    words = [pays.by] if isinstance(pays := rule.pays, Scaled) else []
    words += [condition.word for condition in walk(rule.when)]
    asked = next((BY_WORD[word] for word in words if word in BY_WORD), None)
    if kind == "earn":
        return _mode_of(rule, mode)
    return asked or ("gift" if rule.limit is not None else "star")


def _mode_of(rule: Rule, mode: str) -> str:
    """Draw the mode that is paid; the trip's own where it is one of them, or none is named."""
    modes = rule.legs.modes if rule.legs else ()
    if mode and (mode in modes or not modes):
        return mode
    return modes[0] if modes else "plus-circle"
