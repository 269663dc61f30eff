"""What a member of staff signs in with: a password, and a code from their phone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from flask import redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from muvengine.core.errors import BadCredentials, TooManyAttempts
from muvengine.core.people.actor import Role
from muvengine.core.people.identity import Person
from muvengine.core.people.second_factor import phone_uri, secret_text
from muvengine.formats.qr import qr_svg
from muvengine.reads.second_factor import codes_of
from muvengine.services import second_factor as service
from muvengine.services.second_factor import Guess, begun_secret, renew_codes
from muvengine.web import here
from muvengine.web.account.code import CodeForm
from muvengine.web.account.pages import pages
from muvengine.web.account.sign_in import wait
from muvengine.web.forms import Form, read_form
from muvengine.web.page_words import tell
from muvengine.web.refused import words_for
from muvengine.words.http_status import status_of

Page = Response | str | tuple[str, int] | tuple[str, int, dict[str, str]]
Given = ParamSpec("Given")


def staff_page(view: Callable[Concatenate[Person, Given], Page]) -> Callable[Given, Page]:
    """Let members of staff through; others are led to their way in."""

    @wraps(view)
    def guarded(*args: Given.args, **kwargs: Given.kwargs) -> Page:
        who = here.signed_in()
        if who is None or who.person.role is Role.PARTICIPANT:
            return redirect(url_for("account.staff_sign_in", back=url_for("account.access")))
        return view(who.person, *args, **kwargs)

    return guarded


@pages.get("/access")
@staff_page
def access(person: Person) -> Page:
    """Show how they sign in."""
    return _access(person, Form(), HTTPStatus.OK)


@pages.post("/access/codes/begin")
@staff_page
def begin_codes(person: Person) -> Page:
    """Draw the seed of their codes."""
    wiring = here.wiring()
    service.begin_second_factor(
        wiring.open_uow,
        here.code_seal(),
        person,
        now=wiring.now(),
        new_token=wiring.new_token,
    )
    return redirect(url_for(".codes"), HTTPStatus.SEE_OTHER)


@pages.get("/access/codes")
@staff_page
def codes(person: Person) -> Page:
    """Show what the phone must know, until it has shown a first code."""
    return _setup(person, Form(), HTTPStatus.OK)


@pages.post("/access/codes")
@staff_page
def show_code(person: Person) -> Page:
    """Check a code of the phone and show ten codes for paper, once."""
    form, wiring = read_form(CodeForm, request.form), here.wiring()
    known = codes_of(wiring.open_reading, person.id)
    page = _access if known.on else _setup
    if not form:
        return page(person, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        papers = renew_codes(
            wiring.open_uow,
            here.code_seal(),
            Guess(person, form.values["code"]),
            now=wiring.now(),
            new_token=wiring.new_token,
        )
    except BadCredentials:
        wrong = Form(errors={"code": "codes.wrong"})
        return page(person, wrong, HTTPStatus.UNPROCESSABLE_ENTITY)
    except TooManyAttempts as refusal:
        return page(person, form, status_of(refusal), refusal)
    return render_template("account/paper_codes.html", papers=papers)


@pages.post("/access/codes/stop")
@staff_page
def stop_codes(person: Person) -> Page:
    """Ask for no code any more."""
    form, wiring = read_form(CodeForm, request.form), here.wiring()
    if not form:
        return _access(person, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        guess = Guess(person, form.values["code"])
        service.stop_second_factor(wiring.open_uow, here.code_seal(), guess, now=wiring.now())
    except BadCredentials:
        wrong = Form(errors={"code": "codes.wrong"})
        return _access(person, wrong, HTTPStatus.UNPROCESSABLE_ENTITY)
    except TooManyAttempts as refusal:
        return _access(person, form, status_of(refusal), refusal)
    tell("codes.told_stopped")
    return redirect(url_for(".access"), HTTPStatus.SEE_OTHER)


def _access(
    person: Person, form: Form, status: int, refusal: TooManyAttempts | None = None
) -> Page:
    page = render_template(
        "account/access.html",
        form=form,
        codes=codes_of(here.wiring().open_reading, person.id),
        required=person.role is Role.ORGANISER and here.programme().codes_required,
        sentence=words_for(refusal) if refusal else None,
    )
    return page, status, wait(refusal)


def _setup(person: Person, form: Form, status: int, refusal: TooManyAttempts | None = None) -> Page:
    secret = begun_secret(here.wiring().open_reading, here.code_seal(), person.id)
    if secret is None:
        return redirect(url_for(".access"), HTTPStatus.SEE_OTHER)
    uri = phone_uri(secret, email=person.email or person.name, town=here.programme().name)
    text = secret_text(secret)
    page = render_template(
        "account/codes.html",
        form=form,
        # Drawn by us: no sign of it comes from elsewhere.
        qr=Markup(qr_svg(uri, exact=True, on_screen=True)),  # noqa: S704
        secret=" ".join(text[at : at + 4] for at in range(0, len(text), 4)),
        sentence=words_for(refusal) if refusal else None,
    )
    return page, status, wait(refusal)
