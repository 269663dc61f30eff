"""Longer help texts, each on a page of its own."""

from __future__ import annotations

from flask import render_template
from markupsafe import Markup

from muvengine.core.errors import NotFound
from muvengine.formats.help_page import help_page
from muvengine.web import here
from muvengine.web.public.pages import pages


@pages.get("/help/<name>")
def help_text(name: str) -> str:
    """Show one text."""
    page = help_page(name, here.locale())
    if page is None:
        raise NotFound(kind="page")
    # Our own files, with HTML in them switched off.
    return render_template("public/help_text.html", page=page, body=Markup(page.body))  # noqa: S704
