"""A month of what was done for the person being helped, on paper, in their own language."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from muvengine.web import here
from muvengine.web.done_lines import done_lines, month_after, month_before
from muvengine.web.mediator.pages import pages
from muvengine.web.months import asked_month
from muvengine.web.owner_words import in_words_of


@pages.get("/done")
def done() -> str | Response:
    """Show the sheet as it is printed."""
    helped, today = here.me().acting_for, here.now().date()
    if helped is None:
        return redirect(url_for(".home"), HTTPStatus.SEE_OTHER)
    month, words = asked_month(today), in_words_of(helped)
    return render_template(
        "paper/done.html",
        person=helped,
        month=month,
        lines=done_lines(helped, month, words["owner_say"]),
        before=month_before(month),
        after=month_after(month) if month_after(month) <= today else None,
        **words,
    )
