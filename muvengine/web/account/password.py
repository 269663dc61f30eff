"""A member of staff chooses a password."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, ValidationError, fields, validates_schema
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput
from muvengine.services.set_password import set_password
from muvengine.web import here
from muvengine.web.account.entering import HOMES
from muvengine.web.account.pages import pages
from muvengine.web.forms import Form, read_form
from muvengine.web.page_words import tell


class PasswordForm(Schema):
    """The new password, twice."""

    password = fields.String(required=True, error_messages={"required": "account.no_password"})
    again = fields.String(required=True, error_messages={"required": "account.no_password"})

    @validates_schema
    def same(self, data: Mapping[str, Any], **_kwargs: object) -> None:
        """Catch a slip of the finger in what cannot be seen."""
        if data.get("password") != data.get("again"):
            raise ValidationError({"again": ["account.not_the_same"]})


@pages.get("/password")
def password() -> Response | tuple[str, int]:
    """Ask for a new password."""
    if here.signed_in() is None:
        return redirect(url_for(".staff_sign_in", back=request.path))
    return _form(Form(), HTTPStatus.OK)


@pages.post("/password")
def choose_password() -> Response | tuple[str, int]:
    """Keep it and ask to sign in with it."""
    who, form, wiring = here.me(), read_form(PasswordForm, request.form), here.wiring()
    if not form:
        return _form(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        set_password(
            wiring.open_uow,
            person=who.person,
            password=request.form["password"],
            now=wiring.now(),
        )
    except BadInput as refusal:
        problems = refusal.facts["fields"]
        assert isinstance(problems, dict)
        wrong = Form(errors={"password": f"account.password_{problems['password']}"})
        return _form(wrong, HTTPStatus.UNPROCESSABLE_ENTITY)
    tell("account.password_kept")
    return redirect(url_for(".staff_sign_in"), HTTPStatus.SEE_OTHER)


def _form(form: Form, status: int) -> tuple[str, int]:
    return render_template("account/password.html", form=form, home_of=HOMES), status
