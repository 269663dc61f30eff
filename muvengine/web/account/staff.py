"""Mediators and organisers sign in with e-mail and password."""

from __future__ import annotations

from http import HTTPStatus

from flask import render_template, request
from marshmallow import Schema, fields
from werkzeug.wrappers import Response

from muvengine.core.errors import BadCredentials, MuvError, TooManyAttempts
from muvengine.services.sign_in import by_password
from muvengine.web import here
from muvengine.web.account.entering import back_from_form, browser, enter
from muvengine.web.account.pages import pages
from muvengine.web.account.sign_in import Answer, wait
from muvengine.web.forms import Form, read_form
from muvengine.web.refused import words_for
from muvengine.words.http_status import status_of


class StaffForm(Schema):
    """What a colleague types."""

    email = fields.String(required=True, error_messages={"required": "account.no_email"})
    password = fields.String(required=True, error_messages={"required": "account.no_password"})
    shared = fields.Boolean(load_default=False)


@pages.get("/sign-in/staff")
def staff_sign_in() -> Answer:
    """Ask for e-mail and password."""
    return _form(Form(), HTTPStatus.OK)


@pages.post("/sign-in/staff")
def sign_in_by_password() -> Response | Answer:
    """Check e-mail and password."""
    form = read_form(StaffForm, request.form)
    if not form:
        return _form(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    wiring = here.wiring()
    try:
        token = by_password(
            wiring.open_uow,
            email=form.values["email"],
            # As typed: spaces at its ends are part of a password.
            password=request.form["password"],
            browser=browser(shared_computer=form.values["shared"]),
            now=wiring.now(),
            new_token=wiring.new_token,
        )
    except (TooManyAttempts, BadCredentials) as refusal:
        return _form(form, status_of(refusal), refusal)
    return enter(token, back_from_form())


def _form(form: Form, status: int, refusal: MuvError | None = None) -> Answer:
    page = render_template(
        "account/staff.html",
        form=form,
        back=back_from_form(),
        sentence=words_for(refusal) if refusal else None,
    )
    return page, status, wait(refusal)
