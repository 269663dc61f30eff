"""A draft as a form sends it, and what its page says of it."""

from __future__ import annotations

from datetime import date

from flask import request

from muvengine.core.errors import BadInput, MuvError, NotAllowed, NotPossible
from muvengine.core.rules.draft import Draft, DraftText
from muvengine.reads.rulebook_life import DraftSeen
from muvengine.services.keep_draft import NOTE_CHARACTERS_MAX
from muvengine.web import here
from muvengine.web.forms import Form
from muvengine.web.refused import words_for


def posted_draft() -> tuple[DraftText, Form]:
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


def typed_draft(text: DraftText) -> Form:
    """Show a draft as it is kept."""
    day = text.first_day.isoformat() if text.first_day else ""
    return Form(typed={"text": text.source, "note": text.note, "first_day": day})


def marked_draft(form: Form, refusal: BadInput) -> Form:
    """Say beside its field why a draft was not kept."""
    said = refusal.facts["fields"]
    assert isinstance(said, dict), "the service names the fields"
    errors = {
        name: "places.too_long" if name == "note" else f"rulebooks.text_{why}"
        for name, why in said.items()
    }
    return Form(typed=form.typed, errors=errors)


def why_not(refusal: MuvError) -> str:
    """Say why something was not done to a draft."""
    if isinstance(refusal, NotAllowed):
        approving = refusal.facts.get("act") == "approve"
        return here.say(f"rulebooks.refused_{'author' if approving else 'stranger'}")
    if isinstance(refusal, NotPossible):
        return here.say(f"rulebooks.refused_{refusal.facts['state']}")
    if isinstance(refusal, BadInput):
        return here.say("places.too_long")
    return words_for(refusal)


def authors_of(one: Draft, seen: DraftSeen) -> str:
    """Name those who began a draft and changed it last."""
    numbers = dict.fromkeys((one.created_by or 0, one.edited_by or 0))
    return ", ".join(seen.names[number] for number in numbers if number in seen.names)
