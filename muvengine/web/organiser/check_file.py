"""Try a file: what would become of it. Nothing is kept."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from flask import render_template, request
from marshmallow import Schema, fields, validate

from muvengine.core.errors import MuvError
from muvengine.core.modes.mode import Mode
from muvengine.core.trips.judgement import Claim
from muvengine.core.trips.motion import motion_of
from muvengine.services.check_rulebook import check_against_town
from muvengine.services.try_trace import Trial, try_trace
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.motion import TOLD_AS_CUTS, speed_view
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.rulebook import problems_in_words
from muvengine.web.place_names import with_place_names
from muvengine.web.refused import words_for
from muvengine.web.route_labels import route_labels
from muvengine.web.sheet_on_page import laid_out
from muvengine.words.evidence import evidence_lines
from muvengine.words.http_status import status_of
from muvengine.words.rulebook_in_words import describe
from muvengine.words.score_in_words import explain

Answer = tuple[str, int]
MODES: Final = tuple(mode.value for mode in Mode)


class TrialForm(Schema):
    """How the trip is said to have been made."""

    mode = fields.String(
        required=True,
        validate=validate.OneOf(MODES, error="participant.add_no_mode"),
        error_messages={"required": "participant.add_no_mode"},
    )
    passengers = fields.Integer(load_default=0, validate=validate.Range(0, 8))
    any_date = fields.Boolean(load_default=False)


@pages.get("/check-file")
def check_file() -> Answer:
    """Ask for a trip, or for a rulebook."""
    return _form(Form(), HTTPStatus.OK)


@pages.post("/check-file")
def check_trip() -> Answer:
    """Judge and score a trip as the first one of somebody new."""
    form, file = read_form(TrialForm, request.form), request.files.get("file")
    if file is None or not file.filename:
        form = Form(form.typed, form.values, {**form.errors, "file": "participant.add_no_file"})
    if not form or file is None:
        return _form(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    claim = Claim(mode=form.values["mode"], passengers=form.values["passengers"])
    wiring = here.wiring()
    now = None if form.values["any_date"] else wiring.now()
    try:
        trial = try_trace(wiring.shelf, file.read(), claim, now=now)
    except MuvError as refusal:
        return _form(form, status_of(refusal), refusal=refusal)
    return _trial(trial, file.filename or ""), HTTPStatus.OK


@pages.post("/check-file/rulebook")
def check_rulebook() -> Answer:
    """Say everything that is wrong with a rulebook, or what it says."""
    file = request.files.get("rules")
    if file is None or not file.filename:
        form = Form(errors={"rules": "participant.add_no_file"})
        return _form(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    checked = check_against_town(here.wiring().open_reading, file.read())
    book = checked.rulebook
    page = render_template(
        "organiser/checked_rulebook.html",
        name=file.filename,
        book=book,
        parts=describe(with_place_names(book), here.locale(), book.first_day) if book else (),
        problems=problems_in_words(checked.problems, file.filename),
    )
    return page, HTTPStatus.OK if checked.good else HTTPStatus.UNPROCESSABLE_ENTITY


def _trial(trial: Trial, name: str) -> str:
    judgement, verdict, locale = trial.judgement, trial.verdict, here.locale()
    book, day = judgement.in_force.rulebook, judgement.start.date()
    labels = route_labels()
    explained = explain(trial.score.lines, with_place_names(book), locale, day, labels)
    modes = judgement.in_force.limits
    motion = motion_of(judgement.recording, judgement.trace, judgement.legs, modes)
    return render_template(
        "organiser/checked_trip.html",
        name=name,
        judgement=judgement,
        verdict=verdict,
        score=trial.score,
        book=book,
        sheet=laid_out(explained, book, judgement.claim.mode),
        evidence=tuple(evidence_lines(verdict.evidence, locale)),
        routes=[(labels.get(match.key, match.key), match.share) for match in judgement.routes],
        motion=speed_view(motion),
        told_as_cuts=TOLD_AS_CUTS,
    )


def _form(form: Form, status: int, refusal: MuvError | None = None) -> Answer:
    page = render_template(
        "organiser/check_file.html",
        form=form,
        modes=MODES,
        sentence=words_for(refusal) if refusal else None,
        code=refusal.code if refusal else None,
    )
    return page, status
