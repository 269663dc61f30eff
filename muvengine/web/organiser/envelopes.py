"""Let a season give points, and write down money that was promised."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import NotPossible
from muvengine.reads.budget import budget
from muvengine.services.fund_budget import Funding, fund_budget
from muvengine.services.fund_season import SeasonGrant, fund_season
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.organiser.fields import Euros, Whole
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell

Answer = tuple[str, int]
POINTS_MAX: Final = 100_000_000
# Names stand in the codes of accounts.
_NAME: Final = r"^[A-Za-z0-9][A-Za-z0-9 _-]*$"
_needed: Final[dict[str, Any]] = {"required": "layout.needed"}


def _name(most: int) -> fields.String:
    length = validate.Length(max=most, error="places.too_long")
    shape = validate.Regexp(_NAME, error="office.name_plain")
    return fields.String(
        required=True, validate=validate.And(length, shape), error_messages=_needed
    )


def _day() -> fields.Date:
    codes: dict[str, Any] = {"required": "places.no_day", "invalid": "places.no_day"}
    return fields.Date(required=True, error_messages=codes)


class SeasonForm(Schema):
    """Points for a stretch of days."""

    season = _name(32)
    first_day = _day()
    last_day = _day()
    points = Whole(1, POINTS_MAX, required=True, error_messages=_needed)
    season_reference = _name(60)


class FundingForm(Schema):
    """Money for vouchers."""

    funder = _name(60)
    amount = Euros(required=True, error_messages={"required": "places.euros_needed"})
    funding_reference = _name(60)


@pages.get("/envelopes")
def envelopes() -> Answer:
    """Show the seasons and the budget, with what is left."""
    return _page(Form(), HTTPStatus.OK)


@pages.post("/envelopes/season")
def grant_points() -> Response | Answer:
    """Add points to a season; the same decision never counts twice."""
    form, grant = read_grant(SeasonForm)
    if grant is None:
        return _page(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    wiring = here.wiring()
    try:
        done = fund_season(wiring.open_uow, grant, actor=here.actor(), now=wiring.now())
    except NotPossible as refusal:
        sentence = here.say("office.season_overlap", key=refusal.facts["season"])
        return _page(form, HTTPStatus.CONFLICT, sentence)
    tell("office.told_granted" if done else "office.told_counted_before")
    return redirect(url_for(".envelopes"), HTTPStatus.SEE_OTHER)


@pages.post("/envelopes/money")
def add_money() -> Response | Answer:
    """Add money to the budget; the same decision never counts twice."""
    form = read_form(FundingForm, request.form)
    if form and not form.values["amount"]:
        form = Form(form.typed, errors={"amount": "places.euros_needed"})
    if not form:
        return _page(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    values, wiring = form.values, here.wiring()
    funding = Funding(values["funder"], values["amount"], values["funding_reference"])
    done = fund_budget(wiring.open_uow, funding, actor=here.actor(), now=wiring.now())
    tell("office.told_funded" if done else "office.told_counted_before")
    return redirect(url_for(".envelopes"), HTTPStatus.SEE_OTHER)


def read_grant(schema: type[SeasonForm]) -> tuple[Form, SeasonGrant | None]:
    """Read the form in the request; without a grant it has the errors."""
    form = read_form(schema, request.form)
    values = form.values
    if form and values["last_day"] < values["first_day"]:
        form = Form(form.typed, errors={"last_day": "places.days_order"})
    if not form:
        return form, None
    return form, SeasonGrant(
        values["season"],
        values["first_day"],
        values["last_day"],
        values["points"],
        values["season_reference"],
    )


def _page(form: Form, status: int, sentence: str | None = None) -> Answer:
    read = budget(here.wiring().open_reading)
    page = render_template("organiser/envelopes.html", budget=read, form=form, sentence=sentence)
    return page, status
