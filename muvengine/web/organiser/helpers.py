"""How many points each helper may hand out in a day, and under which account they play."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import NotPossible, UnknownCode
from muvengine.core.people.workshop import CEILING_MAX
from muvengine.reads.helpers import helpers as read_helpers
from muvengine.services.set_helper_account import set_helper_account
from muvengine.services.set_helper_ceiling import set_helper_ceiling
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell

Answer = tuple[str, int]
_RANGE = "desk.helpers_range"


class HelperForm(Schema):
    """A number of points."""

    points_max = fields.Integer(
        required=True,
        validate=validate.Range(0, CEILING_MAX, error=_RANGE),
        error_messages={"required": _RANGE, "invalid": _RANGE},
    )


@pages.get("/helpers")
def helpers() -> Answer:
    """List the helpers, with what they handed out today."""
    return _page(Form(), "", HTTPStatus.OK)


@pages.post("/helpers/<public_id>")
def keep_helper_ceiling(public_id: str) -> Response | Answer:
    """Keep one helper's ceiling."""
    form, wiring = read_form(HelperForm, request.form), here.wiring()
    if not form:
        return _page(form, public_id, HTTPStatus.UNPROCESSABLE_ENTITY)
    most = form.values["points_max"]
    helper = set_helper_ceiling(
        wiring.open_uow, public_id, most, actor=here.actor(), now=wiring.now()
    )
    tell("desk.helpers_told", name=helper.name, most=most)
    return redirect(url_for(".helpers"), HTTPStatus.SEE_OTHER)


@pages.post("/helpers/<public_id>/account")
def keep_helper_account(public_id: str) -> Response:
    """Keep under which account a helper plays."""
    wiring, said = here.wiring(), request.form.get("card", "")[:200]
    try:
        name = set_helper_account(
            wiring.open_uow, public_id, said, actor=here.actor(), now=wiring.now()
        )
    except (UnknownCode, NotPossible) as refusal:
        tell(f"desk.helpers_own_{refusal.facts.get('state', 'unknown')}")
    else:
        tell("desk.helpers_own_told", name=name)
    return redirect(url_for(".helpers"), HTTPStatus.SEE_OTHER)


def _page(form: Form, wrong: str, status: int) -> Answer:
    page = render_template(
        "organiser/helpers.html",
        form=form,
        wrong=wrong,
        helpers=read_helpers(here.wiring().open_reading, here.now().date()),
    )
    return page, status
