"""A report as plain values, to be kept beside a part of a rehearsal and read back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from muvengine.core.rules.rehearsal_report import (
    Given,
    PersonChange,
    Report,
    RuleSums,
    Sums,
    TripChange,
    Unlike,
)

FORMAT = 1
"""Raised when a report kept earlier can no longer be read the same way."""

_TABLES = ("modes", "quarters", "segments", "assisted")


def as_data(report: Report) -> dict[str, Any]:
    """Give a report as a JSON-able value; ``report_of`` gives an equal report back."""
    return {
        "format": FORMAT,
        "total": list(report.total),
        "statuses": {status: list(pair) for status, pair in report.statuses.items()},
        "rules": {name: list(row) for name, row in report.rules.items()},
        **{name: _plain(getattr(report, name)) for name in _TABLES},
        "days": {day.isoformat(): list(row) for day, row in report.days.items()},
        "changes": [[percent, list(row)] for percent, row in report.changes.items()],
        "losses": [_trip(one) for one in report.losses],
        "gains": [_trip(one) for one in report.gains],
        "losers": [list(one) for one in report.losers],
        "winners": [list(one) for one in report.winners],
        "sheets": report.sheets,
        "unlike": report.unlike,
        "first_unlike": [list(one) for one in report.first_unlike],
    }


def report_of(data: Mapping[str, Any]) -> Report:
    """Give a report back.

    Args:
        data: as ``as_data`` made it, perhaps by way of JSON.
    """
    assert data["format"] == FORMAT
    return Report(
        total=Sums(*data["total"]),
        statuses={status: (one, other) for status, (one, other) in data["statuses"].items()},
        rules={name: RuleSums(*row) for name, row in data["rules"].items()},
        modes=_sums(data["modes"]),
        quarters=_sums(data["quarters"]),
        segments=_sums(data["segments"]),
        assisted=_sums(data["assisted"]),
        days={date.fromisoformat(day): row for day, row in _sums(data["days"]).items()},
        changes={percent: Sums(*row) for percent, row in data["changes"]},
        losses=tuple(_change(one) for one in data["losses"]),
        gains=tuple(_change(one) for one in data["gains"]),
        losers=tuple(PersonChange(*one) for one in data["losers"]),
        winners=tuple(PersonChange(*one) for one in data["winners"]),
        sheets=data["sheets"],
        unlike=data["unlike"],
        first_unlike=tuple(Unlike(*one) for one in data["first_unlike"]),
    )


def _plain(rows: Mapping[str, Sums]) -> dict[str, list[int]]:
    return {key: list(row) for key, row in rows.items()}


def _sums(rows: Mapping[str, list[int]]) -> dict[str, Sums]:
    return {key: Sums(*row) for key, row in rows.items()}


def _trip(one: TripChange) -> dict[str, Any]:
    return {
        "change": one.change,
        "trip": one.trip,
        "day": one.day.isoformat(),
        "mode": one.mode,
        "metres": one.metres,
        "base": one.base,
        "candidate": one.candidate,
        "base_lines": [list(line) for line in one.base_lines],
        "candidate_lines": [list(line) for line in one.candidate_lines],
    }


def _change(data: Mapping[str, Any]) -> TripChange:
    return TripChange(
        change=data["change"],
        trip=data["trip"],
        day=date.fromisoformat(data["day"]),
        mode=data["mode"],
        metres=data["metres"],
        base=data["base"],
        candidate=data["candidate"],
        base_lines=tuple(Given(*line) for line in data["base_lines"]),
        candidate_lines=tuple(Given(*line) for line in data["candidate_lines"]),
    )
