"""One draft of the rules: what is thought of it, and who may do what with it now."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, NotAllowed, NotPossible, RulebookRefused
from muvengine.core.rules.draft import Draft, DraftState
from muvengine.formats.rulebook_yaml.text_diff import text_diff
from muvengine.reads.rulebook_changes import rulebook_before
from muvengine.reads.rulebook_life import draft_seen
from muvengine.services.fit_rulebook import Weighed, weigh_text
from muvengine.services.keep_draft import drop_draft
from muvengine.services.propose_rulebook import (
    approve_rulebook,
    propose_rulebook,
    publication_of,
)
from muvengine.services.return_draft import return_draft
from muvengine.web import here
from muvengine.web.organiser.draft_form import authors_of, why_not
from muvengine.web.organiser.open_draft import posted_revision
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.rulebook import day_of, problems_in_words
from muvengine.web.page_words import tell
from muvengine.web.place_names import with_place_names
from muvengine.web.refused import words_for
from muvengine.web.rehearsal_on_page import last_told
from muvengine.words.figures import FullDay
from muvengine.words.http_status import status_of
from muvengine.words.rulebook_changes import changes
from muvengine.words.rulebook_in_words import describe

Answer = tuple[str, int]


@pages.get("/rulebook/drafts/<int:draft_id>")
def rulebook_draft(draft_id: int) -> Answer:
    """Show a draft, what is thought of it, and what may be done with it."""
    return _page(draft_id, None, HTTPStatus.OK)


@pages.post("/rulebook/drafts/<int:draft_id>/propose")
def propose_draft(draft_id: int) -> Response | Answer:
    """Ask a second organiser to look."""

    def propose() -> None:
        wiring = here.wiring()
        propose_rulebook(
            wiring.open_uow, draft_id, posted_revision(), actor=here.actor(), now=wiring.now()
        )
        tell("rulebooks.told_proposed")

    return _acted(draft_id, propose)


@pages.post("/rulebook/drafts/<int:draft_id>/approve")
def approve_draft(draft_id: int) -> Response | Answer:
    """Publish a draft that a colleague wrote."""
    if "read" not in request.form:
        return _page(draft_id, here.say("rulebooks.tick_needed"), HTTPStatus.UNPROCESSABLE_ENTITY)

    def approve() -> None:
        wiring = here.wiring()
        version = approve_rulebook(
            wiring.open_uow, draft_id, posted_revision(), actor=here.actor(), now=wiring.now()
        )
        day = FullDay(version.effective_from)
        tell("rulebooks.told_published", version=version.version, day=day)

    return _acted(draft_id, approve, then=".rulebook")


@pages.post("/rulebook/drafts/<int:draft_id>/return")
def give_back_draft(draft_id: int) -> Response | Answer:
    """Give a draft back to its authors, or take it back."""

    def give_back() -> None:
        wiring = here.wiring()
        answer = request.form.get("answer", "").strip()
        return_draft(wiring.open_uow, draft_id, answer, actor=here.actor(), now=wiring.now())
        tell("rulebooks.told_returned")

    return _acted(draft_id, give_back)


@pages.post("/rulebook/drafts/<int:draft_id>/drop")
def give_up_draft(draft_id: int) -> Response | Answer:
    """Give a draft up."""

    def drop() -> None:
        wiring = here.wiring()
        drop_draft(wiring.open_uow, draft_id, actor=here.actor(), now=wiring.now())
        tell("rulebooks.told_dropped")

    return _acted(draft_id, drop, then=".rulebook")


def _acted(draft_id: int, act: Callable[[], None], *, then: str = "") -> Response | Answer:
    """Do one thing to a draft and go on, or say on its page why not."""
    try:
        act()
    except (BadInput, NotAllowed, NotPossible, RulebookRefused) as refusal:
        return _page(draft_id, why_not(refusal), status_of(refusal))
    target = url_for(then) if then else url_for(".rulebook_draft", draft_id=draft_id)
    return redirect(target, HTTPStatus.SEE_OTHER)


def _page(draft_id: int, sentence: str | None, status: int) -> Answer:
    wiring, me = here.wiring(), here.me().person.id
    seen = draft_seen(wiring.open_reading, draft_id)
    one, weighed = seen.draft, None
    if one.state in {DraftState.OPEN, DraftState.PROPOSED}:
        weighed = weigh_text(wiring.open_reading, publication_of(one), wiring.now())
    page = render_template(
        "organiser/draft.html",
        draft=one,
        seen=seen,
        weighed=weighed,
        problems=problems_in_words(weighed.checked.problems) if weighed else (),
        why_not=words_for(weighed.refusal) if weighed and weighed.refusal else None,
        authors=authors_of(one, seen),
        mine=one.written_by(me),
        second=one.second_may_be(me),
        sentence=sentence,
        day_of=day_of,
        rehearsed=last_told(one.sha256),
        **(_read_beside(one, weighed) if weighed else {}),
    )
    return page, status


def _read_beside(one: Draft, weighed: Weighed) -> dict[str, object]:
    """Put a draft in words, beside the rules it would follow; nothing while it is unreadable."""
    book = weighed.checked.readable
    if book is None:
        return {}
    wiring, locale, day = here.wiring(), here.locale(), one.text.first_day or book.first_day
    before = rulebook_before(wiring.open_reading, wiring.shelf.rulebook, day)
    parts = describe(with_place_names(book), locale, day)
    if before is None:
        return {"first_day": day, "parts": parts}
    names = (f"version {before.version.version}", f"draft {one.id}")
    return {
        "first_day": day,
        "parts": parts,
        "before": before,
        "changes": changes(with_place_names(before.rulebook), with_place_names(book), locale, day),
        "lines": text_diff(before.source, one.text.source, names=names),
    }
