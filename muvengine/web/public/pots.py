"""What the neighbourhood is saving points for; nobody sees who gave."""

from __future__ import annotations

from flask import render_template

from muvengine.reads import pots as reading
from muvengine.web import here
from muvengine.web.bars import Part, stack
from muvengine.web.public.pages import pages


@pages.get("/pots")
def pots() -> str:
    """List pots, with how far they are."""
    found = reading.pots(here.wiring().open_reading)
    return render_template("public/pots.html", pots=found, stack=stack, part=Part)
