"""Treasure hunts, for everybody: when, what they bring, how to play, and a sheet of paper."""

from __future__ import annotations

from flask import render_template

from muvengine.core.game.hunt import PAPER_WITHIN
from muvengine.reads import hunts as reading
from muvengine.web import here
from muvengine.web.hunt_words import state_of
from muvengine.web.public.pages import pages


@pages.get("/hunts")
def hunts() -> str:
    """List treasure hunts, the latest first."""
    found = reading.hunts(here.wiring().open_reading)
    return render_template("public/hunts.html", hunts=found, state_of=state_of)


@pages.get("/hunts/<key>")
def hunt(key: str) -> str:
    """Show one with its hints; names of places stay a surprise."""
    found = reading.hunt(here.wiring().open_reading, key)
    return render_template(
        "public/hunt.html", hunt=found, state_of=state_of, late_days=PAPER_WITHIN.days
    )


@pages.get("/hunts/<key>/sheet")
def hunt_sheet(key: str) -> str:
    """Print a sheet with a box for each stamp."""
    return render_template("paper/hunt.html", hunt=reading.hunt(here.wiring().open_reading, key))
