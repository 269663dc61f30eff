"""Move the points of an account to another of the same person."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import BadCredentials, NotAllowed, NotFound, NotPossible
from muvengine.core.ledger.journal import REASON_CHARACTERS_MAX, REASON_CHARACTERS_MIN
from muvengine.core.people.balance_move import BalanceMove
from muvengine.core.people.identity import Person
from muvengine.reads.desk import at_desk, meant_at_desk
from muvengine.services.four_eyes import FOUR_EYES_ABOVE
from muvengine.services.move_balance import attempt_of, move_balance
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.mediator.pages import pages
from muvengine.web.page_words import tell
from muvengine.web.second_hand import second_hand
from muvengine.words.http_status import status_of

Answer = tuple[str, int]


class MoveForm(Schema):
    """Where to and why; above a limit a second colleague signs beside."""

    person = fields.String(required=True, error_messages={"required": "packs.nobody"})
    reason = fields.String(
        required=True,
        validate=validate.Length(
            REASON_CHARACTERS_MIN, REASON_CHARACTERS_MAX, error="packs.move_no_reason"
        ),
        error_messages={"required": "packs.move_no_reason"},
    )
    agreed = fields.Boolean(
        required=True,
        validate=validate.Equal(comparable=True, error="packs.move_not_agreed"),
        error_messages={"required": "packs.move_not_agreed"},
    )
    email = fields.String(load_default="")


@pages.get("/people/<public_id>/move")
def move(public_id: str) -> Answer:
    """Say what happens, and ask where the points go."""
    return _page(_from(public_id), Form(), HTTPStatus.OK)


@pages.post("/people/<public_id>/move")
def move_now(public_id: str) -> Response | Answer:
    """Move them, once."""
    person, wiring = _from(public_id), here.wiring()
    form = read_form(MoveForm, request.form)
    if not form:
        return _page(person, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        other = _to(form.values["person"])
        second = second_hand(form.values["email"])
        wish = BalanceMove(person.id, other.id, form.values["reason"].strip(), second)
        attempt = attempt_of(wish, here.me().person_actor, request.form.get("attempt", ""))
        moved = move_balance(wiring.open_uow, wish, attempt=attempt, now=here.now())
    except NotFound as refusal:
        code = "packs.many" if refusal.facts.get("matches") else "packs.nobody"
        return _page(person, Form(form.typed, errors={"person": code}), status_of(refusal))
    except NotPossible as refusal:
        code = f"packs.move_{refusal.facts.get('state', 'failed')}"
        return _page(person, Form(form.typed, errors={"person": code}), status_of(refusal))
    except BadCredentials as refusal:
        return _page(person, form, status_of(refusal), here.say("packs.second_wrong"))
    except NotAllowed as refusal:
        sentence = here.say("packs.second_needed", n=FOUR_EYES_ABOVE)
        return _page(person, form, status_of(refusal), sentence)
    told = "packs.told_moved_more" if moved.waiting else "packs.told_moved"
    tell(told, n=moved.points, waiting=moved.waiting, name=other.name)
    return redirect(url_for(".person", public_id=other.public_id), HTTPStatus.SEE_OTHER)


def _from(public_id: str) -> Person:
    me = here.me().person
    return at_desk(here.wiring().open_reading, public_id, me.id, here.now()).person


def _to(text: str) -> Person:
    return meant_at_desk(here.wiring().open_reading, text, here.me().person.id, here.now())


def _page(person: Person, form: Form, status: int, sentence: str | None = None) -> Answer:
    page = render_template(
        "mediator/move.html",
        person=person,
        form=form,
        sentence=sentence,
        limit=FOUR_EYES_ABOVE,
    )
    return page, status
