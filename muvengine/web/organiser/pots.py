"""Pots: make one for a goal of the neighbourhood, look how far it is, end it."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, Unfunded
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.ledger.journal import REASON_CHARACTERS_MIN
from muvengine.core.ledger.pot import MILESTONES_MAX, Milestone, Pot, check_milestones
from muvengine.core.vouchers.shop import key_of_name
from muvengine.reads import pots as reading
from muvengine.services.close_pot import end_pot
from muvengine.services.make_pot import make_pot
from muvengine.web import here
from muvengine.web.assets import GIFTS
from muvengine.web.bars import Part, stack
from muvengine.web.forms import Form, read_form
from muvengine.web.organiser.fields import Euros, Whole, by_language
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.web.refused import words_for

Answer = tuple[str, int]
POINTS_MAX: Final = 1_000_000
RATIO_MAX: Final = 10
TITLE_CHARACTERS_MAX: Final = 120
_needed: Final = {"required": "places.whole_needed"}
_day: Final[dict[str, Any]] = {"required": "places.no_day", "invalid": "places.no_day"}


class PotForm(Schema):
    """The figures of a pot; its words by language come beside."""

    pictogram = fields.String(
        load_default="gift", validate=validate.OneOf(tuple(GIFTS), error="layout.wrong")
    )
    goal_points = Whole(1, POINTS_MAX, required=True, error_messages=_needed)
    match_ratio = Whole(0, RATIO_MAX, load_default=0)
    match_points_max = Whole(0, POINTS_MAX, load_default=0)
    reached_cents = Euros(load_default=0)
    last_day = fields.Date(required=True, error_messages=_day)


class StepForm(Schema):
    """From how many points on a step is reached."""

    points = Whole(1, POINTS_MAX, required=True, error_messages=_needed)


@pages.get("/pots")
def pots() -> Answer:
    """List pots, with how far they are."""
    return _list(None, HTTPStatus.OK)


@pages.get("/pots/new")
def new_pot() -> Answer:
    """Ask for a pot."""
    return _form(Form(), HTTPStatus.OK)


@pages.post("/pots/new")
def add_pot() -> Response | Answer:
    """Open a pot, once however often the form is sent."""
    form = _read()
    if not form:
        return _form(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    title, about = (by_language(form.typed, name) for name in ("title", "about"))
    key = key_of_name(next(iter(title.values()))) or "pot"
    pot = Pot(key, title, about=about, milestones=_steps(form.typed)[0], **form.values)
    attempt = Attempt.of(here.actor(), request.form.get("attempt", ""), "make_pot", pot)
    wiring = here.wiring()
    try:
        make_pot(wiring.open_uow, pot, attempt=attempt, now=wiring.now())
    except Unfunded as refusal:
        return _form(form, HTTPStatus.CONFLICT, words_for(refusal))
    tell("pot.told_made")
    return redirect(url_for(".pots"), HTTPStatus.SEE_OTHER)


@pages.post("/pots/<key>/close")
def close_pot(key: str) -> Response | Answer:
    """End a pot: a full one is spent, of another all goes back."""
    reason = request.form.get("reason", "").strip()
    if len(reason) < REASON_CHARACTERS_MIN:
        sentence = here.say("refusals.reason_missing")
        return _list(sentence, HTTPStatus.UNPROCESSABLE_ENTITY)
    wiring = here.wiring()
    ended = end_pot(wiring.open_uow, key, reason, actor=here.actor(), now=wiring.now())
    tell("pot.told_ended" if ended else "pot.told_ended_before")
    return redirect(url_for(".pots"), HTTPStatus.SEE_OTHER)


def _read() -> Form:
    form = read_form(PotForm, request.form)
    title, errors = by_language(form.typed, "title"), dict(form.errors)
    first = here.written_locales()[0]
    if not title:
        errors[f"title_{first}"] = "places.no_title"
    elif max(map(len, title.values())) > TITLE_CHARACTERS_MAX:
        errors[f"title_{first}"] = "places.too_long"
    last_day = form.values.get("last_day")
    if last_day and last_day < here.now().date():
        errors["last_day"] = "pot.day_past"
    steps, wrong = _steps(form.typed)
    errors |= wrong
    if not errors:
        errors |= _wrong_steps(Pot("", title, milestones=steps, **form.values))
    return Form(form.typed, form.values, errors)


def _steps(typed: Mapping[str, str]) -> tuple[tuple[Milestone, ...], dict[str, str]]:
    """Give the steps as typed, and what is wrong with them; rows left empty are none."""
    steps, wrong = [], {}
    for number in range(1, MILESTONES_MAX + 1):
        label, points = by_language(typed, f"step_{number}"), typed.get(f"points_{number}", "")
        if not label and not points:
            continue
        read = read_form(StepForm, {"points": points})
        if not read:
            wrong[f"points_{number}"] = read.errors["points"]
            continue
        steps.append(Milestone(read.values["points"], label))
    return tuple(steps), wrong


def _wrong_steps(pot: Pot) -> dict[str, str]:
    try:
        check_milestones(pot)
    except BadInput as refusal:
        found = refusal.facts["fields"]
        assert isinstance(found, dict)
        return {"points_1": f"pot.milestones_{found['milestones']}"}
    return {}


def _list(sentence: str | None, status: int) -> Answer:
    found = reading.pots(here.wiring().open_reading)
    page = render_template(
        "organiser/pots.html", pots=found, sentence=sentence, stack=stack, part=Part
    )
    return page, status


def _form(form: Form, status: int, sentence: str | None = None) -> Answer:
    page = render_template(
        "organiser/new_pot.html",
        form=form,
        sentence=sentence,
        steps=range(1, MILESTONES_MAX + 1),
        pictograms=[(key, here.say(f"places.pictogram_{key}")) for key in GIFTS],
    )
    return page, status
