"""What a rehearsal found, ready for a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from muvengine.core.rules.rehearsal_findings import (
    caps_hit,
    few,
    middle,
    never_applied,
    outermost,
    runs_out,
    without_quarter,
)
from muvengine.core.rules.rehearsal_kept import KeptRehearsal
from muvengine.core.rules.rehearsal_report import Report, RuleSums
from muvengine.core.rules.rulebook import Rulebook
from muvengine.formats.rehearsal_files import About
from muvengine.reads.rehearsals import RehearsalSeen, last_rehearsal
from muvengine.web import here
from muvengine.words.catalogue import known, say, written
from muvengine.words.figures import FullDay
from muvengine.words.rehearsal_in_words import (
    Labels,
    in_all,
    signed_percent,
    tables,
    trip_in_words,
)
from muvengine.words.rulebook_in_words import OWN_LABELS, label_of, rule_label


def about(seen: RehearsalSeen) -> About:
    """Say what was rehearsed."""
    one = seen.rehearsal
    base = None if seen.base is None else seen.base.version
    return About(one.sha256, base, one.wanted.first, one.wanted.last, one.season_left)


@dataclass(frozen=True, slots=True)
class Told:
    """The last rehearsal of a text, in one sentence."""

    public_id: str
    sentence: str


def last_told(sha256: str) -> Told | None:
    """Tell what the last rehearsal of exactly this text found; None where there is none."""
    found = last_rehearsal(here.wiring().open_reading, sha256)
    return None if found is None else told_of(found)


def told_of(found: KeptRehearsal) -> Told | None:
    """Tell what a rehearsal found; None where it is not finished."""
    if found.report is None:
        return None
    first, last = FullDay(found.wanted.first), FullDay(found.wanted.last)
    said = in_all(found.report, here.locale(), "last_", first=first, last=last)
    return Told(found.public_id, said)


def labels_of(seen: RehearsalSeen, locale: str) -> Labels:
    """Give what rules, neighbourhoods and ways of travelling are called; the candidate's count."""
    rules: dict[str, str] = {}
    modes: dict[str, str] = {}
    for book in (*seen.before, seen.candidate):
        names = (*_names(book), *OWN_LABELS)
        rules |= {name: rule_label(book, name, locale) for name in names}
        modes |= {key: _mode(book, key, locale) for key in book.modes}
    quarters = {key: written(label, locale) or key for key, label in seen.zones.items()}
    return Labels(rules, quarters, modes)


def found_in(seen: RehearsalSeen, report: Report, locale: str) -> dict[str, Any]:
    """Give what the report's part of the page shows."""
    labels, hidden = labels_of(seen, locale), few(report.total.people)
    told, ends = tables(report, labels, locale), outermost(report)
    left = seen.rehearsal.season_left
    return {
        "report": report,
        "tables": told,
        "in_all": in_all(report, locale),
        "percents": None
        if ends is None or hidden
        else {
            "middle": signed_percent(middle(report) or 0, locale),
            "lowest": signed_percent(ends[0], locale),
            "highest": signed_percent(ends[1], locale),
        },
        "extremes": None
        if hidden
        else {
            "losses": [trip_in_words(trip, labels, locale) for trip in report.losses],
            "gains": [trip_in_words(trip, labels, locale) for trip in report.gains],
        },
        "ceilings": [
            (labels.rules[name], report.rules.get(name, RuleSums()).base_times, times)
            for name, times in caps_hit(report, seen.candidate).items()
        ],
        "idle": [labels.rules[name] for name in never_applied(report, seen.candidate)],
        "without_quarter": without_quarter(report),
        "by_quarter": bool(seen.zones) or any(table.key == "quarter" for table in told),
        "ends_base": None if left is None else runs_out(report, left, candidate=False),
        "ends_candidate": None if left is None else runs_out(report, left, candidate=True),
    }


def _names(book: Rulebook) -> list[str]:
    gates, rules = [gate.name for gate in book.gates], [rule.name for rule in book.rules]
    return [*gates, *rules, *(cap.name for cap in book.caps)]


def _mode(book: Rulebook, key: str, locale: str) -> str:
    own = say(f"modes.{key}", locale) if known(f"modes.{key}") else key
    return label_of(book.modes[key].label, own, locale)
