"""What shops took without network: decide, lay money aside, and say how far a tablet goes."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import MuvError
from muvengine.core.ledger.journal import REASON_CHARACTERS_MAX, REASON_CHARACTERS_MIN
from muvengine.core.vouchers.offline import OfflineTerms
from muvengine.reads.offline_scans import offline_scans
from muvengine.reads.offline_scans import offline_terms as read_terms
from muvengine.reads.shops import shop as read_shop
from muvengine.services.decide_scan import Decision, Way, decide_scan
from muvengine.services.keep_allowance import Allowance, keep_allowance
from muvengine.services.set_offline_terms import set_offline_terms
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.organiser.fields import Euros, Whole, typed_euros
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.web.refused import words_for
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
HOURS_MAX: Final = 7 * 24
SCANS_MAX: Final = 1_000
_whole: Final[dict[str, Any]] = {"required": "places.whole_needed"}
_euros: Final[dict[str, Any]] = {"required": "places.euros_needed"}


class DecisionForm(Schema):
    """What is decided, and why."""

    way = fields.Enum(Way, by_value=True, required=True)
    reason = fields.String(
        required=True,
        validate=validate.Length(
            REASON_CHARACTERS_MIN, REASON_CHARACTERS_MAX, error="organiser.no_reason"
        ),
        error_messages={"required": "organiser.no_reason"},
    )


class MoneyForm(Schema):
    """How much is laid aside, or given back."""

    kind = fields.String(
        load_default="fund", validate=validate.OneOf(("fund", "return"), error="layout.wrong")
    )
    amount = Euros(required=True, error_messages=_euros)


class TermsForm(Schema):
    """Where a tablet without network stops."""

    amount = Euros(required=True, error_messages=_euros)
    hours = Whole(1, HOURS_MAX, required=True, error_messages=_whole)
    scans = Whole(0, SCANS_MAX, required=True, error_messages=_whole)


@pages.get("/offline")
def offline() -> Answer:
    """Show what waits for a decision, what was decided, and the money for it."""
    return _page(Form(), HTTPStatus.OK)


@pages.post("/offline/scans/<int:redemption_id>")
def decide_offline(redemption_id: int) -> Response | Answer:
    """Decide about one scan, once."""
    form = read_form(DecisionForm, request.form)
    if not form:
        sentences = " ".join(here.say(code) for code in form.errors.values())
        return _page(Form(), HTTPStatus.UNPROCESSABLE_ENTITY, sentences)
    decision = Decision(redemption_id, form.values["way"], form.values["reason"])
    wiring = here.wiring()
    try:
        decide_scan(
            wiring.open_uow,
            decision,
            attempt=decision.attempt(here.actor(), request.form.get("attempt", "")),
            now=wiring.now(),
        )
    except MuvError as refusal:
        return _page(Form(), status_of(refusal), words_for(refusal))
    tell("offline.told_decided")
    return redirect(url_for(".offline"), HTTPStatus.SEE_OTHER)


@pages.post("/offline/money")
def move_allowance() -> Response | Answer:
    """Lay money aside, or give it back."""
    form = read_form(MoneyForm, request.form)
    if form and not form.values["amount"]:
        form = Form(form.typed, errors={"amount": "places.euros_needed"})
    if not form:
        return _page(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    cents = form.values["amount"]
    allowance = Allowance(cents if form.values["kind"] == "fund" else -cents)
    wiring = here.wiring()
    try:
        keep_allowance(
            wiring.open_uow,
            allowance,
            attempt=allowance.attempt(here.actor(), request.form.get("attempt", "")),
            now=wiring.now(),
        )
    except MuvError as refusal:
        return _page(form, status_of(refusal), words_for(refusal))
    tell("offline.told_money")
    return redirect(url_for(".offline"), HTTPStatus.SEE_OTHER)


@pages.get("/shops/<key>/offline")
def offline_terms(key: str) -> Answer:
    """Show how far the tablets of a shop go."""
    reading = here.wiring().open_reading
    terms = read_terms(reading, read_shop(reading, key).id)
    typed = {
        "amount": typed_euros(terms.amount_cents),
        "hours": str(terms.hours),
        "scans": str(terms.scans),
    }
    return _terms(key, Form(typed), HTTPStatus.OK)


@pages.post("/shops/<key>/offline")
def change_offline_terms(key: str) -> Response | Answer:
    """Keep how far they go."""
    form = read_form(TermsForm, request.form)
    if not form:
        return _terms(key, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    values, wiring = form.values, here.wiring()
    terms = OfflineTerms(values["amount"], values["hours"], values["scans"])
    set_offline_terms(wiring.open_uow, key, terms, actor=here.actor(), now=wiring.now())
    tell("offline.told_terms")
    return redirect(url_for(".shop", key=key), HTTPStatus.SEE_OTHER)


def _page(form: Form, status: int, sentence: str | None = None) -> Answer:
    page = render_template(
        "organiser/offline.html",
        scans=offline_scans(here.wiring().open_reading),
        form=form,
        sentence=sentence,
    )
    return page, status


def _terms(key: str, form: Form, status: int) -> Answer:
    shop = read_shop(here.wiring().open_reading, key)
    return render_template("organiser/offline_terms.html", shop=shop, form=form), status
