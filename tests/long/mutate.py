"""Damage every rulebook in ``rules/`` thousands of times; exit with 1 when one surprises."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from typing import Final

from tests.long.mutants import judge, mutants

RULES: Final = Path(__file__).parents[2] / "rules"
COUNT: Final = 10_000


def main(arguments: list[str]) -> int:
    """Run it; a number is how many mutants of each book, 10 000 without one."""
    count = int(arguments[0]) if arguments else COUNT
    surprised = 0
    for path in sorted(RULES.glob("*.yaml")):
        began = time.process_time()
        good, codes, wrong = 0, Counter[str](), Counter[str]()
        for mutant in mutants(path.read_bytes(), count, seed=count):
            outcome = judge(mutant)
            good += outcome.good
            codes.update(set(outcome.codes))
            wrong.update([outcome.wrong] if outcome.wrong else [])
        seconds = time.process_time() - began
        told = ", ".join(f"{code} {times}" for code, times in sorted(codes.items()))
        sys.stdout.write(
            f"{path.name}: {count} mutants, {good} still good, {wrong.total()} surprises, "
            f"{seconds:.0f} processor seconds\n  {told}\n"
        )
        for what, times in wrong.most_common(10):
            sys.stdout.write(f"  {times} x {what}\n")
        surprised += wrong.total()
    return 1 if surprised else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
