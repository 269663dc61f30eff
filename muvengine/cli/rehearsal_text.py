"""A rehearsal's report as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from muvengine.core.rules.rehearsal_findings import (
    PEOPLE_MIN,
    Band,
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
from muvengine.core.rules.rehearsal_report import Given, Report, Sums, TripChange
from muvengine.core.rules.rulebook import Rulebook
from muvengine.core.units import CENTS_PER_EURO, M_PER_KM
from muvengine.formats.rehearsal_files import About


def as_text(report: Report, book: Rulebook, about: About) -> str:
    """Write the report as lines, the most important first.

    Args:
        report: of the rehearsal.
        book: the candidate.
        about: what was rehearsed.
    """
    return "\n".join(_lines(report, book, about))


def _lines(report: Report, book: Rulebook, about: About) -> Iterator[str]:
    total = report.total
    yield f"{book.name} version {book.version}, trips from {about.first} to {about.last}"
    yield f"{total.trips} trips of {total.people} people"
    yield f"points: {total.base} -> {total.candidate}  {_share(total)}"
    euros = [f"{cents(points) / CENTS_PER_EURO:.2f}" for points in total[2:]]
    yield f"euros:  {' -> '.join(euros)}"
    yield from _season(report, about.season_left)
    yield ""
    yield f"{'rule':24}{'as it was':>12}{'rehearsed':>12}{'change':>10}{'times':>20}"
    for name, row in sorted(report.rules.items(), key=lambda one: -abs(one[1][2] - one[1][1])):
        times = f"{row.base_times} -> {row.candidate_times}"
        change = row.candidate - row.base
        yield f"{name:24}{row.base:>12}{row.candidate:>12}{change:>+10}{times:>20}"
    yield from _tables(report)
    yield ""
    yield "people by change of their points:"
    yield from (_band(band) for band in bands(report))
    half, ends = middle(report), outermost(report)
    if half is not None and ends is not None and not few(total.people):
        yield f"half of the people change by {half:+} % or less; from {ends[0]:+} to {ends[1]:+} %"
    if not few(total.people):
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
    for title, shown in splits(report).items():
        if not shown.rows and shown.others is None:
            continue
        yield ""
        yield f"{title:24}{'as it was':>12}{'rehearsed':>12}{'change':>10}{'people':>10}"
        for name, row in shown.rows.items():
            yield _row(name or "none", row)
        if shown.others is not None:
            yield _row("others", shown.others, people="")
    unknown = without_quarter(report)
    if unknown:
        yield f"{unknown} trips are in no quarter: their facts were kept before there were zones"


def _row(name: str, row: Sums, people: str | None = None) -> str:
    told = str(row.people) if people is None else people
    return f"{name:24}{row.base:>12}{row.candidate:>12}{row.change:>+10}{told:>10}".rstrip()


def _band(band: Band) -> str:
    if band.low is None:
        name = f"lose more than {-(band.high or 0)} %"
    elif band.high is None:
        name = f"gain {band.low} % or more"
    else:
        name = f"{band.low:+} % to {band.high:+} %"
    people = f"< {PEOPLE_MIN}" if few(band.sums.people) else str(band.sums.people)
    return f"  {name:22}{people:>8}"


def _extremes(title: str, trips: tuple[TripChange, ...]) -> Iterator[str]:
    for trip in trips[:1]:
        length = trip.metres / M_PER_KM
        yield f"{title}: {trip.mode} {length:.1f} km, {trip.base} -> {trip.candidate}"
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
