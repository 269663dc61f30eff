"""One's own treasure hunts: what was found, what comes next, and the press at a place."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import (
    LimitReached,
    MistypedCode,
    MuvError,
    NotPossible,
    TooManyAttempts,
    UnknownCode,
)
from muvengine.reads import hunts as reading
from muvengine.services.find_place import SignRead, find_by_sign
from muvengine.web import here
from muvengine.web.forms import Form
from muvengine.web.hunt_words import state_of, tell_finder, words_of
from muvengine.web.participant.pages import pages
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
SAID_MAX: Final = 200
CODE_MAX: Final = 20


@pages.get("/hunts")
def hunts() -> Answer:
    """Show each hunt with what was found and the hint of the next place."""
    return _page(Form(), HTTPStatus.OK)


@pages.get("/hunts/at/<token>")
def hunt_sign(token: str) -> Answer:
    """Open with the place a square led to; nothing is found before the press."""
    at = reading.at_sign(here.wiring().open_reading, token, here.subject().id)
    if at is None:
        return _page(Form(), HTTPStatus.NOT_FOUND, here.say("hunt.not_unknown"))
    if not at.good:
        return _page(Form(), HTTPStatus.NOT_FOUND, here.say("hunt.not_revoked"))
    page = render_template("participant/hunt_place.html", at=at, token=token)
    return page, HTTPStatus.OK


@pages.post("/hunts/found")
def find_hunt_place() -> Response | Answer:
    """Note that the person is at a place now."""
    wiring, said = here.wiring(), request.form.get("code", "").strip()
    sign = SignRead(here.subject().id, said[:SAID_MAX])
    attempt = sign.attempt(here.actor(), request.form.get("attempt", ""))
    try:
        told = find_by_sign(wiring.open_uow, sign, attempt=attempt, now=wiring.now())
    except (MistypedCode, UnknownCode, NotPossible, TooManyAttempts, LimitReached) as refusal:
        form = Form(typed={"code": said[:CODE_MAX]})
        return _page(form, status_of(refusal), _words(refusal))
    tell_finder(told)
    return redirect(url_for(".hunts"), HTTPStatus.SEE_OTHER)


def _words(refusal: MuvError) -> str:
    unknown = isinstance(refusal, UnknownCode)
    return here.say("hunt.not_unknown") if unknown else words_of(refusal)


def _page(form: Form, status: int, sentence: str | None = None) -> Answer:
    wiring = here.wiring()
    page = render_template(
        "participant/hunts.html",
        form=form,
        sentence=sentence,
        mine=reading.my_hunts(wiring.open_reading, here.subject().id, here.now()),
        state_of=state_of,
    )
    return page, status
