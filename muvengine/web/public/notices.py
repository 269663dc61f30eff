"""Legal notice, terms, privacy and accessibility, each on a page of its own."""

from __future__ import annotations

from flask import render_template
from markupsafe import Markup

from muvengine.core.errors import NotFound
from muvengine.core.people.notice import NAMES, Notice
from muvengine.reads.notices import notice as read_notice
from muvengine.web import here
from muvengine.web.notice_facts import notice_facts
from muvengine.web.public.pages import pages


@pages.get("/notices/<name>")
def notice(name: str) -> str:
    """Show one text."""
    if name not in NAMES:
        raise NotFound(kind="page")
    facts = notice_facts()
    page = read_notice(here.wiring().open_reading, Notice(name), here.locale(), facts)
    # HTML in it is switched off.
    return render_template("public/notice.html", page=page, body=Markup(page.body))  # noqa: S704
