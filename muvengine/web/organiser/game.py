"""The town's game: in plain words, as its file, and every version it had."""

from __future__ import annotations

from flask import render_template

from muvengine.formats.game_yaml.outline import game_outline_of
from muvengine.reads.game import game_now
from muvengine.web import here
from muvengine.web.organiser.game_parts import game_parts
from muvengine.web.organiser.pages import pages


@pages.get("/game")
def game() -> str:
    """Show what is played this week."""
    now = game_now(here.wiring().open_reading, here.now().date())
    parts = game_parts(game_outline_of(now.source)) if now.game else ()
    return render_template("organiser/game.html", now=now, parts=parts)
