"""The programme at a glance."""

from __future__ import annotations

from flask import render_template

from muvengine.web.organiser.pages import pages


@pages.get("/")
def home() -> str:
    """Show where the programme stands."""
    return render_template("organiser/home.html")
