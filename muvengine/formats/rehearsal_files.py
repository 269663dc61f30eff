"""A rehearsal's report for programs, and as a table; nobody in it can be told from the others."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from muvengine.core.rules.rehearsal_findings import (
    CENTS_PER_POINT,
    PEOPLE_MIN,
    Band,
    Folded,
    bands,
    caps_hit,
    cents,
    few,
    middle,
    never_applied,
    outermost,
    runs_out,
    splits,
    without_quarter,
)
from muvengine.core.rules.rehearsal_report import Given, Report, RuleSums, Sums, TripChange
from muvengine.core.rules.rulebook import Rulebook
from muvengine.formats.table_cells import write_table
from muvengine.words.rehearsal_in_words import Table, columns

SCHEMA: Final = "muv.rehearsal/v1"


@dataclass(frozen=True, slots=True)
class About:
    """What was rehearsed.

    Attributes:
        sha256: of the candidate's file.
        base: number of the version it is compared with; None for what was paid.
        first, last: local days.
        season_left: points of the season before the period; None without one.
    """

    sha256: str
    base: int | None
    first: date
    last: date
    season_left: int | None


def rehearsal_object(report: Report, book: Rulebook, about: About) -> dict[str, Any]:
    """Give everything that may leave the house, as JSON-able values.

    Rows about fewer than ten people are added up under ``others``; a band of so few has no
    number.  Trips have neither a number nor a day, and people are not in it.

    Args:
        report: of the rehearsal.
        book: the candidate.
        about: see there.
    """
    return {
        "schema": SCHEMA,
        "rulebook": book.name,
        "version": book.version,
        "sha256": about.sha256,
        "base": about.base,
        "from": about.first.isoformat(),
        "to": about.last.isoformat(),
        "cents_per_point": CENTS_PER_POINT,
        "people_min": PEOPLE_MIN,
        "total": _sums(report.total) | {"cents": cents(report.total.change)},
        "statuses": {
            status: {"base": base, "candidate": candidate}
            for status, (base, candidate) in sorted(report.statuses.items())
        },
        "rules": {name: _rule(row) for name, row in sorted(report.rules.items())},
        **{name: _split(rows) for name, rows in splits(report).items()},
        "trips_without_quarter": without_quarter(report),
        "bands": [_band(band) for band in bands(report)],
        "percent": _percent(report),
        "losses": _trips(report, report.losses),
        "gains": _trips(report, report.gains),
        "never_applied": list(never_applied(report, book)),
        "ceilings": caps_hit(report, book),
        "season": _season(report, about.season_left),
        "sheets": report.sheets,
        "unlike": report.unlike,
    }


def rehearsal_json(report: Report, book: Rulebook, about: About) -> bytes:
    """Write the same as a file."""
    said = rehearsal_object(report, book, about)
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def rehearsal_csv(tables: Sequence[Table], locale: str) -> bytes:
    """Write the tables of the page below each other, each line with the name of its table."""
    lines = [
        (
            table.title,
            row.label,
            row.people,
            row.trips,
            row.base,
            row.candidate,
            row.change,
            row.base_times,
            row.candidate_times,
        )
        for table in tables
        for row in table.rows
    ]
    return write_table([columns(locale), *lines])


def _sums(sums: Sums) -> dict[str, int]:
    return {**sums._asdict(), "change": sums.change}


def _rule(row: RuleSums) -> dict[str, int]:
    told = row._asdict()
    # How many people a single rule reached may be few.
    del told["people"]
    return told | {"change": row.candidate - row.base}


def _split(rows: Folded) -> dict[str, Any]:
    others = None if rows.others is None else _sums(rows.others)
    if others is not None:
        # Somebody who is in several of the rows would be counted several times.
        del others["people"]
    return {
        "rows": {key: _sums(sums) for key, sums in rows.rows.items()},
        "others": others,
    }


def _band(band: Band) -> dict[str, int | None]:
    people = band.sums.people
    return {"low": band.low, "high": band.high, "people": None if few(people) else people}


def _percent(report: Report) -> dict[str, int | None]:
    if few(report.total.people):
        return {"lowest": None, "middle": None, "highest": None}
    lowest, highest = outermost(report) or (None, None)
    return {"lowest": lowest, "middle": middle(report), "highest": highest}


def _trips(report: Report, changes: tuple[TripChange, ...]) -> list[dict[str, Any]]:
    if few(report.total.people):
        return []
    return [
        {
            "mode": one.mode,
            "metres": one.metres,
            "base": one.base,
            "candidate": one.candidate,
            "change": one.change,
            "base_lines": _given(one.base_lines),
            "candidate_lines": _given(one.candidate_lines),
        }
        for one in changes
    ]


def _given(lines: tuple[Given, ...]) -> list[dict[str, Any]]:
    return [{"rule": line.rule, "points": line.points} for line in lines]


def _season(report: Report, left: int | None) -> dict[str, Any] | None:
    if left is None:
        return None
    ends = {
        side: runs_out(report, left, candidate=side == "candidate")
        for side in ("base", "candidate")
    }
    return {"left": left} | {
        f"{side}_runs_out": None if day is None else day.isoformat() for side, day in ends.items()
    }
