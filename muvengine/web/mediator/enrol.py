"""Enrol a person in five fields, without an e-mail."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, TooManyAttempts, UnknownCode
from muvengine.core.modes.mode import Mode
from muvengine.core.people.enrolment import (
    FIELDS,
    NAME_CHARACTERS_MAX,
    NOTE_CHARACTERS_MAX,
    Enrolment,
)
from muvengine.core.people.identity import Person
from muvengine.core.people.mail_address import is_mail_address
from muvengine.reads.card_packs import waits
from muvengine.reads.desk import at_desk, centres_of
from muvengine.services.ask_address import GivenAddress, ask_address
from muvengine.services.enrol_person import enrol_person
from muvengine.services.take_pack_card import WithCard, enrol_with_card
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.mediator.pages import pages
from muvengine.web.page_words import tell
from muvengine.words.catalogue import LANGUAGES

Answer = tuple[str, int]
USUAL: Final = tuple(mode.value for mode in Mode)


class EnrolForm(Schema):
    """In the order of the paper form, see ``FIELDS``."""

    name = fields.String(
        load_default="",
        validate=validate.Length(max=NAME_CHARACTERS_MAX, error="mediator.name_long"),
    )
    locale = fields.String(required=True, error_messages={"required": "mediator.no_locale"})
    usual_mode = fields.String(
        load_default=None, validate=validate.OneOf(USUAL, error="layout.wrong")
    )
    note = fields.String(
        load_default="",
        validate=validate.Length(max=NOTE_CHARACTERS_MAX, error="mediator.note_long"),
    )
    # One more way to find them again, and never needed.
    email = fields.String(load_default="")
    centre = fields.String(load_default="")
    consent = fields.Boolean(
        required=True,
        validate=validate.Equal(comparable=True, error="mediator.no_consent"),
        error_messages={"required": "mediator.no_consent"},
    )


@pages.get("/enrol")
def enrol() -> Answer:
    """Ask the five questions; a card that nobody holds may have been read before."""
    said = request.args.get("card", "")[:200]
    card = waits(here.wiring().open_reading, said) if said else None
    if said and card is None:
        tell("packs.unknown")
    return _form(Form(), HTTPStatus.OK, card)


@pages.post("/enrol")
def enrol_now() -> Response | Answer:
    """Keep the person, then go on to their card."""
    form, card = read_form(EnrolForm, request.form), request.form.get("card", "")[:200]
    form = _checked(form, card)
    if not form:
        return _form(form, HTTPStatus.UNPROCESSABLE_ENTITY, card)
    asked = dict(form.values)
    email = asked.pop("email")
    try:
        person = _kept(Enrolment(**asked), card)
    except BadInput as refusal:
        wrong = Form(typed=form.typed, errors=_errors(refusal))
        return _form(wrong, HTTPStatus.UNPROCESSABLE_ENTITY, card)
    except UnknownCode:
        tell("packs.unknown")
        return redirect(url_for(".home"), HTTPStatus.SEE_OTHER)
    tell("packs.enrolled" if card else "mediator.enrolled", name=person.name)
    _ask_address(person, email)
    return redirect(url_for(".person", public_id=person.public_id), HTTPStatus.SEE_OTHER)


def _errors(refusal: BadInput) -> dict[str, str]:
    if "centre" in dict(refusal.facts["fields"]):  # type: ignore[call-overload]  # always a table
        return {"centre": "centres.helper_none"}
    # Only signs that cannot be seen.
    return {"name": "mediator.no_name"}


def _checked(form: Form, card: str) -> Form:
    if form and not form.values["name"] and not card:
        return Form(typed=form.typed, errors={"name": "mediator.no_name"})
    if form and form.values["locale"] not in here.programme().locales:
        return Form(typed=form.typed, errors={"locale": "layout.wrong"})
    if form and form.values["email"] and not is_mail_address(form.values["email"]):
        return Form(typed=form.typed, errors={"email": "mail.wrong_address"})
    return form


def _kept(enrolment: Enrolment, card: str) -> Person:
    # Whoever is being helped now has no part in it.
    wiring, hand = here.wiring(), here.me().person_actor
    now, key = wiring.now(), request.form.get("attempt", "")
    if not card:
        return enrol_person(
            wiring.open_uow,
            enrolment=enrolment,
            actor=hand,
            now=now,
            new_token=wiring.new_token,
            key=key,
        )
    wish = WithCard(card, enrolment)
    public_id = enrol_with_card(
        wiring.open_uow,
        wish,
        attempt=wish.attempt(hand, key),
        now=now,
        new_token=wiring.new_token,
    )
    return at_desk(wiring.open_reading, public_id, here.me().person.id, now).person


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


def _form(form: Form, status: int, card: str | None) -> Answer:
    locales = here.programme().locales
    own = centres_of(here.wiring().open_reading, here.me().person.id)
    page = render_template(
        "mediator/enrol.html",
        form=form,
        card=card,
        fields=FIELDS,
        modes=USUAL,
        centres=[(one.centre.key, one.centre.name) for one in own],
        locales=[(code, LANGUAGES.get(code, code)) for code in locales],
    )
    return page, status
