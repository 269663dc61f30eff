"""What was mended thanks to reports, for everybody: what, where and when, and nobody's name."""

from __future__ import annotations

from flask import render_template

from muvengine.reads.reports import mended
from muvengine.web import here
from muvengine.web.public.pages import pages
from muvengine.web.report_words import report_words


@pages.get("/reports")
def reports() -> str:
    """List what is in order again, the latest first."""
    found = mended(here.wiring().open_reading)
    return render_template("public/reports.html", reports=found, **report_words())
