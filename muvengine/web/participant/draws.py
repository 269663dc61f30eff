"""One's own tickets in prize draws, on the page and on paper."""

from __future__ import annotations

from flask import render_template, url_for

from muvengine.reads import draws as reading
from muvengine.web import here
from muvengine.web.owner_words import in_words_of
from muvengine.web.participant.pages import pages


@pages.get("/draws")
def draws() -> str:
    """Show the tickets of this person, and what they won."""
    mine = reading.my_draws(here.wiring().open_reading, here.subject().id)
    return render_template("participant/draws.html", mine=mine)


@pages.get("/draws/paper")
def draws_paper() -> str:
    """Print them, in the language of who keeps the paper."""
    person = here.subject()
    return render_template(
        "paper/draws.html",
        person=person,
        day=here.now().date(),
        mine=reading.my_draws(here.wiring().open_reading, person.id),
        address=here.wiring().settings.base_url + url_for("public.draws"),
        **in_words_of(person),
    )
