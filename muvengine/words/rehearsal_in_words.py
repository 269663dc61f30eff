"""A rehearsal's report in plain words: tables with labels, sentences, the largest changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from muvengine.core.rules.rehearsal_findings import (
    PEOPLE_MIN,
    Band,
    Folded,
    bands,
    cents,
    few,
    splits,
)
from muvengine.core.rules.rehearsal_report import SEVERAL, Report, Sums, TripChange
from muvengine.core.rules.score import ScoreStatus
from muvengine.words.catalogue import say
from muvengine.words.figures import Cents, Metres, Share, figure

PERCENT: Final = 100


@dataclass(frozen=True, slots=True)
class Labels:
    """What rules, neighbourhoods and ways of travelling are called, by key; a key not there stays.

    Attributes:
        rules: also gates and ceilings, of both rulebooks.
        quarters: neighbourhoods.
        modes: ways of travelling.
    """

    rules: Mapping[str, str]
    quarters: Mapping[str, str]
    modes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; what does not apply is None.

    Attributes:
        people: None also where rows are added up: one person may be in several.
        few: there are people, and too few to be told.
        base, candidate: points, or trips in the table of statuses; None for people alone.
    """

    label: str
    people: int | None = None
    trips: int | None = None
    base: int | None = None
    candidate: int | None = None
    base_times: int | None = None
    candidate_times: int | None = None
    few: bool = False

    @property
    def change(self) -> int | None:
        """Points more with the candidate."""
        if self.base is None or self.candidate is None:
            return None
        return self.candidate - self.base

    @property
    def same(self) -> bool:
        """Tell whether points and times are as they were."""
        return not self.change and self.base_times == self.candidate_times


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the report.

    Attributes:
        key: total, status, rule, mode, quarter, group, assisted or band.
        folded: the last row adds up what may not be shown by itself.
    """

    key: str
    title: str
    rows: tuple[Row, ...]
    folded: bool = False

    @property
    def changed(self) -> tuple[Row, ...]:
        """Give the rows in which something is otherwise."""
        return tuple(row for row in self.rows if not row.same)

    @property
    def unchanged(self) -> tuple[Row, ...]:
        """Give the rows in which all is as it was."""
        return tuple(row for row in self.rows if row.same)

    @property
    def most(self) -> int:
        """Give the largest figure, to draw bars beside."""
        figures = (
            abs(figure) for row in self.rows for figure in (row.base, row.candidate, 0) if figure
        )
        return max(figures, default=0)


def columns(locale: str) -> tuple[str, ...]:
    """Name the columns of the tables, as a file has them."""
    names = ("table", "row", "people", "trips", "base", "candidate", "change")
    times = ("base_times", "candidate_times")
    return tuple(say(f"rehearsals.col_{name}", locale) for name in (*names, *times))


def tables(report: Report, labels: Labels, locale: str) -> tuple[Table, ...]:
    """Give every table; those without a row are left out."""
    found = (
        _total(report, locale),
        _statuses(report, locale),
        _rules(report, labels, locale),
        *_splits(report, labels, locale),
        _bands(report, locale),
    )
    return tuple(table for table in found if table.rows)


def signed(points: int, locale: str) -> str:
    """Write a number of points more or less with its sign."""
    return f"{_sign(points)}{figure(abs(points), locale)}"


def signed_percent(percent: int, locale: str) -> str:
    """Write a change in percent with its sign."""
    return f"{_sign(percent)}{figure(Share(abs(percent) / PERCENT), locale)}"


def in_all(report: Report, locale: str, code: str = "", **facts: object) -> str:
    """Say whether all together get more, less or the same.

    Args:
        report: of the rehearsal.
        locale: of who reads it.
        code: beginning of the sentence's key.
        facts: what else the sentence names.
    """
    change = report.total.change
    kind = "same" if not change else "more" if change > 0 else "less"
    facts |= {"points": abs(change), "euros": Cents(abs(cents(change)))}
    return say(f"rehearsals.{code}{kind}", locale, **facts)


def trip_in_words(one: TripChange, labels: Labels, locale: str) -> tuple[str, tuple[str, ...]]:
    """Say one trip that changes: what it was, and each line that is otherwise."""
    head = say(
        "rehearsals.trip",
        locale,
        mode=_mode(one.mode, labels, locale),
        length=Metres(one.metres),
        base=one.base,
        candidate=one.candidate,
    )
    base, candidate = dict(one.base_lines), dict(one.candidate_lines)
    lines = (
        say(
            "rehearsals.trip_line",
            locale,
            label=labels.rules.get(rule, rule),
            base=signed(base.get(rule, 0), locale),
            candidate=signed(candidate.get(rule, 0), locale),
        )
        for rule in {**base, **candidate}
        if base.get(rule, 0) != candidate.get(rule, 0)
    )
    return head, tuple(lines)


def _sign(amount: int) -> str:
    return "+" if amount > 0 else "−" if amount < 0 else ""


def _mode(key: str, labels: Labels, locale: str) -> str:
    return say("rehearsals.several", locale) if key == SEVERAL else labels.modes.get(key, key)


def _total(report: Report, locale: str) -> Table:
    rows = (_sums(say("rehearsals.points", locale), report.total),) if report.total.trips else ()
    return Table("total", say("rehearsals.total", locale), rows)


def _statuses(report: Report, locale: str) -> Table:
    rows = (
        Row(say(f"rehearsals.status_{status}", locale), base=counts[0], candidate=counts[1])
        for status in ScoreStatus
        if any(counts := report.statuses.get(status, (0, 0)))
    )
    return Table("status", say("rehearsals.by_status", locale), tuple(rows))


def _rules(report: Report, labels: Labels, locale: str) -> Table:
    named = sorted(
        report.rules.items(), key=lambda one: (-abs(one[1].candidate - one[1].base), one[0])
    )
    rows = (
        Row(
            labels.rules.get(name, name),
            base=row.base,
            candidate=row.candidate,
            base_times=row.base_times,
            candidate_times=row.candidate_times,
        )
        for name, row in named
    )
    return Table("rule", say("rehearsals.by_rule", locale), tuple(rows))


def _splits(report: Report, labels: Labels, locale: str) -> Iterator[Table]:
    call: dict[str, Callable[[str], str]] = {
        "mode": lambda key: _mode(key, labels, locale),
        "quarter": lambda key: (
            labels.quarters.get(key, key) if key else say("rehearsals.no_quarter", locale)
        ),
        "group": lambda key: key or say("rehearsals.no_group", locale),
        "assisted": lambda key: say(f"rehearsals.assisted_{key}", locale),
    }
    for name, rows in splits(report).items():
        # Where nobody is in a group or neighbourhood there is nothing to tell apart.
        plain = name in {"quarter", "group"} and not any(rows.rows) and not _hides(report, name)
        yield Table(
            name,
            say(f"rehearsals.by_{name}", locale),
            () if plain else tuple(_split_rows(rows, call[name], locale)),
            folded=rows.others is not None,
        )


def _hides(report: Report, name: str) -> bool:
    rows = report.quarters if name == "quarter" else report.segments
    return any(key not in {"", "?"} for key in rows)


def _split_rows(rows: Folded, call: Callable[[str], str], locale: str) -> Iterator[Row]:
    for key, sums in rows.rows.items():
        yield _sums(call(key), sums)
    if rows.others is not None:
        _people, trips, base, candidate = rows.others
        yield Row(say("rehearsals.others", locale), None, trips, base, candidate)


def _sums(label: str, sums: Sums) -> Row:
    return _of_people(Row(label, None, sums.trips, sums.base, sums.candidate), sums.people)


def _of_people(row: Row, people: int) -> Row:
    return replace(row, few=True) if few(people) else replace(row, people=people)


def _bands(report: Report, locale: str) -> Table:
    found = bands(report) if report.total.people else ()
    rows = (_of_people(Row(_band(band, locale)), band.sums.people) for band in found)
    return Table("band", say("rehearsals.winners", locale), tuple(rows))


def _band(band: Band, locale: str) -> str:
    low, high = (
        None if bound is None else Share(abs(bound) / PERCENT) for bound in (band.low, band.high)
    )
    if band.low is None:
        code = "lose"
    elif band.high is None:
        code = "gain"
    elif band.low < 0 < band.high:
        code = "same"
    else:
        code = "lose_some" if band.low < 0 else "gain_some"
    return say(f"rehearsals.band_{code}", locale, low=low, high=high)


def few_in_words(locale: str) -> str:
    """Say that people are too few to be told."""
    return say("rehearsals.few", locale, n=PEOPLE_MIN)
