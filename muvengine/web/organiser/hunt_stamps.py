"""Who found what in a treasure hunt, and a wrong stamp taken back."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import NotPossible, ReasonMissing
from muvengine.reads import hunts as reading
from muvengine.services.run_hunt import take_find_back
from muvengine.web import here
from muvengine.web.numbers import row_number
from muvengine.web.organiser.hunts import words_of_office
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.words.http_status import status_of

Answer = tuple[str, int]


@pages.get("/hunts/<key>/stamps")
def hunt_stamps(key: str) -> Answer:
    """List finds, the latest first."""
    return _page(key, None, HTTPStatus.OK)


@pages.post("/hunts/<key>/stamps/<int:find_id>/back")
def take_stamp_back(key: str, find_id: int) -> Response | Answer:
    """Take a wrong stamp back with its points, and say why."""
    reason, uow = request.form.get("reason", ""), here.wiring().open_uow
    try:
        take_find_back(uow, find_id, reason, actor=here.actor(), now=here.now())
    except (ReasonMissing, NotPossible) as refusal:
        return _page(key, words_of_office(refusal), status_of(refusal))
    tell("hunt.told_back")
    return redirect(url_for(".hunt_stamps", key=key), HTTPStatus.SEE_OTHER)


def _page(key: str, sentence: str | None, status: int) -> Answer:
    before = request.args.get("before", type=row_number)
    hunt, stamps = reading.stamps(here.wiring().open_reading, key, before=before)
    page = render_template(
        "organiser/hunt_stamps.html",
        hunt=hunt,
        stamps=stamps,
        sentence=sentence,
        older=stamps[-1].find.id if len(stamps) == reading.STAMPS_SHOWN else None,
        newest=before is None,
    )
    return page, status
