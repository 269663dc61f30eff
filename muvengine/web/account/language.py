"""Choose the language of the pages."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, request, session, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput
from muvengine.services.set_locale import set_locale
from muvengine.web import here
from muvengine.web.account.entering import back_from_form
from muvengine.web.account.pages import pages


@pages.post("/language")
def language() -> Response:
    """Keep the language in the browser, and with the person who is signed in."""
    chosen, offered = request.form.get("locale", ""), here.programme().locales
    if chosen not in offered:
        raise BadInput(fields={"locale": "unknown"})
    session["locale"] = chosen
    who = here.signed_in()
    if who is not None:
        set_locale(here.wiring().open_uow, person_id=who.person.id, locale=chosen, offered=offered)
    back = (back_from_form() or url_for("public.home")).rstrip("?")
    return redirect(back, HTTPStatus.SEE_OTHER)
