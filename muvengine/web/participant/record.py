"""Record a trip with the phone's own browser, with or without network."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from flask import Response, jsonify, render_template, request, url_for

from muvengine.core.errors import BadInput, NotAllowed
from muvengine.core.trips.judgement import Claim
from muvengine.services.submit_trip import Submission, submit_trip
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.kept_pages import is_kept_copy, owner_of_phone
from muvengine.web.participant.modes import offered_modes
from muvengine.web.participant.pages import pages
from muvengine.web.participant.trip_form import PASSENGERS_MAX, TripForm
from muvengine.web.scripted import from_our_page
from muvengine.words.catalogue import unfilled

MARK: Final = "X-Recorder"


@pages.get("/trips/record")
def record() -> str:
    """Show the recorder; its copy for a phone without network names nobody."""
    copy = is_kept_copy()
    return render_template(
        "kept/record.html" if copy else "participant/record.html",
        owner="" if copy else owner_of_phone(),
        form=Form(),
        modes=offered_modes(),
        usual_mode="" if copy else here.subject().usual_mode or "",
        people=[(str(count), str(count)) for count in range(PASSENGERS_MAX + 1)],
        words=unfilled("record", here.locale()),
    )


@pages.post("/trips/recorded")
def send_recording() -> tuple[Response, int, dict[str, str]]:
    """Take a recording from the recorder's script; the same one sent again hears the same.

    A page may be older than who is signed in: the recording says whose it is.

    Raises:
        NotAllowed: not from our page, or not this person's own recording on their own phone.
        BadInput: no mode, or no file.
    """
    from_our_page(MARK, "participant")
    wiring, owner = here.wiring(), owner_of_phone()
    if not owner or request.form.get("owner") != owner:
        raise NotAllowed(audience="participant")
    form, file = read_form(TripForm, request.form), request.files.get("file")
    if not form or file is None:
        raise BadInput(fields=dict(form.errors) or {"file": "no_file"})
    claim = Claim(mode=form.values["mode"], passengers=form.values["passengers"])
    submission = Submission(here.subject().id, here.actor(), file.read(), claim)
    sent = submit_trip(
        wiring.open_uow,
        wiring.shelf,
        submission,
        attempt=submission.attempt(request.headers.get("Idempotency-Key", "").strip()),
        now=wiring.now(),
        new_token=wiring.new_token,
    )
    headers = {"Idempotency-Hit": "true"} if sent.replayed else {}
    page = url_for(".trip", public_id=sent.public_id)
    return jsonify(page=page), HTTPStatus.CREATED, headers


WITHOUT_FORM: Final = (send_recording,)
"""Views that want ``MARK`` in place of a form's token."""
