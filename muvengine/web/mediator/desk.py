"""The desk: who is there?"""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.vouchers.code import is_practice
from muvengine.reads.card_packs import waits
from muvengine.reads.desk import find_at_desk
from muvengine.reads.helpers import waiting_calls
from muvengine.reads.people import CHARACTERS_MIN, enrolled_by
from muvengine.reads.vouchers import batch_of
from muvengine.web import here
from muvengine.web.mediator.pages import pages


@pages.get("", strict_slashes=False)
def home() -> str | Response:
    """Find a person by name, by card number, or with a card reader."""
    text = request.args.get("q", "").strip()
    open_reading, now = here.wiring().open_reading, here.now()
    helper = here.me().person
    found = find_at_desk(open_reading, text, helper.id, now)
    # A card that nobody holds yet: its first use enrols somebody.
    if not found.people and not found.guest and (card := waits(open_reading, text)):
        return redirect(url_for(".enrol", card=card), HTTPStatus.SEE_OTHER)
    return render_template(
        "mediator/desk.html",
        text=text,
        found=found.people if len(text) >= CHARACTERS_MIN else None,
        guest=found.guest,
        practice=is_practice(text),
        too_short=bool(text) and len(text) < CHARACTERS_MIN,
        waiting=len(batch_of(open_reading, helper.id, now)),
        calls=waiting_calls(open_reading, helper.id),
        today=now.date(),
        enrolled=enrolled_by(open_reading, helper.id),
    )
