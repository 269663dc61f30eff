"""Begin and end helping somebody."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.services import act_for as service
from muvengine.web import here
from muvengine.web.cookies import SESSION, read_cookie
from muvengine.web.forms import read_form
from muvengine.web.mediator.pages import pages
from muvengine.web.mediator.person import person_page
from muvengine.web.page_words import tell


class HelpForm(Schema):
    """The person agrees."""

    agreed = fields.Boolean(
        required=True,
        validate=validate.Equal(comparable=True, error="mediator.not_agreed"),
        error_messages={"required": "mediator.not_agreed"},
    )


@pages.post("/people/<public_id>/help")
def help_person(public_id: str) -> Response | tuple[str, int]:
    """Act for this person from now on, on the participant's own pages."""
    form, wiring = read_form(HelpForm, request.form), here.wiring()
    if not form:
        return person_page(public_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    helped = service.act_for(
        wiring.open_uow,
        token=read_cookie(SESSION) or "",
        who=here.me(),
        public_id=public_id,
        now=wiring.now(),
    )
    tell("mediator.help_begun", name=helped.name)
    return redirect(url_for("participant.home"), HTTPStatus.SEE_OTHER)


@pages.post("/stop")
def stop_helping() -> Response:
    """Act for nobody any more."""
    who, wiring = here.me(), here.wiring()
    service.stop_helping(
        wiring.open_uow, token=read_cookie(SESSION) or "", who=who, now=wiring.now()
    )
    if who.acting_for is not None:
        tell("mediator.help_ended", name=who.acting_for.name)
    return redirect(url_for(".home"), HTTPStatus.SEE_OTHER)
