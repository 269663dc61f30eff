"""Let pytest run the examples that organisers write into their rulebooks.

Every ``*.yaml`` beside this file is a rulebook; each of its examples is one test, named by
its own sentence.  Run: pytest rules/
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from muvengine.core.rules.example import Example, differences
from muvengine.core.rules.rulebook import Rulebook
from muvengine.formats.rulebook_yaml.problems import Problem
from muvengine.formats.rulebook_yaml.read import check_rulebook


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> pytest.Collector | None:
    """Collect rulebooks."""
    if file_path.suffix == ".yaml" and file_path.parent == Path(__file__).parent:
        return RulebookFile.from_parent(parent, path=file_path)
    return None


class RulebookFile(pytest.File):
    """One rulebook."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield one test for the file, and one per example."""
        checked = check_rulebook(self.path.read_bytes())
        yield Soundness.from_parent(
            self, name="nothing to repair and nothing to wonder about", problems=checked.problems
        )
        for example in checked.examples:
            assert checked.rulebook is not None
            yield Case.from_parent(
                self, name=example.name, example=example, rulebook=checked.rulebook
            )


class Soundness(pytest.Item):
    """The shipped rulebook has no problem, not even a warning."""

    def __init__(self, *, problems: tuple[Problem, ...], **kwargs: Any) -> None:  # noqa: ANN401  pytest's own
        super().__init__(**kwargs)
        self.problems = problems

    def runtest(self) -> None:
        """Expect no problem."""
        assert not self.problems, self.problems


class Case(pytest.Item):
    """One sentence the organisers agreed on."""

    def __init__(self, *, example: Example, rulebook: Rulebook, **kwargs: Any) -> None:  # noqa: ANN401  pytest's own
        super().__init__(**kwargs)
        self.example = example
        self.rulebook = rulebook

    def runtest(self) -> None:
        """Score the trip and compare."""
        score = self.example.score(self.rulebook)
        assert not differences(score, self.example.expect), score.lines
