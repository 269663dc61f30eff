"""The second page of signing in: the code of the phone, or one on paper."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields
from werkzeug.wrappers import Response

from muvengine.core.errors import BadCredentials, TooManyAttempts
from muvengine.reads import who
from muvengine.reads.second_factor import code_is_due, codes_of
from muvengine.services.second_factor import by_code
from muvengine.web import here
from muvengine.web.account.entering import back_from_form, browser, enter
from muvengine.web.account.pages import pages
from muvengine.web.account.sign_in import Answer, wait
from muvengine.web.cookies import SESSION, read_cookie
from muvengine.web.forms import Form, read_form
from muvengine.web.page_words import tell
from muvengine.web.refused import words_for
from muvengine.words.http_status import status_of

# On paper there are more characters; the phone shows six.
PAPER_DIGITS_ABOVE = 8


class CodeForm(Schema):
    """What the phone or the paper says."""

    code = fields.String(required=True, error_messages={"required": "codes.no_code"})


@pages.get("/sign-in/code")
def code() -> Response | Answer:
    """Ask for the code; who has given no password begins there."""
    token = read_cookie(SESSION)
    if not token or not code_is_due(here.wiring().open_reading, token, here.wiring().now()):
        return redirect(url_for(".staff_sign_in", back=back_from_form()))
    return _form(Form(), HTTPStatus.OK)


@pages.post("/sign-in/code")
def sign_in_by_code() -> Response | Answer:
    """Check the code."""
    form, wiring = read_form(CodeForm, request.form), here.wiring()
    if not form:
        return _form(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    typed = form.values["code"]
    try:
        token = by_code(
            wiring.open_uow,
            here.code_seal(),
            typed=typed,
            browser=browser(),
            now=wiring.now(),
            new_token=wiring.new_token,
        )
    except BadCredentials:
        return _form(Form(errors={"code": "codes.wrong"}), HTTPStatus.UNAUTHORIZED)
    except TooManyAttempts as refusal:
        page, status, _ = _form(Form(), status_of(refusal), words_for(refusal))
        return page, status, wait(refusal)
    response = enter(token, back_from_form())
    entered = who.signed_in(wiring.open_reading, token, wiring.now())
    if entered and len(typed) > PAPER_DIGITS_ABOVE:
        left = codes_of(wiring.open_reading, entered.person.id).paper_left
        tell("codes.told_recovery", n=left)
    return response


def _form(form: Form, status: int, sentence: str | None = None) -> Answer:
    page = render_template("account/code.html", form=form, back=back_from_form(), sentence=sentence)
    return page, status, {}
