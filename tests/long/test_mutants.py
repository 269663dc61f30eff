"""A damaged rulebook is a rulebook or a list of problems with their lines, and nothing else.

Thousands of them are tried by hand: ``make mutants``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.long.mutants import judge, mutants
from tests.long.mutate import RULES

BOOKS = sorted(RULES.glob("*.yaml"))
SEEDS = range(6)
A_SEED = 25


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_damaged_rulebook_is_one_or_tells_where_it_is_not(path: Path, seed: int) -> None:
    outcomes = [judge(mutant) for mutant in mutants(path.read_bytes(), A_SEED, seed)]
    assert [outcome.wrong for outcome in outcomes if outcome.wrong] == []


def test_the_damage_is_of_many_kinds_and_the_same_each_time() -> None:
    data = BOOKS[0].read_bytes()
    first = list(mutants(data, 60, seed=1))
    assert first == list(mutants(data, 60, seed=1))
    outcomes = [judge(mutant) for mutant in first]
    assert any(outcome.good for outcome in outcomes)
    assert len({code for outcome in outcomes for code in outcome.codes}) > 5


def test_a_surprise_is_noticed() -> None:
    assert judge(b"\xff").codes == ("R002",)
    # Bytes that are none: what a reader raises is told, not swallowed.
    assert "raised" in judge("text").wrong  # type: ignore[arg-type]
