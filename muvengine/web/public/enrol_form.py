"""The enrolment form on paper, to be copied at a help desk later."""

from __future__ import annotations

from flask import render_template, request

from muvengine.core.modes.mode import Mode
from muvengine.core.people.enrolment import FIELDS
from muvengine.web import here
from muvengine.web.public.pages import pages
from muvengine.words.catalogue import say


@pages.get("/enrol-form")
def enrol_form() -> str:
    """Show it in the language that ``in`` names, else in the reader's own."""
    asked = request.args.get("in", "")
    language = asked if asked in here.programme().locales else here.locale()
    return render_template(
        "paper/enrol.html",
        fields=FIELDS,
        modes=[mode.value for mode in Mode],
        language=language,
        form_say=lambda code, **facts: say(code, language, **facts),
    )
