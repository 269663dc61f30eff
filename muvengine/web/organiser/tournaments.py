"""Tournaments: draw one up, put a match right, call one off."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, NotPossible, ReasonMissing
from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.team_settings import Plan
from muvengine.core.game.tournament_life import Ending
from muvengine.reads.team_settings import team_settings
from muvengine.reads.tournaments import tournament as read_tournament
from muvengine.services.run_tournament import (
    NewTournament,
    cancel_match,
    cancel_tournament,
    correct_match,
    draw_up,
)
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.organiser.fields import Whole, by_language
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.web.team_words import team_refused
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
OFF: Final = "off"
PLANNED: Final = ("ranking_weeks", "group_size", "knockout_teams", "rest_weeks")
WRONG: Final = {
    "title": "team.draw_no_name",
    "first_week": "team.draw_no_week",
    "teams": "team.draw_few",
}


class TournamentForm(Schema):
    """When it begins and how long it is; its name by language comes beside."""

    first_day = fields.Date(
        required=True,
        error_messages={"required": "team.draw_no_week", "invalid": "team.draw_no_week"},
    )
    ranking_weeks = Whole(1, 30, load_default=None)
    group_size = Whole(3, 16, load_default=None)
    knockout_teams = Whole(2, 64, load_default=None)
    rest_weeks = Whole(0, 4, load_default=None)


@pages.get("/tournaments/new")
def new_tournament() -> Answer:
    """Ask for a tournament."""
    return _form(Form(), None, HTTPStatus.OK)


@pages.post("/tournaments/new")
def draw_tournament() -> Response | Answer:
    """Draw it up, once however often the form is sent."""
    form, wiring = read_form(TournamentForm, request.form), here.wiring()
    if not form:
        return _form(form, None, HTTPStatus.UNPROCESSABLE_ENTITY)
    values = form.values
    asked = {name: values[name] for name in PLANNED if values[name] is not None}
    plan = replace(_plan(), **asked)
    title = by_language(form.typed, "title")
    new = NewTournament(title, IsoWeek.of(values["first_day"]), (), plan)
    attempt = here.attempt("draw_up", repr(new))
    try:
        public_id = draw_up(
            wiring.open_uow, new, attempt=attempt, now=wiring.now(), new_token=wiring.new_token
        )
    except BadInput as refusal:
        fields_of = refusal.facts["fields"]
        assert isinstance(fields_of, dict)
        sentence = here.say(WRONG[next(iter(fields_of))])
        return _form(form, sentence, status_of(refusal))
    except NotPossible as refusal:
        return _form(form, team_refused(refusal), status_of(refusal))
    tell("team.told_drawn")
    return redirect(url_for(".tournament", public_id=public_id), HTTPStatus.SEE_OTHER)


@pages.get("/tournaments/<public_id>")
def tournament(public_id: str) -> Answer:
    """Show its matches week by week, each to be put right while that is possible."""
    return _one(public_id, None, HTTPStatus.OK)


@pages.post("/tournaments/<public_id>/matches/<int:match_id>")
def change_match(public_id: str, match_id: int) -> Response | Answer:
    """Put a match right, or call it off, with a reason everybody reads."""
    wiring, hand = here.wiring(), here.actor()
    ending, reason = request.form.get("ending", ""), request.form.get("reason", "")
    try:
        if ending == OFF:
            cancel_match(wiring.open_uow, match_id, reason, actor=hand, now=wiring.now())
        elif ending in list(Ending):
            correct_match(
                wiring.open_uow, match_id, Ending(ending), reason, actor=hand, now=wiring.now()
            )
        else:
            raise BadInput(fields={"ending": "unknown"})
    except (NotPossible, ReasonMissing) as refusal:
        return _one(public_id, team_refused(refusal), status_of(refusal))
    tell("team.told_match")
    return redirect(url_for(".tournament", public_id=public_id), HTTPStatus.SEE_OTHER)


@pages.post("/tournaments/<public_id>/cancel")
def call_off(public_id: str) -> Response | Answer:
    """Call a tournament off."""
    wiring, reason = here.wiring(), request.form.get("reason", "")
    try:
        cancel_tournament(wiring.open_uow, public_id, reason, actor=here.actor(), now=wiring.now())
    except ReasonMissing as refusal:
        return _one(public_id, team_refused(refusal), status_of(refusal))
    tell("team.told_cancelled")
    return redirect(url_for(".tournament", public_id=public_id), HTTPStatus.SEE_OTHER)


def _form(form: Form, sentence: str | None, status: int) -> Answer:
    page = render_template(
        "organiser/new_tournament.html", form=form, sentence=sentence, plan=_plan()
    )
    return page, status


def _plan() -> Plan:
    return team_settings(here.wiring().open_reading, here.wiring().now()).plan


def _one(public_id: str, sentence: str | None, status: int) -> Answer:
    found = read_tournament(here.wiring().open_reading, public_id)
    return render_template("organiser/tournament.html", one=found, sentence=sentence), status
