"""A participant's first page: one number, one sentence, one button."""

from __future__ import annotations

from flask import render_template

from muvengine.reads.choices import choices, goal
from muvengine.reads.endings import endings_of
from muvengine.reads.rescorings import counted_again
from muvengine.reads.trips import trips
from muvengine.reads.wallet import wallet
from muvengine.web import here
from muvengine.web.coming_rules import next_change
from muvengine.web.participant.pages import pages


@pages.get("")
def home() -> str:
    """Show the points, the nearest gift and the last trip."""
    reading, person = here.wiring().open_reading, here.subject()
    latest = trips(reading, person.id, most=1).items
    return render_template(
        "participant/home.html",
        wallet=wallet(reading, person.id),
        goal=goal(choices(reading, person, here.now())),
        endings=endings_of(reading, person.id, here.now().date()),
        last_trip=latest[0] if latest else None,
        change=next_change(),
        counted_again=counted_again(reading, person.id, here.now()),
    )
