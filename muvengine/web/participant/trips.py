"""A participant's trips, page by page."""

from __future__ import annotations

from flask import render_template, request

from muvengine.reads.trips import trips as list_trips
from muvengine.web import here
from muvengine.web.participant.pages import pages


@pages.get("/trips")
def trips() -> str:
    """List trips, the latest first."""
    cursor = request.args.get("after")
    found = list_trips(here.wiring().open_reading, here.subject().id, cursor=cursor)
    return render_template(
        "participant/trips.html",
        trips=found.items,
        next=found.next_cursor,
        later_page=cursor is not None,
    )
