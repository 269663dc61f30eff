"""The form in which a draft of the rules is written and changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from http import HTTPStatus
from typing import Final, NamedTuple

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.rules.draft import DraftState, DraftText
from muvengine.formats.shipped import shipped_rulebook
from muvengine.reads.rulebook_life import draft_seen, next_text
from muvengine.services.fit_rulebook import Publication, Weighed, weigh_text
from muvengine.services.keep_draft import (
    ENDPOINT,
    NOTE_CHARACTERS_MAX,
    Change,
    edit_draft,
    keep_draft,
)
from muvengine.web import here
from muvengine.web.forms import Form
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.rulebook import problems_in_words
from muvengine.web.page_words import tell
from muvengine.web.refused import words_for
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
THEMES: Final = (
    "school-month",
    "bike-month",
    "senior-walks",
    "rainy-winter",
    "company-challenge",
)
"""Rulebooks that came with the product, to start from."""


class At(NamedTuple):
    """Which draft, as it was read; 0 for one that is not kept yet."""

    draft_id: int = 0
    revision: int = 0


NEW: Final = At()


@pages.get("/rulebook/new")
def new_rulebook() -> Answer:
    """Offer the latest text, or one that came with the product, to be changed."""
    text = next_text(here.wiring().open_reading, here.now())
    start = shipped_rulebook(request.args.get("start", ""))
    return _form(_typed(replace(text, source=start) if start else text), HTTPStatus.OK)


@pages.post("/rulebook/new")
def add_draft() -> Response | Answer:
    """Check the text, or keep it as a draft."""
    text, form = _posted()
    if not form:
        return _form(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    wiring = here.wiring()
    if request.form.get("do") == "check":
        return _checked(form, text, NEW)
    attempt = Attempt.of(here.actor(), request.form.get("attempt", ""), ENDPOINT, text)
    try:
        draft_id = keep_draft(wiring.open_uow, text, attempt=attempt, now=wiring.now())
    except BadInput as refusal:
        return _form(_marked(form, refusal), status_of(refusal))
    tell("rulebooks.told_kept")
    return redirect(url_for(".rulebook_draft", draft_id=draft_id), HTTPStatus.SEE_OTHER)


@pages.get("/rulebook/drafts/<int:draft_id>/edit")
def edit_draft_form(draft_id: int) -> Response | Answer:
    """Offer the text of an open draft, to be changed."""
    draft = draft_seen(here.wiring().open_reading, draft_id).draft
    if draft.state is not DraftState.OPEN:
        return redirect(url_for(".rulebook_draft", draft_id=draft_id), HTTPStatus.SEE_OTHER)
    return _form(_typed(draft.text), HTTPStatus.OK, At(draft_id, draft.revision))


@pages.post("/rulebook/drafts/<int:draft_id>/edit")
def change_draft(draft_id: int) -> Response | Answer:
    """Check the text, or keep the change."""
    at = At(draft_id, request.form.get("revision", default=0, type=int))
    text, form = _posted()
    if not form:
        return _form(form, HTTPStatus.UNPROCESSABLE_ENTITY, at)
    if request.form.get("do") == "check":
        return _checked(form, text, at)
    wiring = here.wiring()
    change = Change(draft_id, at.revision, text)
    try:
        edit_draft(wiring.open_uow, change, actor=here.actor(), now=wiring.now())
    except BadInput as refusal:
        return _form(_marked(form, refusal), status_of(refusal), at)
    except NotPossible as refusal:
        return _overtaken(form, draft_id, refusal)
    tell("rulebooks.told_kept")
    return redirect(url_for(".rulebook_draft", draft_id=draft_id), HTTPStatus.SEE_OTHER)


def _overtaken(form: Form, draft_id: int, refusal: NotPossible) -> Answer:
    """Keep what was typed on the page; the next time it may replace the colleague's text."""
    draft = draft_seen(here.wiring().open_reading, draft_id).draft
    state = refusal.facts["state"]
    code = "theirs" if state == "changed" else f"refused_{state}"
    sentence = here.say(f"rulebooks.{code}")
    return _form(form, status_of(refusal), At(draft_id, draft.revision), sentence=sentence)


def _posted() -> tuple[DraftText, Form]:
    """Give the file where one was chosen, else the text of the form."""
    file, source = request.files.get("file"), request.form.get("text", "")
    # A browser sends a text's lines with two signs at their end; the file has one.
    data = file.read() if file and file.filename else source.replace("\r\n", "\n").encode()
    note, day = (request.form.get(name, "").strip() for name in ("note", "first_day"))
    typed = {"text": data.decode(errors="replace"), "note": note, "first_day": day}
    errors, first_day = {}, None
    try:
        first_day = date.fromisoformat(day) if day else None
    except ValueError:
        errors["first_day"] = "places.no_day"
    if len(note) > NOTE_CHARACTERS_MAX:
        errors["note"] = "places.too_long"
    try:
        data.decode()
    except UnicodeDecodeError:
        errors["text"] = "rulebooks.text_letters"
    return DraftText(typed["text"], first_day, note), Form(typed=typed, errors=errors)


def _typed(text: DraftText) -> Form:
    day = text.first_day.isoformat() if text.first_day else ""
    return Form(typed={"text": text.source, "note": text.note, "first_day": day})


def _marked(form: Form, refusal: BadInput) -> Form:
    said = refusal.facts["fields"]
    assert isinstance(said, dict), "the service names the fields"
    errors = {
        name: "places.too_long" if name == "note" else f"rulebooks.text_{why}"
        for name, why in said.items()
    }
    return Form(typed=form.typed, errors=errors)


def _checked(form: Form, text: DraftText, at: At) -> Answer:
    if not text.source.strip():
        missing = Form(form.typed, errors={"text": "rulebooks.text_missing"})
        return _form(missing, HTTPStatus.UNPROCESSABLE_ENTITY, at)
    wiring = here.wiring()
    publication = Publication(text.source.encode(), text.first_day, text.note)
    weighed = weigh_text(wiring.open_reading, publication, wiring.now())
    if weighed.refusal is None:
        return _form(form, HTTPStatus.OK, at, weighed=weighed)
    sentence = words_for(weighed.refusal)
    status = status_of(weighed.refusal)
    return _form(form, status, at, weighed=weighed, sentence=sentence)


def _form(
    form: Form,
    status: int,
    at: At = NEW,
    *,
    weighed: Weighed | None = None,
    sentence: str | None = None,
) -> Answer:
    page = render_template(
        "organiser/edit_draft.html",
        form=form,
        at=at,
        weighed=weighed,
        problems=problems_in_words(weighed.checked.problems) if weighed else (),
        sentence=sentence,
        themes=THEMES,
    )
    return page, status
