"""What only a whole rulebook can tell: examples that fail, versions that clash, odd caps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from muvengine.core.rules.checks import Params, valued
from muvengine.core.rules.compile import params_on
from muvengine.core.rules.example import differences
from muvengine.core.rules.rulebook import Flat, Owner, Period, PerKm, Rule, Rulebook
from muvengine.core.rules.score import LineStatus
from muvengine.formats.rulebook_yaml.checked import Published
from muvengine.formats.rulebook_yaml.schema import Loaded

Report = Callable[..., None]


def check_soundness(
    loaded: Loaded, sha256: str, published: Sequence[Published], report: Report
) -> None:
    """Run the examples, compare with published versions, and warn of what looks odd.

    Args:
        loaded: the rulebook and its examples.
        sha256: of the file.
        published: versions the file must live beside.
        report: called with code, path and facts.
    """
    _versions(loaded.rulebook, sha256, published, report)
    covered = _examples(loaded, report)
    _uncovered(loaded, covered, report)
    _tight_caps(loaded.rulebook, report)


def _versions(book: Rulebook, sha256: str, published: Sequence[Published], report: Report) -> None:
    for other in published:
        same = (other.name, other.version) == (book.name, book.version)
        if same and other.sha256 != sha256:
            report("R403", ("version",), version=book.version)
        if same:
            continue
        starts_before_end = book.end_day is None or other.first_day < book.end_day
        ends_after_start = other.end_day is None or book.first_day < other.end_day
        # A later version of the same rulebook takes over from its first day on.
        takes_over = other.name == book.name and other.first_day < book.first_day
        if starts_before_end and ends_after_start and not takes_over:
            report("R206", ("effective",), name=other.name, version=other.version)


def _examples(loaded: Loaded, report: Report) -> set[str]:
    """Run every example; give the rules that some example applied."""
    covered: set[str] = set()
    for number, example in enumerate(loaded.examples):
        path = ("examples", number, "expect")
        day = example.facts.start.date()
        if not loaded.rulebook.holds_on(day):
            report("R302", ("examples", number, "trip", "start"), example=example.name)
        score = example.score(loaded.rulebook)
        applied = {line.rule for line in score.lines if line.status is LineStatus.APPLIED}
        covered |= applied | {line.rule for line in score.lines if line.status is LineStatus.CAP}
        covered |= {line.rule for line in score.lines if line.status is LineStatus.FAILED}
        got = [(line.rule, line.points) for line in score.lines if line.points]
        for wrong in differences(score, example.expect)[:1]:
            report(
                "R301",
                path,
                example=example.name,
                of=wrong.of,
                value=str(wrong.got),
                wanted=str(wrong.wanted),
                lines=got,
            )
    return covered


def _uncovered(loaded: Loaded, covered: set[str], report: Report) -> None:
    counts = {"earn": 0, "bonus": 0}
    for rule in loaded.rulebook.rules:
        block = "earn" if rule.kind == "earn" else "bonuses"
        if rule.name not in covered:
            report("R401", (block, counts[rule.kind], "rule"), name=rule.name)
        counts[rule.kind] += 1


def _tight_caps(book: Rulebook, report: Report) -> None:
    params = params_on(book, book.first_day)
    for number, cap in enumerate(book.caps):
        if cap.owner is not Owner.PARTICIPANT or cap.period is not Period.DAY:
            continue
        for rule in book.rules:
            most = _day_maximum(rule, params)
            if cap.covers(rule.name) and most is not None and valued(cap.points, params) < most:
                facts = {"name": rule.name, "most": str(most)}
                report("R402", ("caps", number, "points"), cap=cap.name, **facts)


def _day_maximum(rule: Rule, params: Params) -> Decimal | None:
    """Give what a rule can bring in a day, where that is bounded."""
    match rule.pays:
        case Flat(points) if rule.limit is not None and rule.limit.period is Period.DAY:
            return valued(points, params) * valued(rule.limit.times, params)
        case PerKm(bands) if valued(bands[-1].points, params) == 0:
            total = start = Decimal(0)
            for band in bands[:-1]:
                assert band.up_to_km is not None
                end = valued(band.up_to_km, params)
                total += (end - start) * valued(band.points, params)
                start = end
            return total
        case _:
            return None
