"""The season's teams, their table and their matches; nobody sees a person's figure."""

from __future__ import annotations

from flask import render_template

from muvengine.reads import teams as reading
from muvengine.reads.team_settings import team_settings
from muvengine.reads.tournaments import tournaments
from muvengine.web import here
from muvengine.web.public.pages import pages


@pages.get("/teams")
def teams() -> str:
    """Show who plays, the newest final week, tables and the bracket."""
    wiring = here.wiring()
    return render_template(
        "public/teams.html",
        now=reading.teams_now(wiring.open_reading, wiring.now()),
        tournaments=tournaments(wiring.open_reading, wiring.now()),
        settings=team_settings(wiring.open_reading, wiring.now()),
    )
