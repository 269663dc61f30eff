"""Tell of trips without a recording: on paper, by signs on the way, with somebody who helps."""

from __future__ import annotations

from flask import render_template, url_for

from muvengine.core.trips.diary import DAYS, ROWS, TICKS
from muvengine.web import here
from muvengine.web.owner_words import in_words_of
from muvengine.web.participant.pages import pages


@pages.get("/trips/tell")
def tell_us() -> str:
    """Say which ways there are, and what they are worth."""
    return render_template("participant/tell_us.html")


@pages.get("/trips/tell/paper")
def print_week() -> str:
    """Give the weekly paper to tick trips on."""
    person = here.subject()
    return render_template(
        "paper/diary.html",
        person=person,
        rows=ROWS,
        days=range(DAYS),
        ticks=TICKS,
        back=url_for(".tell_us"),
        back_text=here.say("phone.tell_title"),
        **in_words_of(person),
    )
