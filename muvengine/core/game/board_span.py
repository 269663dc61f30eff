"""The weeks that a board adds up, by the name that stands in the address of its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from muvengine.core.game.boards import Period, month_of, weeks_between, weeks_of_month
from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.weeks import monday_of
from muvengine.core.ledger.season import Season

_MONTH_DAYS: Final = 31


@dataclass(frozen=True, slots=True)
class Span:
    """Some weeks.

    Attributes:
        period: what they are.
        first_day: Monday of a week, first day of a month or of a season: it names the rows.
        first, last: Mondays of the first and the last week; none where last lies before first.
        name: for addresses, as ``2026-W15``, ``2026-04`` or a season's key.
        before, after: names of those beside it; None where there is none, or it is to come.
    """

    period: Period
    first_day: date
    first: date
    last: date
    name: str
    before: str | None = None
    after: str | None = None


def week_span(name: str, today: date) -> Span:
    """Give a week; the one of today where the name is none, or of one to come."""
    now = IsoWeek.of(today)
    named = IsoWeek.named(name)
    week = named if named is not None and named <= now else now
    later = week.after().name if week < now else None
    return Span(
        Period.WEEK, week.monday, week.monday, week.monday, week.name, week.after(-1).name, later
    )


def month_span(name: str, today: date) -> Span:
    """Give a month; the one of today's week where the name is none, or of one to come."""
    now = month_of(monday_of(today))
    first_day = min(_month_named(name) or now, now)
    before = (first_day - timedelta(days=1)).replace(day=1)
    after = (first_day + timedelta(days=_MONTH_DAYS)).replace(day=1)
    first, last = weeks_of_month(first_day)
    later = f"{after:%Y-%m}" if first_day < now else None
    return Span(
        Period.MONTH, first_day, first, last, f"{first_day:%Y-%m}", f"{before:%Y-%m}", later
    )


def season_span(season: Season) -> Span:
    """Give a season."""
    first, last = weeks_between(season.first_day, season.last_day)
    return Span(Period.SEASON, season.first_day, first, last, season.key)


def _month_named(name: str) -> date | None:
    try:
        return date.fromisoformat(f"{name}-01")
    except ValueError:
        return None
