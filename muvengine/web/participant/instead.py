"""The two-tap question: what would you have taken instead?"""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from muvengine.services.answer_instead import answer_instead as keep_answer
from muvengine.web import here
from muvengine.web.page_words import tell
from muvengine.web.participant.pages import pages


@pages.post("/trips/<public_id>/instead")
def answer_instead(public_id: str) -> Response:
    """Keep the answer; the first one stays."""
    keep_answer(here.wiring().open_uow, public_id, request.form.get("mode", ""), actor=here.actor())
    tell("participant.instead_thanks")
    return redirect(url_for(".trip", public_id=public_id), HTTPStatus.SEE_OTHER)
