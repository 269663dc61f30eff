"""Give points to a common pot, by one's own hand or a mediator's."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, MuvError, NotPossible
from muvengine.core.ledger.attempt import Attempt
from muvengine.reads import pots as reading
from muvengine.reads.wallet import wallet
from muvengine.services.give_to_pot import Giving, give_to_pot, undo_gift
from muvengine.web import here
from muvengine.web.bars import Part, stack
from muvengine.web.forms import read_form
from muvengine.web.numbers import ROW_MAX
from muvengine.web.page_words import tell
from muvengine.web.participant.pages import pages
from muvengine.web.refused import words_for
from muvengine.words.catalogue import written
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
POINTS_MAX = 1_000_000


class GiftForm(Schema):
    """Which pot, and how many points."""

    pot = fields.Integer(required=True, validate=validate.Range(1, ROW_MAX))
    points = fields.Integer(
        required=True,
        validate=validate.Range(1, POINTS_MAX, error="pot.points_wrong"),
        error_messages={"required": "pot.points_wrong", "invalid": "pot.points_wrong"},
    )


@pages.get("/pots")
def pots() -> Answer:
    """Show the open pots, and what this person gave."""
    return _page(None, HTTPStatus.OK)


@pages.post("/pots")
def give_points() -> Response | Answer:
    """Give points; the same press twice gives once."""
    form = read_form(GiftForm, request.form)
    if "pot" in form.errors:
        raise BadInput(fields=form.errors)
    if not form:
        return _page(here.say(form.errors["points"]), HTTPStatus.UNPROCESSABLE_ENTITY)
    person, wiring = here.subject(), here.wiring()
    giving = Giving(form.values["pot"], person.id, form.values["points"])
    key = request.form.get("attempt", "")
    attempt = Attempt.of(here.actor(), key, "give_to_pot", giving)
    try:
        given = give_to_pot(wiring.open_uow, giving, attempt=attempt, now=here.now()).value
    except MuvError as refusal:
        return _page(_said(refusal), status_of(refusal))
    titles = {one.id: one.title for one in reading.pots(wiring.open_reading)}
    title = written(titles[giving.pot_id], here.locale())
    if given["match"]:
        tell("pot.told_matched", n=given["points"], title=title, match=given["match"])
    else:
        tell("pot.told_given", n=given["points"], title=title)
    return redirect(url_for(".pots"), HTTPStatus.SEE_OTHER)


@pages.post("/pots/gifts/<int:gift_id>/back")
def take_points_back(gift_id: int) -> Response | Answer:
    """Take a gift back while that is possible."""
    key = request.form.get("attempt", "")
    attempt = Attempt.of(here.actor(), key, "undo_gift", gift_id)
    person_id, open_uow = here.subject().id, here.wiring().open_uow
    try:
        undo_gift(open_uow, gift_id, person_id=person_id, attempt=attempt, now=here.now())
    except MuvError as refusal:
        return _page(_said(refusal), status_of(refusal))
    tell("pot.told_back")
    return redirect(url_for(".pots"), HTTPStatus.SEE_OTHER)


def _said(refusal: MuvError) -> str:
    if isinstance(refusal, NotPossible) and "missing" in refusal.facts:
        return here.say("pot.missing_only", n=refusal.facts["missing"])
    if isinstance(refusal, NotPossible) and "pot" in refusal.facts:
        return here.say("pot.takes_none")
    return words_for(refusal)


def _page(sentence: str | None, status: int) -> Answer:
    open_reading, person = here.wiring().open_reading, here.subject()
    page = render_template(
        "participant/pots.html",
        pots=reading.pots(open_reading),
        mine=reading.gifts_of(open_reading, person.id, here.now()),
        available=wallet(open_reading, person.id).available,
        today=here.now().date(),
        sentence=sentence,
        stack=stack,
        part=Part,
    )
    return page, status
