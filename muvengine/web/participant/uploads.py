"""Many files at once: each has a line of its own until it is judged, and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from typing import Any, Final

from flask import jsonify, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, FileTooBig
from muvengine.core.trips.batch import UNSAID, Batch, BatchItem
from muvengine.core.trips.judgement import Claim
from muvengine.reads.uploads import upload as read_upload
from muvengine.reads.uploads import uploads as list_uploads
from muvengine.services.attempt import refusal_of
from muvengine.services.start_upload import SentFile, Upload, add_to_upload, start_upload
from muvengine.services.work_upload import FAULT, work_upload, work_uploads
from muvengine.web import here
from muvengine.web.forms import read_form
from muvengine.web.participant.pages import pages
from muvengine.web.participant.trip_form import TripForm
from muvengine.web.refused import words_for

# What a person waits for gladly; the worker does the rest.
AT_ONCE: Final = timedelta(seconds=1)
# No worker has looked at it for so long: the page may help.
IDLE: Final = timedelta(seconds=10)
BODY_BYTES_MAX: Final = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Line:
    """One file as people read it."""

    item: BatchItem
    sentence: str


@pages.get("/uploads")
def uploads() -> str:
    """List what was sent together in the last month."""
    found = list_uploads(here.wiring().open_reading, here.subject().id)
    return render_template("participant/uploads.html", batches=found)


@pages.post("/uploads")
def open_upload() -> Response | tuple[Response, int]:
    """Open a batch for files that a script sends one by one."""
    form = read_form(TripForm, request.form)
    if not form:
        raise BadInput(fields=dict(form.errors))
    claim = Claim(mode=form.values["mode"], passengers=form.values["passengers"])
    public_id = _open(claim)
    answer = {
        "page": url_for(".upload", public_id=public_id),
        "files": url_for(".add_file", public_id=public_id),
    }
    return jsonify(answer), HTTPStatus.CREATED


@pages.post("/uploads/<public_id>/files")
def add_file(public_id: str) -> Response:
    """Take one file of a batch; the script says which number it has."""
    file = request.files.get("file")
    first = request.form.get("first", "")
    if file is None or not (first.isdecimal() and len(first) < 5 and int(first)):  # noqa: PLR2004  a place in the batch
        raise BadInput(fields={"file": "no_file"})
    return jsonify({"next": _add(public_id, file, int(first))})


@pages.get("/uploads/<public_id>")
def upload(public_id: str) -> str | Response:
    """Show how far each file is; what nobody said anything of is asked for first."""
    batch = own_upload(public_id)
    if batch.mode == UNSAID:
        return redirect(url_for(".shared", public_id=public_id), HTTPStatus.SEE_OTHER)
    return render_template(
        "participant/upload.html",
        batch=batch,
        lines=lines_of(batch),
        done=len(batch.items) - batch.left,
        idle=batch.left > 0 and _idle(batch),
    )


@pages.post("/uploads/<public_id>/go-on")
def go_on(public_id: str) -> Response:
    """Judge what waits for a few seconds, where no worker does."""
    work_at_once(own_upload(public_id).public_id)
    return redirect(url_for(".upload", public_id=public_id), HTTPStatus.SEE_OTHER)


def send_many(files: list[FileStorage], claim: Claim) -> Response:
    """Take files from a plain form, and show how far they are."""
    public_id = _open(claim)
    number = 1
    for file in files:
        number = _add(public_id, file, number)
    work_at_once(public_id)
    return redirect(url_for(".upload", public_id=public_id), HTTPStatus.SEE_OTHER)


def lines_of(batch: Batch) -> list[Line]:
    """Give the files of a batch as people read them."""
    return [Line(item, _sentence(item)) for item in batch.items]


def _open(claim: Claim) -> str:
    wiring, wish = here.wiring(), Upload(here.subject().id, claim.mode, claim.passengers)
    return start_upload(
        wiring.open_uow,
        wish,
        attempt=wish.attempt(here.actor(), request.form.get("attempt", "")),
        now=wiring.now(),
        new_token=wiring.new_token,
    )


def _add(public_id: str, file: FileStorage, first: int) -> int:
    wiring = here.wiring()
    data = file.read(BODY_BYTES_MAX + 1)
    if len(data) > BODY_BYTES_MAX:
        raise FileTooBig(size_bytes=len(data), bytes_max=BODY_BYTES_MAX)
    sent = SentFile(file.filename or "", data)
    return add_to_upload(wiring.open_uow, wiring.shelf, public_id, sent, here.actor(), first)


def own_upload(public_id: str) -> Batch:
    """Give a batch of the person whose pages these are.

    Raises:
        NotFound: no such batch, or somebody else's.
    """
    return read_upload(here.wiring().open_reading, public_id, here.actor())


def work_at_once(public_id: str) -> None:
    """Judge what waits of a batch, as long as a person waits gladly."""
    wiring = here.wiring()
    step = partial(
        work_upload,
        wiring.open_uow,
        wiring.shelf,
        now=wiring.now,
        new_token=wiring.new_token,
        public_id=public_id,
    )
    work_uploads(step, now=wiring.now, until=wiring.now() + AT_ONCE)


def _idle(batch: Batch) -> bool:
    return here.wiring().now() - (batch.touched_at or batch.created_at) > IDLE


def _sentence(item: BatchItem) -> str:
    if item.code == FAULT:
        return here.say("participant.upload_fault")
    if not item.code:
        return ""
    facts: dict[str, Any] = dict(item.facts)
    return words_for(refusal_of(item.code, facts))
