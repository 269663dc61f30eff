"""The part of the offer's form that says what the shop asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from marshmallow import Schema, fields

from muvengine.core.vouchers.offer import PERCENT_OFF
from muvengine.core.vouchers.terms import DAYS_PER_WEEK, MIDNIGHT, ClosedHours, ClosedTimes, Terms
from muvengine.web import here
from muvengine.web.organiser.fields import Whole

DAYS_MAX: Final = 30
AGE_MAX: Final = 99
PER_DAY_MAX: Final = 100_000


class TermsForm(Schema):
    """Figures of the terms; weekdays and single days come beside."""

    percent_off = Whole(1, 100, load_default=None)
    min_age = Whole(1, AGE_MAX, load_default=None)
    no_alcohol_tobacco = fields.Boolean(load_default=False)
    daily_issue_limit = Whole(1, PER_DAY_MAX, load_default=None)


@dataclass(frozen=True, slots=True)
class WeekdayRow:
    """One weekday of the form: its name and the names of its three fields."""

    name: str
    whole: str
    begins: str
    ends: str


def weekday_rows() -> list[WeekdayRow]:
    """Give the rows of the form, Monday first."""
    return [
        WeekdayRow(here.say(f"offers.weekday_{day}"), f"whole_{day}", f"from_{day}", f"to_{day}")
        for day in range(DAYS_PER_WEEK)
    ]


def read_terms(values: Mapping[str, Any], typed: Mapping[str, str]) -> tuple[Terms, dict[str, str]]:
    """Give the terms of a form, with a sentence code for each wrong field.

    Args:
        values: what the schemas read, as far as they could.
        typed: the text of each field.
    """
    hours, errors = _hours(typed)
    days, wrong = _days(typed.get("days", ""))
    percent, kind = values.get("percent_off"), values.get("kind")
    if kind == PERCENT_OFF and percent is None:
        wrong["percent_off"] = "offers.percent_needed"
    elif kind != PERCENT_OFF and percent is not None:
        wrong["percent_off"] = "offers.percent_not_here"
    elif kind == PERCENT_OFF and values.get("divisible"):
        wrong["divisible"] = "offers.percent_whole"
    terms = Terms(
        percent_off=percent,
        min_age=values.get("min_age"),
        no_alcohol_tobacco=bool(values.get("no_alcohol_tobacco")),
        closed=ClosedTimes(hours, days),
    )
    return terms, errors | wrong


def typed_terms(terms: Terms) -> dict[str, str]:
    """Give terms as their form holds them; of a weekday's hours the first."""
    typed = {
        "percent_off": "" if terms.percent_off is None else str(terms.percent_off),
        "min_age": "" if terms.min_age is None else str(terms.min_age),
        "no_alcohol_tobacco": "true" if terms.no_alcohol_tobacco else "",
        "days": " ".join(day.isoformat() for day in terms.closed.days),
    }
    for hours in reversed(terms.closed.hours):
        if hours.whole_day:
            typed[f"whole_{hours.weekday}"] = "true"
        else:
            typed[f"from_{hours.weekday}"] = f"{hours.begins:%H:%M}"
            typed[f"to_{hours.weekday}"] = f"{hours.ends:%H:%M}"
    return typed


def _hours(typed: Mapping[str, str]) -> tuple[tuple[ClosedHours, ...], dict[str, str]]:
    hours, errors = [], {}
    for day in range(DAYS_PER_WEEK):
        if typed.get(f"whole_{day}") == "true":
            hours.append(ClosedHours(day))
            continue
        begins, ends = typed.get(f"from_{day}", ""), typed.get(f"to_{day}", "")
        if not begins and not ends:
            continue
        read = _read_hours(begins, ends)
        if read is None:
            errors[f"from_{day}"] = "offers.closed_both"
        else:
            hours.append(ClosedHours(day, *read))
    return tuple(hours), errors


def _read_hours(begins: str, ends: str) -> tuple[time, time] | None:
    try:
        first, last = time.fromisoformat(begins), time.fromisoformat(ends)
    except ValueError:
        return None
    plain = [one.replace(second=0, microsecond=0, tzinfo=None) for one in (first, last)]
    if plain[0] >= plain[1] and plain[1] != MIDNIGHT:
        return None
    return plain[0], plain[1]


def _days(text: str) -> tuple[tuple[date, ...], dict[str, str]]:
    words = text.replace(",", " ").replace(";", " ").split()
    try:
        days = tuple(sorted({date.fromisoformat(word) for word in words}))
    except ValueError:
        return (), {"days": "offers.dates_wrong"}
    return (days, {}) if len(days) <= DAYS_MAX else ((), {"days": "offers.dates_wrong"})
