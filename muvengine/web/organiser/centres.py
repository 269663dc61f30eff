"""The centres of the town: open one, rename it, and say who works there."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.people.centre import NAME_CHARS_MAX, PLACE_CHARS_MAX, Centre
from muvengine.reads.centres import centres_seen
from muvengine.services import save_centre as service
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell

Answer = tuple[str, int]
NEW: Final = ""


class CentreForm(Schema):
    """What it is called and where it is."""

    name = fields.String(
        required=True,
        validate=validate.Length(max=NAME_CHARS_MAX, error="places.too_long"),
        error_messages={"required": "places.no_name"},
    )
    place = fields.String(
        load_default="",
        validate=validate.Length(max=PLACE_CHARS_MAX, error="places.too_long"),
    )


@pages.get("/centres")
def centres() -> Answer:
    """List centres with their helpers."""
    return _page(Form(), NEW, HTTPStatus.OK)


@pages.post("/centres")
def open_centre() -> Response | Answer:
    """Open one."""
    form, wiring = read_form(CentreForm, request.form), here.wiring()
    if not form:
        return _page(form, NEW, HTTPStatus.UNPROCESSABLE_ENTITY)
    made = Centre(NEW, form.values["name"], form.values["place"])
    service.open_centre(
        wiring.open_uow, made, actor=here.actor(), now=wiring.now(), new_token=wiring.new_token
    )
    tell("centres.told_opened", name=made.name)
    return redirect(url_for(".centres"), HTTPStatus.SEE_OTHER)


@pages.post("/centres/<key>")
def rename_centre(key: str) -> Response | Answer:
    """Change its name and place."""
    form, wiring = read_form(CentreForm, request.form), here.wiring()
    if not form:
        return _page(form, key, HTTPStatus.UNPROCESSABLE_ENTITY)
    changed = Centre(key, form.values["name"], form.values["place"])
    service.rename_centre(wiring.open_uow, changed, actor=here.actor(), now=wiring.now())
    tell("centres.told_saved", name=changed.name)
    return redirect(url_for(".centres"), HTTPStatus.SEE_OTHER)


@pages.post("/centres/<key>/helpers")
def place_helper(key: str) -> Response:
    """Let a helper work there, or no more."""
    wiring, works = here.wiring(), request.form.get("works") == "yes"
    helper = request.form.get("helper", "")
    name = service.place_helper(
        wiring.open_uow, key, helper, works=works, actor=here.actor(), now=wiring.now()
    )
    tell("centres.told_placed" if works else "centres.told_released", name=name)
    return redirect(url_for(".centres"), HTTPStatus.SEE_OTHER)


def _page(form: Form, wrong: str, status: int) -> Answer:
    page = render_template(
        "organiser/centres.html",
        form=form,
        wrong=wrong,
        untouched=Form(),
        centres=centres_seen(here.wiring().open_reading),
    )
    return page, status
