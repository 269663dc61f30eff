"""Enrol a person in five fields, without an e-mail."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, TooManyAttempts
from muvengine.core.modes.mode import Mode
from muvengine.core.people.enrolment import (
    NAME_CHARACTERS_MAX,
    NOTE_CHARACTERS_MAX,
    Enrolment,
)
from muvengine.core.people.identity import Person
from muvengine.core.people.mail_address import is_mail_address
from muvengine.services.ask_address import GivenAddress, ask_address
from muvengine.services.enrol_person import enrol_person
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.mediator.pages import pages
from muvengine.web.page_words import tell
from muvengine.words.catalogue import LANGUAGES

USUAL: Final = tuple(mode.value for mode in Mode)


class EnrolForm(Schema):
    """In the order of the paper form."""

    name = fields.String(
        required=True,
        validate=validate.Length(max=NAME_CHARACTERS_MAX, error="mediator.name_long"),
        error_messages={"required": "mediator.no_name"},
    )
    locale = fields.String(required=True, error_messages={"required": "mediator.no_locale"})
    usual_mode = fields.String(
        load_default=None, validate=validate.OneOf(USUAL, error="layout.wrong")
    )
    email = fields.String(load_default="")
    note = fields.String(
        load_default="",
        validate=validate.Length(max=NOTE_CHARACTERS_MAX, error="mediator.note_long"),
    )
    consent = fields.Boolean(
        required=True,
        validate=validate.Equal(comparable=True, error="mediator.no_consent"),
        error_messages={"required": "mediator.no_consent"},
    )


@pages.get("/enrol")
def enrol() -> tuple[str, int]:
    """Ask the five questions."""
    return _form(Form(), HTTPStatus.OK)


@pages.post("/enrol")
def enrol_now() -> Response | tuple[str, int]:
    """Keep the person, then go on to their card."""
    form, wiring = read_form(EnrolForm, request.form), here.wiring()
    if form and form.values["locale"] not in here.programme().locales:
        form = Form(typed=form.typed, errors={"locale": "layout.wrong"})
    if form and form.values["email"] and not is_mail_address(form.values["email"]):
        form = Form(typed=form.typed, errors={"email": "mail.wrong_address"})
    if not form:
        return _form(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    asked = dict(form.values)
    email = asked.pop("email")
    try:
        person = enrol_person(
            wiring.open_uow,
            enrolment=Enrolment(**asked),
            # Whoever is being helped now has no part in it.
            actor=here.me().person_actor,
            now=wiring.now(),
            new_token=wiring.new_token,
            key=request.form.get("attempt"),
        )
    except BadInput:
        # Only signs that cannot be seen.
        wrong = Form(typed=form.typed, errors={"name": "mediator.no_name"})
        return _form(wrong, HTTPStatus.UNPROCESSABLE_ENTITY)
    tell("mediator.enrolled", name=person.name)
    _ask_address(person, email)
    return redirect(url_for(".person", public_id=person.public_id), HTTPStatus.SEE_OTHER)


def _ask_address(person: Person, text: str) -> None:
    """Write to the address they gave, where they gave one; the card opens the page anyway."""
    wiring = here.wiring()
    if not text or wiring.post_box is None:
        return
    given = GivenAddress(person, text, here.address())
    with suppress(TooManyAttempts):
        ask_address(
            wiring.open_uow,
            wiring.post_box,
            given,
            actor=here.me().person_actor,
            now=wiring.now(),
            new_token=wiring.new_token,
        )


def _form(form: Form, status: int) -> tuple[str, int]:
    locales = here.programme().locales
    page = render_template(
        "mediator/enrol.html",
        form=form,
        modes=USUAL,
        locales=[(code, LANGUAGES.get(code, code)) for code in locales],
    )
    return page, status
