"""The form in which a draft of the rules is written and changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.rules.draft import DraftText
from muvengine.formats.shipped import shipped_rulebook
from muvengine.reads.rulebook_life import draft_seen, next_text
from muvengine.services.keep_draft import ENDPOINT, Change, edit_draft, keep_draft
from muvengine.web import here
from muvengine.web.forms import Form
from muvengine.web.organiser.draft_form import marked_draft, posted_draft, typed_draft
from muvengine.web.organiser.open_draft import NEW, At, Opened, may_act, open_draft
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.written_text import Written, draft_name, written
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


@pages.get("/rulebook/new")
def new_rulebook() -> Answer:
    """Offer the latest text, or one that came with the product, to be changed."""
    text = next_text(here.wiring().open_reading, here.now())
    start = shipped_rulebook(request.args.get("start", ""))
    return _form(typed_draft(replace(text, source=start) if start else text), HTTPStatus.OK)


@pages.post("/rulebook/new")
def add_draft() -> Response | Answer:
    """Check the text, or keep it as a draft."""
    text, form = posted_draft()
    if not form:
        return _form(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    wiring = here.wiring()
    if request.form.get("do") == "check":
        return _checked(form, text, NEW)
    attempt = Attempt.of(here.actor(), request.form.get("attempt", ""), ENDPOINT, text)
    try:
        draft_id = keep_draft(wiring.open_uow, text, attempt=attempt, now=wiring.now())
    except BadInput as refusal:
        return _form(marked_draft(form, refusal), status_of(refusal))
    tell("rulebooks.told_kept")
    then = "edit_draft_form" if request.form.get("do") == "rules" else "rulebook_draft"
    return redirect(url_for(f".{then}", draft_id=draft_id), HTTPStatus.SEE_OTHER)


@pages.get("/rulebook/drafts/<int:draft_id>/edit")
def edit_draft_form(draft_id: int) -> Answer:
    """Offer the text of an open draft, to be changed."""
    opened = open_draft(draft_id)
    return _form(typed_draft(opened.draft.text), HTTPStatus.OK, opened.at)


@pages.post("/rulebook/drafts/<int:draft_id>/edit")
def change_draft(draft_id: int) -> Response | Answer:
    """Check the text, or keep the change."""
    at = At(draft_id, request.form.get("revision", default=0, type=int))
    text, form = posted_draft()
    if not form:
        return _form(form, HTTPStatus.UNPROCESSABLE_ENTITY, at)
    if request.form.get("do") == "check":
        return _checked(form, text, at)
    wiring = here.wiring()
    change = Change(draft_id, at.revision, text)
    try:
        edit_draft(wiring.open_uow, change, actor=here.actor(), now=wiring.now())
    except BadInput as refusal:
        return _form(marked_draft(form, refusal), status_of(refusal), at)
    except NotPossible as refusal:
        return _overtaken(form, draft_id, refusal)
    tell("rulebooks.told_kept")
    return redirect(url_for(".rulebook_draft", draft_id=draft_id), HTTPStatus.SEE_OTHER)


def show_draft(opened: Opened, status: int, sentence: str) -> Answer:
    """Show the text of a draft as it stands, and why something else was not done to it."""
    return _form(typed_draft(opened.draft.text), status, opened.at, sentence=sentence)


def _overtaken(form: Form, draft_id: int, refusal: NotPossible) -> Answer:
    """Keep what was typed on the page; the next time it may replace the colleague's text."""
    draft = draft_seen(here.wiring().open_reading, draft_id).draft
    state = refusal.facts["state"]
    code = "theirs" if state == "changed" else f"refused_{state}"
    sentence = here.say(f"rulebooks.{code}")
    return _form(form, status_of(refusal), At(draft_id, draft.revision), sentence=sentence)


def _checked(form: Form, text: DraftText, at: At) -> Answer:
    if not text.source.strip():
        missing = Form(form.typed, errors={"text": "rulebooks.text_missing"})
        return _form(missing, HTTPStatus.UNPROCESSABLE_ENTITY, at)
    seen = written(text, draft_name(at))
    refusal = seen.weighed.refusal
    if refusal is None:
        return _form(form, HTTPStatus.OK, at, seen=seen)
    return _form(form, status_of(refusal), at, seen=seen, sentence=words_for(refusal))


def _form(
    form: Form,
    status: int,
    at: At = NEW,
    *,
    seen: Written | None = None,
    sentence: str | None = None,
) -> Answer:
    source = form.typed.get("text", "")
    if seen is None and source.strip():
        day = "" if "first_day" in form.errors else form.typed.get("first_day", "")
        first_day = date.fromisoformat(day) if day else None
        seen = written(DraftText(source, first_day), draft_name(at))
    page = render_template(
        "organiser/edit_draft.html",
        form=form,
        at=at,
        seen=seen,
        acts=may_act(at, source),
        sentence=sentence,
        themes=THEMES,
    )
    return page, status
