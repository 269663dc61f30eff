"""Does the game mean anything?  Checked on plain values, beside what is wrong in shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from muvengine.core.modes.limits import DEFAULT_LIMITS
from muvengine.formats.game_yaml.challenge_meaning import check_challenges
from muvengine.formats.rulebook_yaml.places import near, value_at
from muvengine.formats.rulebook_yaml.plain import (
    Document,
    Report,
    as_dict,
    as_list,
    blocks,
    is_day,
    is_number,
)
from muvengine.formats.rulebook_yaml.problems import Path

KNOWN_MODES: Final = tuple(DEFAULT_LIMITS)


def check_meaning(
    document: Document, modes: Sequence[str], languages: Sequence[str], report: Report
) -> None:
    """Report everything that is well formed but means nothing.

    Args:
        document: plain values.
        modes: those that trips of the town can have.
        languages: every label must be in these; none given means those of the game's own label.
        report: called with code, path and facts.
    """
    _levels(document, report)
    _rewards(document, report)
    _suspended(document, report)
    _badges(document, tuple(modes), report)
    check_challenges(document, tuple(modes), report)
    _labels(document, languages or tuple(as_dict(document.get("label"))), report)


def _levels(document: Document, report: Report) -> None:
    before: Any = -1
    for number, level in enumerate(as_list(value_at(document, ("experience", "levels")))):
        first = as_dict(level).get("from")
        path: Path = ("experience", "levels", number, "from")
        if not is_number(first):
            continue
        if number == 0 and first != 0:
            report("G201", path, kind="first")
        elif first <= before:
            report("G201", path, kind="order", before=before)
        before = first


def _rewards(document: Document, report: Report) -> None:
    before: Any = 0
    for number, reward in enumerate(as_list(value_at(document, ("streak", "rewards")))):
        weeks: Any = as_dict(reward).get("weeks")
        if not is_number(weeks):
            continue
        if weeks <= before:
            report("G202", ("streak", "rewards", number, "weeks"), before=before)
        before = weeks


def _suspended(document: Document, report: Report) -> None:
    for number, span in enumerate(as_list(document.get("suspended"))):
        first, end = as_dict(span).get("from"), as_dict(span).get("until")
        if is_day(first) and is_day(end) and str(end) <= str(first):
            report("R205", ("suspended", number, "until"), kind="until", first=first)


def _badges(document: Document, modes: tuple[str, ...], report: Report) -> None:
    seen: dict[str, Path] = {}
    for number, badge in enumerate(as_list(document.get("badges"))):
        name = as_dict(badge).get("badge")
        path: Path = ("badges", number, "badge")
        if isinstance(name, str):
            if name in seen:
                report("R201", path, name=name, first=seen[name])
            seen.setdefault(name, path)
        for place, mode in enumerate(as_list(as_dict(badge).get("modes"))):
            if isinstance(mode, str) and mode not in modes:
                found = near(mode, modes)
                report("R210", ("badges", number, "modes", place), name=mode, near=found)
    for number, example in enumerate(as_list(document.get("examples"))):
        for place, name in enumerate(as_list(value_at(example, ("expect", "badges")))):
            if isinstance(name, str) and name not in seen:
                where: Path = ("examples", number, "expect", "badges", place)
                report("G203", where, name=name, near=near(name, tuple(seen)))


def _labels(document: Document, languages: Sequence[str], report: Report) -> None:
    for path, block in blocks(document, ()):
        label = block.get("label")
        if isinstance(label, dict) and label:
            for language in languages:
                if language not in label:
                    report("R209", (*path, "label"), language=language)
