"""Read the sign at a stop: one press where the square led here, or its code typed."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import (
    MistypedCode,
    MuvError,
    NotPossible,
    TooManyAttempts,
    UnknownCode,
)
from muvengine.reads.stops import name_on_sign, visits
from muvengine.services.scan_stop import Noted, Reading, scan_stop
from muvengine.web import here
from muvengine.web.forms import Form
from muvengine.web.page_words import tell
from muvengine.web.participant.pages import pages
from muvengine.web.refused import words_for
from muvengine.words.figures import Clock
from muvengine.words.http_status import status_of

Answer = tuple[str, int]


@pages.get("/scan")
def scan() -> Answer:
    """Take a typed code, and list the last stops."""
    return _page(Form(), HTTPStatus.OK)


@pages.get("/scan/<token>")
def scan_sign(token: str) -> Answer:
    """Open with the sign a square led to; nothing is noted before the press."""
    shop = name_on_sign(here.wiring().open_reading, token)
    if shop is None:
        return _page(Form(), HTTPStatus.NOT_FOUND, here.say("stops.scan_old"))
    return _page(Form(), HTTPStatus.OK, here_at=(shop, token))


@pages.post("/scan")
def note_scan() -> Response | Answer:
    """Note that the person is at the stop now."""
    wiring, said = here.wiring(), request.form.get("code", "").strip()
    reading = Reading(here.subject().id, said[:200])
    attempt = reading.attempt(here.actor(), request.form.get("attempt", ""))
    try:
        noted = scan_stop(wiring.open_uow, wiring.shelf, reading, attempt=attempt, now=wiring.now())
    except (MistypedCode, UnknownCode, NotPossible, TooManyAttempts) as refusal:
        return _page(Form(typed={"code": said[:20]}), status_of(refusal), _words(refusal))
    _tell(noted)
    return redirect(url_for(".scan"), HTTPStatus.SEE_OTHER)


def _tell(noted: Noted) -> None:
    code = "again" if noted.again else "counts" if noted.trip else ""
    said = f"stops.told_scan_{code}" if code else "stops.told_scan"
    tell(said, shop=noted.shop, at=Clock(here.local(noted.at)))


def _words(refusal: MuvError) -> str:
    if isinstance(refusal, NotPossible):
        return here.say("stops.scan_old")
    return (
        here.say("stops.scan_unknown") if isinstance(refusal, UnknownCode) else words_for(refusal)
    )


def _page(
    form: Form, status: int, sentence: str | None = None, here_at: tuple[str, str] | None = None
) -> Answer:
    wiring = here.wiring()
    page = render_template(
        "participant/scan.html",
        form=form,
        sentence=sentence,
        here_at=here_at,
        visits=visits(wiring.open_reading, here.subject().id, wiring.now()),
    )
    return page, status
