"""The leaderboards of teams and quarters, for everybody; of people there is none."""

from __future__ import annotations

from flask import render_template

from muvengine.reads.boards import boards as read_boards
from muvengine.web import here
from muvengine.web.board_page import asked, words
from muvengine.web.public.pages import pages


@pages.get("/boards")
def boards() -> str:
    """Show the board that is asked for."""
    wiring = here.wiring()
    found = read_boards(wiring.open_reading, asked(), wiring.now())
    return render_template("public/boards.html", board=found, **words())
