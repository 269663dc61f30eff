"""Make the next season; close one that is over, after seeing what that would do."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from marshmallow import fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, NotPossible, Unfunded
from muvengine.core.ledger.journal import REASON_CHARACTERS_MAX, REASON_CHARACTERS_MIN
from muvengine.reads.budget import budget
from muvengine.reads.seasons import NextDays, ReadSeason, all_seasons, one_season
from muvengine.services.close_season import ENDPOINT as CLOSE
from muvengine.services.close_season import Closing
from muvengine.services.close_season import close_season as close_now
from muvengine.services.fund_season import fund_season
from muvengine.services.return_budget import ENDPOINT as RETURN
from muvengine.services.return_budget import Return, return_budget
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.organiser.envelopes import POINTS_MAX, FundingForm, SeasonForm, read_grant
from muvengine.web.organiser.fields import Whole
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell

Answer = tuple[str, int]


class NextForm(SeasonForm):
    """Days of a new season; all its points may come from the one before."""

    points = Whole(0, POINTS_MAX, load_default=0)


class ReturnForm(FundingForm):
    """Money that goes back, and why."""

    why = fields.String(
        required=True,
        validate=validate.Length(
            REASON_CHARACTERS_MIN, REASON_CHARACTERS_MAX, error="seasons.return_why_wrong"
        ),
        error_messages={"required": "seasons.return_why_wrong"},
    )


@pages.get("/seasons")
def seasons() -> Answer:
    """Show every season, and the forms for the next one and for money that goes back."""
    return _all(Form(), HTTPStatus.OK)


@pages.post("/seasons")
def make_season() -> Response | Answer:
    """Make the next season."""
    form, grant = read_grant(NextForm)
    if grant is None:
        return _all(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    wiring = here.wiring()
    try:
        fund_season(wiring.open_uow, grant, actor=here.actor(), now=wiring.now())
    except NotPossible as refusal:
        sentence = here.say("office.season_overlap", key=refusal.facts["season"])
        return _all(form, HTTPStatus.CONFLICT, sentence)
    tell("seasons.told_next", key=grant.key)
    return redirect(url_for(".seasons"), HTTPStatus.SEE_OTHER)


@pages.post("/seasons/return")
def give_money_back() -> Response | Answer:
    """Write down that money went back to its funder."""
    form = read_form(ReturnForm, request.form)
    if not form:
        return _all(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    values = form.values
    back = Return(values["funder"], values["amount"], values["funding_reference"], values["why"])
    attempt = here.attempt(RETURN, str(back))
    try:
        return_budget(here.wiring().open_uow, back, attempt=attempt, now=here.now())
    except (BadInput, Unfunded):
        wrong = Form(form.typed, errors={"amount": "seasons.return_over"})
        return _all(wrong, HTTPStatus.UNPROCESSABLE_ENTITY)
    except NotPossible:
        return _all(form, HTTPStatus.CONFLICT, here.say("seasons.return_before"))
    tell("seasons.told_returned")
    return redirect(url_for(".seasons"), HTTPStatus.SEE_OTHER)


@pages.get("/seasons/<key>/close")
def close_season(key: str) -> Answer:
    """Show what closing a season would do, with the part that goes on as it was typed."""
    read = one_season(here.wiring().open_reading, key)
    typed = request.args.get("carry", "")
    carried = _carried(read, typed)
    if carried is None:
        form = Form({"carry": typed}, errors={"carry": "seasons.carry_wrong"})
        return _one(read, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _one(read, Form({"carry": str(carried)}), HTTPStatus.OK, carried=carried)


@pages.post("/seasons/<key>/close")
def close_season_now(key: str) -> Response | Answer:
    """Close it, when its name was typed and the numbers are still those that were shown."""
    read = one_season(here.wiring().open_reading, key)
    typed = {name: request.form.get(name, "").strip() for name in ("carry", "confirm", "left")}
    shown = [_whole(typed[name]) for name in ("left", "carry")]
    if typed["confirm"] != key:
        form = Form(typed, errors={"confirm": "seasons.confirm_wrong"})
        carried = _carried(read, typed["carry"]) or 0
        return _one(read, form, HTTPStatus.UNPROCESSABLE_ENTITY, carried=carried)
    closing = Closing(key, *(-1 if number is None else number for number in shown))
    attempt = here.attempt(CLOSE, str(closing))
    try:
        close_now(here.wiring().open_uow, closing, attempt=attempt, now=here.now())
    except (BadInput, NotPossible):
        sentence = here.say("seasons.changed")
        return _one(read, Form(), HTTPStatus.CONFLICT, sentence=sentence)
    tell("seasons.told_closed", key=key)
    return redirect(url_for(".seasons"), HTTPStatus.SEE_OTHER)


def _carried(read: ReadSeason, typed: str) -> int | None:
    """Read how much goes on; nothing typed is 0; None when it cannot be."""
    carried = _whole(typed or "0")
    if carried is None or carried > read.figures.points_left:
        return None
    return None if carried and read.following is None else carried


def _whole(typed: str) -> int | None:
    text = typed.strip().replace("\u202f", "").replace(" ", "")
    plain = text.isascii() and text.isdecimal() and len(text) <= len(str(POINTS_MAX))
    return int(text) if plain else None


def _all(form: Form, status: int, sentence: str | None = None) -> Answer:
    reading = here.wiring().open_reading
    found = all_seasons(reading)
    page = render_template(
        "organiser/seasons.html",
        form=form,
        sentence=sentence,
        seasons=found,
        today=here.now().date(),
        next=NextDays(found[0].season) if found else None,
        budget_cents=budget(reading).figures.budget_cents,
    )
    return page, status


def _one(
    read: ReadSeason, form: Form, status: int, *, carried: int = 0, sentence: str | None = None
) -> Answer:
    page = render_template(
        "organiser/close_season.html",
        form=form,
        sentence=sentence,
        read=read,
        carried=carried,
        open_now=here.now().date() >= read.season.closing_from,
    )
    return page, status
