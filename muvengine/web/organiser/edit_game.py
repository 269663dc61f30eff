"""The form in which a draft of the game is written and changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.rules.draft import DraftOf, DraftText
from muvengine.formats.game_yaml.outline import game_outline_of
from muvengine.formats.rulebook_yaml.problems import Problem
from muvengine.formats.rulebook_yaml.text_diff import text_diff
from muvengine.formats.shipped import shipped
from muvengine.reads.game import next_game
from muvengine.reads.rulebook_life import draft_seen
from muvengine.services.keep_draft import ENDPOINT, Change, edit_draft, keep_draft
from muvengine.services.propose_game import WeighedGame, weigh_game
from muvengine.services.publish_game import GamePublication
from muvengine.web import here
from muvengine.web.forms import Form
from muvengine.web.organiser.draft_form import marked_draft, posted_draft, typed_draft
from muvengine.web.organiser.game_examples import beside_examples, wrong_examples
from muvengine.web.organiser.game_parts import GamePart, game_parts, problems_of
from muvengine.web.organiser.open_draft import NEW, At, Opened, may_act, open_draft
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.rulebook import problems_in_words
from muvengine.web.page_words import tell
from muvengine.web.refused import words_for
from muvengine.words.http_status import status_of

Answer = tuple[str, int]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is thought of a text.

    Attributes:
        weighed: see there.
        why_not: a sentence; None where nothing speaks against it.
        problems: of the text.
        lines: the text beside the game that was published last; empty where there is none.
        parts: what it says, part by part.
    """

    weighed: WeighedGame
    why_not: str | None
    problems: tuple[Problem, ...]
    lines: str
    parts: tuple[GamePart, ...]


@pages.get("/game/new")
def new_game() -> Answer:
    """Offer the game that was published last, or the one that came with the product."""
    text = next_game(here.wiring().open_reading)
    source = text.source or (shipped("rules") / "game" / "muv.yaml").read_text(encoding="utf-8")
    return _form(typed_draft(replace(text, source=source)), HTTPStatus.OK)


@pages.post("/game/new")
def add_game_draft() -> Response | Answer:
    """Check the text, or keep it as a draft."""
    text, form = posted_draft()
    if not form or not text.source.strip():
        return _form(_missing(form, text), HTTPStatus.UNPROCESSABLE_ENTITY)
    if request.form.get("do") == "check":
        return _checked(form, text, NEW)
    wiring = here.wiring()
    attempt = Attempt.of(here.actor(), request.form.get("attempt", ""), ENDPOINT, text)
    try:
        draft_id = keep_draft(
            wiring.open_uow, text, attempt=attempt, now=wiring.now(), kind=DraftOf.GAME
        )
    except BadInput as refusal:
        return _form(marked_draft(form, refusal), status_of(refusal))
    tell("rulebooks.told_kept")
    then = "edit_game" if request.form.get("do") == "parts" else "game_draft"
    return redirect(url_for(f".{then}", draft_id=draft_id), HTTPStatus.SEE_OTHER)


@pages.get("/game/drafts/<int:draft_id>/edit")
def edit_game(draft_id: int) -> Answer:
    """Offer the text of an open draft, to be changed part by part or as a whole."""
    opened = open_draft(draft_id, DraftOf.GAME)
    return _form(typed_draft(opened.draft.text), HTTPStatus.OK, opened.at)


@pages.post("/game/drafts/<int:draft_id>/edit")
def change_game_draft(draft_id: int) -> Response | Answer:
    """Check the text, or keep the change."""
    at = At(draft_id, request.form.get("revision", default=0, type=int))
    text, form = posted_draft()
    if not form or not text.source.strip():
        return _form(_missing(form, text), HTTPStatus.UNPROCESSABLE_ENTITY, at)
    if request.form.get("do") == "check":
        return _checked(form, text, at)
    wiring = here.wiring()
    change = Change(draft_id, at.revision, text, DraftOf.GAME)
    try:
        edit_draft(wiring.open_uow, change, actor=here.actor(), now=wiring.now())
    except BadInput as refusal:
        return _form(marked_draft(form, refusal), status_of(refusal), at)
    except NotPossible as refusal:
        return _overtaken(form, draft_id, refusal)
    tell("rulebooks.told_kept")
    return redirect(url_for(".game_draft", draft_id=draft_id), HTTPStatus.SEE_OTHER)


def show_game_draft(opened: Opened, status: int, sentence: str) -> Answer:
    """Show the text of a draft as it stands, and why something else was not done to it."""
    return _form(typed_draft(opened.draft.text), status, opened.at, sentence=sentence)


def _overtaken(form: Form, draft_id: int, refusal: NotPossible) -> Answer:
    """Keep what was typed on the page; the next time it may replace the colleague's text."""
    draft = draft_seen(here.wiring().open_reading, draft_id, DraftOf.GAME).draft
    state = refusal.facts["state"]
    sentence = here.say(f"rulebooks.{'theirs' if state == 'changed' else f'refused_{state}'}")
    return _form(form, status_of(refusal), At(draft_id, draft.revision), sentence=sentence)


def _missing(form: Form, text: DraftText) -> Form:
    if text.source.strip():
        return form
    return Form(form.typed, errors={**form.errors, "text": "rulebooks.text_missing"})


def _checked(form: Form, text: DraftText, at: At) -> Answer:
    seen = _seen(text)
    refusal = seen.weighed.refusal
    status = HTTPStatus.OK if refusal is None else status_of(refusal)
    return _form(form, status, at, seen=seen)


def _seen(text: DraftText) -> _Seen:
    wiring = here.wiring()
    data = text.source.encode(errors="replace")
    weighed = weigh_game(wiring.open_reading, GamePublication(data, text.first_day), wiring.now())
    refusal, before = weighed.refusal, next_game(wiring.open_reading).source
    problems = problems_of(refusal)
    return _Seen(
        weighed,
        words_for(refusal) if refusal else None,
        problems,
        text_diff(before, text.source, names=("game", "draft")) if before else "",
        game_parts(game_outline_of(text.source), problems),
    )


def _form(
    form: Form,
    status: int,
    at: At = NEW,
    *,
    seen: _Seen | None = None,
    sentence: str | None = None,
) -> Answer:
    source = form.typed.get("text", "")
    if seen is None and source.strip() and not form.errors:
        day = form.typed.get("first_day", "")
        seen = _seen(DraftText(source, date.fromisoformat(day) if day else None))
    acts, problems = may_act(at, source, DraftOf.GAME), seen.problems if seen else ()
    page = render_template(
        "organiser/edit_game.html",
        form=form,
        at=at,
        seen=seen,
        acts=acts,
        examples=wrong_examples(game_outline_of(source), problems) if acts else (),
        # With a way to mend them, examples are told apart.
        problems=problems_in_words(beside_examples(problems) if acts else problems, "game.yaml"),
        sentence=sentence,
    )
    return page, status
