"""The form in which a rehearsal is asked for: whose text, which days, compared with what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, MuvError, NotFound, NotPossible, RulebookRefused
from muvengine.core.rules.rehearsal_kept import DAYS_BACK, Wanted
from muvengine.reads.rulebook import rulebook_kept, rulebook_versions
from muvengine.reads.rulebook_life import draft_seen
from muvengine.services.start_rehearsal import start_rehearsal, wish
from muvengine.web import here
from muvengine.web.forms import Form
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.words.figures import FullDay
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
DIGITS_MAX: Final = 15


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whose text is rehearsed: a draft's or a published version's.

    Attributes:
        kind: ``draft`` or ``version``.
        number: of its row.
        title: as people call it.
        page: its address.
    """

    kind: str
    number: int
    title: str
    page: str
    source: str


@pages.get("/rulebook/rehearsals/new")
def new_rehearsal() -> Answer:
    """Offer the last thirty days."""
    return _form(_candidate(request.args), Form(typed=_usual()), HTTPStatus.OK)


@pages.post("/rulebook/rehearsals")
def ask_rehearsal() -> Response | Answer:
    """Start a rehearsal and show how far it is."""
    candidate, form = _candidate(request.form), _read()
    if not form:
        return _form(candidate, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    wiring = here.wiring()
    wanted = Wanted(candidate.source.encode(), **form.values)
    try:
        public_id = start_rehearsal(
            wiring.open_uow,
            wiring.open_reading,
            wanted,
            attempt=wish(wanted, here.actor(), request.form.get("attempt", "")),
            now=wiring.now(),
            new_token=wiring.new_token,
        )
    except BadInput as refusal:
        return _form(candidate, _marked(form, refusal), status_of(refusal))
    except (NotPossible, RulebookRefused) as refusal:
        return _form(candidate, form, status_of(refusal), _why_not(refusal))
    tell("rehearsals.told_started")
    return redirect(url_for(".rehearsal", public_id=public_id), HTTPStatus.SEE_OTHER)


def _candidate(asked: MultiDict[str, str]) -> Candidate:
    """Find the text that is asked for.

    Raises:
        NotFound: no draft or version is named, or there is none of that number.
    """
    wiring = here.wiring()
    draft_id, version_id = (
        asked.get(name, default=0, type=_number) for name in ("draft", "version")
    )
    if draft_id:
        draft = draft_seen(wiring.open_reading, draft_id).draft
        title = here.say("rulebooks.draft", number=draft.id)
        page = url_for(".rulebook_draft", draft_id=draft.id)
        return Candidate("draft", draft.id, title, page, draft.text.source)
    if not version_id:
        raise NotFound(kind="rulebook")
    kept = rulebook_kept(wiring.open_reading, wiring.shelf.rulebook, version_id)
    version = kept.version
    title = here.say("organiser.rulebook_version", name=version.name, version=version.version)
    page = url_for(".rulebook_version", version_id=version.id)
    return Candidate("version", version.id, title, page, kept.source)


def _number(text: str) -> int:
    """Read a row's number; what cannot be one is none."""
    return int(text) if text.isdecimal() and len(text) <= DIGITS_MAX else 0


def _usual() -> dict[str, str]:
    today = here.now().date()
    first = today - timedelta(days=DAYS_BACK)
    return {"first": first.isoformat(), "last": today.isoformat(), "base": ""}


def _read() -> Form:
    """Read days and base; a form that names none means the usual ones."""
    usual = _usual()
    typed = {name: request.form.get(name, usual[name]).strip() for name in usual}
    errors, values = {}, dict[str, date | int | None]()
    for name in ("first", "last"):
        try:
            values[name] = date.fromisoformat(typed[name])
        except ValueError:
            errors[name] = "rehearsals.days_wrong"
    values["base_id"] = _number(typed["base"]) or None
    return Form(typed=typed, values=values, errors=errors)


def _marked(form: Form, refusal: BadInput) -> Form:
    said = refusal.facts["fields"]
    assert isinstance(said, dict), "the service names the fields"
    errors = {name: f"rehearsals.days_{why}" for name, why in said.items()}
    return Form(typed=form.typed, errors=errors)


def _why_not(refusal: MuvError) -> str:
    return here.say(f"rehearsals.{'many' if isinstance(refusal, NotPossible) else 'not_usable'}")


def _form(candidate: Candidate, form: Form, status: int, sentence: str | None = None) -> Answer:
    versions = rulebook_versions(here.wiring().open_reading)
    bases = [
        (
            str(one.id),
            here.say(
                "rehearsals.base_version",
                name=one.name,
                version=one.version,
                day=FullDay(one.effective_from),
            ),
        )
        for one in versions
    ]
    page = render_template(
        "organiser/ask_rehearsal.html",
        candidate=candidate,
        form=form,
        sentence=sentence,
        bases=[("", here.say("rehearsals.base_paid")), *bases],
        today=here.now().date(),
    )
    return page, status
