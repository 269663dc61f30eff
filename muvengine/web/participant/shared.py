"""What another app handed over: its owner says whether it is theirs, and how they travelled."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.trips.batch import UNSAID, Batch, ItemState
from muvengine.core.trips.judgement import Claim
from muvengine.services.share_trips import drop_shared, say_of_shared
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.page_words import tell
from muvengine.web.participant.modes import offered_modes
from muvengine.web.participant.pages import pages
from muvengine.web.participant.trip_form import PASSENGERS_MAX, TripForm
from muvengine.web.participant.uploads import lines_of, own_upload, work_at_once

Answer = tuple[str, int]


@pages.get("/trips/shared/<public_id>")
def shared(public_id: str) -> Response | Answer:
    """Ask whether it is their trip; what was answered before leads to its answer."""
    batch = own_upload(public_id)
    return _form(batch, Form(), HTTPStatus.OK) if batch.mode == UNSAID else _onwards(batch)


@pages.post("/trips/shared/<public_id>")
def send_shared(public_id: str) -> Response | Answer:
    """Judge it at once, now that its owner said how they travelled."""
    batch, form = own_upload(public_id), read_form(TripForm, request.form)
    if not form:
        return _form(batch, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    claim = Claim(mode=form.values["mode"], passengers=form.values["passengers"])
    say_of_shared(here.wiring().open_uow, batch.public_id, claim)
    work_at_once(batch.public_id)
    return _onwards(own_upload(public_id))


@pages.post("/trips/shared/<public_id>/drop")
def throw_shared_away(public_id: str) -> Response:
    """Forget it; nothing was counted."""
    drop_shared(here.wiring().open_uow, own_upload(public_id).public_id)
    tell("phone.shared_dropped")
    return redirect(url_for(".add_trip"), HTTPStatus.SEE_OTHER)


def _onwards(batch: Batch) -> Response:
    """Lead to the trip it became, or to the list of files where it is no single trip."""
    kept = [item for item in batch.items if item.state is ItemState.KEPT]
    if len(kept) == len(batch.items) == 1:
        return redirect(url_for(".trip", public_id=kept[0].trip_id), HTTPStatus.SEE_OTHER)
    return redirect(url_for(".upload", public_id=batch.public_id), HTTPStatus.SEE_OTHER)


def _form(batch: Batch, form: Form, status: int) -> Answer:
    page = render_template(
        "participant/shared.html",
        batch=batch,
        lines=lines_of(batch),
        form=form,
        modes=offered_modes(),
        usual_mode=here.subject().usual_mode or "",
        people=[(str(count), str(count)) for count in range(PASSENGERS_MAX + 1)],
    )
    return page, status
