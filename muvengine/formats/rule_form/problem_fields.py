"""Beside which field of a form is a problem told?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from muvengine.formats.rulebook_yaml.problems import Path, Problem, spelled

_ALIASES: Final = (
    (re.compile(r"when\.start_between(\.\d+)?\Z"), "when.hours.0"),
    (re.compile(r"when\.any\.(\d+)(\.start_between(\.\d+)?)?\Z"), r"when.hours.\1"),
    (re.compile(r"when\.none\b.*"), "when.not_weather"),
    (re.compile(r"(when\.date_in\.\d+)\.until\Z"), r"\1.last"),
    (re.compile(r"scaled\.(points|percent)\Z"), "scaled.each"),
    (re.compile(r"scaled\.max_(points|percent)\Z"), "scaled.most"),
    (re.compile(r"(rules|except)\b.*"), "scope.rules"),
    (re.compile(r"(trips|routes|stamps|helped|shops)\Z"), "counted.n"),
    (re.compile(r"\Z"), "pay"),
)
_LACKING: Final = ("G204", "R108")
"""Problems of a block that lacks a word."""

_STEP: Final = re.compile(r"\[(\d+)\]")


def field_of(problem: Problem, path: Path, fields: Iterable[str]) -> str | None:
    """Name the field of a rule's form beside which a problem belongs.

    Args:
        problem: of the whole text.
        path: of the rule; empty for the words above all lists.
        fields: the names of the form's fields.

    Returns:
        Empty for one of the rule that has no field; None for one that is not the rule's.
    """
    place = spelled(path)
    within = problem.path == place or problem.path.startswith((f"{place}.", f"{place}["))
    if place and not within:
        return None
    inside = _STEP.sub(r".\1", problem.path.removeprefix(place)).lstrip(".")
    if problem.code == "R209":
        inside = f"label.{problem.facts['language']}"
    if problem.code in _LACKING:
        inside = f"{inside}.{problem.facts['word']}".lstrip(".")
    for pattern, instead in _ALIASES:
        inside = pattern.sub(instead, inside, count=1) if pattern.match(inside) else inside
    known = tuple(fields)
    while inside:
        near = [name for name in known if name == inside or name.startswith(f"{inside}.")]
        if near:
            return near[0]
        inside = inside.rpartition(".")[0]
    return ""
