"""What an offer or voucher asks, in short lines for pages and paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time

from muvengine.core.vouchers.terms import MIDNIGHT, ClosedTimes, Terms
from muvengine.words.catalogue import listed, say
from muvengine.words.figures import Cents, Clock, FullDay, figure


def terms_lines(terms: Terms, face_cents: int, locale: str) -> tuple[str, ...]:
    """Say each term; empty when the shop asks nothing.

    Args:
        terms: of an offer or a voucher.
        face_cents: what the programme pays at most.
        locale: of the reader.
    """
    lines = []
    if terms.percent_off is not None:
        most = Cents(face_cents)
        lines.append(say("offers.percent", locale, percent=terms.percent_off, most=most))
    if terms.min_age is not None:
        lines.append(say("offers.min_age", locale, n=terms.min_age))
    if terms.no_alcohol_tobacco:
        lines.append(say("offers.no_alcohol_tobacco", locale))
    return (*lines, *closed_lines(terms.closed, locale))


def closed_lines(closed: ClosedTimes, locale: str) -> Iterator[str]:
    """Say when it is not taken: weekdays with the same hours together, then single days."""
    together: defaultdict[tuple[bool, time, time], list[int]] = defaultdict(list)
    for hours in closed.hours:
        together[(hours.whole_day, hours.begins, hours.ends)].append(hours.weekday)
    for (whole, begins, ends), days in together.items():
        weekdays = listed((say(f"offers.weekday_{day}", locale) for day in sorted(days)), locale)
        if whole:
            yield say("offers.closed_day", locale, weekdays=weekdays)
        else:
            clocks = {"begins": _clock(begins, locale), "ends": _end(ends, locale)}
            yield say("offers.closed_hours", locale, weekdays=weekdays, **clocks)
    if closed.days:
        days_said = listed((figure(FullDay(day), locale) for day in sorted(closed.days)), locale)
        yield say("offers.closed_dates", locale, days=days_said)


def _end(at: time, locale: str) -> str:
    return say("offers.midnight", locale) if at == MIDNIGHT else _clock(at, locale)


def _clock(at: time, locale: str) -> str:
    return figure(Clock(datetime.combine(date.min, at)), locale)
