"""The calendar of a season, to plan with and to print."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any, Final

from flask import render_template, request, url_for

from muvengine.core.game.iso_week import IsoWeek
from muvengine.reads.season_calendar import (
    CalendarWeek,
    Entry,
    Kind,
    SeasonCalendar,
    season_calendar,
)
from muvengine.web import here
from muvengine.web.organiser.pages import pages

DRAWINGS: Final = {
    Kind.SEASON_BEGINS: "calendar",
    Kind.RULES: "star",
    Kind.GAME: "trophy",
    Kind.FREE: "sun",
    Kind.MATCHES: "people",
    Kind.CHALLENGE: "shop",
    Kind.HUNT: "map",
    Kind.TICKETS_END: "clock",
    Kind.DRAW: "gift",
    Kind.POT_ENDS: "heart",
    Kind.SEASON_ENDS: "flag",
}
PAGES: Final = {
    Kind.SEASON_BEGINS: (".seasons", ""),
    Kind.RULES: (".rulebook_version", "version_id"),
    Kind.GAME: (".game", ""),
    Kind.FREE: (".game", ""),
    Kind.MATCHES: (".tournament", "public_id"),
    Kind.CHALLENGE: (".challenges", ""),
    Kind.HUNT: (".hunt", "key"),
    Kind.TICKETS_END: (".draw", "key"),
    Kind.DRAW: (".draw", "key"),
    Kind.POT_ENDS: (".pots", ""),
    Kind.SEASON_ENDS: (".seasons", ""),
}
"""The page of each kind, and what in its address says which."""


@pages.get("/calendar")
def calendar() -> str:
    """Show what a season holds, week by week."""
    wiring, today = here.wiring(), here.now().date()
    told = season_calendar(wiring.open_reading, today, request.args.get("season") or None)
    return render_template(
        "organiser/calendar.html",
        told_season=told,
        stretches=list(_stretches(told, today)) if told else (),
        today=today,
        drawings=DRAWINGS,
        where=_where,
    )


def _stretches(told: SeasonCalendar, today: date) -> Iterator[list[CalendarWeek]]:
    """Give each week that says something by itself, and those between together."""
    this_week = IsoWeek.of(today)

    def quiet(one: CalendarWeek) -> bool:
        return not one.entries and one.week != this_week

    for is_quiet, weeks in groupby(told.weeks, quiet):
        if is_quiet:
            yield list(weeks)
        else:
            yield from ([one] for one in weeks)


def _where(entry: Entry) -> str:
    """Give the page of an entry."""
    page, name = PAGES[entry.kind]
    which: dict[str, Any] = {name: entry.ref} if name else {}
    return url_for(page, **which)
