"""Weekly letters of this mediator's people, in one print."""

from __future__ import annotations

from flask import render_template

from muvengine.reads.player_week import letters_of
from muvengine.web import here
from muvengine.web.letter import paper_letter
from muvengine.web.mediator.pages import pages


@pages.get("/letters")
def letters() -> str:
    """Show every letter as it is printed, a page each."""
    people = letters_of(here.wiring().open_reading, here.me().person.id)
    return render_template("mediator/letters.html", letters=[paper_letter(one) for one in people])
