"""The calendar of a season, to plan with and to print."""

from __future__ import annotations

from typing import Final

from flask import render_template, request, url_for

from muvengine.reads.season_calendar import Entry, Kind, season_calendar
from muvengine.web import here
from muvengine.web.organiser.pages import pages

DRAWINGS: Final = {
    Kind.SEASON_BEGINS: "calendar",
    Kind.RULES: "star",
    Kind.GAME: "trophy",
    Kind.FREE: "sun",
    Kind.MATCHES: "people",
    Kind.TICKETS_END: "clock",
    Kind.DRAW: "gift",
    Kind.POT_ENDS: "heart",
    Kind.SEASON_ENDS: "flag",
}


@pages.get("/calendar")
def calendar() -> str:
    """Show what a season holds, week by week."""
    wiring, today = here.wiring(), here.now().date()
    told = season_calendar(wiring.open_reading, today, request.args.get("season") or None)
    return render_template(
        "organiser/calendar.html", told_season=told, today=today, drawings=DRAWINGS, where=_where
    )


def _where(entry: Entry) -> str | None:
    """Give the page of an entry; None where there is none."""
    match entry.kind:
        case Kind.SEASON_BEGINS | Kind.SEASON_ENDS:
            return url_for(".seasons")
        case Kind.RULES:
            return url_for(".rulebook_version", version_id=entry.ref)
        case Kind.GAME | Kind.FREE:
            return url_for(".game")
        case Kind.MATCHES:
            return url_for(".tournament", public_id=entry.ref)
        case Kind.TICKETS_END | Kind.DRAW:
            return url_for(".draw", key=entry.ref)
        case Kind.POT_ENDS:
            return url_for(".pots")
