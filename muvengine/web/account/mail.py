"""What links in mails lead to: signing in, confirming an address, stopping the letter."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, MuvError, NotFound, TooManyAttempts
from muvengine.services.ask_address import confirm_address
from muvengine.services.ask_link import ask_link
from muvengine.services.mail_letter import stop_letter as stop
from muvengine.web import here
from muvengine.web.account.pages import pages
from muvengine.web.account.sign_in import Answer, wait
from muvengine.web.forms import Form, read_form
from muvengine.web.refused import words_for
from muvengine.words.http_status import status_of


class AskForm(Schema):
    """Where to send the link."""

    email = fields.String(required=True, error_messages={"required": "account.no_email"})


@pages.get("/sign-in/mail")
def sign_in_mail() -> Answer:
    """Ask for the address."""
    return _form(Form(), HTTPStatus.OK)


@pages.post("/sign-in/mail")
def ask_for_link() -> Response | Answer:
    """Promise a link; the same whether or not we know the address."""
    form, wiring = read_form(AskForm, request.form), here.wiring()
    if not form or wiring.post_box is None:
        return _form(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        ask_link(wiring.open_uow, form.values["email"], network=here.address(), now=wiring.now())
    except BadInput:
        wrong = Form(form.typed, errors={"email": "mail.wrong_address"})
        return _form(wrong, HTTPStatus.UNPROCESSABLE_ENTITY)
    except TooManyAttempts as refusal:
        return _form(form, status_of(refusal), refusal)
    return redirect(url_for(".link_asked"), HTTPStatus.SEE_OTHER)


@pages.get("/sign-in/mail/asked")
def link_asked() -> str:
    """Tell where to look now."""
    return render_template("account/link_asked.html")


@pages.get("/mail/confirm/<token>")
def confirm_mail(token: str) -> str:
    """Show one button: mail programs open links to look at them."""
    return render_template("account/confirm_mail.html", token=token, over=False)


@pages.post("/mail/confirm/<token>")
def confirm_mail_now(token: str) -> Response | Answer:
    """Use the address from now on."""
    wiring = here.wiring()
    if not confirm_address(wiring.open_uow, token, now=wiring.now()):
        page = render_template("account/confirm_mail.html", token=token, over=True)
        return page, HTTPStatus.GONE, {}
    return redirect(url_for(".mail_confirmed"), HTTPStatus.SEE_OTHER)


@pages.get("/mail/stop/<public_id>/<mark>")
def stop_letter(public_id: str, mark: str) -> str:
    """Show one button, for whoever reads the letter; nobody signs in for it."""
    return _stop(public_id, mark, wrong=False)


@pages.post("/mail/stop/<public_id>/<mark>")
def stop_letter_now(public_id: str, mark: str) -> Response | Answer:
    """Send no letter any more."""
    wiring = here.wiring()
    box = wiring.post_box
    if box is None or not stop(wiring.open_uow, box, public_id, mark, now=wiring.now()):
        return _stop(public_id, mark, wrong=True), HTTPStatus.NOT_FOUND, {}
    return redirect(url_for(".letter_stopped"), HTTPStatus.SEE_OTHER)


@pages.get("/mail/stopped")
def letter_stopped() -> str:
    """Tell that it is done."""
    return render_template("account/letter_stopped.html")


@pages.get("/mail/confirmed")
def mail_confirmed() -> str:
    """Thank, and tell what the address is good for."""
    return render_template("account/mail_confirmed.html")


def _stop(public_id: str, mark: str, *, wrong: bool) -> str:
    return render_template("account/stop_letter.html", public_id=public_id, mark=mark, wrong=wrong)


def _form(form: Form, status: int, refusal: MuvError | None = None) -> Answer:
    if here.wiring().post_box is None:
        raise NotFound(kind="page")
    page = render_template(
        "account/sign_in_mail.html",
        form=form,
        sentence=words_for(refusal) if refusal else None,
    )
    return page, status, wait(refusal)
