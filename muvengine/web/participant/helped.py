"""What others did for me: every act, by whose hand, month by month."""

from __future__ import annotations

from flask import render_template

from muvengine.web import here
from muvengine.web.done_lines import done_lines, month_after, month_before
from muvengine.web.months import asked_month
from muvengine.web.participant.pages import pages


@pages.get("/helped")
def helped() -> str:
    """List a month of it, the latest first."""
    today = here.now().date()
    month = asked_month(today)
    return render_template(
        "participant/helped.html",
        month=month,
        lines=done_lines(here.subject(), month, here.say),
        before=month_before(month),
        after=month_after(month) if month_after(month) <= today else None,
    )
