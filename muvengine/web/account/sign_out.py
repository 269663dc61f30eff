"""Sign out."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, session, url_for
from werkzeug.wrappers import Response

from muvengine.services import sign_out as service
from muvengine.web import here
from muvengine.web.account.pages import pages
from muvengine.web.cookies import SESSION, drop_cookie, read_cookie
from muvengine.web.page_words import tell


@pages.post("/sign-out")
def sign_out() -> Response:
    """End the session and leave nothing of it in the browser."""
    wiring, token = here.wiring(), read_cookie(SESSION)
    if token:
        service.sign_out(wiring.open_uow, token, wiring.now())
    locale = here.locale()
    session.clear()
    # The next page still speaks the language of the one before.
    session["locale"] = locale
    tell("account.signed_out")
    response = redirect(url_for("public.home"), HTTPStatus.SEE_OTHER)
    drop_cookie(response, SESSION)
    # Pages that the back button would show again.
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
