"""Every name that a rulebook uses must be one that it gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from muvengine.core.modes.limits import DEFAULT_LIMITS
from muvengine.core.rules.evaluate import VERDICT_GATE
from muvengine.formats.rulebook_yaml.places import near, value_at
from muvengine.formats.rulebook_yaml.plain import Document, Report, as_dict, as_list, names_in
from muvengine.formats.rulebook_yaml.problems import Path

RULE_LISTS: Final = ("require", "earn", "bonuses")


def check_references(document: Document, report: Report) -> None:
    """Report names of groups, rules, caps and modes that are nowhere given: R202, R203, R210."""
    gates = tuple(names_in(document.get("require"), "rule"))
    paying = [*names_in(document.get("earn"), "rule"), *names_in(document.get("bonuses"), "rule")]
    caps = tuple(names_in(document.get("caps"), "cap"))
    modes = tuple(as_dict(document.get("modes"))) or tuple(DEFAULT_LIMITS)
    _groups(document, report)
    _caps(document, tuple(paying), report)
    _modes(document, modes, report)
    names = {
        ("expect", "lines"): (*paying, *caps, *gates, VERDICT_GATE),
        ("expect", "missed"): (*paying, *gates, VERDICT_GATE),
        ("history", "day_km"): tuple(paying),
        ("history", "fired"): tuple(paying),
        ("history", "points"): caps,
    }
    for number, example in enumerate(as_list(document.get("examples"))):
        for inner, among in names.items():
            path: Path = ("examples", number, *inner)
            for name in as_dict(value_at(example, inner)):
                if name not in among:
                    guess = near(name, among)
                    facts = {"name": name, "near": guess, "by": "example"}
                    report("R203", (*path, name), at_key=True, **facts)


def _groups(document: Document, report: Report) -> None:
    groups = tuple(as_dict(document.get("groups")))
    for number, bonus in enumerate(as_list(document.get("bonuses"))):
        group = as_dict(bonus).get("group")
        if isinstance(group, str) and group not in groups:
            path = ("bonuses", number, "group")
            report("R202", path, name=group, near=near(group, groups))


def _caps(document: Document, rules: tuple[str, ...], report: Report) -> None:
    for number, cap in enumerate(as_list(document.get("caps"))):
        for word in ("rules", "except"):
            for place, name in enumerate(as_list(as_dict(cap).get(word))):
                if isinstance(name, str) and name not in rules:
                    path = ("caps", number, word, place)
                    report("R203", path, name=name, near=near(name, rules), by="cap")


def _modes(document: Document, modes: tuple[str, ...], report: Report) -> None:
    for path, mode in _named_modes(document):
        if isinstance(mode, str) and mode not in modes:
            report("R210", path, name=mode, near=near(mode, modes))


def _named_modes(document: Document) -> Iterator[tuple[Path, Any]]:
    for block in RULE_LISTS:
        for number, rule in enumerate(as_list(document.get(block))):
            picked = as_list(value_at(rule, ("legs", "mode")))
            yield from (((block, number, "legs", "mode", i), m) for i, m in enumerate(picked))
    for number, example in enumerate(as_list(document.get("examples"))):
        for place, leg in enumerate(as_list(value_at(example, ("trip", "legs")))):
            yield ("examples", number, "trip", "legs", place, "mode"), as_dict(leg).get("mode")
