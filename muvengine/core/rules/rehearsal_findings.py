"""What a rehearsal's report says to those who decide: bands, the middle, what never applied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple, TypeVar

from muvengine.core.rules.rehearsal_report import NOT_KNOWN, Report, Sums
from muvengine.core.rules.rulebook import Rulebook

PEOPLE_MIN: Final = 10
"""Rows about fewer people are not shown by themselves."""

CENTS_PER_POINT: Final = 1
"""Euro cents that a point promises."""

BANDS: Final = ((None, -50), (-50, -25), (-25, -10), (-10, 10), (10, 25), (25, 50), (50, None))
"""Percent, the low bound included; within ten either way people hardly notice."""

K = TypeVar("K", str, date)


class Band(NamedTuple):
    """People whose points change by a share between two bounds.

    Attributes:
        low, high: percent, the low one included; None for no bound.
        sums: the people, their trips and points.
    """

    low: int | None
    high: int | None
    sums: Sums


@dataclass(frozen=True, slots=True)
class Folded:
    """Rows that may be shown, and the sum of those that may not.

    Attributes:
        rows: by key, the one with most points first.
        others: None where there are none.
    """

    rows: Mapping[str, Sums]
    others: Sums | None


def cents(points: int) -> int:
    """Give what points promise in money, also of points less."""
    return points * CENTS_PER_POINT


def bands(report: Report) -> tuple[Band, ...]:
    """Sort people into bands of change; who earns something only now gains most."""
    found = []
    for low, high in BANDS:
        sums = Sums()
        for percent, row in report.changes.items():
            if _within(percent, low, high):
                sums = sums.plus(row)
        found.append(Band(low, high, sums))
    return tuple(found)


def middle(report: Report) -> int | None:
    """Give the change, in percent, that half of the people stay below; None without people.

    Those who earned nothing as it was are left out: there is no share of nothing.
    """
    shares = sorted((p, row.people) for p, row in report.changes.items() if p is not None)
    people = sum(count for _percent, count in shares)
    for percent, count in shares:
        people -= 2 * count
        if people <= 0:
            return percent
    return None


def outermost(report: Report) -> tuple[int, int] | None:
    """Give the lowest and the highest change of one person, in percent; None without people."""
    shares = [percent for percent in report.changes if percent is not None]
    return (min(shares), max(shares)) if shares else None


def few(people: int) -> bool:
    """Tell whether a number of people is not shown by itself; nobody may be shown."""
    return 0 < people < PEOPLE_MIN


def never_applied(report: Report, candidate: Rulebook) -> tuple[str, ...]:
    """Name the candidate's rules that gave nothing on any sheet, in its order."""
    names = [rule.name for rule in candidate.rules]
    return tuple(name for name in names if not _times(report, name))


def caps_hit(report: Report, candidate: Rulebook) -> dict[str, int]:
    """Count how often each of the candidate's ceilings took something, in its order."""
    return {cap.name: _times(report, cap.name) for cap in candidate.caps}


def runs_out(report: Report, left: int, *, candidate: bool) -> date | None:
    """Give the first day on which the trips so far cost more than is left.

    Args:
        report: its days are those of the trips, from the first day of the period.
        left: points, before the first day.
        candidate: by the candidate, else as it was.

    Returns:
        None where it lasts to the end of the period.
    """
    for day, sums in sorted(report.days.items()):
        left -= sums.candidate if candidate else sums.base
        if left < 0:
            return day
    return None


def splits(report: Report) -> dict[str, Folded]:
    """Give the sums by mode, neighbourhood, group and help, as they may be shown.

    A neighbourhood or group "" is none of them.
    """
    known = {key: sums for key, sums in report.quarters.items() if key != NOT_KNOWN}
    tables = {
        "mode": report.modes,
        "quarter": known,
        "group": report.segments,
        "assisted": report.assisted,
    }
    return {name: folded(rows) for name, rows in tables.items()}


def without_quarter(report: Report) -> int:
    """Count the trips whose facts were kept before there were neighbourhoods."""
    return report.quarters.get(NOT_KNOWN, Sums()).trips


def folded(rows: Mapping[str, Sums]) -> Folded:
    """Put rows about few people together, so that none of them can be told from the rest.

    Where those together are still few, the next smallest row goes with them.
    """
    small = {key for key, sums in rows.items() if sums.people < PEOPLE_MIN}
    by_size = sorted(rows.keys() - small, key=lambda key: (rows[key].people, key))
    while small and by_size and sum(rows[key].people for key in small) < PEOPLE_MIN:
        small.add(by_size.pop(0))
    others = Sums()
    for key in small:
        others = others.plus(rows[key])
    shown = sorted(rows.keys() - small, key=lambda key: (-rows[key].candidate, key))
    return Folded({key: rows[key] for key in shown}, others if small else None)


def _within(percent: int | None, low: int | None, high: int | None) -> bool:
    if percent is None:
        return high is None
    return (low is None or low <= percent) and (high is None or percent < high)


def _times(report: Report, name: str) -> int:
    return report.rules[name].candidate_times if name in report.rules else 0
