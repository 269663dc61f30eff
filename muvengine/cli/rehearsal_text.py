"""A rehearsal's report as text for a terminal, and as one object for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from muvengine.core.rules.rehearsal_data import as_data
from muvengine.core.rules.rehearsal_findings import (
    CENTS_PER_POINT,
    Band,
    bands,
    caps_hit,
    cents,
    folded,
    middle,
    never_applied,
    runs_out,
)
from muvengine.core.rules.rehearsal_report import Given, Report, Sums, TripChange
from muvengine.core.rules.rulebook import Rulebook

SCHEMA: Final = "muv.rehearsal/v1"
CENTS_PER_EURO: Final = 100
Period = tuple[date, date]


def as_object(report: Report, book: Rulebook, period: Period, left: int | None) -> dict[str, Any]:
    """Give everything for programs.

    Args:
        report: of the rehearsal.
        book: the candidate.
        period: first and last local day.
        left: points of the season before the period; None without a season.
    """
    return {
        "schema": SCHEMA,
        "rulebook": book.name,
        "version": book.version,
        "from": period[0].isoformat(),
        "to": period[1].isoformat(),
        "cents_per_point": CENTS_PER_POINT,
        "bands": [[low, high, *sums] for low, high, sums in bands(report)],
        "median_percent": middle(report),
        "never_applied": list(never_applied(report, book)),
        "caps_hit": caps_hit(report, book),
        "season_left": left,
        "runs_out": {side: _day(day) for side, day in _ends(report, left).items()},
        "report": as_data(report),
    }


def as_text(report: Report, book: Rulebook, period: Period, left: int | None) -> str:
    """Write the report as lines, the most important first."""
    return "\n".join(_lines(report, book, period, left))


def _lines(report: Report, book: Rulebook, period: Period, left: int | None) -> Iterator[str]:
    total = report.total
    yield f"{book.name} version {book.version}, trips from {period[0]} to {period[1]}"
    yield f"{total.trips} trips of {total.people} people"
    yield f"points: {total.base} -> {total.candidate}  {_share(total)}"
    euros = [f"{cents(points) / CENTS_PER_EURO:.2f}" for points in total[2:]]
    yield f"euros:  {' -> '.join(euros)}"
    yield from _season(report, left)
    yield ""
    yield f"{'rule':24}{'as it was':>12}{'rehearsed':>12}{'change':>10}{'times':>16}"
    for name, row in sorted(report.rules.items(), key=lambda one: -abs(one[1][2] - one[1][1])):
        times = f"{row.base_times} -> {row.candidate_times}"
        change = row.candidate - row.base
        yield f"{name:24}{row.base:>12}{row.candidate:>12}{change:>+10}{times:>16}"
    yield from _tables(report)
    yield ""
    yield "people by change of their points:"
    yield from (_band(band) for band in bands(report))
    half = middle(report)
    if half is not None:
        yield f"half of the people change by {half:+} % or less"
    yield from _extremes("largest loss", report.losses)
    yield from _extremes("largest gain", report.gains)
    idle = never_applied(report, book)
    if idle:
        yield f"never applied: {', '.join(idle)}"
    for name, count in caps_hit(report, book).items():
        yield f"ceiling {name}: reached {count} times"


def _season(report: Report, left: int | None) -> Iterator[str]:
    if left is None:
        yield "no season pays for this period"
        return
    yield f"the season had {left} points left before it"
    for side, day in _ends(report, left).items():
        if day is not None:
            yield f"used up on {day} ({side})"


def _tables(report: Report) -> Iterator[str]:
    tables: dict[str, Mapping[str, Sums]] = {
        "mode": report.modes,
        "quarter": report.quarters,
        "group": report.segments,
        "assisted": report.assisted,
    }
    for title, rows in tables.items():
        shown = folded(rows)
        if not shown.rows and shown.others is None:
            continue
        yield ""
        yield f"{title:24}{'as it was':>12}{'rehearsed':>12}{'change':>10}{'people':>10}"
        for name, row in shown.rows.items():
            yield _row(name or "none", row)
        if shown.others is not None:
            yield _row("others", shown.others)


def _row(name: str, row: Sums) -> str:
    return f"{name:24}{row.base:>12}{row.candidate:>12}{row.change:>+10}{row.people:>10}"


def _band(band: Band) -> str:
    if band.low is None:
        name = f"lose more than {-(band.high or 0)} %"
    elif band.high is None:
        name = f"gain {band.low} % or more"
    else:
        name = f"{band.low:+} % to {band.high:+} %"
    return f"  {name:22}{band.sums.people:>8}"


def _extremes(title: str, trips: tuple[TripChange, ...]) -> Iterator[str]:
    for trip in trips[:1]:
        yield f"{title}: {trip.mode} on {trip.day}, {trip.base} -> {trip.candidate}"
        yield f"  {_given(trip.base_lines)} -> {_given(trip.candidate_lines)}"


def _given(lines: tuple[Given, ...]) -> str:
    return "[" + ", ".join(f"{line.rule} {line.points:+}" for line in lines) + "]"


def _share(total: Sums) -> str:
    if not total.base:
        return f"{total.change:+}"
    return f"{total.change:+} ({100 * total.change / total.base:+.1f} %)"


def _ends(report: Report, left: int | None) -> dict[str, date | None]:
    if left is None:
        return {"as it was": None, "rehearsed": None}
    return {
        "as it was": runs_out(report, left, candidate=False),
        "rehearsed": runs_out(report, left, candidate=True),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
