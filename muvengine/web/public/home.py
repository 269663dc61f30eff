"""The first page, and the page that helps."""

from __future__ import annotations

from flask import render_template

from muvengine.web import here
from muvengine.web.public.pages import pages


@pages.get("/")
def home() -> str:
    """Say what this is and show the doors."""
    return render_template("public/home.html")


@pages.get("/help")
def help() -> str:  # noqa: A001  the page's name in every address and menu
    """Tell how to get on, alone or with somebody."""
    return render_template("public/help.html", trace_days=here.wiring().settings.trace_days)
