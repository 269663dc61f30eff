"""A participant's first page: one number, one sentence, one button."""

from __future__ import annotations

from typing import Final

from flask import render_template

from muvengine.core.modes.verdict import Outcome
from muvengine.core.trips.trip import Trip
from muvengine.reads.choices import choices, goal
from muvengine.reads.endings import endings_of
from muvengine.reads.rescorings import counted_again
from muvengine.reads.trips import trips
from muvengine.reads.wallet import wallet
from muvengine.web import here
from muvengine.web.coming_rules import next_change
from muvengine.web.participant.pages import pages
from muvengine.web.participant.trip import own_sheet
from muvengine.web.route_labels import route_labels
from muvengine.web.sheet_on_page import sheet_on_page

WHY_MOST: Final = 2
"""Reasons of the last trip on the first page; the trip's own page has them all."""


@pages.get("")
def home() -> str:
    """Show the points, the nearest gift and the last trip."""
    reading, person = here.wiring().open_reading, here.subject()
    latest = next(iter(trips(reading, person.id, most=1).items), None)
    return render_template(
        "participant/home.html",
        wallet=wallet(reading, person.id),
        goal=goal(choices(reading, person, here.now())),
        endings=endings_of(reading, person.id, here.now().date()),
        last_trip=latest,
        why=_why(latest) if latest else [],
        change=next_change(),
        counted_again=counted_again(reading, person.id, here.now()),
    )


def _why(trip: Trip) -> list[tuple[str, str]]:
    """Say with a pictogram each what counted most for a trip, or what speaks against it."""
    if trip.withdrawn_at:
        return []
    if trip.outcome != Outcome.CONFIRMED and trip.reasons:
        return [("info-circle", here.say(f"reasons.{trip.reasons[0]}"))]
    sheet = sheet_on_page(own_sheet(trip.public_id), here.locale(), route_labels())
    return [
        (sheet.drawings[line.rule], f"{line.label} {here.say('participant.gained', n=line.points)}")
        for line in sheet.told.lines[:WHY_MOST]
        if line.points > 0
    ]
