"""The town's game: in plain words, as its file, and every version it had."""

from __future__ import annotations

from flask import render_template

from muvengine.reads.game import game_now
from muvengine.web import here
from muvengine.web.organiser.pages import pages
from muvengine.words.game_in_words import badge_in_words


@pages.get("/game")
def game() -> str:
    """Show what is played this week."""
    now = game_now(here.wiring().open_reading, here.now().date())
    badges = now.game.badges if now.game else ()
    asked = {badge.name: badge_in_words(badge, here.locale()) for badge in badges}
    return render_template("organiser/game.html", now=now, asked=asked)
