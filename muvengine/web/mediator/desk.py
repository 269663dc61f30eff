"""The desk: who is there?"""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.vouchers.code import is_practice
from muvengine.reads.card_packs import waits
from muvengine.reads.helpers import waiting_calls
from muvengine.reads.people import CHARACTERS_MIN, enrolled_by, find_people
from muvengine.reads.vouchers import batch_of
from muvengine.web import here
from muvengine.web.mediator.pages import pages


@pages.get("", strict_slashes=False)
def home() -> str | Response:
    """Find a person by name, by card number, or with a card reader."""
    text = request.args.get("q", "").strip()
    open_reading = here.wiring().open_reading
    found = find_people(open_reading, text) if len(text) >= CHARACTERS_MIN else None
    # A card that nobody holds yet: its first use enrols somebody.
    if found == () and (card := waits(open_reading, text)):
        return redirect(url_for(".enrol", card=card), HTTPStatus.SEE_OTHER)
    return render_template(
        "mediator/desk.html",
        text=text,
        found=found,
        practice=is_practice(text),
        too_short=bool(text) and len(text) < CHARACTERS_MIN,
        waiting=len(batch_of(open_reading, here.me().person.id)),
        calls=waiting_calls(open_reading),
        today=here.now().date(),
        enrolled=enrolled_by(open_reading, here.me().person.id),
    )
