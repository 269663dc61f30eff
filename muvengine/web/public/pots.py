"""What the neighbourhood is saving points for; nobody sees who gave."""

from __future__ import annotations

from flask import Response, render_template

from muvengine.reads import pots as reading
from muvengine.web import here
from muvengine.web.bars import Part, stack
from muvengine.web.downloads import TYPES, handed_out
from muvengine.web.pot_page import drawing_words, poster_of
from muvengine.web.public.pages import pages
from muvengine.web.thermometer import thermometer


@pages.get("/pots")
def pots() -> str:
    """List pots, with how far they are."""
    found = reading.pots(here.wiring().open_reading)
    return render_template("public/pots.html", pots=found, stack=stack, part=Part)


@pages.get("/pots/<key>")
def pot(key: str) -> str:
    """Show one pot as a thermometer with its steps."""
    found = reading.pot(here.wiring().open_reading, key)
    drawing = thermometer(found, drawing_words(found))
    return render_template("public/pot.html", pot=found, drawing=drawing, stack=stack, part=Part)


@pages.get("/pots/<key>/poster.pdf")
def pot_poster(key: str) -> Response:
    """Hand out the poster of a pot."""
    found = reading.pot(here.wiring().open_reading, key)
    return handed_out(poster_of(found), f"{found.key}.pdf", TYPES["pdf"])
