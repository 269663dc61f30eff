"""The terms of offers and vouchers at rest: four columns that both tables have."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from sqlalchemy import Row

from muvengine.core.vouchers.terms import ClosedHours, ClosedTimes, Terms


def terms_columns(terms: Terms) -> dict[str, Any]:
    """Give the columns that hold ``terms``."""
    return {
        "percent_off": terms.percent_off,
        "min_age": terms.min_age,
        "no_alcohol_tobacco": terms.no_alcohol_tobacco,
        "closed_times": {
            "hours": [
                [hours.weekday, f"{hours.begins:%H:%M}", f"{hours.ends:%H:%M}"]
                for hours in terms.closed.hours
            ],
            "days": [day.isoformat() for day in terms.closed.days],
        },
    }


def terms_of(row: Row[Any]) -> Terms:
    """Read the terms in a row."""
    closed = row.closed_times
    return Terms(
        percent_off=row.percent_off,
        min_age=row.min_age,
        no_alcohol_tobacco=row.no_alcohol_tobacco,
        closed=ClosedTimes(
            tuple(
                ClosedHours(weekday, time.fromisoformat(begins), time.fromisoformat(ends))
                for weekday, begins, ends in closed.get("hours", ())
            ),
            tuple(date.fromisoformat(day) for day in closed.get("days", ())),
        ),
    )
