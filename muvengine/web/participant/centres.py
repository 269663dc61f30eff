"""Which centres know me, and how to leave one."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, url_for
from werkzeug.wrappers import Response

from muvengine.services import join_centre as service
from muvengine.web import here
from muvengine.web.page_words import tell
from muvengine.web.participant.pages import pages


@pages.post("/centres/<key>/leave")
def leave_centre(key: str) -> Response:
    """Let a centre forget me; my card opens its desk once again whenever I show it."""
    wiring = here.wiring()
    centre = service.leave_centre(
        wiring.open_uow, here.subject().id, key, actor=here.actor(), now=wiring.now()
    )
    tell("centres.told_left", centre=centre.name)
    return redirect(url_for(".privacy"), HTTPStatus.SEE_OTHER)
