"""Send the file of a trip, or those of many."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from muvengine.core.errors import MuvError
from muvengine.core.people.actor import Role
from muvengine.core.trips.judgement import Claim
from muvengine.formats.containers import is_container
from muvengine.reads.uploads import shared as list_shared
from muvengine.services.submit_trip import Submission, submit_trip
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.kept_pages import owner_of_phone
from muvengine.web.participant.modes import offered_modes
from muvengine.web.participant.pages import pages
from muvengine.web.participant.trip_form import PASSENGERS_MAX, TripForm
from muvengine.web.participant.uploads import send_many
from muvengine.web.refused import words_for
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
HEAD_BYTES = 8


@pages.get("/trips/new")
def add_trip() -> Answer:
    """Ask for the mode and the files."""
    return _form(Form(), HTTPStatus.OK)


@pages.post("/trips/new")
def send_trip() -> Response | Answer:
    """Judge one trip at once; several get a page that shows how far they are."""
    files = [file for file in request.files.getlist("file") if file.filename]
    form = read_form(TripForm, request.form)
    if not files:
        form = Form(form.typed, form.values, {**form.errors, "file": "participant.add_no_file"})
    # Several at once are judged later, when the mandate may be over.
    if here.me().on_mandate and (len(files) > 1 or form.values.get("several")):
        form = Form(form.typed, form.values, {**form.errors, "file": "mandates.one_file"})
    if not form:
        return _form(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    claim = Claim(mode=form.values["mode"], passengers=form.values["passengers"])
    several = len(files) > 1 or form.values["several"] or is_container(_head(files[0]))
    if several and not here.me().on_mandate:
        return send_many(files, claim)
    return _send(files[0], claim, form)


def _head(file: FileStorage) -> bytes:
    head: bytes = file.stream.read(HEAD_BYTES)
    file.stream.seek(0)
    return head


def _send(file: FileStorage, claim: Claim, form: Form) -> Response | Answer:
    wiring, actor = here.wiring(), here.actor()
    submission = Submission(
        person_id=here.subject().id,
        actor=actor,
        data=file.read(),
        claim=claim,
        channel="desk" if actor.kind == Role.MEDIATOR else "page",
    )
    try:
        trip = submit_trip(
            wiring.open_uow,
            wiring.shelf,
            submission,
            attempt=submission.attempt(f"{request.form.get('attempt', '')}.0"),
            now=wiring.now(),
            new_token=wiring.new_token,
        )
    except MuvError as error:
        return _form(form, status_of(error), error)
    return redirect(url_for(".trip", public_id=trip.public_id), HTTPStatus.SEE_OTHER)


def _form(form: Form, status: int, refused: MuvError | None = None) -> Answer:
    page = render_template(
        "participant/add_trip.html",
        form=form,
        sentence=words_for(refused) if refused else None,
        code=refused.code if refused else None,
        modes=offered_modes(),
        usual_mode=here.subject().usual_mode,
        owner=owner_of_phone(),
        shared=list_shared(here.wiring().open_reading, here.subject().id),
        people=[(str(count), str(count)) for count in range(PASSENGERS_MAX + 1)],
    )
    return page, status
