"""The group outings of a helper: a list, and a new one."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import LimitReached
from muvengine.core.trips.outing import MODES, NAME_CHARS_MAX
from muvengine.reads.outings import outings_of
from muvengine.services.lead_outing import start_outing
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.mediator.pages import pages
from muvengine.web.page_words import tell

Answer = tuple[str, int]


class OutingForm(Schema):
    """How the group goes, and what the helper calls it."""

    mode = fields.String(
        required=True,
        validate=validate.OneOf(MODES, error="outings.no_mode"),
        error_messages={"required": "outings.no_mode"},
    )
    name = fields.String(
        required=True,
        validate=validate.Length(max=NAME_CHARS_MAX, error="outings.name_long"),
        error_messages={"required": "outings.no_name"},
    )


@pages.get("/outings")
def outings() -> Answer:
    """List the helper's outings, and ask for a new one."""
    return _page(Form(), HTTPStatus.OK)


@pages.post("/outings")
def begin_outing() -> Response | Answer:
    """Begin one."""
    form, wiring = read_form(OutingForm, request.form), here.wiring()
    if not form:
        return _page(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        public_id = start_outing(
            wiring.open_uow,
            form.values["mode"],
            form.values["name"],
            actor=here.me().person_actor,
            now=wiring.now(),
            new_token=wiring.new_token,
        )
    except LimitReached:
        return _page(form, HTTPStatus.CONFLICT, here.say("outings.too_many"))
    tell("outings.told_begun")
    return redirect(url_for(".outing", public_id=public_id), HTTPStatus.SEE_OTHER)


def _page(form: Form, status: int, sentence: str | None = None) -> Answer:
    page = render_template(
        "mediator/outings.html",
        form=form,
        sentence=sentence,
        modes=MODES,
        outings=outings_of(here.wiring().open_reading, here.me().person.id),
    )
    return page, status
