"""What every way in ends with: a new session, and the right first page."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from flask import redirect, request, session, url_for
from werkzeug.wrappers import Response

from muvengine.core.people.actor import Role
from muvengine.core.people.session_time import LONGEST_PARTICIPANT
from muvengine.reads import who
from muvengine.services.sign_in import Browser
from muvengine.web import here
from muvengine.web.cookies import SESSION, read_cookie, set_cookie

HOMES: Final = {
    Role.PARTICIPANT: "participant.home",
    Role.MEDIATOR: "mediator.home",
    Role.ORGANISER: "organiser.home",
}


def browser(*, shared_computer: bool = False) -> Browser:
    """Describe where somebody signs in, and which session that replaces."""
    return Browser(here.address(), shared_computer=shared_computer, token=read_cookie(SESSION))


def enter(token: str, back: str | None = None) -> Response:
    """Hand the new session to the browser and go where the person was heading."""
    wiring = here.wiring()
    entered = who.signed_in(wiring.open_reading, token, wiring.now())
    # Whatever the last person left behind, their language and form tokens included.
    session.clear()
    if entered is None:
        # The session began this moment: what it lacks is the code.
        response = redirect(url_for("account.code", back=inside(back)), HTTPStatus.SEE_OTHER)
        set_cookie(response, SESSION, token, days=None)
        return response
    home = url_for(HOMES[entered.person.role])
    response = redirect(inside(back) or home, HTTPStatus.SEE_OTHER)
    stays = entered.person.role is Role.PARTICIPANT and not entered.shared_computer
    set_cookie(response, SESSION, token, days=LONGEST_PARTICIPANT.days if stays else None)
    return response


def inside(back: str | None) -> str | None:
    """Give ``back`` when it is a path of this site: nobody is led elsewhere by a link."""
    path = back or ""
    # Browsers read both // and /\ as the start of another host; control signs are dropped.
    if not path.startswith("/") or path[1:2] in {"/", "\\"} or not path.isprintable():
        return None
    return path


def back_from_form() -> str | None:
    """Give the path to go on to, which the form carried along."""
    return inside(request.values.get("back"))
