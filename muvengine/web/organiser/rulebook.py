"""The page of this name."""

from __future__ import annotations

from flask import render_template

from muvengine.web.organiser.pages import pages


@pages.get("/rulebook")
def rulebook() -> str:
    """Show the page."""
    return render_template("organiser/rulebook.html")
