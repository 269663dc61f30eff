"""Send the files of one or several trips."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from muvengine.core.errors import MuvError
from muvengine.core.trips.judgement import Claim
from muvengine.services.submit_trip import Submission, submit_trip
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.participant.modes import TRAVELLED, offered_modes
from muvengine.web.participant.pages import pages
from muvengine.web.refused import words_for
from muvengine.words.http_status import status_of

FILES_MAX: Final = 20
PASSENGERS_MAX: Final = 8

Answer = tuple[str, int]


class TripForm(Schema):
    """How the trip was made; the files come beside."""

    mode = fields.String(
        required=True,
        validate=validate.OneOf(TRAVELLED, error="participant.add_no_mode"),
        error_messages={"required": "participant.add_no_mode"},
    )
    passengers = fields.Integer(load_default=0, validate=validate.Range(0, PASSENGERS_MAX))


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one file: a trip, or a refusal in words."""

    name: str
    public_id: str = ""
    sentence: str = ""
    code: str = ""
    status: int = HTTPStatus.OK


@pages.get("/trips/new")
def add_trip() -> Answer:
    """Ask for the mode and the files."""
    return _form(Form(), HTTPStatus.OK)


@pages.post("/trips/new")
def send_trip() -> Response | Answer:
    """Judge each file by itself; one that is refused does not hold up the others."""
    files = [file for file in request.files.getlist("file") if file.filename]
    form = _with_files(read_form(TripForm, request.form), len(files))
    if not form:
        return _form(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    claim = Claim(mode=form.values["mode"], passengers=form.values["passengers"])
    sent = [_send(number, file, claim) for number, file in enumerate(files)]
    if len(sent) > 1:
        return render_template("participant/sent.html", files=sent), max(s.status for s in sent)
    [one] = sent
    if not one.public_id:
        return _form(form, one.status, one)
    return redirect(url_for(".trip", public_id=one.public_id), HTTPStatus.SEE_OTHER)


def _send(number: int, file: FileStorage, claim: Claim) -> Sent:
    name = file.filename or ""
    wiring, actor = here.wiring(), here.actor()
    submission = Submission(
        person_id=here.subject().id,
        actor=actor,
        data=file.read(),
        claim=claim,
        channel="desk" if actor.on_behalf_of else "page",
    )
    try:
        trip = submit_trip(
            wiring.open_uow,
            wiring.shelf,
            submission,
            # One form, several files: each is an attempt of its own.
            attempt=submission.attempt(f"{request.form.get('attempt', '')}.{number}"),
            now=wiring.now(),
            new_token=wiring.new_token,
        )
    except MuvError as error:
        return Sent(name, sentence=words_for(error), code=error.code, status=status_of(error))
    return Sent(name, public_id=trip.public_id)


def _with_files(form: Form, count: int) -> Form:
    errors = dict(form.errors)
    if not count:
        errors["file"] = "participant.add_no_file"
    elif count > FILES_MAX:
        errors["file"] = "participant.add_many"
    return Form(form.typed, form.values, errors)


def _form(form: Form, status: int, refused: Sent | None = None) -> Answer:
    page = render_template(
        "participant/add_trip.html",
        form=form,
        files_max=FILES_MAX,
        sentence=refused.sentence if refused else None,
        code=refused.code if refused else None,
        modes=offered_modes(),
        usual_mode=here.subject().usual_mode,
        people=[(str(count), str(count)) for count in range(PASSENGERS_MAX + 1)],
    )
    return page, status
