"""The rules in plain words, written by the rulebook itself."""

from __future__ import annotations

from flask import render_template

from muvengine.core.errors import NoRulebook
from muvengine.reads.rulebook import rulebook_now
from muvengine.reads.rulebook_changes import coming_turns
from muvengine.web import here
from muvengine.web.coming_rules import told_turns
from muvengine.web.place_names import with_place_names
from muvengine.web.public.pages import pages
from muvengine.words.rulebook_in_words import describe


@pages.get("/rules")
def rules() -> str:
    """Say how points are earned today."""
    wiring, today = here.wiring(), here.now().date()
    try:
        now = rulebook_now(wiring.open_reading, wiring.shelf.rulebook, today)
    except NoRulebook:
        return render_template("public/rules.html", now=None, parts=())
    parts = describe(with_place_names(now.rulebook), here.locale(), today)
    turns = coming_turns(wiring.open_reading, wiring.shelf.rulebook, today)
    told = told_turns(turns, here.locale())
    return render_template("public/rules.html", now=now, parts=parts, turns=told)
