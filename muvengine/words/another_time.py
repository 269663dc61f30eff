"""When does a rule that had no room any more count again?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from muvengine.core.rules.rulebook import Period
from muvengine.core.rules.score import Line
from muvengine.words.what_it_takes import Asked

_WEEK: Final = timedelta(days=7)


def next_period(period: Period, day: date) -> date | None:
    """Give the first day after the period a local day lies in; None for a trip or a season."""
    match period:
        case Period.DAY:
            return day + timedelta(days=1)
        case Period.WEEK:
            return day - timedelta(days=day.weekday()) + _WEEK
        case Period.MONTH:
            return (day.replace(day=1) + timedelta(days=31)).replace(day=1)
        case _:
            return None


def counts_again(line: Line, day: date, asked: Asked) -> str:
    """Say when a rule with a limit counts again; empty where it does not, or nobody knows."""
    rule = next((rule for rule in asked.book.rules if rule.name == line.rule), None)
    limit = rule.limit if rule else None
    period = limit.period if limit else _period(line.why)
    begins = next_period(period, day)
    if begins is None or not asked.book.holds_on(begins):
        return ""
    code = "again_route" if limit is not None and limit.per_route else "again_from"
    return asked.say(code, day=begins)


def has_room_again(line: Line, day: date, asked: Asked) -> str:
    """Say when a maximum of the rulebook leaves room again; the engine's own lines say nothing."""
    if all(cap.name != line.rule for cap in asked.book.caps):
        return ""
    period = _period(line.why)
    if period is Period.TRIP:
        return asked.say("room_trip")
    begins = next_period(period, day)
    if begins is None or not asked.book.holds_on(begins):
        return ""
    return asked.say("room_from", day=begins)


def _period(why: Mapping[str, object]) -> Period:
    return Period(str(why.get("per", Period.DAY)))
