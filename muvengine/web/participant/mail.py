"""A participant's e-mail address: give it, change it, take it back."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, NotFound, TooManyAttempts
from muvengine.reads.mail_address import mail_address
from muvengine.services.ask_address import GivenAddress, ask_address, drop_address
from muvengine.services.mail_letter import want_mail_letter
from muvengine.services.post_box import PostBox
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.page_words import tell
from muvengine.web.participant.pages import pages
from muvengine.web.refused import words_for
from muvengine.words.http_status import status_of

Answer = tuple[str, int]


class AddressForm(Schema):
    """Where we may write to."""

    email = fields.String(required=True, error_messages={"required": "mail.no_address"})


@pages.get("/mail")
def mail() -> Answer:
    """Show what we know and what we use it for."""
    return _page(Form(), HTTPStatus.OK)


@pages.post("/mail")
def give_address() -> Response | Answer:
    """Write to an address to ask whether it is right."""
    form, wiring = read_form(AddressForm, request.form), here.wiring()
    if not form:
        return _page(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        given = GivenAddress(here.subject(), form.values["email"], here.address())
        address = ask_address(
            wiring.open_uow,
            _box(),
            given,
            actor=here.actor(),
            now=wiring.now(),
            new_token=wiring.new_token,
        )
    except BadInput:
        wrong = Form(form.typed, errors={"email": "mail.wrong_address"})
        return _page(wrong, HTTPStatus.UNPROCESSABLE_ENTITY)
    except TooManyAttempts as refusal:
        return _page(form, status_of(refusal), words_for(refusal))
    tell("mail.told_asked", address=address)
    return redirect(url_for(".mail"), HTTPStatus.SEE_OTHER)


@pages.post("/mail/drop")
def drop_mail() -> Response:
    """Forget the address."""
    wiring = here.wiring()
    drop_address(wiring.open_uow, here.subject().id, actor=here.actor(), now=wiring.now())
    tell("mail.told_dropped")
    return redirect(url_for(".mail"), HTTPStatus.SEE_OTHER)


@pages.post("/mail/letter")
def want_letter_by_mail() -> Response:
    """Ask for the weekly letter by mail, or stop it."""
    wiring, wanted = here.wiring(), request.form.get("wanted") == "yes"
    want_mail_letter(
        wiring.open_uow,
        here.subject().id,
        wanted=wanted,
        actor=here.actor(),
        now=wiring.now(),
    )
    tell("mail.told_letter" if wanted else "mail.told_letter_off")
    return redirect(url_for(".mail"), HTTPStatus.SEE_OTHER)


def _box() -> PostBox:
    box = here.wiring().post_box
    if box is None:
        raise NotFound(kind="page")
    return box


def _page(form: Form, status: int, sentence: str | None = None) -> Answer:
    _box()
    wiring = here.wiring()
    known = mail_address(wiring.open_reading, here.subject().id)
    page = render_template(
        "participant/mail.html",
        form=form,
        known=known,
        waits=known.waits(wiring.now()),
        sentence=sentence,
    )
    return page, status
