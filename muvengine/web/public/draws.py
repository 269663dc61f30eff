"""Prize draws, for everybody: what can be won, who won by number, and how to check it."""

from __future__ import annotations

from flask import Response, render_template

from muvengine.core.errors import NotFound
from muvengine.core.game.drawing import key_text, terms_of
from muvengine.formats.draw_file import draw_csv, draw_json
from muvengine.reads import draws as reading
from muvengine.web import here
from muvengine.web.downloads import TYPES, handed_out
from muvengine.web.public.pages import pages


@pages.get("/draws")
def draws() -> str:
    """List draws, those to come first."""
    return render_template("public/draws.html", draws=reading.draws(here.wiring().open_reading))


@pages.get("/draws/<key>")
def draw(key: str) -> str:
    """Show one draw, with all that decides it."""
    found = reading.draw(here.wiring().open_reading, key)
    text = key_text(terms_of(found)) if found.frozen_at else ""
    return render_template("public/draw.html", draw=found, key_text=text)


@pages.get("/draws/<key>/check")
def check_draw(key: str) -> str:
    """Do the sum again."""
    found, findings = reading.checked(here.wiring().open_reading, key)
    return render_template("public/draw_check.html", draw=found, findings=findings)


@pages.get("/draws/<key>/tickets.csv")
def draw_tickets(key: str) -> Response:
    """Hand out the list of tickets.

    Raises:
        NotFound: no such draw, or its tickets are not frozen.
    """
    found, entries = reading.tickets(here.wiring().open_reading, key)
    if found.frozen_at is None:
        raise NotFound(draw=key)
    return handed_out(draw_csv(entries), "tickets.csv", TYPES["csv"])


@pages.get("/draws/<key>/draw.json")
def draw_file(key: str) -> Response:
    """Hand out everything that is known of a draw, for programs."""
    found, entries = reading.tickets(here.wiring().open_reading, key)
    return handed_out(draw_json(found, entries), f"{found.key}.json", TYPES["json"])
