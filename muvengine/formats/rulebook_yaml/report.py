"""Problems as text with a caret, as JSON for the editor, as lines that GitHub understands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from muvengine.formats.rulebook_yaml.problems import Problem
from muvengine.words.catalogue import say
from muvengine.words.rule_problems import message, notes

MARGIN: Final = 7
SHOWN_MAX: Final = 160
SHOWN_BEFORE: Final = 80


def as_text(problems: Iterable[Problem], file: str, locale: str = "en") -> str:
    """Write problems one after the other: place, message, the line, a caret, what helps."""
    return "\n".join(line for problem in problems for line in _text(problem, file, locale))


def as_json(problems: Iterable[Problem], file: str, locale: str = "en") -> list[dict[str, Any]]:
    """Give problems as values for programs; ``line`` and ``column`` count from 1."""
    return [
        {
            "file": file,
            "line": problem.mark.line,
            "column": problem.mark.column,
            "code": problem.code,
            "severity": "warning" if problem.warning else "error",
            "path": problem.path,
            "message": message(problem.code, problem.facts, locale),
            "notes": list(notes(problem.facts, locale)),
        }
        for problem in problems
    ]


def as_github(problems: Iterable[Problem], file: str, locale: str = "en") -> str:
    """Write problems as workflow commands, one a line."""
    return "\n".join(
        f"::{'warning' if problem.warning else 'error'} file={file},line={problem.mark.line},"
        f"col={problem.mark.column},title={problem.code}::"
        + _escaped(
            "; ".join([message(problem.code, problem.facts, locale), *_notes(problem, locale)])
        )
        for problem in problems
    )


def _notes(problem: Problem, locale: str) -> list[str]:
    return list(notes(problem.facts, locale))


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _text(problem: Problem, file: str, locale: str) -> Iterable[str]:
    mark = problem.mark
    kind = f"{say('rule_problems.warning', locale)} " if problem.warning else ""
    said = message(problem.code, problem.facts, locale)
    path = f"   [{problem.path}]" if problem.path else ""
    yield f"{file}:{mark.line}:{mark.column}: {kind}{problem.code} {said}{path}"
    blank = " " * (MARGIN + 1)
    if problem.source.strip():
        start = max(0, mark.column - SHOWN_BEFORE) if len(problem.source) > SHOWN_MAX else 0
        shown = problem.source[start : start + SHOWN_MAX]
        yield f"{mark.line:>{MARGIN}} | {shown}".rstrip()
        yield f"{blank}| {' ' * (mark.column - 1 - start)}^"
    for note in notes(problem.facts, locale):
        yield f"{blank}= {note}"
