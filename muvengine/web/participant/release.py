"""Let the person who looks at a trip see its map."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from muvengine.services.release_trace import Release, release_trace
from muvengine.web import here
from muvengine.web.page_words import tell
from muvengine.web.participant.pages import pages


@pages.post("/trips/<public_id>/release")
def release(public_id: str) -> Response:
    """Open the map until the question is answered."""
    wish, wiring = Release(public_id), here.wiring()
    attempt = wish.attempt(here.actor(), request.form.get("attempt", ""))
    release_trace(wiring.open_uow, wish, attempt=attempt, now=wiring.now())
    tell("participant.told_released")
    return redirect(url_for(".trip", public_id=public_id), HTTPStatus.SEE_OTHER)
