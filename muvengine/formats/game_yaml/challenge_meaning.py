"""Do the challenges mean anything?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from muvengine.core.game.challenges.challenge import PERSONAL, Measure
from muvengine.formats.game_yaml.challenges import GOAL_MAX, most_of
from muvengine.formats.rulebook_yaml.places import near, value_at
from muvengine.formats.rulebook_yaml.plain import Document, Report, as_dict, as_list, is_number
from muvengine.formats.rulebook_yaml.problems import Path


def check_challenges(document: Document, modes: tuple[str, ...], report: Report) -> None:
    """Report names that are taken, unknown modes, and steps that do not rise."""
    seen: dict[str, Path] = {}
    for number, challenge in enumerate(as_list(document.get("challenges"))):
        said, where = as_dict(challenge), ("challenges", number)
        name = said.get("challenge")
        if isinstance(name, str):
            if name in seen:
                report("R201", (*where, "challenge"), name=name, first=seen[name])
            seen.setdefault(name, (*where, "challenge"))
        for place, mode in enumerate(as_list(said.get("modes"))):
            if isinstance(mode, str) and mode not in modes:
                report("R210", (*where, "modes", place), name=mode, near=near(mode, modes))
        _steps(said, where, report)
        _bounds(said, where, report)
    for number, example in enumerate(as_list(document.get("examples"))):
        name = value_at(example, ("chosen", "challenge"))
        if isinstance(name, str) and name not in seen:
            chosen: Path = ("examples", number, "chosen", "challenge")
            report("G208", chosen, name=name, near=near(name, tuple(seen)))


def _steps(said: Mapping[str, Any], where: Path, report: Report) -> None:
    before: Any = 0
    for difficulty in PERSONAL:
        step = as_dict(said.get(str(difficulty)))
        for word in ("goal", "percent"):
            asked: Any = step.get(word)
            path = (*where, str(difficulty), word)
            if not is_number(asked) or not _within(said, asked, path, report):
                continue
            if asked <= before:
                report("G206", path, before=before)
            before = asked


def _bounds(said: Mapping[str, Any], where: Path, report: Report) -> None:
    for word in ("goal", "floor", "ceiling"):
        if is_number(said.get(word)):
            _within(said, said[word], (*where, word), report)
    floor: Any = said.get("floor")
    ceiling: Any = said.get("ceiling")
    if is_number(floor) and is_number(ceiling) and ceiling < floor:
        report("G207", (*where, "ceiling"), floor=floor)


def _within(said: Mapping[str, Any], asked: Any, path: Path, report: Report) -> bool:
    """Refuse zero, parts of a trip, and more days than a week has."""
    if asked == 0:
        report("G209", path)
        return False
    most = GOAL_MAX if path[-1] == "percent" else most_of(str(said.get("kind")), said.get("of"))
    if asked > most or (said.get("of") != Measure.KM and asked != int(asked)):
        report("R103", path, expected="whole", low=1, high=most, got=str(asked))
        return False
    return True
