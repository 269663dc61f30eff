"""What does it cost to score a trip, and to read a rulebook?

The shipped rulebook, padded with bonuses to fifty rules, against ``json.dumps`` of the
finished sheet, as a measure of the machine's speed; reading against PyYAML's own compose
of the same file.  Run ``python -m tests.bench.bench_rules``.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import yaml

from muvengine.core.rules.conditions import OneOf
from muvengine.core.rules.evaluate import counter_keys, evaluate
from muvengine.core.rules.rulebook import Flat, Kind, Rule, Rulebook
from muvengine.formats.rulebook_yaml.read import check_rulebook, read_rulebook

RULES = 50
ROUNDS = 40
TURNS = 100
SCORE_RATIO_MAX = 4.5
READ_RATIO_MAX = 6.0

SOURCE = (Path(__file__).parents[2] / "rules" / "muv.yaml").read_bytes()


def main() -> int:
    """Print both ratios; 1 when a goal is missed."""
    checked = check_rulebook(SOURCE)
    assert checked.rulebook is not None
    book = _padded(checked.rulebook)
    facts = [example.facts for example in checked.examples]
    sheet = [
        [line.rule, line.kind, line.points, line.status, dict(line.why)]
        for line in evaluate(book, facts[2], {}).lines
    ]
    turns = [facts[number % len(facts)] for number in range(TURNS)]
    scored = _ratio(
        f"score a trip with {len(book.rules)} rules",
        lambda: [evaluate(book, trip, {}) for trip in turns],
        "write its sheet as JSON",
        lambda: [json.dumps(sheet) for _ in turns],
    )
    print(
        f"   naming its counters {_spent_us(lambda: [counter_keys(book, f) for f in turns]):.0f} us"
    )
    read = _ratio(
        "read the shipped rulebook",
        lambda: read_rulebook(SOURCE),
        "compose it",
        lambda: yaml.compose(SOURCE, Loader=yaml.CSafeLoader),
    )
    print(f"ratios {scored:.1f} (at most {SCORE_RATIO_MAX}), {read:.1f} (at most {READ_RATIO_MAX})")
    return int(scored > SCORE_RATIO_MAX or read > READ_RATIO_MAX)


def _padded(book: Rulebook) -> Rulebook:
    """Add bonuses that look at the weather, as a town with many occasions would."""
    when = (OneOf("weather", ("fog",)),)
    extra = [
        Rule(f"occasion-{number}", Kind.BONUS, {}, Flat(book.params["trip_points"][0].value), when)
        for number in range(RULES - len(book.rules))
    ]
    return replace(book, rules=(*book.rules, *extra))


def _ratio(
    ours_name: str, ours: Callable[[], object], other_name: str, other: Callable[[], object]
) -> float:
    pairs = [(_spent_us(ours), _spent_us(other)) for _ in range(ROUNDS)]
    our_us, other_us = (statistics.median(spent) for spent in zip(*pairs, strict=True))
    print(f"   {ours_name} {our_us:.0f} us, {other_name} {other_us:.0f} us")
    return statistics.median(one / two for one, two in pairs)


def _spent_us(work: Callable[[], object]) -> float:
    start = time.process_time_ns()
    done = work()
    spent = (time.process_time_ns() - start) / 1000
    return spent / (len(done) if isinstance(done, list) else 1)


if __name__ == "__main__":
    raise SystemExit(main())
