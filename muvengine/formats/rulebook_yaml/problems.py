"""What is wrong with a rulebook, and where: codes and facts, no sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

Path = tuple[str | int, ...]

WARNINGS: Final = ("R4", "G4")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the text, counted from 1 as editors do; columns count characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to repair.

    Attributes:
        code: R0xx reading, R1xx shape, R2xx meaning, R3xx examples, R4xx warnings; those of a
            game file that a rulebook has not begin with G.
        mark: where.
        path: the same place in words of the rulebook, as ``earn[2].flat``; may be empty.
        facts: what the sentence needs; ``near`` is what was perhaps meant.
        source: the line of text, to be shown with a caret.
    """

    code: str
    mark: Mark
    path: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    source: str = ""

    @property
    def warning(self) -> bool:
        """Worth knowing, but no reason to refuse the rulebook."""
        return self.code.startswith(WARNINGS)


@dataclass(frozen=True, slots=True)
class Complaint:
    """A problem before its place is known.

    Attributes:
        code: see ``Problem``.
        facts: see ``Problem``.
        at_key: the word before the colon is meant, not what follows.
    """

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    at_key: bool = False


def spelled(path: Path) -> str:
    """Write a path as people read it: ``earn[2].flat``."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """Sort by place, then code; the same problem is told once, another at its place too."""
    seen = {(*_place(problem), str(sorted(problem.facts.items()))): problem for problem in problems}
    return tuple(sorted(seen.values(), key=_place))


def _place(problem: Problem) -> tuple[int, int, str, str]:
    return problem.mark.line, problem.mark.column, problem.code, problem.path
