"""What a check of a rulebook is told and what it finds; light, so that pages may import it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from muvengine.formats.rulebook_yaml.problems import Problem

if TYPE_CHECKING:
    from muvengine.core.rules.example import Example
    from muvengine.core.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Published:
    """What is known of a version that is already published."""

    name: str
    version: int
    sha256: str
    first_day: date
    end_day: date | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found.

    Attributes:
        problems: by place; warnings among them.
        sha256: of the file.
        rulebook: None when there is any problem that is not a warning.
        examples: those of the file; empty where it cannot be read.
        readable: the rulebook where it can be read, though its examples may fail, its days
            may be taken, and names in it may lead nowhere: to be shown while it is written.
    """

    problems: tuple[Problem, ...]
    sha256: str
    rulebook: Rulebook | None = None
    examples: tuple[Example, ...] = ()
    readable: Rulebook | None = None

    @property
    def good(self) -> bool:
        """No problem but warnings."""
        return self.rulebook is not None
