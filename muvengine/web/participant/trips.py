"""A participant's trips, page by page."""

from __future__ import annotations

from flask import render_template, request

from muvengine.reads.trip_month import trip_month
from muvengine.reads.trips import trips as list_trips
from muvengine.web import here
from muvengine.web.done_lines import month_after, month_before
from muvengine.web.months import asked_month
from muvengine.web.participant.pages import pages


@pages.get("/trips")
def trips() -> str:
    """Show a month of trips as a calendar, and list them, the latest first."""
    reading, person = here.wiring().open_reading, here.subject()
    cursor = request.args.get("after")
    found = list_trips(reading, person.id, cursor=cursor)
    today = here.now().date()
    first = asked_month(today)
    return render_template(
        "participant/trips.html",
        trips=found.items,
        next=found.next_cursor,
        later_page=cursor is not None,
        month=trip_month(reading, person.id, first, here.programme().zone),
        before=month_before(first),
        after=month_after(first) if month_after(first) <= today else None,
        today=today,
    )
