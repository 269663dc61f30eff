"""One pack of cards: who holds which, and a class that is given all of them at once."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, MuvError, NotFound, NotPossible, UnknownCode
from muvengine.core.people.card_pack import CARDS_MAX
from muvengine.core.people.enrolment import Enrolment
from muvengine.reads.card_packs import pack as read_pack
from muvengine.reads.desk import meant_at_desk
from muvengine.services.said_lines import Answered
from muvengine.services.take_pack_card import CardList, activate_cards, give_pack_card
from muvengine.services.void_pack import void_pack
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.mediator.pages import pages
from muvengine.web.page_words import tell

Answer = tuple[str, int]


class ActivateForm(Schema):
    """The cards, and what all who hold them said."""

    cards = fields.String(required=True, error_messages={"required": "packs.wrong_none"})
    locale = fields.String(required=True, error_messages={"required": "mediator.no_locale"})
    consent = fields.Boolean(
        required=True,
        validate=validate.Equal(comparable=True, error="packs.no_consent"),
        error_messages={"required": "packs.no_consent"},
    )


@pages.get("/packs/<int:pack_id>")
def pack(pack_id: int) -> Answer:
    """List the cards as they were printed."""
    return _page(pack_id, Form(), HTTPStatus.OK)


@pages.post("/packs/<int:pack_id>")
def activate(pack_id: int) -> Answer:
    """Enrol somebody with each card of the list, and answer each line."""
    form, wiring = read_form(ActivateForm, request.form), here.wiring()
    if form and form.values["locale"] not in here.programme().locales:
        form = Form(typed=form.typed, errors={"locale": "layout.wrong"})
    if not form:
        return _page(pack_id, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    agreed = Enrolment("", form.values["locale"], consent=True)
    listed = CardList(tuple(form.values["cards"].splitlines()), agreed)
    try:
        taken = activate_cards(
            wiring.open_uow,
            listed,
            actor=here.me().person_actor,
            key=request.form.get("attempt", ""),
            now=wiring.now(),
            new_token=wiring.new_token,
        )
    except BadInput as refusal:
        how = refusal.facts["fields"]
        assert isinstance(how, dict)
        wrong = Form(form.typed, errors={"cards": f"packs.wrong_{how['cards']}"})
        return _page(pack_id, wrong, HTTPStatus.UNPROCESSABLE_ENTITY)
    kept = "\n".join(one.said for one in taken if one.refusal)
    return _page(pack_id, Form({"cards": kept}), HTTPStatus.OK, taken)


@pages.post("/packs/<int:pack_id>/void")
def void_rest(pack_id: int) -> Response:
    """Void what nobody was given."""
    wiring = here.wiring()
    voided = void_pack(wiring.open_uow, pack_id, actor=here.me().person_actor, now=wiring.now())
    tell("packs.told_void", n=voided)
    return redirect(url_for(".pack", pack_id=pack_id), HTTPStatus.SEE_OTHER)


@pages.post("/packs/give")
def give_card() -> Response:
    """Give a card of a pack to somebody who plays already."""
    wiring, card = here.wiring(), request.form.get("card", "")[:200]
    try:
        typed, me = request.form.get("person", "")[:200], here.me().person
        person = meant_at_desk(wiring.open_reading, typed, me.id, here.now())
        give_pack_card(
            wiring.open_uow,
            card,
            person.id,
            actor=here.me().person_actor,
            now=wiring.now(),
        )
    except (NotFound, NotPossible, UnknownCode) as refusal:
        tell(_code(refusal))
        return redirect(url_for(".enrol", card=card), HTTPStatus.SEE_OTHER)
    tell("packs.told_given", name=person.name)
    return redirect(url_for(".person", public_id=person.public_id), HTTPStatus.SEE_OTHER)


def _code(refusal: MuvError) -> str:
    match refusal:
        case UnknownCode():
            return "packs.unknown"
        case NotPossible():
            return "packs.not_theirs"
    return "packs.many" if refusal.facts.get("matches") else "packs.nobody"


def _page(pack_id: int, form: Form, status: int, taken: tuple[Answered, ...] = ()) -> Answer:
    found = read_pack(here.wiring().open_reading, pack_id, here.me().person.id)
    page = render_template(
        "mediator/pack.html",
        pack=found.pack,
        cards=found.cards,
        form=form,
        taken=[(one, here.say(_why(one.refusal)) if one.refusal else "") for one in taken],
        given=sum(one.refusal is None for one in taken),
        most=CARDS_MAX,
    )
    return page, status


def _why(refusal: MuvError) -> str:
    return "packs.unknown" if isinstance(refusal, UnknownCode) else "desk.workshop_failed"
